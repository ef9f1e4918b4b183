### Words that every room shares: languages, areas, services, hours, documents, offices, and what is said about how sure the
### information is. Documents are whole list items: never put one inside a sentence.

## Languages, as staff see them
language-it = Italiano
language-en = Inglese
language-fr = Francese
language-es = Spagnolo
language-ro = Romeno
language-sq = Albanese
language-uk = Ucraino
language-ar = Arabo
language-zh = Cinese
language-bn = Bengalese
language-ur = Urdu
language-pa = Punjabi

## Areas of help
area-legal = Permessi e diritti
    .hint = Permesso di soggiorno, famiglia, cittadinanza
area-work = Lavoro
    .hint = Disoccupazione, contratti, formazione
area-health = Salute
    .hint = Medico, tessera sanitaria, cure
area-school = Scuola e italiano
    .hint = Iscrizioni, corsi di italiano, titoli di studio
area-welfare = Famiglia e aiuti
    .hint = ISEE, assegni, bonus, casa

## Services of the demonstration office
service-permits = Permessi di soggiorno
    .hint = Primo rilascio, rinnovo, aggiornamento
service-citizenship = Cittadinanza italiana
    .hint = Domanda, documenti, giuramento
service-work = Lavoro
    .hint = Disoccupazione (DID), contratti, curriculum
service-health = Salute
    .hint = Medico di famiglia, tessera sanitaria
service-school = Scuola e corsi di italiano
    .hint = Iscrizione dei figli, CPIA
service-welfare = Aiuti alle famiglie
    .hint = ISEE, assegno unico, bonus

## Opening hours
hours-closed = Chiuso
hours-span = { $from }–{ $to }
hours-days = { $first }–{ $last }

## How sure the information is
ask-at-the-desk = Chiedi allo sportello
info-uncertain = Da confermare: chiedi allo sportello
info-expired = Può essere cambiato: chiedi allo sportello
info-collected = Informazioni raccolte il { $date }. Questo ufficio non le ha ancora controllate: chiedi allo sportello.
info-verified = Controllato il { $date }
info-overdue = Ultimo controllo il { $date }. Può essere cambiato qualcosa: chiedi allo sportello.
info-draft = Bozza: testo non ancora rivisto. Chiedi allo sportello.
info-outdated = La pagina in italiano è più recente di questa. Chiedi allo sportello.
info-missing = Questa pagina è in italiano.

## Headings of a page
info-who = Per chi
info-where = Dove andare
info-documents = Documenti da portare
info-costs = Quanto costa
info-total = Totale
info-deadlines = Scadenze
info-validity = Quanto dura
info-steps = Come fare
info-warnings = Attenzione
info-related = Vedi anche
info-sources = Fonti
info-law = Norme (da verificare)

## Documents: whole list items, never put inside a sentence
doc-passport = Passaporto
doc-passport-copy = Copia del passaporto (pagine con timbri)
doc-residence-permit = Permesso di soggiorno
doc-residence-permit-expired = Permesso di soggiorno scaduto
doc-application-receipt = Ricevuta della domanda
doc-postal-kit = Kit postale
doc-duty-stamp = Marca da bollo da { $amount }
doc-payment-slip = Bollettino di pagamento
doc-passport-photos = Fototessere
doc-tax-code = Codice fiscale
doc-health-card = Tessera sanitaria
doc-identity-card = Carta d’identità
doc-residence-certificate = Certificato di residenza
doc-family-status-certificate = Stato di famiglia
doc-marriage-certificate = Certificato di matrimonio
doc-birth-certificate = Certificato di nascita
doc-apostille = Apostille
doc-criminal-record-certificate = Certificato penale
doc-income-proof = Prova del reddito
doc-tax-return = Dichiarazione dei redditi
doc-pay-slips = Buste paga
doc-work-contract = Contratto di lavoro
doc-hosting-declaration = Dichiarazione di ospitalità
doc-rental-contract = Contratto di affitto
doc-housing-suitability-certificate = Certificato di idoneità alloggiativa
doc-school-enrolment-certificate = Certificato di iscrizione scolastica
doc-diploma = Diploma o titolo di studio
doc-declaration-of-value = Dichiarazione di valore
doc-language-certificate-a2 = Certificato di italiano A2
doc-health-insurance = Assicurazione sanitaria
doc-medical-certificate = Certificato medico
doc-iban = Numero di conto corrente (IBAN)
doc-isee-certificate = Attestazione ISEE
doc-electronic-id = Identità digitale (SPID/CIE)
doc-appointment-confirmation = Conferma dell’appuntamento
doc-power-of-attorney = Delega o procura
doc-other-parent-consent = Consenso dell’altro genitore

## Conditions and notes that follow an item
translated-legalised = con traduzione e legalizzazione
original-and-copy = originale e copia
if-employed = se hai un lavoro dipendente
if-self-employed = se hai un lavoro autonomo
if-student = se studi
if-family-member = per i familiari
if-unemployed = se non hai un lavoro
per-child = per ogni figlio o figlia
per-adult = per ogni persona adulta
free-of-charge = gratis
if-domestic-worker = se fai lavoro domestico
if-permit-up-to-1-year =
    { $years ->
        [one] permesso fino a { $years } anno
       *[other] permesso fino a { $years } anni
    }
if-permit-up-to-2-years = permesso da { $from } a { $to } anni
if-permit-over-2-years = permesso di più di { $years } anni
per-child-under-14 = per ogni figlio o figlia sotto i { $age } anni, se è nella stessa domanda
if-non-eu = se non hai la cittadinanza di un Paese UE
if-first-work-permit = se aspetti il primo permesso per lavoro
if-tenant = se vivi in affitto
if-home-owner = se hai una casa o un terreno
if-separated = in caso di separazione o divorzio
if-university-student = per chi studia all’università
if-another-dsu = per un’altra DSU nello stesso anno
if-upper-secondary = dal { $from }º al { $to }º anno della scuola superiore

## Offices
office-post-office = Ufficio postale
office-questura = Questura
office-prefettura = Prefettura
office-registry-office = Anagrafe del Comune
office-local-health-authority = Azienda sanitaria locale (ASL)
office-employment-centre = Centro per l’impiego
office-adult-school = Scuola per adulti (CPIA)
office-caf = Centro di assistenza fiscale (CAF)
office-patronato = Patronato
office-cultural-mediator = Mediazione culturale
office-school = Segreteria della scuola
office-inps = INPS

## Durations, after a colon
duration-days =
    { $n ->
        [one] { $n } giorno
        [many] { $n } di giorni
       *[other] { $n } giorni
    }
duration-months =
    { $n ->
        [one] { $n } mese
        [many] { $n } di mesi
       *[other] { $n } mesi
    }
duration-years =
    { $n ->
        [one] { $n } anno
        [many] { $n } di anni
       *[other] { $n } anni
    }
