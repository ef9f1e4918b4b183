# Il tabellone della sala: numeri e sportelli, niente altro. Parole brevi, lette da dieci metri.

board-title = Tabellone
board-now = Ora tocca a
board-number = Numero
board-desk = Sportello
board-last = Ultime chiamate
board-welcome = Benvenuti
board-welcome-more = Prendi un numero al totem
board-closed = Ufficio chiuso
board-opens = Riapre: { $opens }
board-offline = Connessione in corso…
board-sound-off = Audio spento: tocca per attivarlo
board-spoken = Numero { $label }, sportello { $desk }
