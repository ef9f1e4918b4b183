//! Random days: whatever visitors, operators, printers and clocks do, in whatever order.

use proptest::prelude::*;

use super::*;

/// One step of a random day.
#[derive(Debug, Clone)]
enum Step {
    Visitor(usize),
    CallNext(usize),
    Call(usize, u64),
    Recall(usize),
    NoShow(usize),
    Finish(usize),
    RepeatLast,
    Reprint(u64),
    Settle(u64, u32, usize),
    /// The clock moves by so many seconds, also backwards.
    Clock(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3usize).prop_map(Step::Visitor),
        3 => (0..3usize).prop_map(Step::CallNext),
        1 => (0..3usize, 1..40u64).prop_map(|(desk, ticket)| Step::Call(desk, ticket)),
        1 => (0..3usize).prop_map(Step::Recall),
        1 => (0..3usize).prop_map(Step::NoShow),
        1 => (0..3usize).prop_map(Step::Finish),
        1 => Just(Step::RepeatLast),
        1 => (1..40u64).prop_map(Step::Reprint),
        1 => (1..40u64, 1..3u32, 0..3usize).prop_map(|(ticket, job, outcome)| Step::Settle(ticket, job, outcome)),
        2 => prop_oneof![0..600i64, -7200..0i64, 20_000..90_000i64].prop_map(Step::Clock),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Numbers are unique within a day, no ticket is at two desks, nobody vanishes, and the log alone rebuilds it all.
    #[test]
    fn the_invariants_hold_over_any_day(steps in prop::collection::vec(step(), 1..80)) {
        let mut hall = Hall::new();
        let services = ["permits", "work", "school"];
        let desk = |index: usize| DeskId::from(["1", "2", "3"][index]);
        let mut last: Option<(Request, Result<Answer, Refusal>)> = None;
        for step in steps {
            let by = Actor::Operator("anna".into());
            let command = match step {
                Step::Clock(seconds) => { hall.wait(seconds); continue }
                Step::RepeatLast => {
                    if let Some((request, answer)) = last.clone() && answer.is_ok() {
                        let length = hall.log.len();
                        prop_assert_eq!(hall.send(&request), answer);
                        prop_assert_eq!(hall.log.len(), length);
                    }
                    continue
                }
                Step::Visitor(index) => Command::Issue { service: services[index].into(), language: "it".into(), print: true },
                Step::CallNext(index) => Command::CallNext { desk: desk(index), serving: None },
                Step::Call(index, ticket) => Command::Call { desk: desk(index), ticket: TicketId(ticket), serving: None },
                Step::Recall(index) => Command::Recall { desk: desk(index), ticket: None },
                Step::NoShow(index) => Command::NoShow { desk: desk(index), ticket: None },
                Step::Finish(index) => Command::Finish { desk: desk(index), ticket: None },
                Step::Reprint(ticket) => Command::Reprint { ticket: TicketId(ticket) },
                Step::Settle(ticket, job, outcome) => Command::SettlePrint {
                    ticket: TicketId(ticket),
                    job,
                    outcome: [PrintOutcome::Printed, PrintOutcome::SentBlind, PrintOutcome::Unknown { trouble: Trouble::Gone }][outcome],
                },
            };
            let request = hall.request(by, command);
            let answer = hall.send(&request);
            last = Some((request, answer));
            check(&hall);
        }
        let mut rebuilt = State::new(setup());
        for entry in &hall.log {
            let text = serde_json::to_string(entry).unwrap();
            rebuilt.apply(&serde_json::from_str(&text).unwrap());
        }
        prop_assert_eq!(serde_json::to_value(&rebuilt).unwrap(), serde_json::to_value(&hall.state).unwrap());
    }
}

fn check(hall: &Hall) {
    let state = &hall.state;
    let mut labels: Vec<_> = state.tickets().map(|ticket| ticket.label.clone()).collect();
    labels.sort();
    labels.dedup();
    assert_eq!(labels.len(), state.tickets().count(), "a number was given twice in a day");
    for ticket in state.tickets() {
        let desks: Vec<_> =
            state.setup().desks.iter().filter(|desk| state.desk(&desk.id).serving == Some(ticket.id)).collect();
        match &ticket.status {
            Status::Called { desk, .. } => {
                assert!(desks.len() == 1 && desks[0].id == *desk, "{ticket:?} is at {desks:?}")
            }
            _ => assert!(desks.is_empty(), "{ticket:?} is at {desks:?}"),
        }
        assert_eq!(ticket.is_waiting(), state.waiting().any(|waiting| waiting.id == ticket.id));
    }
    let mut issued = std::collections::BTreeMap::new();
    for event in hall.log.iter().flat_map(|entry| &entry.events) {
        match event {
            Event::TicketIssued { ticket, label, day, .. } => {
                assert!(issued.insert(*ticket, (*day, label.clone(), false)).is_none(), "an identity was used twice");
            }
            Event::TicketFinished { ticket, .. } | Event::TicketExpired { ticket, .. } => {
                let closed = &mut issued.get_mut(ticket).expect("closed before it was issued").2;
                assert!(!*closed, "{ticket} was closed twice");
                *closed = true;
            }
            _ => {}
        }
    }
    for (ticket, (day, _, closed)) in issued {
        let lives =
            state.ticket(ticket).is_some_and(|ticket| ticket.is_unfinished() || ticket.status == Status::NoShow);
        let no_show_of_yesterday = state.day() != Some(day);
        assert!(closed || lives || no_show_of_yesterday, "{ticket} vanished");
    }
}
