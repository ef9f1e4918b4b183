# The operators' console, and the technician's pages (screen and paper). Italian and English only.

console-title = Desk console
page-title = ({ $waiting }) { $desk } · { $office }
language-choice = Language of the page
in-italian = Italian
in-english = English
help = Help
cancel = Cancel
close = Close
dismiss = Close the message
call = Call
desk = Desk { $desk }

## Sign-in

sign-in-title = Sign in
sign-in-lead = To call numbers from a desk.
sign-in-again = Your session has ended. Sign in again: you go on at the same desk.
sign-in-technician = This page is for the technician. Sign in with a technician’s name.
sign-in-demo = This is a demonstration. The sign-in name and password are printed in the terminal where it was started.
sign-in-name = Name
sign-in-password = Password
sign-in-go = Sign in
sign-in-wrong = Wrong name or password. Check them and try again.
sign-in-too-many = { $seconds ->
    [one] Too many tries. You can try again in one second.
   *[other] Too many tries. You can try again in { $seconds } seconds.
  }
sign-out = Sign out ({ $name })

## Choosing a desk

desks-title = Which desk do you work at?
desks-lead = Choose your desk: you will call numbers from it.
desk-free = Free
desk-taken-by = { $operator } is here
desk-yours = You are here already
desk-idle = idle
desk-closed = closed
desk-leave = Leave the desk
desk-lost = { $desk } was closed. Choose a desk again.
desk-lost-to = { $operator } took over { $desk }. Choose another desk.
take-over-title = Take over { $desk }?
take-over-text = { $operator } is signed in here. If you go on, { $desk } is yours and { $operator } has to choose another desk.
take-over-yes = Take over the desk
leave-title = Leave { $desk }?
leave-text = Number { $label } is still at the desk, and stays there until somebody finishes it.

## Now at the desk

now-title = Now at { $desk }
now-nobody = Nobody at the desk
now-nobody-more = { $waiting ->
    [0] Nobody is waiting for this desk. When somebody comes, you see it here.
    [one] One person is waiting for this desk.
   *[other] { $waiting } people are waiting for this desk.
  }
fact-number = Number
fact-service = Service
fact-language = Language
fact-waited = Waited
fact-waits = Waiting for
fact-called = Called
fact-action = Action
called-at = at { $time } ({ $since })
recalls = { $recalls ->
    [one] recalled once
   *[other] recalled { $recalls } times
  }
why-first-come-first-served = { $candidates ->
    [one] Called because nobody else was waiting for this desk.
   *[other] Called because it had waited longest, of { $candidates } waiting.
  }
why-chosen-by-operator = Called because you chose it.
call-next = Call next
call-next-finishing = Finish and call next
recall = Recall
no-show = No-show
finish = Finish
call-number = Call number
call-number-example = e.g. A012
call-number-malformed = Type the number as on the ticket: a letter and the digits, such as A012.
call-number-unknown = { $label }: { $more }
confirm-call = Call { $label } to { $desk }?
confirm-call-order = This number goes before those who have waited longer.
confirm-call-finishes = { $label } is finished. The chosen number goes before those who have waited longer.
confirm-call-back = { $label } did not come before. You call it again.
confirm-call-back-finishes = { $label } did not come before. You call it again, and { $serving } is finished.
confirm-call-yes = Call { $label }
announce-called = Called { $label }, { $desk }
announce-recalled = Recalled { $label }, { $desk }
did-no-show = { $label } marked as a no-show. You can call it back from “Today”.
did-finish = { $label } finished.
did-reprint = { $label } is being printed again.
under-way = Sent. Waiting for the kiosk’s answer: no need to press again.
retrying = No answer from the kiosk. Trying again: the command counts only once.

## Who waits

waiting-title = { $waiting ->
    [0] Nobody is waiting
    [one] One person is waiting
   *[other] { $waiting } people are waiting
  }
waiting-empty = Nobody is waiting
waiting-empty-more = Whoever takes a number at the kiosk appears here by itself.
waiting-empty-others = { $waiting ->
    [one] One person is waiting for other desks.
   *[other] { $waiting } people are waiting for other desks.
  }
filter = Which services to show
filter-mine = My desk
filter-all = All
services = Waiting by service
service-waiting = { $waiting ->
    [one] waiting
   *[other] waiting
  }
service-paused = Paused
service-pause = Pause
service-resume = Resume
service-pause-spoken = Pause numbers for { $service }
service-resume-spoken = Resume numbers for { $service }
row-next = next
row-no-paper = the ticket did not come out
call-spoken = Call { $label }
span-moment = less than a minute
span-minutes = { $minutes } min
span-hours = { $hours } h { NUMBER($minutes, minimumIntegerDigits: 2) } min

## Other desks, today, paper

others-title = Other desks
others-empty = This is the only desk.
done-title = Today
done-empty = Nobody has been served yet today.
status-waiting = Waiting
status-called = At a desk
status-no-show = No-show
status-finished = Finished
status-expired = Closed at the end of the day
call-back = Call back
call-back-spoken = Call back { $label }, who did not come
paper-trouble-title = { $tickets ->
    [one] One ticket not printed
   *[other] { $tickets } tickets not printed
  }
