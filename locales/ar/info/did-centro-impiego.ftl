title = التسجيل كعاطل عن العمل في مركز التوظيف (DID)
summary = من ليس لديه عمل يمكنه أن يصرّح بأنه يبحث عن عمل (DID). يساعد مركز التوظيف (Centro per l’impiego) في العثور على عروض عمل ودورات.

who-no-work = لمن لا يعمل، أو يتوقع دخلًا سنويًا لا يزيد على { $employee } من العمل بأجر، أو على { $self-employed } من العمل الحر.
who-non-eu = لغير مواطني الاتحاد الأوروبي: يلزم تصريح إقامة يسمح بالعمل، أو الإيصال (ricevuta).

where-centre = في الشباك أو بموعد. ويمكن أيضًا استخدام موقع الإقليم (Regione) أو الموقع الوطني بواسطة SPID أو CIE.
where-help = يقدم مكتب patronato المساعدة.

document-identity = وثيقة هوية
document-permit =
    .note = أو الإيصال (ricevuta).
document-last-contract = آخر عقد عمل أو رسالة الفصل من العمل
document-cv = السيرة الذاتية (CV)

cost-registration = التسجيل في مركز التوظيف

deadline-service-pact = يجب التوجه إلى مركز التوظيف لاتفاق الخدمة (patto di servizio) خلال { $days ->
        [zero] { $days } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    } من إقرار DID (خلال { $naspi-days ->
        [zero] { $naspi-days } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $naspi-days } أيام
        [many] { $naspi-days } يومًا
       *[other] { $naspi-days } يوم
    } من طلب إعانة البطالة NASpI).
deadline-lost-job = في حالة فقدان العمل مع وجود تصريح إقامة: يجب تقديم إقرار DID خلال { $days ->
        [zero] { $days } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }.

validity-all-italy = إقرار DID صالح في كل إيطاليا. تبدأ حالة البطالة من تاريخ الإقرار.

step-declare = تقديم إقرار DID.
step-appointment = حضور الموعد: حديث عن الخبرات والمهارات.
step-pact = توقيع اتفاق الخدمة (Patto di servizio).
step-offers = الحصول على عروض عمل ودورات وتدريب عملي.
step-keep = الاحتفاظ بنسخة مطبوعة من إقرار DID: تلزم لتصريح انتظار العمل (attesa occupazione) وللإعفاء الصحي E02.

warning-calls = يُرجى الرد دائمًا على استدعاءات مركز التوظيف: توجد عقوبات في حالة الغياب.
warning-naspi-counts = طلب إعانة البطالة (NASpI) يُعتبر أيضًا إقرار DID.
