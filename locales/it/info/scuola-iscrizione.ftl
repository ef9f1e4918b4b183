title = Iscrizione a scuola dei minori
summary = Ogni bambina, bambino e adolescente in Italia ha diritto di andare a scuola. Chi arriva durante l’anno può iscriversi in ogni momento.

who-every-child = Tutti i minori che sono in Italia, anche se loro o i genitori non hanno il permesso di soggiorno. Andare a scuola è un diritto e un obbligo anche per loro.
who-no-permit = Per l’iscrizione non serve il permesso di soggiorno dei genitori.
who-ages = La scuola è obbligatoria da { $from } a { $to } anni. Poi c’è il diritto e dovere alla formazione fino a { $training } anni.

where-school = Vai alla segreteria della scuola. Per la scuola dell’infanzia la domanda è sempre su carta.
where-online = Per le prime classi la domanda si fa online, sulla piattaforma Unica.

document-child = Documento o certificato di nascita del minore
document-tax-code =
    .note = Se c’è. Se manca, la scuola può usare un codice provvisorio.
document-parents = Dati dei genitori e indirizzo
document-vaccinations = Documenti delle vaccinazioni
document-reports = Pagelle della scuola di prima
    .note = Se puoi, con la traduzione.

cost-enrolment = Iscrizione
cost-state-fees = Piccole tasse dello Stato
    .note = Non si pagano con un ISEE fino a { $limit }.
cost-other = Libri, mensa e gite: chiedi alla scuola e al Comune

deadline-any-time = Chi arriva durante l’anno può iscriversi in ogni momento.
deadline-first-classes = Prime classi { $school-year }: le domande erano dal { $first-day } al { $last-day }. Dati del { $year }. Le date dell’anno dopo non sono ancora note: chiedi alla scuola.

validity-reserve = Se mancano dei documenti, l’iscrizione è «con riserva»: la frequenza e i diplomi sono validi lo stesso.

step-class = La scuola sceglie la classe secondo l’età.
step-support = Chiedi aiuto per la lingua. Puoi chiedere anche la mediazione culturale.
step-no-spid = Non hai SPID, CIE o codice fiscale? Vai alla segreteria della scuola.

warning-vaccinations = Se mancano delle vaccinazioni, alla scuola dell’obbligo si entra lo stesso: la scuola avvisa la ASL e sono possibili multe. Al nido e alla scuola dell’infanzia, invece, non si entra.
