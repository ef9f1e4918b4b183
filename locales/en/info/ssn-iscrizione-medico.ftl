title = Health service registration (SSN), family doctor, health card
summary = When you register with the national health service (SSN), you get a family doctor and a health card (tessera sanitaria).

who-permits = Registration is free if you have a permit for: employment or self-employment, waiting for employment (attesa occupazione), family, asylum or asylum request, subsidiary or special protection, special cases, adoption or foster care, citizenship. It is free too if you are registered as unemployed, or are a dependent relative.
who-workers = Registration is free if you stay legally and have a regular job, employed or self-employed, or are registered as unemployed.
who-working-students = Do you study and have a regular job? Registration should be free: ask the ASL.
who-illness = Registration is free with a permit for medical treatment because of serious illness. The permit must say: art. 19 comma 2 d-bis.
who-further = Registration is free too with an EU Blue Card, with a permit for assistance to a minor, and with a pregnancy permit (until { $months } months after the birth). The same goes for unaccompanied minors, even before they have a permit.
who-local-list = A list of one ASL of { $list-year } also names stateless people, prisoners, and religious workers with taxed pay.
who-voluntary = Registration is voluntary, and you pay for it, with a permit for study, elective residence or religious reasons without salary, and for parents over { $age } who came by family reunification after { $since }.
who-pension = Elective residence with an Italian pension from contributions: registration is compulsory and free.
who-children = Every child under age has the SSN and a paediatrician, even without a permit.
who-eu = EU citizenship and a stay of more than { $months } months: you register if you work, if you are a relative of somebody who works or of an Italian, if you have the attestation of permanent stay, if you lost your job in Italy and registered at the Centro per l’impiego, or if you have an S1 form. In other cases you can register by paying.

where-asl = Go to the ASL (or ASST) of the place where you are resident. Not resident yet? Go to the ASL of the address on your permit.

document-permit =
    .note = Or the receipt (ricevuta) of first issue or renewal.
document-identity = Identity document
document-address = Self-declaration of your residence, or of the address where you live (autodichiarazione)
document-first-permit = Receipt (ricevuta), nulla osta and contratto di soggiorno
document-self-employed = VAT number (partita IVA) or INPS position

cost-registration = Compulsory registration with the SSN

deadline-register = Register as soon as you have the permit or the receipt.

validity-as-permit = Registration lasts as long as the permit. It does not stop during renewal: show the receipt.
validity-domicile = If you only have a domicile (domicilio), registration can last from { $months } months to { $years } year and can be renewed.

step-register = Go to the desk of the ASL, or use the online service.
step-choose = Choose a doctor. For children from { $from } to { $to } years choose a paediatrician.
step-card = The health card (tessera sanitaria) comes by post.
step-after-renewal = After each renewal of the permit, go back to the ASL.

warning-no-contract = If your permit is for work, the ASL may not ask for your work contract. The association ASGI says so.
