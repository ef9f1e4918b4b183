### The printed ticket.
### All drafts: not yet read by a native speaker.

ticket-copy = نسخة
ticket-number = رقمك
ticket-ahead =
    { $n ->
        [0] لا أحد قبلك
        [zero] { $n } شخص قبلك
        [one] شخص واحد قبلك
        [two] شخصان قبلك
        [few] { $n } أشخاص قبلك
        [many] { $n } شخصًا قبلك
       *[other] { $n } شخص قبلك
    }
ticket-wait = يُرجى الانتظار حتى يظهر رقمك على الشاشة
ticket-issued = { $date }، الساعة{"\u00A0"}{ $time }
ticket-bring = يُرجى إحضار هذه الوثائق
ticket-code = يُرجى مسح الرمز بالهاتف: يبقى الرقم وقائمة الوثائق معك، حتى بدون إنترنت
ticket-hours = أوقات العمل
ticket-hours-two = { $first }، { $second }
