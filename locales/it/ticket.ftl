### The printed ticket.

ticket-copy = Copia
ticket-number = Il tuo numero
ticket-ahead =
    { $n ->
        [0] Nessuno prima di te
        [one] { $n } persona prima di te
        [many] { $n } di persone prima di te
       *[other] { $n } persone prima di te
    }
ticket-wait = Attendi il tuo numero sul tabellone
ticket-issued = { $date }, ore{"\u00A0"}{ $time }
ticket-bring = Porta questi documenti
ticket-code = Inquadra il codice con il telefono: il numero e i documenti restano con te, anche senza internet
ticket-hours = Orari di apertura
ticket-hours-two = { $first }, { $second }
