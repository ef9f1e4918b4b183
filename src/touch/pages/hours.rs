//! Opening hours in words.

use jiff::Timestamp;

use super::View;
use crate::locale::Args;
use crate::queue::Opening;

/// Up to so many days ahead a weekday says which day is meant.
const DAYS_OF_A_WEEK: i32 = 6;

/// "Open until 13:00", "Closed, opens Monday 09:00".
pub fn line(view: &View<'_>, opening: Opening) -> String {
    match opening {
        Opening::Open { until } => {
            let time = view.locale.time(local(view, until).time());
            view.locale.format("hours-open-until", &Args::new().set("time", time))
        }
        Opening::Closed { opens: None } => view.locale.text("hours-closed-now"),
        Opening::Closed { opens: Some(opens) } => {
            let (opens, today) = (local(view, opens), local(view, view.now).date());
            let time = view.locale.time(opens.time());
            match opens.date().since(today).map_or(i32::MAX, |span| span.get_days()) {
                0 => view.locale.format("hours-opens-today", &Args::new().set("time", time)),
                1..=DAYS_OF_A_WEEK => {
                    let weekday = view.locale.weekday(opens.date().weekday());
                    view.locale.format("hours-opens-on", &Args::new().set("weekday", weekday).set("time", time))
                }
                _ => view.locale.text("hours-closed-now"),
            }
        }
    }
}

/// When it opens again, in a sentence: `<id>-until-today`, `<id>-until` or `<id>-unknown`.
pub fn opens(view: &View<'_>, id: &str, opens: Option<Timestamp>) -> String {
    let Some(opens) = opens else { return view.locale.text(&format!("{id}-unknown")) };
    let (opens, today) = (local(view, opens), local(view, view.now).date());
    let args = Args::new().set("time", view.locale.time(opens.time()));
    if opens.date() == today {
        return view.locale.format(&format!("{id}-until-today"), &args);
    }
    let args = args
        .set("weekday", view.locale.weekday(opens.date().weekday()))
        .set("date", view.locale.long_date(opens.date()));
    view.locale.format(&format!("{id}-until"), &args)
}

fn local(view: &View<'_>, at: Timestamp) -> jiff::Zoned {
    at.to_zoned(view.config.office.zone.clone())
}
