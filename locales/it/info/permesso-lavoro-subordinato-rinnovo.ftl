title = Rinnovo del permesso per lavoro subordinato
summary = Rinnova il permesso di soggiorno prima che scada. La domanda si spedisce con il kit postale.

who-still-working = Hai un permesso per lavoro e hai ancora un lavoro, o ne hai trovato uno nuovo.

where-post = Porta il kit in un ufficio postale che ha lo Sportello Amico.
where-help = Il patronato ti aiuta gratis a preparare il kit. Lo fanno anche alcuni Comuni.

document-permit =
    .note = Copia, fronte e retro.
document-passport =
    .note = Le pagine con i tuoi dati, i rinnovi e i visti.
document-tax-code =
    .note = Copia. Va bene anche la tessera sanitaria.
document-hiring = Comunicazione di assunzione (UNILAV)
    .note = Per il lavoro domestico: comunicazione all’INPS.
document-income =
    .note = CU, 730 o modello Redditi dell’ultimo anno.
document-pay-slips =
    .note = Le ultime.
document-domestic-contributions = Bollettini INPS dei contributi degli ultimi { $quarters } trimestri
document-address = Prova dell’indirizzo
    .note = Certificato di residenza, contratto di affitto o dichiarazione di ospitalità.
document-payment-slip =
    .note = Già pagato: tessera elettronica e contributo.
document-child-slip = Un bollettino da { $amount } in più

cost-duty-stamp = Marca da bollo
cost-card = Tessera elettronica del permesso
cost-postal-fee = Spedizione del kit alle Poste
cost-contribution-1 = Contributo per il permesso
cost-contribution-2 = Contributo per il permesso
cost-contribution-3 = Contributo per il permesso
cost-child-card = Tessera elettronica in più

deadline-apply = Fai domanda almeno { $days } giorni prima della scadenza.

validity-as-before = Di solito il nuovo permesso non dura più del primo, se la legge non dice altro.
validity-open-ended = Con un contratto a tempo indeterminato il rinnovo può durare fino a { $years } anni.

step-collect = Raccogli i documenti { $months } mesi prima della scadenza.
step-kit = Compila il kit, o chiedi a un patronato di farlo.
step-post = Alla posta: paga, consegna il kit, conserva la ricevuta.
step-receipt = Mostra la ricevuta alla ASL e a chi ti dà lavoro: assistenza sanitaria e lavoro continuano.
step-questura = Vai all’appuntamento in Questura: impronte, documenti originali, foto.
step-address = Dopo il ritiro del permesso: rinnova in Comune la dichiarazione di dimora abituale entro { $days } giorni.

warning-late = Il permesso è già scaduto? Fai subito domanda, con un patronato o un avvocato. Dopo { $days } giorni dalla scadenza senza domanda la legge permette l’espulsione. Secondo la Cassazione una domanda in ritardo, fatta di propria iniziativa, va comunque esaminata.
warning-absence = Se resti fuori dall’Italia più di { $months } mesi di seguito (o più di metà della durata, per i permessi di { $years } anni), il rinnovo può essere rifiutato, se l’assenza non è giustificata.
warning-self-certificate = L’autocertificazione della residenza può non bastare: porta il certificato, o chiedi.
