//! The offices of the simulation: where they are, what a technician changes in them, and on which days they are visited.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use sportello::queue::{Area, Desk, Hours, Service, Setup, Span};

/// Zones and days with something to stumble over: clock changes (also at midnight, and back over midnight), the end of a
/// year, a leap day, and an ordinary Monday.
const DAYS: &[(&str, &str)] = &[
    ("Europe/Rome", "2026-03-28T08:45"),
    ("Europe/Rome", "2026-10-24T09:15"),
    ("Europe/Rome", "2026-12-30T10:00"),
    ("Europe/Rome", "2026-11-23T09:30"),
    ("America/Havana", "2026-03-07T10:00"),
    ("America/Havana", "2026-10-31T22:30"),
    ("Africa/Cairo", "2026-04-23T09:00"),
    ("Africa/Cairo", "2026-10-29T21:00"),
    ("America/St_Johns", "2010-11-06T10:00"),
    ("Australia/Lord_Howe", "2026-04-04T09:00"),
    ("Pacific/Apia", "2011-12-29T10:00"),
    ("Europe/Rome", "2028-02-28T12:00"),
];

pub const SERVICES: [&str; 6] = ["permits", "work", "school", "health", "late", "taxes"];
pub const DESKS: [&str; 6] = ["1", "2", "3", "4", "5", "9"];
pub const OPERATORS: [&str; 3] = ["anna", "bruno", "carla"];
pub const CHANGES: usize = 8;

/// An office on one of the days, and the instant at which its schedule begins.
pub fn open(pick: usize) -> (Office, Timestamp) {
    let (zone, begins) = DAYS[pick % DAYS.len()];
    let zone = TimeZone::get(zone).unwrap();
    let local: DateTime = begins.parse().unwrap();
    let at = local.to_zoned(zone.clone()).unwrap().timestamp();
    (Office { zone, begins: local, change: 0 }, at)
}

#[derive(Debug, Clone)]
pub struct Office {
    zone: TimeZone,
    begins: DateTime,
    change: usize,
}

impl Office {
    /// The same office as a technician left it; 0 is as it was.
    pub fn changed(&self, change: usize) -> Self {
        Self { change: change % CHANGES, ..self.clone() }
    }

    /// The frame that the queue gets: five services with overlapping desks, hours of its own for one of them.
    pub fn setup(&self) -> Arc<Setup> {
        let spans = |texts: &[&str]| -> Vec<Span> { texts.iter().map(|text| text.parse().unwrap()).collect() };
        let week = |texts: &[&str]| Hours { week: std::array::from_fn(|_| spans(texts)), closed_on: Vec::new() };
        let service =
            |id: &str, prefix: &str, hours| Service { id: id.into(), area: Area::Work, prefix: prefix.into(), hours };
        let desk = |id: &str, services: &[&str]| Desk {
            id: id.into(),
            services: services.iter().map(|service| (*service).into()).collect(),
        };
        // Closed on one day soon, and on Sundays; the clocks change on Sundays, when only staff give numbers, or all day.
        let mut hours = week(&["08:30-13:00", "14:30-24:00"]);
        hours.week[6] = if self.begins.hour() % 2 == 0 { spans(&["00:00-24:00"]) } else { Vec::new() };
        hours.closed_on = self.begins.date().checked_add(jiff::ToSpan::days(3)).into_iter().collect();
        let mut setup = Setup {
            zone: self.zone.clone(),
            services: vec![
                service("permits", "A", None),
                service("work", "B", None),
                service("school", "AB", None),
                service("health", "D", None),
                service("late", "E", Some(week(&["15:00-19:00"]))),
            ],
            desks: vec![
                desk("1", &["permits", "work"]),
                desk("2", &["work", "school"]),
                desk("3", &["school", "health", "late"]),
                desk("4", &["permits", "late"]),
            ],
            hours,
            issue_outside_hours: false,
        };
        self.change(&mut setup);
        Arc::new(setup)
    }

    /// What a technician did to the configuration between two starts.
    fn change(&self, setup: &mut Setup) {
        match self.change {
            1 => drop(setup.desks.remove(1)),
            2 => drop(setup.services.remove(1)),
            3 => {
                let prefix = setup.services[0].prefix.clone();
                setup.services[0].prefix = std::mem::replace(&mut setup.services[1].prefix, prefix);
            }
            4 => {
                let service = Service { id: "taxes".into(), area: Area::Work, prefix: "F".into(), hours: None };
                setup.services.push(service);
                setup.desks.push(Desk { id: "5".into(), services: vec!["taxes".into(), "permits".into()] });
            }
            5 => setup.issue_outside_hours = true,
            6 => setup.desks[0].services = vec!["health".into()],
            7 => setup.zone = TimeZone::get("Asia/Tokyo").unwrap(),
            _ => {}
        }
    }
}
