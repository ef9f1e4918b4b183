# لوحة القاعة: أرقام وشبابيك فقط. كلمات قصيرة تُقرأ من عشرة أمتار.

board-title = لوحة الأرقام
board-now = الدور الآن
board-number = الرقم
board-desk = الشباك
board-last = آخر الأرقام
board-welcome = أهلاً وسهلاً
board-welcome-more = خذ رقماً من الجهاز
board-closed = المكتب مغلق
board-opens = يفتح: { $opens }
board-offline = جارٍ الاتصال…
board-sound-off = الصوت مغلق: المس لتشغيله
board-spoken = الرقم { $label }، الشباك { $desk }
