//! Dates and weekdays in words, by CLDR through ICU4X. Always the Gregorian calendar and Latin digits: that is what
//! stands on the papers that people will hold.

use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::options::Length;
use icu_datetime::{DateTimeFormatterLoadError, FixedCalendarDateTimeFormatter, fieldsets};
use icu_locale_core::Locale as IcuLocale;
use jiff::civil::{Date, Weekday};

/// Writes dates the way one language does.
///
/// The formatters themselves are made for each use: they are not `Send`, are needed a few times a visit, and their data
/// is compiled in.
#[derive(Debug, Clone)]
pub(super) struct Dates {
    locale: IcuLocale,
}

/// A language whose dates cannot be written.
#[derive(Debug, thiserror::Error)]
pub(super) enum InvalidFormats {
    #[error("`{0}` is not a BCP 47 tag")]
    Tag(String),
    #[error("there are no date formats for `{0}`: {1}")]
    Data(String, DateTimeFormatterLoadError),
}

impl Dates {
    /// For a BCP 47 tag such as `en-GB`.
    ///
    /// # Errors
    /// When the tag is malformed or nothing is known of its dates.
    pub(super) fn new(tag: &str) -> Result<Self, InvalidFormats> {
        let locale: IcuLocale = format!("{tag}-u-nu-latn").parse().map_err(|_| InvalidFormats::Tag(tag.to_owned()))?;
        let dates = Self { locale };
        dates.days().map_err(|error| InvalidFormats::Data(tag.to_owned(), error))?;
        dates.weekdays(Length::Long).map_err(|error| InvalidFormats::Data(tag.to_owned(), error))?;
        Ok(dates)
    }

    /// The language, for other rules of CLDR.
    pub(super) fn icu(&self) -> &IcuLocale {
        &self.locale
    }

    /// `21 novembre 2026`. The month is in words, because 03/04 is read in two ways.
    pub(super) fn long(&self, date: Date) -> String {
        match (self.days(), icu(date)) {
            (Ok(formatter), Some(day)) => formatter.format(&day).to_string(),
            // `new` has made this formatter before, and every civil date is a Gregorian one.
            _ => date.to_string(),
        }
    }

    /// `lunedì`, or `lun` when short.
    pub(super) fn weekday(&self, weekday: Weekday, length: Length) -> String {
        // 2 November 2026 is a Monday.
        let day = 2 + weekday.to_monday_zero_offset();
        let date = u8::try_from(day).ok().and_then(|day| IcuDate::try_new_gregorian(2026, 11, day).ok());
        match (self.weekdays(length), date) {
            (Ok(formatter), Some(date)) => formatter.format(&date).to_string(),
            _ => String::new(),
        }
    }

    fn days(&self) -> Result<FixedCalendarDateTimeFormatter<Gregorian, fieldsets::YMD>, DateTimeFormatterLoadError> {
        FixedCalendarDateTimeFormatter::try_new((&self.locale).into(), fieldsets::YMD::long())
    }

    fn weekdays(
        &self,
        length: Length,
    ) -> Result<FixedCalendarDateTimeFormatter<Gregorian, fieldsets::E>, DateTimeFormatterLoadError> {
        FixedCalendarDateTimeFormatter::try_new((&self.locale).into(), fieldsets::E::for_length(length))
    }
}

fn icu(date: Date) -> Option<IcuDate<Gregorian>> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    IcuDate::try_new_gregorian(i32::from(date.year()), month, day).ok()
}
