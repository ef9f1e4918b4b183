title = ISEE and DSU: the family’s economic situation
summary = The ISEE says what the economic situation of a family is. To get it, you fill in the DSU declaration.

who-families = Families who ask for benefits, reductions at school or university, bonuses.

where-caf = Make an appointment: the CAF fills in the DSU with you.
where-inps = You can do it online on the site of INPS: part of it is filled in already.

document-identity = Identity document and tax code of the whole family
document-permit =
    .note = If the CAF asks for it.
document-income = Incomes of { $income-year } (for the ISEE of { $this-year })
document-accounts = Bank and post office accounts: balance and average balance of { $account-year }
document-savings = Savings and shares
document-lease =
    .note = Registered.
document-property = Data of the home or land
document-vehicles = Number plates of cars
document-abroad = Homes and accounts abroad
document-separation = Papers of the separation or divorce

cost-first = First DSU of the year
    .note = At a CAF. On the site of INPS it is always free of charge.
cost-another = Another DSU at a CAF: at most
    .note = Since { $since } a CAF may ask for this sum. Free of charge if the number of people in the family has changed.

deadline-every-year = Renew the ISEE every year. This year’s expires on { $last-day }.
deadline-without = Without a valid ISEE some benefits pay only the minimum (the child allowance, assegno unico, from March).

validity-year-end = It is valid until { $last-day }.

step-book = Make an appointment at a CAF.
step-sign = Sign the DSU.
step-wait = Wait for the checks of INPS.
step-download = Download the ISEE.

warning-two-isee = Since { $since } the child allowance (assegno unico), ADI, SFL, the crèche bonus (bonus nido) and the new-birth bonus (bonus nuovi nati) use a second, more favourable ISEE, calculated from the same DSU. Everything else uses the ordinary ISEE.
warning-money-abroad = Money sent abroad, foreign currency and crypto-assets will have to be counted too, once a decree says how: ask the CAF.
warning-students = For university there are rules of its own: ask the CAF.
warning-false-statements = False statements are punished: check before you sign.
