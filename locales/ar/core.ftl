### Words that every room shares: languages, areas, services, hours, documents, offices, and what is said about how sure the
### information is. Documents are whole list items: never put one inside a sentence.
### All drafts: not yet read by a native speaker.

## Languages, as staff see them
language-it = الإيطالية
language-en = الإنجليزية
language-fr = الفرنسية
language-es = الإسبانية
language-ro = الرومانية
language-sq = الألبانية
language-uk = الأوكرانية
language-ar = العربية
language-zh = الصينية
language-bn = البنغالية
language-ur = الأردية
language-pa = البنجابية

## Areas of help
area-legal = التصاريح والحقوق
    .hint = تصريح الإقامة والأسرة والجنسية
area-work = العمل
    .hint = البطالة والعقود والتدريب
area-health = الصحة
    .hint = الطبيب والبطاقة الصحية والعلاج
area-school = المدرسة واللغة الإيطالية
    .hint = التسجيل ودورات اللغة والشهادات
area-welfare = الأسرة والمساعدات
    .hint = شهادة الوضع الاقتصادي (ISEE) والإعانات والسكن

## Services of the demonstration office
service-permits = تصاريح الإقامة
    .hint = إصدار التصريح (permesso di soggiorno) وتجديده وتحديثه
service-citizenship = الجنسية الإيطالية
    .hint = طلب الجنسية (cittadinanza) والوثائق والقسم
service-work = العمل
    .hint = البطالة (DID) والعقود والسيرة الذاتية
service-health = الصحة
    .hint = طبيب الأسرة والبطاقة الصحية (tessera sanitaria)
service-school = المدرسة ودورات اللغة الإيطالية
    .hint = تسجيل الأطفال ومدرسة تعليم الكبار (CPIA)
service-welfare = مساعدة الأسر
    .hint = شهادة الوضع الاقتصادي (ISEE) وإعانة الأطفال (assegno unico)

## Opening hours
hours-closed = مغلق
hours-span = { $from }–{ $to }
hours-days = { $first }–{ $last }

## How sure the information is
ask-at-the-desk = يُرجى السؤال عند الشباك
info-uncertain = معلومة غير مؤكدة: يُرجى السؤال عند الشباك
info-expired = ربما تغيّرت هذه المعلومة: يُرجى السؤال عند الشباك
info-collected = جُمعت هذه المعلومات في { $date }. لم يراجعها هذا المكتب بعد: يُرجى السؤال عند الشباك.
info-verified = تاريخ المراجعة: { $date }
info-overdue = تاريخ آخر مراجعة: { $date }. ربما تغيّر شيء منذ ذلك الحين: يُرجى السؤال عند الشباك.
info-draft = مسودة: لم تتم مراجعة هذا النص بعد. يُرجى السؤال عند الشباك.
info-outdated = الصفحة الإيطالية أحدث من هذه الصفحة. يُرجى السؤال عند الشباك.
info-missing = هذه الصفحة باللغة الإيطالية.

## Headings of a page
info-who = لمن هذه المعلومات
info-where = إلى أين تتوجه
info-documents = الوثائق المطلوب إحضارها
info-costs = التكلفة
info-total = المجموع
info-deadlines = المواعيد النهائية
info-validity = مدة الصلاحية
info-steps = الخطوات
info-warnings = تنبيه
info-related = معلومات أخرى ذات صلة
info-sources = المصادر
info-law = القوانين (للتحقق منها)

## Documents: whole list items, never put inside a sentence
doc-passport = جواز السفر
doc-passport-copy = نسخة من جواز السفر (الصفحات المختومة)
doc-residence-permit = تصريح الإقامة (permesso di soggiorno)
doc-residence-permit-expired = تصريح الإقامة المنتهية صلاحيته (permesso di soggiorno scaduto)
doc-application-receipt = إيصال تقديم الطلب (ricevuta)
doc-postal-kit = ظرف الاستمارات البريدي (kit postale)
doc-duty-stamp = طابع ضريبي بقيمة { $amount } (marca da bollo)
doc-payment-slip = قسيمة الدفع (bollettino)
doc-passport-photos = صور شخصية بحجم جواز السفر (fototessere)
doc-tax-code = الرمز الضريبي (codice fiscale)
doc-health-card = البطاقة الصحية (tessera sanitaria)
doc-identity-card = بطاقة الهوية (carta d’identità)
doc-residence-certificate = شهادة محل الإقامة (certificato di residenza)
doc-family-status-certificate = شهادة الحالة العائلية (stato di famiglia)
doc-marriage-certificate = شهادة الزواج
doc-birth-certificate = شهادة الميلاد
doc-apostille = تصديق الأبوستيل (apostille)
doc-criminal-record-certificate = شهادة السجل الجنائي (certificato penale)
doc-income-proof = إثبات الدخل
doc-tax-return = الإقرار الضريبي (dichiarazione dei redditi)
doc-pay-slips = كشوف الراتب (buste paga)
doc-work-contract = عقد العمل (contratto di lavoro)
doc-hosting-declaration = إقرار الاستضافة (dichiarazione di ospitalità)
doc-rental-contract = عقد الإيجار (contratto di affitto)
doc-housing-suitability-certificate = شهادة صلاحية السكن (idoneità alloggiativa)
doc-school-enrolment-certificate = شهادة التسجيل المدرسي (iscrizione scolastica)
doc-diploma = الشهادة الدراسية أو الجامعية
doc-declaration-of-value = بيان قيمة الشهادة الدراسية (dichiarazione di valore)
doc-language-certificate-a2 = شهادة اللغة الإيطالية A2
doc-health-insurance = التأمين الصحي (assicurazione sanitaria)
doc-medical-certificate = شهادة طبية (certificato medico)
doc-iban = رقم الحساب البنكي (IBAN)
doc-isee-certificate = شهادة الوضع الاقتصادي للأسرة (ISEE)
doc-electronic-id = الهوية الرقمية (SPID/CIE)
doc-appointment-confirmation = تأكيد الموعد
doc-power-of-attorney = تفويض أو توكيل (delega o procura)
doc-other-parent-consent = موافقة الطرف الآخر من الوالدين

