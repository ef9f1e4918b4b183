# La console degli operatori, e le pagine del tecnico (schermo e carta). Solo italiano e inglese.

console-title = Console dello sportello
page-title = ({ $waiting }) { $desk } · { $office }
language-choice = Lingua della pagina
in-italian = Italiano
in-english = Inglese
help = Aiuto
cancel = Annulla
close = Chiudi
dismiss = Chiudi il messaggio
call = Chiama
desk = Sportello { $desk }

## Accesso

sign-in-title = Accedi
sign-in-lead = Per chiamare i numeri da uno sportello.
sign-in-again = La sessione è scaduta. Accedi di nuovo: riprendi dallo stesso sportello.
sign-in-technician = Questa pagina è per il tecnico. Accedi con un nome utente da tecnico.
sign-in-demo = Questa è una dimostrazione. Nome utente e password sono scritti nel terminale in cui è stato avviato il programma.
sign-in-name = Nome utente
sign-in-password = Password
sign-in-go = Accedi
sign-in-wrong = Nome utente o password non corretti. Controlla e riprova.
sign-in-too-many = { $seconds ->
    [one] Troppi tentativi. Puoi riprovare tra un secondo.
   *[other] Troppi tentativi. Puoi riprovare tra { $seconds } secondi.
  }
sign-out = Esci ({ $name })

## Scelta dello sportello

desks-title = A quale sportello lavori?
desks-lead = Scegli il tuo sportello: da qui chiamerai i numeri.
desk-free = Libero
desk-taken-by = Occupato da { $operator }
desk-yours = Sei già qui
desk-idle = in attesa
desk-closed = chiuso
desk-leave = Lascia lo sportello
desk-lost = { $desk } è stato chiuso. Scegli di nuovo uno sportello.
desk-lost-to = { $operator } ha preso { $desk }. Scegli un altro sportello.
take-over-title = Vuoi prendere { $desk }?
take-over-text = Qui risulta { $operator }. Se continui, { $desk } passa a te e { $operator } dovrà scegliere un altro sportello.
take-over-yes = Prendi lo sportello
leave-title = Vuoi lasciare { $desk }?
leave-text = Il numero { $label } è ancora allo sportello e ci resta finché qualcuno non lo conclude.

## Adesso allo sportello

now-title = Adesso: { $desk }
now-nobody = Nessuno allo sportello
now-nobody-more = { $waiting ->
    [0] Nessuno aspetta per questo sportello. Quando arriva qualcuno, lo vedi qui.
    [one] Una persona aspetta per questo sportello.
   *[other] { $waiting } persone aspettano per questo sportello.
  }
fact-number = Numero
fact-service = Servizio
fact-language = Lingua
fact-waited = Ha atteso
fact-waits = Aspetta da
fact-called = Chiamato
fact-action = Azione
called-at = alle { $time } ({ $since })
recalls = { $recalls ->
    [one] richiamato una volta
   *[other] richiamato { $recalls } volte
  }
why-first-come-first-served = { $candidates ->
    [one] Chiamato perché era l’unico in attesa per questo sportello.
   *[other] Chiamato perché aspettava da più tempo, fra { $candidates } in attesa.
  }
why-chosen-by-operator = Chiamato perché scelto da te.
call-next = Chiama il prossimo
call-next-finishing = Concludi e chiama il prossimo
recall = Richiama
no-show = Assente
finish = Concludi
call-number = Chiama il numero
call-number-example = es. A012
call-number-malformed = Scrivi il numero come sul biglietto: una lettera e le cifre, per esempio A012.
call-number-unknown = { $label }: { $more }
confirm-call = Chiamare { $label } a { $desk }?
confirm-call-order = Questo numero passa davanti a chi aspetta da più tempo.
confirm-call-finishes = { $label } viene concluso. Il numero scelto passa davanti a chi aspetta da più tempo.
confirm-call-back = { $label } non si era presentato. Lo chiami di nuovo.
confirm-call-back-finishes = { $label } non si era presentato. Lo chiami di nuovo, e { $serving } viene concluso.
confirm-call-yes = Chiama { $label }
announce-called = Chiamato { $label }, { $desk }
announce-recalled = Richiamato { $label }, { $desk }
did-no-show = { $label } segnato come assente. Puoi richiamarlo dall’elenco «Oggi».
did-finish = { $label } concluso.
did-reprint = { $label } è di nuovo in stampa.
under-way = Inviato. Aspetto la risposta del totem: premere di nuovo non serve.
retrying = Nessuna risposta dal totem. Riprovo: il comando vale una volta sola.

