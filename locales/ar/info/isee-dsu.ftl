title = مؤشر ISEE وإقرار DSU
summary = يبيّن مؤشر ISEE الوضع الاقتصادي للأسرة. للحصول عليه يُملأ إقرار DSU.

who-families = للأسر التي تطلب إعانات أو تخفيضات في المدرسة أو الجامعة أو مكافآت (bonus).

where-caf = بموعد: يملأ مركز CAF إقرار DSU مع الأسرة.
where-inps = يمكن تقديمه عبر الإنترنت على موقع INPS: جزء منه مملوء مسبقًا.

document-identity = وثائق الهوية والرمز الضريبي (codice fiscale) لجميع أفراد الأسرة
document-permit =
    .note = إذا طلبه مركز CAF.
document-income = دخل سنة { $income-year } (لمؤشر ISEE لسنة { $this-year })
document-accounts = الحسابات في البنك والبريد: الرصيد ومتوسط الرصيد لسنة { $account-year }
document-savings = المدخرات والأسهم
document-lease =
    .note = عقد مسجَّل.
document-property = بيانات المنزل أو الأرض
document-vehicles = أرقام لوحات السيارات
document-abroad = المنازل والحسابات في الخارج
document-separation = وثائق الانفصال أو الطلاق

cost-first = أول إقرار DSU في السنة
    .note = في مركز CAF. وهو مجاني دائمًا على موقع INPS.
cost-another = إقرار DSU آخر في مركز CAF: الحد الأقصى
    .note = منذ { $since } يمكن لمركز CAF أن يطلب هذا المبلغ. مجاني إذا تغيّر عدد أفراد الأسرة.

deadline-every-year = يجب تجديد ISEE كل سنة. تنتهي صلاحية مؤشر هذه السنة في { $last-day }.
deadline-without = من دون ISEE صالح تدفع بعض الإعانات الحد الأدنى فقط (إعانة الأطفال assegno unico ابتداءً من شهر مارس).

validity-year-end = صالح حتى { $last-day }.

step-book = حجز موعد في مركز CAF.
step-sign = توقيع إقرار DSU.
step-wait = انتظار تحقق INPS من البيانات.
step-download = تنزيل ISEE.

warning-two-isee = منذ { $since } تعتمد إعانة الأطفال (assegno unico) وإعانتا ADI و SFL ومكافأة الحضانة (bonus nido) ومكافأة المواليد (bonus nuovi nati) على مؤشر ISEE ثانٍ أكثر فائدة، يُحسب من إقرار DSU نفسه. وكل ما عدا ذلك يعتمد على مؤشر ISEE العادي.
warning-money-abroad = يجب أيضًا احتساب الأموال المرسلة إلى الخارج والعملات الأجنبية والأصول المشفرة، عندما يحدد مرسوم كيفية ذلك: يُرجى سؤال مركز CAF.
warning-students = للجامعة قواعد خاصة: يُرجى سؤال مركز CAF.
warning-false-statements = يعاقب القانون على التصريحات الكاذبة: يُرجى التحقق قبل التوقيع.
