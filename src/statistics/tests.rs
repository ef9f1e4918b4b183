use jiff::Timestamp;

use super::*;
use crate::queue::{DeskId, Event, Label, PrintOutcome, Rule, TicketId, Trouble, Why};

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + minute * 60).unwrap()
}

fn issued(ticket: u64, service: &str, language: &str) -> Event {
    let label = Label::new("A", u32::try_from(ticket).unwrap());
    let day = "2026-11-23".parse().unwrap();
    Event::TicketIssued {
        ticket: TicketId(ticket),
        label,
        service: service.into(),
        language: language.into(),
        day,
        ahead: 0,
    }
}

fn called(ticket: u64) -> Event {
    let why = Why { rule: Rule::FirstComeFirstServed, candidates: 1, scores: Vec::new() };
    Event::TicketCalled { ticket: TicketId(ticket), label: Label::new("A", 1), desk: "1".into(), why }
}

#[test]
fn a_day_is_counted_by_what_became_of_its_tickets() {
    let desk = || DeskId::from("1");
    let label = || Label::new("A", 1);
    let mut fold = DayFold::default();
    for (minute, event) in [
        (0, issued(1, "work", "ar")),
        (0, issued(2, "work", "it")),
        (1, issued(3, "school", "ar")),
        (2, Event::PrintSettled { ticket: TicketId(1), job: 1, outcome: PrintOutcome::Printed }),
        (
            2,
            Event::PrintSettled {
                ticket: TicketId(2),
                job: 1,
                outcome: PrintOutcome::Unknown { trouble: Trouble::Gone },
            },
        ),
        (10, called(1)),
        (25, Event::TicketFinished { ticket: TicketId(1), label: label(), desk: desk() }),
        (25, called(2)),
        (26, Event::TicketNoShow { ticket: TicketId(2), label: label(), desk: desk() }),
        // Called back: no no-show any more, and it has waited once only.
        (40, called(2)),
        (42, Event::TicketFinished { ticket: TicketId(2), label: label(), desk: desk() }),
        (60, Event::TicketExpired { ticket: TicketId(3), label: label(), day: "2026-11-23".parse().unwrap() }),
        // Issued in an entry that is lost.
        (61, called(9)),
    ] {
        fold.event(&event, at(minute));
    }
    let work = &fold.summary().services[&"work".into()];
    assert_eq!((work.issued, work.called, work.finished, work.no_shows, work.expired), (2, 2, 2, 0, 0));
    assert_eq!(
        (work.wait.mean(), work.wait.percentile(50), work.wait.percentile(90)),
        (Some(1050), Some(10), Some(25))
    );
    assert_eq!((work.visit.mean(), work.visit.len()), (Some(510), 2));
    assert_eq!(work.papers, Papers { printed: 1, sent: 0, failed: 1 });
    let total = fold.summary().total();
    assert_eq!((total.issued, total.expired, total.languages[&"ar".into()]), (3, 1, 2));
    let text = serde_json::to_string(fold.summary()).unwrap();
    assert_eq!(&serde_json::from_str::<Summary>(&text).unwrap(), fold.summary(), "kept as it is");
}

#[test]
fn days_add_up() {
    let mut one = Spread::default();
    assert_eq!((one.mean(), one.percentile(50)), (None, None));
    one.count(30);
    one.count(-5);
    let mut other = Spread::default();
    other.count(600);
    one += &other;
    assert_eq!((one.len(), one.mean(), one.percentile(0), one.percentile(100)), (3, Some(210), Some(0), Some(10)));
}
