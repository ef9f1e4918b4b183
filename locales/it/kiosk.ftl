### The visitor's screen. Short, plain, second person, verbs first. One idea a message.

## Bars that every page has
back = Indietro
home = Inizio
language = Lingua
large-text = Testo grande
high-contrast = Contrasto elevato
ask = Chiedi allo sportello
    .text = Vai al banco: il personale ti aiuta, anche senza numero. Qui non perdi niente.
ask-close = Torna alla pagina
scroll-up = Su
scroll-down = Giù

## Attract page and languages
attract-invite = Tocca lo schermo per iniziare
language-title = Scegli la lingua

## What can be done here
home-title = Che cosa vuoi fare?
take-ticket = Prendi un numero
    .hint = Per parlare con una persona allo sportello
information = Informazioni
    .hint = Documenti, costi, dove andare
my-number = Dov’è il mio numero?
    .hint = Quante persone hai davanti

## Taking a ticket
areas-title = Di che cosa hai bisogno?
services-title = Scegli il servizio
confirm-title = Vuoi un numero per questo servizio?
confirm-take = Sì, prendi il numero
people-ahead =
    { $n ->
        [0] Nessuno prima di te
       *[other] Persone prima di te: { $n }
    }
printer-note = La stampante non è pronta. Il numero vale lo stesso: lo leggi sullo schermo.
issuing-title = Un momento…
    .text = Prepariamo il tuo numero

## The number
your-number = Il tuo numero
ticket-called = Vai allo sportello { $desk }
ticket-over = Questo numero è già stato servito
ticket-printing = Stampa in corso…
    .text = Il numero è già tuo. Aspetta il foglietto qui sotto.
ticket-printed = Prendi il foglietto
    .text = Siediti e aspetta: il numero appare sul tabellone.
ticket-blind = Prendi il foglietto
    .text = Se non esce, fotografa o scrivi il numero. Il numero vale lo stesso.
ticket-no-paper = La stampante ha finito la carta
    .text = Scrivi o fotografa il numero: vale lo stesso. Il personale lo vede già.
ticket-failed = La stampante non funziona
    .text = Scrivi o fotografa il numero: vale lo stesso. Il personale lo vede già.
ticket-unknown = Forse il foglietto non è uscito
    .text = Se non esce, scrivi o fotografa il numero: vale lo stesso. Il personale lo vede già.
print-again = Riprova a stampare
ticket-done = Ho il numero, fine

## Open and closed
hours-open-until = Aperto fino alle { $time }
hours-closed-now = Chiuso
hours-opens-today = Chiuso, apre alle { $time }
hours-opens-on = Chiuso, apre { $weekday } alle { $time }
closed-title = L’ufficio è chiuso
closed-until-today = Riapre oggi alle { $time }. Le informazioni sono sempre qui.
closed-until = Riapre { $weekday } { $date } alle { $time }. Le informazioni sono sempre qui.
closed-unknown = Chiedi al personale quando riapre. Le informazioni sono sempre qui.
service-closed-title = Il servizio è chiuso adesso
service-closed-until-today = Dà numeri dalle { $time } di oggi.
service-closed-until = Dà numeri da { $weekday } { $date } alle { $time }.
service-closed-unknown = Chiedi allo sportello quando riapre.
service-paused-title = Per ora non diamo altri numeri
    .text = Chi ha già un numero viene chiamato. Per il resto chiedi allo sportello.
badge-closed = Chiuso adesso
badge-paused = Nessun numero per ora
read-information = Leggi le informazioni
other-service = Scegli un altro servizio

## When something fails
storage-title = Il numero non è stato dato
    .text = C’è un guasto. Riprova, oppure chiedi allo sportello.
try-again = Riprova

## Information
topics-title = Su che cosa cerchi informazioni?
procedures-lead = Scegli un argomento
no-procedures = Qui non ci sono ancora informazioni
    .text = Chiedi allo sportello.
ticket-for-this = Prendi un numero per questo

## Where is my number
my-number-lead = Scrivi il numero che hai ricevuto
my-number-search = Cerca il numero
delete = Cancella
answer-waiting = Sei in attesa
    .text = Resta qui vicino e guarda il tabellone.
answer-called = Tocca a te: vai allo sportello { $desk }
    .text = Il tuo numero è stato chiamato.
answer-finished = Questo numero è già stato servito
    .text = Se hai ancora bisogno, prendi un altro numero.
answer-no-show = Il tuo numero è stato chiamato
    .text = Non c’eri. Chiedi allo sportello: possono richiamarti.
answer-unknown = Questo numero oggi non c’è
    .text = Controlla il foglietto: i numeri valgono un solo giorno.
other-number = Scrivi un altro numero

## Nobody there?
idle-title = Sei ancora qui?
idle-text =
    { $n ->
        [one] Questa pagina si chiude fra { $n } secondo
        [many] Questa pagina si chiude fra { $n } di secondi
       *[other] Questa pagina si chiude fra { $n } secondi
    }
idle-extend = Sì, continua
idle-finish = No, fine
