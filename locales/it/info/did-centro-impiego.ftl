title = DID e iscrizione al Centro per l’impiego
summary = Se non hai lavoro, dichiara che cerchi lavoro (DID). Il Centro per l’impiego ti aiuta a trovare offerte e corsi.

who-no-work = Non lavori, oppure pensi di guadagnare al massimo { $employee } l’anno con un lavoro dipendente, o { $self-employed } l’anno con un lavoro autonomo.
who-non-eu = Se non hai la cittadinanza di un Paese UE: hai un permesso che permette di lavorare, o la ricevuta.

where-centre = Vai allo sportello o prendi un appuntamento. Puoi anche usare il portale della Regione o quello nazionale, con SPID o CIE.
where-help = Il patronato ti aiuta.

document-identity = Documento d’identità
document-permit =
    .note = O la ricevuta.
document-last-contract = Ultimo contratto o lettera di licenziamento
document-cv = Curriculum (CV)

cost-registration = Iscrizione al Centro per l’impiego

deadline-service-pact = Vai al Centro per l’impiego per il patto di servizio entro { $days } giorni dalla DID (entro { $naspi-days } giorni dalla domanda di NASpI).
deadline-lost-job = Hai un permesso di soggiorno e hai perso il lavoro? Fai la DID entro { $days } giorni.

validity-all-italy = La DID vale in tutta Italia. Lo stato di disoccupazione comincia dalla data della DID.

step-declare = Fai la DID.
step-appointment = Vai all’appuntamento: parli del tuo profilo.
step-pact = Firma il Patto di servizio.
step-offers = Ricevi offerte di lavoro, corsi e tirocini.
step-keep = Conserva la stampa della DID: serve per il permesso per attesa occupazione e per l’esenzione sanitaria E02.

warning-calls = Rispondi sempre alle convocazioni del Centro per l’impiego: chi non si presenta riceve sanzioni.
warning-naspi-counts = Hai fatto domanda di NASpI? Vale anche come DID.
