title = تجديد تصريح الإقامة للعمل بأجر
summary = يجب تجديد تصريح الإقامة (permesso di soggiorno) قبل انتهاء صلاحيته. يُرسل الطلب بالبريد في ظرف الاستمارات (kit postale).

who-still-working = لمن لديه تصريح إقامة للعمل وما زال لديه عمل، أو وجد عملًا جديدًا.

where-post = يُسلَّم الظرف في مكتب بريد فيه شباك Sportello Amico.
where-help = يساعد مكتب patronato مجانًا في تجهيز الظرف. وتقدم بعض البلديات (Comune) هذه المساعدة أيضًا.

document-permit =
    .note = نسخة من الوجهين.
document-passport =
    .note = الصفحات التي فيها البيانات الشخصية والتجديدات والتأشيرات.
document-tax-code =
    .note = نسخة. تُقبل أيضًا البطاقة الصحية (tessera sanitaria).
document-hiring = إشعار التوظيف (UNILAV)
    .note = للعمل المنزلي: الإشعار المقدَّم إلى مؤسسة الضمان الاجتماعي (INPS).
document-income =
    .note = إحدى الوثائق CU أو 730 أو Redditi عن السنة الأخيرة.
document-pay-slips =
    .note = أحدث الكشوف.
document-domestic-contributions = قسائم دفع الاشتراكات (INPS) عن آخر { $quarters } فصول سنوية
document-address = إثبات العنوان
    .note = شهادة محل الإقامة (certificato di residenza) أو عقد الإيجار أو إقرار الاستضافة (dichiarazione di ospitalità).
document-payment-slip =
    .note = مدفوعة مسبقًا: بطاقة التصريح الإلكترونية ورسم التصريح.
document-child-slip = قسيمة دفع إضافية (bollettino) بقيمة { $amount }

cost-duty-stamp = طابع ضريبي (marca da bollo)
cost-card = بطاقة التصريح الإلكترونية
cost-postal-fee = إرسال الظرف بالبريد
cost-contribution-1 = رسم التصريح (contributo)
cost-contribution-2 = رسم التصريح (contributo)
cost-contribution-3 = رسم التصريح (contributo)
cost-child-card = بطاقة إلكترونية إضافية

deadline-apply = يجب تقديم الطلب قبل انتهاء صلاحية التصريح بما لا يقل عن { $days ->
        [zero] { $days } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }.

validity-as-before = عادةً لا تزيد مدة التصريح الجديد على مدة التصريح الأول، إلا إذا نص القانون على غير ذلك.
validity-open-ended = مع عقد عمل غير محدد المدة (tempo indeterminato) قد تصل مدة التجديد إلى { $years ->
        [zero] { $years } سنة
        [one] سنة واحدة
        [two] سنتين
        [few] { $years } سنوات
        [many] { $years } سنة
       *[other] { $years } سنة
    }.

step-collect = جمع الوثائق قبل انتهاء صلاحية التصريح بمدة { $months ->
        [zero] { $months } شهر
        [one] شهر واحد
        [two] شهرين
        [few] { $months } أشهر
        [many] { $months } شهرًا
       *[other] { $months } شهر
    }.
step-kit = ملء الاستمارات الموجودة في الظرف، أو طلب ذلك من مكتب patronato.
step-post = في مكتب البريد: الدفع وتسليم الظرف والاحتفاظ بالإيصال (ricevuta).
step-receipt = تقديم الإيصال إلى الهيئة الصحية (ASL) وإلى صاحب العمل: يستمر التسجيل الصحي ويستمر العمل.
step-questura = حضور الموعد في مديرية الشرطة (Questura): البصمات والوثائق الأصلية والصور.
step-address = بعد استلام التصريح: تجديد إقرار الإقامة المعتادة (dimora abituale) في البلدية (Comune) خلال { $days ->
        [zero] { $days } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }.

warning-late = إذا انتهت صلاحية التصريح، فيُرجى تقديم الطلب فورًا بمساعدة مكتب patronato أو محامٍ. بعد مرور { $days ->
        [zero] { $days } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    } على انتهاء الصلاحية من دون طلب، يسمح القانون بالإبعاد. وبحسب محكمة النقض، يجب النظر في الطلب المتأخر إذا قُدِّم بمبادرة شخصية.
warning-absence = قد يُرفض التجديد بسبب البقاء خارج إيطاليا أكثر من { $months ->
        [zero] { $months } شهر
        [one] شهر واحد
        [two] شهرين
        [few] { $months } أشهر
        [many] { $months } شهرًا
       *[other] { $months } شهر
    } متتالية (أو أكثر من نصف المدة، للتصاريح التي مدتها { $years ->
        [zero] { $years } سنة
        [one] سنة واحدة
        [two] سنتين
        [few] { $years } سنوات
        [many] { $years } سنة
       *[other] { $years } سنة
    })، إلا إذا كان الغياب مبرَّرًا.
warning-self-certificate = قد لا يكفي الإقرار الذاتي بمحل الإقامة (autocertificazione): يُرجى إحضار الشهادة أو السؤال عند الشباك.
