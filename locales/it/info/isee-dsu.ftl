title = ISEE e DSU
summary = L’ISEE dice qual è la situazione economica della famiglia. Per averlo si compila la dichiarazione DSU.

who-families = Famiglie che chiedono aiuti, riduzioni per la scuola o l’università, bonus.

where-caf = Prendi un appuntamento: il CAF compila la DSU con te.
where-inps = Puoi farla online sul sito dell’INPS: è già compilata in parte.

document-identity = Documento d’identità e codice fiscale di tutta la famiglia
document-permit =
    .note = Se il CAF lo chiede.
document-income = Redditi del { $income-year } (per l’ISEE del { $this-year })
document-accounts = Conti in banca e in posta: saldo e giacenza media del { $account-year }
document-savings = Risparmi e azioni
document-lease =
    .note = Registrato.
document-property = Dati della casa o del terreno
document-vehicles = Targhe delle auto
document-abroad = Case e conti all’estero
document-separation = Documenti della separazione o del divorzio

cost-first = Prima DSU dell’anno
    .note = Al CAF. Sul sito dell’INPS è sempre gratis.
cost-another = Altra DSU al CAF: al massimo
    .note = Dal { $since } il CAF può chiedere questa somma. Gratis se è cambiato il numero di persone della famiglia.

deadline-every-year = Rifai l’ISEE ogni anno. Quello di quest’anno scade il { $last-day }.
deadline-without = Senza un ISEE valido alcuni aiuti pagano solo il minimo (l’assegno unico da marzo).

validity-year-end = Vale fino al { $last-day }.

step-book = Prendi appuntamento al CAF.
step-sign = Firma la DSU.
step-wait = Aspetta i controlli dell’INPS.
step-download = Scarica l’ISEE.

warning-two-isee = Dal { $since } assegno unico, ADI, SFL, bonus nido e bonus nuovi nati usano un secondo ISEE, più favorevole, calcolato dalla stessa DSU. Tutto il resto usa l’ISEE ordinario.
warning-money-abroad = Anche il denaro inviato all’estero, le valute e le cripto-attività dovranno essere contati, quando un decreto dirà come: chiedi al CAF.
warning-students = Per l’università ci sono regole proprie: chiedi al CAF.
warning-false-statements = Le dichiarazioni false sono punite: controlla prima di firmare.