## Chi aspetta

waiting-title = { $waiting ->
    [0] Nessuno aspetta
    [one] Una persona aspetta
   *[other] { $waiting } persone aspettano
  }
waiting-empty = Nessuno aspetta
waiting-empty-more = Chi prende un numero al totem compare qui da solo.
waiting-empty-others = { $waiting ->
    [one] Una persona aspetta per altri sportelli.
   *[other] { $waiting } persone aspettano per altri sportelli.
  }
filter = Quali servizi mostrare
filter-mine = Il mio sportello
filter-all = Tutti
services = In attesa per servizio
service-waiting = { $waiting ->
    [one] in attesa
   *[other] in attesa
  }
service-paused = Sospeso
service-pause = Sospendi
service-resume = Riattiva
service-pause-spoken = Sospendi i numeri per { $service }
service-resume-spoken = Riattiva i numeri per { $service }
row-next = il prossimo
row-no-paper = il biglietto non è uscito
call-spoken = Chiama { $label }
span-moment = meno di un minuto
span-minutes = { $minutes } min
span-hours = { $hours } h { NUMBER($minutes, minimumIntegerDigits: 2) } min

## Altri sportelli, oggi, carta

others-title = Altri sportelli
others-empty = Questo è l’unico sportello.
done-title = Oggi
done-empty = Ancora nessuno è stato servito oggi.
status-waiting = In attesa
status-called = Allo sportello
status-no-show = Assente
status-finished = Concluso
status-expired = Chiuso a fine giornata
call-back = Richiama
call-back-spoken = Richiama { $label }, che era assente
paper-trouble-title = { $tickets ->
    [one] Un biglietto non stampato
   *[other] { $tickets } biglietti non stampati
  }
paper-trouble-lead = Il numero vale lo stesso. Dillo alla persona o ristampalo.
print-not-printed = Non stampato: { $trouble }
print-unknown = Forse stampato: { $trouble }
reprint = Ristampa
reprint-spoken = Ristampa { $label }
trouble-gone = stampante non raggiungibile
trouble-no-paper = carta finita
trouble-cover-open = coperchio aperto
trouble-fault = guasto della stampante
trouble-silent = la stampante non ha confermato

## Numero a voce o stampato

issue-open = Dai un numero
issue-title = Dai un numero
issue-language = Lingua della persona
issue-print = Stampa il biglietto al totem
issue-go = Dai il numero
issue-done = Numero dato
issue-another = Un altro numero
issue-ahead = { $ahead ->
    [0] Nessuno davanti
    [one] Una persona davanti
   *[other] { $ahead } persone davanti
  }
issue-printing = Il biglietto esce al totem.
issue-by-voice = Senza biglietto: di’ il numero alla persona.

## Stato

state = Avvisi
link-lost = Connessione con il totem persa.
link-lost-more = Quello che vedi è l’ultima situazione nota. Torna da sola: non serve ricaricare la pagina.
office-closed = Fuori orario di apertura. Puoi comunque chiamare chi aspetta e dare numeri da qui.
office-closed-until = Fuori orario: l’ufficio apre { $opens }. Puoi comunque chiamare chi aspetta e dare numeri da qui.
printer-ready = Stampante pronta
printer-near-end = Carta quasi finita
printer-near-end-more = Prepara un rotolo nuovo.
printer-no-paper = Carta finita
printer-no-paper-more = Metti un rotolo nuovo nel totem. I numeri continuano: le persone li leggono sullo schermo.
printer-cover-open = Coperchio della stampante aperto
printer-cover-open-more = Chiudi il coperchio del totem.
printer-gone = Stampante non raggiungibile
printer-gone-more = Controlla cavo e alimentazione. I numeri continuano: le persone li leggono sullo schermo.
printer-silent = La stampante non conferma
printer-silent-more = Controlla se i biglietti escono.
printer-fault = Guasto della stampante
printer-fault-more = Guarda la spia sulla stampante. I numeri continuano: le persone li leggono sullo schermo.
printer-starting = Cerco la stampante
printer-starting-more = Un momento.