paper-trouble-lead = The number is valid all the same. Tell the person, or print it again.
print-not-printed = Not printed: { $trouble }
print-unknown = Perhaps printed: { $trouble }
reprint = Print again
reprint-spoken = Print { $label } again
trouble-gone = printer out of reach
trouble-no-paper = no paper
trouble-cover-open = cover open
trouble-fault = printer fault
trouble-silent = the printer did not confirm

## A number by voice or on paper

issue-open = Give a number
issue-title = Give a number
issue-language = The person’s language
issue-print = Print the ticket at the kiosk
issue-go = Give the number
issue-done = Number given
issue-another = Another number
issue-ahead = { $ahead ->
    [0] Nobody ahead
    [one] One person ahead
   *[other] { $ahead } people ahead
  }
issue-printing = The ticket comes out at the kiosk.
issue-by-voice = No paper: tell the person the number.

## State

state = Notices
link-lost = Connection to the kiosk lost.
link-lost-more = What you see is the last known state. It comes back by itself: no need to reload the page.
office-closed = Outside opening hours. You can still call who waits and give numbers here.
office-closed-until = Outside opening hours: the office opens { $opens }. You can still call who waits and give numbers here.
printer-ready = Printer ready
printer-near-end = Paper nearly out
printer-near-end-more = Have a new roll at hand.
printer-no-paper = No paper
printer-no-paper-more = Put a new roll into the kiosk. Numbers go on: people read them on the screen.
printer-cover-open = Printer cover open
printer-cover-open-more = Close the kiosk’s cover.
printer-gone = Printer out of reach
printer-gone-more = Check its cable and power. Numbers go on: people read them on the screen.
printer-silent = The printer does not confirm
printer-silent-more = Check whether tickets come out.
printer-fault = Printer fault
printer-fault-more = Look at the light on the printer. Numbers go on: people read them on the screen.
printer-starting = Looking for the printer
printer-starting-more = One moment.

## Why not

problem-nobody-waiting = Nobody is waiting for { $desk }.
problem-serving-changed = { $desk } has moved on: it is serving { $serving } now. Look, and repeat it if still needed.
problem-serving-changed-nobody = { $desk } has moved on: nobody is there now. Look, and repeat it if still needed.
problem-desk-taken = { $operator } is at { $desk }.
problem-office-closed = The office is closed.
problem-service-closed = This service is closed now.
problem-service-paused = This service is paused.
problem-unknown-service = There is no such service.
problem-unknown-desk = There is no such desk.
problem-unknown-ticket = There is no such number today.
problem-not-waiting = Number { $label } is not waiting any more.
problem-not-serving = Nobody is at { $desk }.
problem-command-id-reused = The command was not accepted. Repeat it.
problem-operators-only = Only an operator can do this.
problem-print-under-way = The ticket is being printed already.
problem-never-printed = This number has no ticket.
problem-not-signed-in = Your session has ended. Sign in again.
problem-wrong-credentials = Wrong name or password.
problem-too-many-tries = Too many tries. Try again in { $seconds } seconds.
problem-not-allowed = Your sign-in name may not do this.
problem-wrong-origin = The request came from another page and was not accepted. Reload the page.
problem-wrong-host = Open the page by the kiosk’s address.
problem-bad-request = The kiosk did not understand the request. Reload the page.
problem-not-found = The kiosk does not know this request. Reload the page.
problem-storage = The kiosk cannot save: nothing has changed. Try again; if it goes on, call the technician.
problem-internal = An error in the kiosk. Try again; if it goes on, call the technician.
problem-busy = Too many are connected to the kiosk. Try again in a moment.
problem-stopping = The kiosk is restarting: nothing has changed. Try again in a moment.
problem-too-slow = The request took too long. Try again.
problem-unknown-language = The office does not offer this language.
problem-unreachable = The kiosk does not answer. When it is back, look before you repeat it.
problem-unknown = It did not work ({ $kind }). Try again.

## Help

help-title = Keyboard shortcuts
help-call-next = Call next (finishes who is at the desk)
help-call-number = Type a number to call
help-help = This help
help-note = The keys do nothing while you type in a field.
help-keys-on = Keyboard shortcuts on

## Screen and paper, for the technician

screen-title = The kiosk’s screen
screen-label = The kiosk’s screen, live. Use it with the mouse or a finger.
screen-live = Live
screen-connecting = Connecting to the kiosk…
screen-lost = Connection lost. Trying again…
screen-denied = This sign-in name may not see the screen. It takes a technician.
screen-none = The screen shows nothing yet.
screen-touch = Touch or click as on the kiosk
paper-title = Paper that came out
paper-lead = What the virtual printer printed, newest first.
paper-count = { $papers ->
    [0] No sheet
    [one] One sheet
   *[other] { $papers } sheets
  }
paper-empty = No sheet yet
paper-empty-more = Take a number on the kiosk’s screen: the ticket appears here by itself.
paper-lost = Connection lost. Trying again…
paper-alt = Ticket { $label }, printed at { $time }
paper-alt-plain = Sheet printed at { $time }
paper-name = { $label }
paper-name-plain = Sheet { $n }
paper-time = { $time }
paper-width = { $dots } dots
paper-png = Picture
paper-bytes = Printer bytes
paper-png-spoken = Picture of sheet { $n }, to download
paper-bytes-spoken = Printer bytes of sheet { $n }, to download
paper-larger = Enlarge
