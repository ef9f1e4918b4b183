### Words that every room shares: languages, areas, services, hours, documents, offices, and what is said about how sure the
### information is. Documents are whole list items: never put one inside a sentence.

## Languages, as staff see them
language-it = Italian
language-en = English
language-fr = French
language-es = Spanish
language-ro = Romanian
language-sq = Albanian
language-uk = Ukrainian
language-ar = Arabic
language-zh = Chinese
language-bn = Bengali
language-ur = Urdu
language-pa = Punjabi

## Areas of help
area-legal = Permits and rights
    .hint = Permesso di soggiorno, family, citizenship
area-work = Work
    .hint = Unemployment, contracts, training
area-health = Health
    .hint = Doctor, health card, care
area-school = School and Italian
    .hint = Enrolment, Italian courses, diplomas
area-welfare = Family and benefits
    .hint = ISEE, allowances, bonuses, housing

## Services of the demonstration office
service-permits = Residence permits
    .hint = Permesso di soggiorno: first issue, renewal, update
service-citizenship = Italian citizenship
    .hint = Cittadinanza: application, documents, oath
service-work = Work
    .hint = Unemployment (DID), contracts, CV
service-health = Health
    .hint = Family doctor, health card (tessera sanitaria)
service-school = School and Italian courses
    .hint = Enrolling children, adult school (CPIA)
service-welfare = Help for families
    .hint = ISEE, child allowance (assegno unico), bonuses

## Opening hours
hours-closed = Closed
hours-span = { $from }–{ $to }
hours-days = { $first }–{ $last }

## How sure the information is
ask-at-the-desk = Ask at the desk
info-uncertain = To be confirmed: ask at the desk
info-expired = It may have changed: ask at the desk
info-collected = Information collected on { $date }. This office has not checked it yet: ask at the desk.
info-verified = Checked on { $date }
info-overdue = Last checked on { $date }. Something may have changed: ask at the desk.
info-draft = Draft: this text has not been reviewed yet. Ask at the desk.
info-outdated = The Italian page is newer than this one. Ask at the desk.
info-missing = This page is in Italian.

## Headings of a page
info-who = Who it is for
info-where = Where to go
info-documents = Documents to bring
info-costs = What it costs
info-total = Total
info-deadlines = Deadlines
info-validity = How long it lasts
info-steps = What to do
info-warnings = Be careful
info-related = See also
info-sources = Sources
info-law = Laws (to be checked)

## Documents: whole list items, never put inside a sentence
doc-passport = Passport
doc-passport-copy = Copy of passport (pages with stamps)
doc-residence-permit = Residence permit (permesso di soggiorno)
doc-residence-permit-expired = Expired residence permit (permesso di soggiorno scaduto)
doc-application-receipt = Receipt of application (ricevuta)
doc-postal-kit = Postal application kit (kit postale)
doc-duty-stamp = Duty stamp (marca da bollo { $amount })
doc-payment-slip = Payment slip (bollettino)
doc-passport-photos = Passport photos (fototessere)
doc-tax-code = Tax code (codice fiscale)
doc-health-card = Health card (tessera sanitaria)
doc-identity-card = Identity card (carta d’identità)
doc-residence-certificate = Residence certificate (certificato di residenza)
doc-family-status-certificate = Family status certificate (stato di famiglia)
doc-marriage-certificate = Marriage certificate
doc-birth-certificate = Birth certificate
doc-apostille = Apostille
doc-criminal-record-certificate = Criminal record certificate (certificato penale)
doc-income-proof = Proof of income
doc-tax-return = Tax return (dichiarazione dei redditi)
doc-pay-slips = Pay slips (buste paga)
doc-work-contract = Work contract (contratto di lavoro)
doc-hosting-declaration = Hosting declaration (dichiarazione di ospitalità)
doc-rental-contract = Rental contract (contratto di affitto)
doc-housing-suitability-certificate = Housing suitability certificate (idoneità alloggiativa)
doc-school-enrolment-certificate = School enrolment certificate (iscrizione scolastica)
doc-diploma = Diploma or degree
doc-declaration-of-value = Declaration of value (dichiarazione di valore)
doc-language-certificate-a2 = Italian language certificate A2
doc-health-insurance = Health insurance (assicurazione sanitaria)
doc-medical-certificate = Medical certificate (certificato medico)
doc-iban = Bank account number (IBAN)
doc-isee-certificate = Economic situation certificate (ISEE)
doc-electronic-id = Electronic identity (SPID/CIE)
doc-appointment-confirmation = Appointment confirmation
doc-power-of-attorney = Written authorisation or power of attorney (delega o procura)
doc-other-parent-consent = Consent of the other parent

## Conditions and notes that follow an item
translated-legalised = translated and legalised
original-and-copy = original and copy
if-employed = if employed
if-self-employed = if self-employed
if-student = if a student
if-family-member = if a family member
if-unemployed = if unemployed
per-child = for each child
per-adult = for each adult
free-of-charge = free of charge
if-domestic-worker = if you are a domestic worker
if-permit-up-to-1-year =
    { $years ->
        [one] permit of up to { $years } year
       *[other] permit of up to { $years } years
    }
if-permit-up-to-2-years = permit of { $from } to { $to } years
if-permit-over-2-years = permit of more than { $years } years
per-child-under-14 = for each child under { $age } in the same application
if-non-eu = if you are not a citizen of an EU country
if-first-work-permit = if you are waiting for your first work permit
if-tenant = if you rent your home
if-home-owner = if you own a home or land
if-separated = if separated or divorced
if-university-student = for university students
if-another-dsu = for another DSU in the same year
if-upper-secondary = years { $from } and { $to } of upper secondary school

## Offices
office-post-office = Post office (ufficio postale)
office-questura = Police headquarters (Questura)
office-prefettura = Prefecture (Prefettura)
office-registry-office = Town hall registry office (anagrafe)
office-local-health-authority = Local health authority (ASL)
office-employment-centre = Employment centre (Centro per l’impiego)
office-adult-school = Adult school (CPIA)
office-caf = Tax assistance centre (CAF)
office-patronato = Help office for paperwork (patronato)
office-cultural-mediator = Cultural mediator (mediazione culturale)
office-school = School office (segreteria)
office-inps = Social security institute (INPS)

## Durations, after a colon
duration-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
duration-months =
    { $n ->
        [one] { $n } month
       *[other] { $n } months
    }
duration-years =
    { $n ->
        [one] { $n } year
       *[other] { $n } years
    }
