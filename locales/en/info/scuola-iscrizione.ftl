title = Enrolling children at school
summary = Every child and teenager in Italy has the right to go to school. Those who arrive during the year can enrol at any time.

who-every-child = All children under age who are in Italy, even if they or their parents have no residence permit. Going to school is a right and a duty for them too.
who-no-permit = You do not need the parents’ residence permit to enrol a child.
who-ages = School is compulsory from { $from } to { $to } years. Then there is a right and duty to training up to { $training } years.

where-school = Go to the school office (segreteria). For nursery school (scuola dell’infanzia) the application is always on paper.
where-online = For first classes you apply online, on the platform Unica.

document-child = Identity document or birth certificate of the child
document-tax-code =
    .note = If there is one. If not, the school can use a provisional code.
document-parents = The parents’ data and address
document-vaccinations = Vaccination papers
document-reports = Reports of the school before
    .note = With a translation if you can.

cost-enrolment = Enrolment
cost-state-fees = Small State fees
    .note = Not due with an ISEE up to { $limit }.
cost-other = Books, canteen and trips: ask the school and the Comune

deadline-any-time = Children who arrive during the year can enrol at any time.
deadline-first-classes = First classes { $school-year }: applications were from { $first-day } to { $last-day }. Figures of { $year }. The dates of the year after are not known yet: ask the school.

validity-reserve = If papers are missing, enrolment is “with reserve” (con riserva): attendance and diplomas are valid all the same.

step-class = The school chooses the class by age.
step-support = Ask for help with the language. You can also ask for a cultural mediator (mediazione culturale).
step-no-spid = No SPID, CIE or tax code? Go to the school office.

warning-vaccinations = If vaccinations are missing, a child still enters compulsory school: the school tells the ASL, and fines are possible. Crèche (nido) and nursery school (scuola dell’infanzia), however, are not open without them.
