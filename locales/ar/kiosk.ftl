### The visitor's screen. Draft: needs a native reader. Verbal nouns on buttons, no gendered imperatives.

## Bars that every page has
back = رجوع
home = الصفحة الرئيسية
language = اللغة
large-text = تكبير النص
high-contrast = تباين عالٍ
ask = السؤال عند الشباك
    .text = يُرجى التوجه إلى الشباك: الموظفون يقدّمون المساعدة حتى بدون رقم. لن يضيع شيء هنا.
ask-close = العودة إلى الصفحة
scroll-up = أعلى
scroll-down = أسفل

## Attract page and languages
attract-invite = يُرجى لمس الشاشة للبدء
language-title = يُرجى اختيار اللغة

## What can be done here
home-title = ما الخدمة المطلوبة؟
take-ticket = الحصول على رقم انتظار
    .hint = للتحدث مع موظف عند الشباك
information = معلومات
    .hint = الوثائق والتكاليف والأماكن
my-number = أين رقمي؟
    .hint = عدد الأشخاص قبلك

## Taking a ticket
areas-title = ما نوع المساعدة المطلوبة؟
services-title = يُرجى اختيار الخدمة
confirm-title = الحصول على رقم لهذه الخدمة؟
confirm-take = نعم، أريد الرقم
people-ahead =
    { $n ->
        [0] لا أحد قبلك
       *[other] عدد الأشخاص قبلك: { $n }
    }
printer-note = الطابعة غير جاهزة. الرقم صالح في كل الأحوال وسيظهر على الشاشة.
issuing-title = لحظة من فضلك
    .text = يجري إعداد رقمك

## The number
your-number = رقمك
ticket-called = يُرجى التوجه إلى الشباك رقم { $desk }
ticket-over = تمت خدمة هذا الرقم
ticket-printing = تجري الطباعة الآن
    .text = الرقم محجوز لك. يُرجى انتظار الورقة في الأسفل.
ticket-printed = يُرجى أخذ الورقة
    .text = يُرجى الجلوس والانتظار: سيظهر رقمك على اللوحة.
ticket-blind = يُرجى أخذ الورقة
    .text = إذا لم تخرج الورقة، يُرجى تصوير الرقم أو كتابته. الرقم صالح في كل الأحوال.
ticket-no-paper = لا يوجد ورق في الطابعة
    .text = يُرجى كتابة الرقم أو تصويره: الرقم صالح، والموظفون يرونه.
ticket-failed = الطابعة لا تعمل
    .text = يُرجى كتابة الرقم أو تصويره: الرقم صالح، والموظفون يرونه.
ticket-unknown = ربما لم تخرج الورقة
    .text = إذا لم تخرج، يُرجى كتابة الرقم أو تصويره: الرقم صالح، والموظفون يرونه.
print-again = إعادة محاولة الطباعة
ticket-done = لدي الرقم، إنهاء

## Open and closed
hours-open-until = مفتوح حتى { $time }
hours-closed-now = مغلق
hours-opens-today = مغلق، يفتح { $time }
hours-opens-on = مغلق، يفتح { $weekday } { $time }
closed-title = المكتب مغلق
closed-until-today = يفتح اليوم الساعة { $time }. المعلومات متاحة هنا دائمًا.
closed-until = يفتح { $weekday } { $date } الساعة { $time }. المعلومات متاحة هنا دائمًا.
closed-unknown = يُرجى سؤال الموظفين عن موعد الفتح. المعلومات متاحة هنا دائمًا.
service-closed-title = هذه الخدمة مغلقة الآن
service-closed-until-today = تُعطى الأرقام اليوم ابتداءً من الساعة { $time }.
service-closed-until = تُعطى الأرقام { $weekday } { $date } ابتداءً من الساعة { $time }.
service-closed-unknown = يُرجى السؤال عند الشباك عن موعد الفتح.
service-paused-title = لا تُعطى أرقام أخرى حاليًا
    .text = من لديه رقم سيُنادى عليه. لأي أمر آخر يُرجى السؤال عند الشباك.
badge-closed = مغلق الآن
badge-paused = لا أرقام حاليًا
read-information = قراءة المعلومات
other-service = اختيار خدمة أخرى

## When something fails
storage-title = لم يُعطَ أي رقم
    .text = هناك عطل. يُرجى إعادة المحاولة أو السؤال عند الشباك.
try-again = إعادة المحاولة

## Information
topics-title = ما موضوع المعلومات المطلوبة؟
procedures-lead = يُرجى اختيار موضوع
no-procedures = لا توجد معلومات هنا بعد
    .text = يُرجى السؤال عند الشباك.
ticket-for-this = الحصول على رقم لهذا الموضوع

## Where is my number
my-number-lead = يُرجى كتابة الرقم الذي لديك
my-number-search = البحث عن الرقم
delete = حذف
answer-waiting = رقمك في الانتظار
    .text = يُرجى البقاء قريبًا ومتابعة اللوحة.
answer-called = حان دورك: يُرجى التوجه إلى الشباك رقم { $desk }
    .text = تم النداء على رقمك.
answer-finished = تمت خدمة هذا الرقم
    .text = لأي حاجة أخرى يُرجى أخذ رقم جديد.
answer-no-show = تم النداء على رقمك
    .text = لم يحضر أحد. يُرجى السؤال عند الشباك: يمكن النداء مرة أخرى.
answer-unknown = لا يوجد هذا الرقم اليوم
    .text = يُرجى التحقق من الورقة: الأرقام صالحة ليوم واحد فقط.
other-number = كتابة رقم آخر

## Nobody there?
idle-title = هل ما زلت هنا؟
idle-text =
    { $n ->
        [zero] ستُغلق هذه الصفحة بعد { $n } ثانية
        [one] ستُغلق هذه الصفحة بعد ثانية واحدة
        [two] ستُغلق هذه الصفحة بعد ثانيتين
        [few] ستُغلق هذه الصفحة بعد { $n } ثوانٍ
        [many] ستُغلق هذه الصفحة بعد { $n } ثانية
       *[other] ستُغلق هذه الصفحة بعد { $n } ثانية
    }
idle-extend = نعم، متابعة
idle-finish = لا، إنهاء
