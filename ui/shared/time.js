// Instants and spans as people read them. Words come from the page's messages.

/** A clock time such as 09:05 in the office's zone (the computer's own where the office's is unknown). */
export function clockTime(instant, language, zone) {
  const tag = language === "ar" ? "ar-u-nu-latn" : language;
  return new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(instant);
}

/** A date such as "lunedì 23 novembre", with Latin digits in every language. */
export function longDate(instant, language, zone) {
  const tag = `${language === "en" ? "en-GB" : language}-u-nu-latn-ca-gregory`;
  return new Intl.DateTimeFormat(tag, { weekday: "long", day: "numeric", month: "long", timeZone: zone }).format(instant);
}

/** How long, in words: "less than a minute", "12 min", "1 h 05 min". */
export function span(words, seconds) {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  if (minutes < 1) return words.text("span-moment");
  if (minutes < 60) return words.text("span-minutes", { minutes });
  return words.text("span-hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** Hours and minutes of an opening; with the weekday when it is not today. */
export function openingTime(instant, now, language, zone) {
  const day = (at) => new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
  const time = clockTime(instant, language, zone);
  return day(instant) === day(now) ? time : `${longDate(instant, language, zone)}, ${time}`;
}
