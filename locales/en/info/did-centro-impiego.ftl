title = Registering as unemployed (DID, Centro per l’impiego)
summary = If you have no work, declare that you are looking for work (DID). The employment centre (Centro per l’impiego) helps you to find offers and courses.

who-no-work = You do not work, or you expect to earn at most { $employee } a year as an employee, or { $self-employed } a year as a self-employed person.
who-non-eu = If you are not a citizen of an EU country: you have a permit that allows work, or the receipt (ricevuta).

where-centre = Go to the desk or make an appointment. You can also use the portal of the Region or the national one, with SPID or CIE.
where-help = A patronato helps you.

document-identity = Identity document
document-permit =
    .note = Or the receipt (ricevuta).
document-last-contract = Last contract or letter of dismissal
document-cv = CV (curriculum)

cost-registration = Registering at the employment centre

deadline-service-pact = Go to the employment centre for the service pact (patto di servizio) within { $days } days of the DID (within { $naspi-days } days of a NASpI application).
deadline-lost-job = Do you have a residence permit and have you lost your job? Make the DID within { $days } days.

validity-all-italy = The DID is valid in all of Italy. You count as unemployed from the date of the DID.

step-declare = Make the DID.
step-appointment = Go to the appointment: you talk about your profile.
step-pact = Sign the service pact (Patto di servizio).
step-offers = Receive job offers, courses and traineeships.
step-keep = Keep the printout of the DID: you need it for the permit for people looking for work (attesa occupazione) and for the health exemption E02.

warning-calls = Always answer when the employment centre calls you in: there are penalties for not going.
warning-naspi-counts = Have you applied for NASpI? It counts as a DID too.
