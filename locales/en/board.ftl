# The hall's board: numbers and desks, nothing else. Short words, read from ten metres.

board-title = Board
board-now = Now calling
board-number = Number
board-desk = Desk
board-last = Last calls
board-welcome = Welcome
board-welcome-more = Take a number at the kiosk
board-closed = Office closed
board-opens = Opens: { $opens }
board-offline = Connecting…
board-sound-off = Sound is off: touch to turn it on
board-spoken = Number { $label }, desk { $desk }
