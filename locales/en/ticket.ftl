### The printed ticket.

ticket-copy = Copy
ticket-number = Your number
ticket-ahead =
    { $n ->
        [0] You are next
        [one] { $n } person ahead of you
       *[other] { $n } people ahead of you
    }
ticket-wait = Wait for your number on the board
ticket-issued = { $date }, { $time }
ticket-bring = Bring these documents
ticket-code = Scan the code with your phone: your number and the documents stay with you, even without internet
ticket-hours = Opening hours
ticket-hours-two = { $first }, { $second }
