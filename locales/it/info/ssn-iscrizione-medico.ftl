title = Iscrizione al SSN, medico e tessera sanitaria
summary = Con l’iscrizione al Servizio sanitario nazionale (SSN) hai il medico di famiglia e la tessera sanitaria.

who-permits = Ti iscrivi gratis se hai un permesso per: lavoro dipendente o autonomo, attesa occupazione, famiglia, asilo o richiesta di asilo, protezione sussidiaria o speciale, casi speciali, adozione o affidamento, cittadinanza. Gratis anche se hai l’iscrizione come persona disoccupata, o sei familiare a carico.
who-workers = Ti iscrivi gratis se hai un soggiorno regolare e un lavoro regolare, dipendente o autonomo, o l’iscrizione come persona disoccupata.
who-working-students = Studi e hai un lavoro regolare? L’iscrizione dovrebbe essere gratis: chiedi alla ASL.
who-illness = Ti iscrivi gratis con il permesso per cure mediche per malattia grave. Sul permesso deve esserci scritto: art. 19 comma 2 d-bis.
who-further = Ti iscrivi gratis anche con la Carta blu UE, con il permesso per assistenza a un minore, con il permesso per gravidanza (fino a { $months } mesi dopo la nascita). Lo stesso vale per i minori soli, anche prima del permesso.
who-local-list = In un elenco di una ASL del { $list-year } ci sono anche apolidi, persone in carcere e religiosi con un compenso tassato.
who-voluntary = L’iscrizione è volontaria, a pagamento, con un permesso per studio, residenza elettiva o motivi religiosi senza stipendio, e per i genitori di più di { $age } anni arrivati con il ricongiungimento dopo il { $since }.
who-pension = Residenza elettiva con una pensione italiana da contributi: l’iscrizione è obbligatoria e gratis.
who-children = Ogni minore ha il SSN e il pediatra, anche senza permesso.
who-eu = Cittadinanza UE e soggiorno di più di { $months } mesi: ti iscrivi se lavori, se sei familiare di chi lavora o di una persona italiana, se hai l’attestato di soggiorno permanente, se hai perso il lavoro in Italia e hai l’iscrizione al Centro per l’impiego, o se hai il modulo S1. Negli altri casi puoi iscriverti pagando.

where-asl = Vai alla ASL (o ASST) del luogo dove hai la residenza. Non hai la residenza? Vai alla ASL dell’indirizzo scritto sul permesso.

document-permit =
    .note = O la ricevuta del primo rilascio o del rinnovo.
document-identity = Documento d’identità
document-address = Autodichiarazione della residenza o dell’indirizzo dove vivi
document-first-permit = Ricevuta, nulla osta e contratto di soggiorno
document-self-employed = Partita IVA o posizione INPS

cost-registration = Iscrizione obbligatoria al SSN

deadline-register = Iscriviti appena hai il permesso o la ricevuta.

validity-as-permit = L’iscrizione dura come il permesso. Non si ferma durante il rinnovo: mostra la ricevuta.
validity-domicile = Se hai solo il domicilio, l’iscrizione può durare da { $months } mesi a { $years } anno e si può rinnovare.

step-register = Vai allo sportello della ASL, o usa il servizio online.
step-choose = Scegli il medico. Per i bambini da { $from } a { $to } anni scegli il pediatra.
step-card = La tessera sanitaria arriva per posta.
step-after-renewal = Dopo ogni rinnovo del permesso torna alla ASL.

warning-no-contract = Se il permesso è per lavoro, la ASL non può chiederti il contratto di lavoro. Lo dice l’associazione ASGI.
