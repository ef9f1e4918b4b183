title = Renewing a permit for employment
summary = Renew your residence permit (permesso di soggiorno) before it expires. You send the application with the postal kit (kit postale).

who-still-working = You have a permit for work and still have a job, or have found a new one.

where-post = Take the kit to a post office that has the Sportello Amico counter.
where-help = A patronato helps you to prepare the kit free of charge. Some town halls (Comune) do so too.

document-permit =
    .note = Copy, front and back.
document-passport =
    .note = The pages with your data, renewals and visas.
document-tax-code =
    .note = Copy. The health card (tessera sanitaria) will do as well.
document-hiring = Hiring communication (UNILAV)
    .note = For domestic work: the communication to INPS.
document-income =
    .note = CU, 730 or Redditi form of the last year.
document-pay-slips =
    .note = The latest ones.
document-domestic-contributions = INPS contribution slips (bollettini) of the last { $quarters } quarters
document-address = Proof of address
    .note = Residence certificate (certificato di residenza), rental contract or hosting declaration (dichiarazione di ospitalità).
document-payment-slip =
    .note = Already paid: electronic card and contribution.
document-child-slip = One more payment slip (bollettino) of { $amount }

cost-duty-stamp = Duty stamp (marca da bollo)
cost-card = Electronic permit card
cost-postal-fee = Sending the kit by post
cost-contribution-1 = Contribution for the permit (contributo)
cost-contribution-2 = Contribution for the permit (contributo)
cost-contribution-3 = Contribution for the permit (contributo)
cost-child-card = One more electronic card

deadline-apply = Apply at least { $days } days before your permit expires.

validity-as-before = The new permit usually does not last longer than the first one, unless the law says otherwise.
validity-open-ended = With an open-ended contract (tempo indeterminato) the renewal can last up to { $years } years.

step-collect = Collect the documents { $months } months before your permit expires.
step-kit = Fill in the kit, or ask a patronato to do it.
step-post = At the post office: pay, hand in the kit, keep the receipt (ricevuta).
step-receipt = Show the receipt to the ASL and to your employer: your health registration and your work continue.
step-questura = Go to the appointment at the Questura: fingerprints, original documents, photos.
step-address = After you collect the permit: renew your declaration of habitual residence (dimora abituale) at the Comune within { $days } days.

warning-late = Has your permit already expired? Apply at once, with a patronato or a lawyer. After { $days } days from expiry without an application, the law allows expulsion. According to the Court of Cassation, a late application made on your own initiative must still be examined.
warning-absence = If you stay outside Italy for more than { $months } months in a row (or more than half of the time, for permits of { $years } years), the renewal can be refused, unless the absence is justified.
warning-self-certificate = A self-certificate of residence (autocertificazione) may not be enough: bring the certificate, or ask.
