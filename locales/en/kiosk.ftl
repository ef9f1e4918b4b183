### The visitor's screen. Short, plain, second person, verbs first. One idea a message.

## Bars that every page has
back = Back
home = Home
language = Language
large-text = Large text
high-contrast = High contrast
ask = Ask at the desk
    .text = Go to the desk: the staff will help you, also without a number. You lose nothing here.
ask-close = Return to the page
scroll-up = Up
scroll-down = Down

## Attract page and languages
attract-invite = Touch the screen to start
language-title = Choose your language

## What can be done here
home-title = What would you like to do?
take-ticket = Take a ticket
    .hint = To speak with a person at the desk
information = Information
    .hint = Documents, costs, where to go
my-number = Where is my number?
    .hint = How many people are ahead of you

## Taking a ticket
areas-title = What do you need help with?
services-title = Choose a service
confirm-title = Take a number for this service?
confirm-take = Yes, take the number
people-ahead =
    { $n ->
        [0] Nobody is ahead of you
       *[other] People ahead of you: { $n }
    }
printer-note = The printer is not ready. Your number is still good: you will read it on the screen.
issuing-title = One moment…
    .text = We are getting your number

## The number
your-number = Your number
ticket-called = Go to desk { $desk }
ticket-over = This number has been served
ticket-printing = Printing…
    .text = The number is yours already. Wait for the slip below.
ticket-printed = Take your slip
    .text = Sit down and wait: your number will appear on the board.
ticket-blind = Take your slip
    .text = If it does not come out, photograph or write down the number. It is still good.
ticket-no-paper = The printer is out of paper
    .text = Write down or photograph your number: it is still good. The staff see it already.
ticket-failed = The printer is not working
    .text = Write down or photograph your number: it is still good. The staff see it already.
ticket-unknown = The slip may not have come out
    .text = If it does not, write down or photograph your number: it is still good. The staff see it already.
print-again = Try printing again
ticket-done = I have my number, finish

## Open and closed
hours-open-until = Open until { $time }
hours-closed-now = Closed
hours-opens-today = Closed, opens at { $time }
hours-opens-on = Closed, opens { $weekday } { $time }
closed-title = The office is closed
closed-until-today = It opens again today at { $time }. The information is always here.
closed-until = It opens again on { $weekday } { $date } at { $time }. The information is always here.
closed-unknown = Ask the staff when it opens again. The information is always here.
service-closed-title = This service is closed now
service-closed-until-today = It gives numbers from { $time } today.
service-closed-until = It gives numbers from { $weekday } { $date } at { $time }.
service-closed-unknown = Ask at the desk when it opens again.
service-paused-title = No more numbers for now
    .text = Those who have a number will be called. For anything else, ask at the desk.
badge-closed = Closed now
badge-paused = No numbers for now
read-information = Read the information
other-service = Choose another service

## When something fails
storage-title = No number was given
    .text = Something is broken. Try again, or ask at the desk.
try-again = Try again

## Information
topics-title = What would you like to know about?
procedures-lead = Choose a topic
no-procedures = There is no information here yet
    .text = Ask at the desk.
ticket-for-this = Take a ticket for this

## Where is my number
my-number-lead = Type the number that you were given
my-number-search = Find the number
delete = Delete
answer-waiting = You are waiting
    .text = Stay nearby and watch the board.
answer-called = It is your turn: go to desk { $desk }
    .text = Your number was called.
answer-finished = This number has been served
    .text = If you need anything else, take another number.
answer-no-show = Your number was called
    .text = You were not there. Ask at the desk: they can call you again.
answer-unknown = There is no such number today
    .text = Check your slip: numbers are good for one day only.
other-number = Type another number

## Nobody there?
idle-title = Are you still there?
idle-text =
    { $n ->
        [one] This page will close in { $n } second
       *[other] This page will close in { $n } seconds
    }
idle-extend = Yes, continue
idle-finish = No, finish