## Perché no

problem-nobody-waiting = Nessuno aspetta per { $desk }.
problem-serving-changed = { $desk } nel frattempo serve { $serving }. Guarda la situazione e ripeti, se serve ancora.
problem-serving-changed-nobody = { $desk } nel frattempo non serve più nessuno. Guarda la situazione e ripeti, se serve ancora.
problem-desk-taken = { $desk } è occupato da { $operator }.
problem-office-closed = L’ufficio è chiuso.
problem-service-closed = Questo servizio adesso è chiuso.
problem-service-paused = Questo servizio è sospeso.
problem-unknown-service = Questo servizio non c’è.
problem-unknown-desk = Questo sportello non c’è.
problem-unknown-ticket = Oggi questo numero non c’è.
problem-not-waiting = Il numero { $label } non è più in attesa.
problem-not-serving = A { $desk } non c’è nessuno.
problem-command-id-reused = Il comando non è stato accettato. Ripetilo.
problem-operators-only = Solo un operatore può farlo.
problem-print-under-way = Il biglietto è già in stampa.
problem-never-printed = Questo numero non ha un biglietto.
problem-not-signed-in = La sessione è scaduta. Accedi di nuovo.
problem-wrong-credentials = Nome utente o password non corretti.
problem-too-many-tries = Troppi tentativi. Riprova tra { $seconds } secondi.
problem-not-allowed = Il tuo nome utente non può farlo.
problem-wrong-origin = La richiesta viene da un’altra pagina e non è stata accettata. Ricarica la pagina.
problem-wrong-host = Apri la pagina con l’indirizzo del totem.
problem-bad-request = Il totem non ha capito la richiesta. Ricarica la pagina.
problem-not-found = Il totem non conosce questa richiesta. Ricarica la pagina.
problem-storage = Il totem non riesce a salvare: non è cambiato niente. Riprova; se continua, chiama il tecnico.
problem-internal = Errore del totem. Riprova; se continua, chiama il tecnico.
problem-busy = Troppi collegamenti al totem. Riprova tra poco.
problem-stopping = Il totem si sta riavviando: non è cambiato niente. Riprova tra poco.
problem-too-slow = La richiesta ha impiegato troppo tempo. Riprova.
problem-unknown-language = L’ufficio non offre questa lingua.
problem-unreachable = Il totem non risponde. Appena torna, guarda la situazione prima di ripetere.
problem-unknown = Non è andata a buon fine ({ $kind }). Riprova.

## Aiuto

help-title = Tasti rapidi
help-call-next = Chiama il prossimo (conclude chi è allo sportello)
help-call-number = Scrivi un numero da chiamare
help-help = Questo aiuto
help-note = I tasti non agiscono mentre scrivi in un campo.
help-keys-on = Tasti rapidi attivi

## Schermo e carta, per il tecnico

screen-title = Schermo del totem
screen-label = Lo schermo del totem, dal vivo. Si usa con il mouse o con il dito.
screen-live = In diretta
screen-connecting = Mi collego al totem…
screen-lost = Connessione persa. Riprovo…
screen-denied = Questo nome utente non può vedere lo schermo. Serve un tecnico.
screen-none = Lo schermo non mostra ancora niente.
screen-touch = Tocca o fai clic come sul totem
paper-title = Carta uscita
paper-lead = Quello che la stampante virtuale ha stampato, dal più recente.
paper-count = { $papers ->
    [0] Nessun foglio
    [one] Un foglio
   *[other] { $papers } fogli
  }
paper-empty = Ancora nessun foglio
paper-empty-more = Prendi un numero sullo schermo del totem: il biglietto compare qui da solo.
paper-lost = Connessione persa. Riprovo…
paper-alt = Biglietto { $label }, stampato alle { $time }
paper-alt-plain = Foglio stampato alle { $time }
paper-name = { $label }
paper-name-plain = Foglio { $n }
paper-time = { $time }
paper-width = { $dots } punti
paper-png = Immagine
paper-bytes = Byte per la stampante
paper-png-spoken = Immagine del foglio { $n }, da scaricare
paper-bytes-spoken = Byte per la stampante del foglio { $n }, da scaricare
paper-larger = Ingrandisci