## Conditions and notes that follow an item
translated-legalised = مع الترجمة والتصديق
original-and-copy = الأصل ونسخة منه
if-employed = في حالة العمل بأجر
if-self-employed = في حالة العمل الحر
if-student = في حالة الدراسة
if-family-member = لأفراد الأسرة
if-unemployed = في حالة البطالة
per-child = لكل طفل
per-adult = لكل شخص بالغ
free-of-charge = مجانًا
if-domestic-worker = في حالة العمل المنزلي
if-permit-up-to-1-year =
    { $years ->
        [zero] تصريح لا تتجاوز مدته { $years } سنة
        [one] تصريح لا تتجاوز مدته سنة واحدة
        [two] تصريح لا تتجاوز مدته سنتين
        [few] تصريح لا تتجاوز مدته { $years } سنوات
        [many] تصريح لا تتجاوز مدته { $years } سنة
       *[other] تصريح لا تتجاوز مدته { $years } سنة
    }
if-permit-up-to-2-years = تصريح مدته بالسنوات من { $from } إلى { $to }
if-permit-over-2-years =
    { $years ->
        [zero] تصريح تزيد مدته على { $years } سنة
        [one] تصريح تزيد مدته على سنة واحدة
        [two] تصريح تزيد مدته على سنتين
        [few] تصريح تزيد مدته على { $years } سنوات
        [many] تصريح تزيد مدته على { $years } سنة
       *[other] تصريح تزيد مدته على { $years } سنة
    }
per-child-under-14 = لكل طفل دون سن { $age } في الطلب نفسه
if-non-eu = لغير مواطني الاتحاد الأوروبي
if-first-work-permit = في حالة انتظار أول تصريح للعمل
if-tenant = في حالة السكن بالإيجار
if-home-owner = في حالة امتلاك منزل أو أرض
if-separated = في حالة الانفصال أو الطلاق
if-university-student = في حالة الدراسة في الجامعة
if-another-dsu = لإقرار DSU آخر في السنة نفسها
if-upper-secondary = من السنة { $from } إلى السنة { $to } من المدرسة الثانوية

## Offices
office-post-office = مكتب البريد (ufficio postale)
office-questura = مديرية الشرطة (Questura)
office-prefettura = المحافظة (Prefettura)
office-registry-office = مكتب السجل المدني في البلدية (anagrafe)
office-local-health-authority = الهيئة الصحية المحلية (ASL)
office-employment-centre = مركز التوظيف (Centro per l’impiego)
office-adult-school = مدرسة تعليم الكبار (CPIA)
office-caf = مركز المساعدة الضريبية (CAF)
office-patronato = مكتب المساعدة في المعاملات (patronato)
office-cultural-mediator = الوساطة الثقافية (mediazione culturale)
office-school = مكتب المدرسة (segreteria)
office-inps = مؤسسة الضمان الاجتماعي (INPS)

## Durations, after a colon
duration-days =
    { $n ->
        [zero] { $n } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $n } أيام
        [many] { $n } يومًا
       *[other] { $n } يوم
    }
duration-months =
    { $n ->
        [zero] { $n } شهر
        [one] شهر واحد
        [two] شهران
        [few] { $n } أشهر
        [many] { $n } شهرًا
       *[other] { $n } شهر
    }
duration-years =
    { $n ->
        [zero] { $n } سنة
        [one] سنة واحدة
        [two] سنتان
        [few] { $n } سنوات
        [many] { $n } سنة
       *[other] { $n } سنة
    }
