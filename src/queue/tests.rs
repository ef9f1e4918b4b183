//! What the queue promises, one sentence a test.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;

mod loss;

/// Two desks that share the service `work`, and a third alone with `school`; Rome, open on weekdays from 9 to 13.
fn setup() -> Arc<Setup> {
    let service =
        |id: &str, prefix: &str| Service { id: id.into(), area: Area::Legal, prefix: prefix.into(), hours: None };
    let desk =
        |id: &str, services: &[&str]| Desk { id: id.into(), services: services.iter().map(|&s| s.into()).collect() };
    let morning: Span = "09:00-13:00".parse().unwrap();
    Arc::new(Setup {
        zone: TimeZone::get("Europe/Rome").unwrap(),
        services: vec![service("permits", "A"), service("work", "B"), service("school", "C")],
        desks: vec![desk("1", &["permits", "work"]), desk("2", &["work"]), desk("3", &["school"])],
        hours: Hours {
            week: std::array::from_fn(|day| if day < 5 { vec![morning] } else { vec![] }),
            closed_on: vec!["2026-12-08".parse().unwrap()],
        },
        issue_outside_hours: false,
    })
}

/// An office in a test: a state, a log, and ids that count up.
struct Hall {
    state: State,
    log: Vec<Entry>,
    at: Timestamp,
    ids: u32,
}

impl Hall {
    fn new() -> Self {
        // A Monday, 09:30 in Rome.
        Self { state: State::new(setup()), log: Vec::new(), at: "2026-11-23T08:30:00Z".parse().unwrap(), ids: 0 }
    }

    fn request(&mut self, by: Actor, command: Command) -> Request {
        self.ids += 1;
        Request { id: format!("c{}", self.ids).parse().unwrap(), by, command }
    }

    fn send(&mut self, request: &Request) -> Result<Answer, Refusal> {
        match decide(&self.state, request, self.at)? {
            Decision::Already(answer) => Ok(answer),
            Decision::Record(entry) => {
                assert_eq!(entry.seq, self.state.seq() + 1, "the log has no gaps");
                self.state.apply(&entry);
                let answer = entry.answer.clone();
                self.log.push(entry);
                Ok(answer)
            }
        }
    }

    fn visitor(&mut self, service: &str) -> Result<(TicketId, String, u32), Refusal> {
        let command = Command::Issue { service: service.into(), language: "ar".into(), print: true };
        let request = self.request(Actor::Kiosk, command);
        match self.send(&request)? {
            Answer::Issued { ticket, label, ahead } => Ok((ticket, label.to_string(), ahead)),
            other => panic!("an issue was answered {other:?}"),
        }
    }

    fn operator(&mut self, command: Command) -> Result<Answer, Refusal> {
        let request = self.request(Actor::Operator("anna".into()), command);
        self.send(&request)
    }

    fn call_next(&mut self, desk: &str) -> Result<String, Refusal> {
        match self.operator(Command::CallNext { desk: desk.into(), serving: None })? {
            Answer::Called { label, .. } => Ok(label.to_string()),
            other => panic!("a call was answered {other:?}"),
        }
    }

    fn wait(&mut self, seconds: i64) {
        self.at += jiff::SignedDuration::from_secs(seconds);
    }

    fn last_events(&self) -> &[Event] {
        &self.log.last().expect("something happened").events
    }
}

#[test]
fn numbers_count_up_by_service_from_one() {
    let mut hall = Hall::new();
    let labels: Vec<String> =
        ["permits", "work", "permits", "school"].iter().map(|service| hall.visitor(service).unwrap().1).collect();
    assert_eq!(labels, ["A001", "B001", "A002", "C001"]);
}

#[test]
fn a_number_beyond_999_keeps_counting() {
    let mut hall = Hall::new();
    for _ in 0..999 {
        hall.visitor("work").unwrap();
    }
    assert_eq!(hall.visitor("work").unwrap().1, "B1000");
}

#[test]
fn the_visitor_is_told_who_is_called_before_them() {
    let mut hall = Hall::new();
    assert_eq!(hall.visitor("permits").unwrap().2, 0);
    // `work` shares desk 1 with `permits`, `school` shares none.
    assert_eq!(hall.visitor("work").unwrap().2, 1);
    assert_eq!(hall.visitor("school").unwrap().2, 0);
    let (ticket, _, ahead) = hall.visitor("permits").unwrap();
    assert_eq!(ahead, 2);
    hall.call_next("1").unwrap();
    assert_eq!(hall.state.ahead_of(ticket), Some(1));
}

#[test]
fn a_desk_calls_first_come_first_served_across_its_services_and_says_why() {
    let mut hall = Hall::new();
    hall.visitor("school").unwrap();
    hall.visitor("work").unwrap();
    hall.wait(60);
    hall.visitor("permits").unwrap();
    hall.wait(30);
    assert_eq!(hall.call_next("1").unwrap(), "B001");
    let Event::TicketCalled { why, .. } = hall.last_events().last().unwrap() else { panic!("no call") };
    assert_eq!((why.rule, why.candidates), (Rule::FirstComeFirstServed, 2));
    assert_eq!(why.scores.iter().map(|score| score.waited_seconds).collect::<Vec<_>>(), [90, 30]);
    assert_eq!(hall.call_next("1").unwrap(), "A001");
}

#[test]
fn calling_next_finishes_the_ticket_at_the_desk() {
    let mut hall = Hall::new();
    let (first, ..) = hall.visitor("work").unwrap();
    hall.visitor("work").unwrap();
    hall.call_next("2").unwrap();
    hall.call_next("2").unwrap();
    assert_eq!(hall.state.ticket(first).unwrap().status, Status::Finished);
}

#[test]
fn with_nobody_waiting_the_ticket_at_the_desk_stays() {
    let mut hall = Hall::new();
    let (ticket, ..) = hall.visitor("work").unwrap();
    hall.call_next("2").unwrap();
    assert_eq!(hall.call_next("2"), Err(Refusal::NobodyWaiting("2".into())));
    assert_eq!(hall.state.serving(&"2".into()).map(|ticket| ticket.id), Some(ticket));
}

#[test]
fn two_screens_of_one_desk_do_not_call_two_tickets() {
    let mut hall = Hall::new();
    let (first, ..) = hall.visitor("work").unwrap();
    hall.visitor("work").unwrap();
    let click = |hall: &mut Hall| hall.operator(Command::CallNext { desk: "2".into(), serving: Some(Serving::Nobody) });
    click(&mut hall).unwrap();
    let refusal = click(&mut hall).unwrap_err();
    assert_eq!(refusal, Refusal::ServingChanged { desk: "2".into(), serving: Some((first, Label::new("B", 1))) });
}

#[test]
fn a_repeated_command_gets_the_first_answer_and_does_nothing() {
    let mut hall = Hall::new();
    let command = Command::Issue { service: "work".into(), language: "it".into(), print: true };
    let request = hall.request(Actor::Kiosk, command);
    let first = hall.send(&request).unwrap();
    hall.visitor("work").unwrap();
    assert_eq!(hall.send(&request).unwrap(), first);
    assert_eq!(hall.state.tickets().count(), 2);
    let other = Request { command: Command::StartDay, ..request };
    assert_eq!(hall.send(&other), Err(Refusal::CommandIdReused));
}

#[test]
fn a_command_repeated_across_midnight_gets_the_first_answer() {
    let mut hall = Hall::new();
    let command = Command::Issue { service: "work".into(), language: "it".into(), print: true };
    let request = hall.request(Actor::Operator("anna".into()), command);
    hall.at = "2026-11-23T22:59:59Z".parse().unwrap();
    let first = hall.send(&request).unwrap();
    hall.wait(2);
    assert_eq!(hall.send(&request).unwrap(), first);
    hall.operator(Command::StartDay).unwrap();
    assert_eq!(hall.send(&request).unwrap(), first);
}

#[test]
fn a_called_ticket_can_be_recalled_given_up_and_called_back() {
    let mut hall = Hall::new();
    let (ticket, ..) = hall.visitor("work").unwrap();
    hall.call_next("2").unwrap();
    hall.operator(Command::Recall { desk: "2".into(), ticket: None }).unwrap();
    hall.operator(Command::Recall { desk: "2".into(), ticket: Some(ticket) }).unwrap();
    assert!(matches!(hall.state.ticket(ticket).unwrap().status, Status::Called { recalls: 2, .. }));
    hall.operator(Command::NoShow { desk: "2".into(), ticket: None }).unwrap();
    assert_eq!(hall.state.ticket(ticket).unwrap().status, Status::NoShow);
    assert_eq!(hall.operator(Command::Finish { desk: "2".into(), ticket: None }), Err(Refusal::NotServing("2".into())));
    hall.operator(Command::Call { desk: "1".into(), ticket, serving: None }).unwrap();
    let Event::TicketCalled { why, .. } = hall.last_events().last().unwrap() else { panic!("no call") };
    assert_eq!(why.rule, Rule::ChosenByOperator);
    hall.operator(Command::Finish { desk: "1".into(), ticket: Some(ticket) }).unwrap();
    assert_eq!(hall.state.ticket(ticket).unwrap().status, Status::Finished);
}

#[test]
fn a_ticket_at_one_desk_cannot_be_called_to_another() {
    let mut hall = Hall::new();
    let (ticket, ..) = hall.visitor("work").unwrap();
    hall.call_next("1").unwrap();
    let refusal = hall.operator(Command::Call { desk: "2".into(), ticket, serving: None }).unwrap_err();
    assert!(matches!(refusal, Refusal::NotWaiting { .. }), "{refusal:?}");
}

#[test]
fn the_first_call_of_the_day_opens_the_desk() {
    let mut hall = Hall::new();
    hall.visitor("work").unwrap();
    hall.call_next("2").unwrap();
    assert_eq!(hall.state.desk(&"2".into()).operator.as_deref(), Some("anna"));
}

#[test]
fn a_desk_is_taken_over_only_on_purpose() {
    let mut hall = Hall::new();
    let open = |take_over| Command::OpenDesk { desk: "1".into(), take_over };
    hall.operator(open(false)).unwrap();
    hall.operator(open(false)).unwrap();
    let other = hall.request(Actor::Operator("bruno".into()), open(false));
    assert_eq!(hall.send(&other), Err(Refusal::DeskTaken { desk: "1".into(), operator: "anna".into() }));
    let insisting = hall.request(Actor::Operator("bruno".into()), open(true));
    hall.send(&insisting).unwrap();
    hall.operator(Command::CloseDesk { desk: "1".into() }).unwrap();
    assert_eq!(hall.state.desk(&"1".into()).operator, None);
}

#[test]
fn the_kiosk_gives_no_number_outside_hours_and_says_when_it_opens() {
    let mut hall = Hall::new();
    let opens = |text: &str| Err(Refusal::OfficeClosed { opens: Some(text.parse().unwrap()) });
    hall.at = "2026-11-23T07:59:59Z".parse().unwrap();
    assert_eq!(hall.visitor("work"), opens("2026-11-23T08:00:00Z"));
    hall.at = "2026-11-27T12:00:00Z".parse().unwrap();
    assert_eq!(hall.visitor("work"), opens("2026-11-30T08:00:00Z"), "Friday 13:00 is closed until Monday");
    hall.at = "2026-12-08T09:00:00Z".parse().unwrap();
    assert_eq!(hall.visitor("work"), opens("2026-12-09T08:00:00Z"), "a holiday");
    let staff = Command::Issue { service: "work".into(), language: "it".into(), print: false };
    assert!(hall.operator(staff).is_ok(), "staff decide for themselves");
}

#[test]
fn a_paused_service_gives_no_numbers_but_serves_who_waits() {
    let mut hall = Hall::new();
    hall.visitor("work").unwrap();
    hall.operator(Command::PauseService { service: "work".into() }).unwrap();
    assert_eq!(hall.visitor("work"), Err(Refusal::ServicePaused("work".into())));
    assert!(hall.visitor("permits").is_ok());
    assert_eq!(hall.call_next("2").unwrap(), "B001");
    hall.operator(Command::ResumeService { service: "work".into() }).unwrap();
    assert_eq!(hall.visitor("work").unwrap().1, "B002");
}

#[test]
fn a_new_local_day_closes_what_is_left_and_starts_numbers_again() {
    let mut hall = Hall::new();
    let (waiting, ..) = hall.visitor("permits").unwrap();
    hall.visitor("work").unwrap();
    hall.call_next("2").unwrap();
    // 23:30 UTC is already tomorrow in Rome.
    hall.at = "2026-11-23T23:30:00Z".parse().unwrap();
    hall.operator(Command::StartDay).unwrap();
    let expired = hall.last_events().iter().filter(|event| matches!(event, Event::TicketExpired { .. })).count();
    assert_eq!(expired, 2);
    assert_eq!(hall.state.ticket(waiting), None);
    assert_eq!(hall.state.serving(&"2".into()), None);
    hall.at = "2026-11-24T09:00:00Z".parse().unwrap();
    let (ticket, label, ahead) = hall.visitor("permits").unwrap();
    assert_eq!((label.as_str(), ahead), ("A001", 0));
    assert!(ticket > waiting, "a ticket's identity is never used again");
}

#[test]
fn the_day_turns_with_the_first_command_even_if_nobody_started_it() {
    let mut hall = Hall::new();
    hall.visitor("work").unwrap();
    hall.at = "2026-11-24T09:00:00Z".parse().unwrap();
    assert_eq!(hall.visitor("work").unwrap().1, "B001");
    assert_eq!(hall.last_events().len(), 4, "expired, day started, issued, print queued: {:?}", hall.last_events());
}

#[test]
fn a_clock_set_back_repeats_no_number() {
    let mut hall = Hall::new();
    hall.at = "2026-11-24T09:00:00Z".parse().unwrap();
    hall.visitor("work").unwrap();
    hall.at = "2026-11-23T09:00:00Z".parse().unwrap();
    assert_eq!(hall.visitor("work").unwrap().1, "B002");
    assert_eq!(hall.state.day(), Some("2026-11-24".parse().unwrap()));
    assert_eq!(hall.call_next("2").unwrap(), "B001", "order of issue, not of clocks");
}

#[test]
fn the_day_is_the_offices_own_when_clocks_change() {
    let setup = setup();
    // Rome leaves daylight saving on 25 October 2026 at 03:00 local: that day has 25 hours.
    assert_eq!(setup.local_date("2026-10-24T22:00:00Z".parse().unwrap()), "2026-10-25".parse().unwrap());
    assert_eq!(setup.local_date("2026-10-25T22:59:59Z".parse().unwrap()), "2026-10-25".parse().unwrap());
    assert_eq!(setup.local_date("2026-10-25T23:00:00Z".parse().unwrap()), "2026-10-26".parse().unwrap());
    let monday_opening = |at: &str| setup.opening(at.parse().unwrap());
    assert_eq!(
        monday_opening("2026-10-26T08:00:00Z"),
        Opening::Open { until: "2026-10-26T12:00:00Z".parse().unwrap() }
    );
    assert_eq!(
        monday_opening("2026-10-23T07:00:00Z"),
        Opening::Open { until: "2026-10-23T11:00:00Z".parse().unwrap() }
    );
}

#[test]
fn paper_outcomes_settle_once_and_late_ones_only_mend_doubt() {
    let mut hall = Hall::new();
    let (ticket, ..) = hall.visitor("work").unwrap();
    let settle = |hall: &mut Hall, job, outcome| {
        let request = hall.request(Actor::System, Command::SettlePrint { ticket, job, outcome });
        hall.send(&request).unwrap();
    };
    let outcome = |hall: &Hall| hall.state.ticket(ticket).unwrap().print.unwrap().outcome;
    let unknown = PrintOutcome::Unknown { trouble: Trouble::Silent };
    settle(&mut hall, 1, unknown);
    settle(&mut hall, 1, PrintOutcome::Printed);
    assert_eq!(outcome(&hall), Some(PrintOutcome::Printed));
    let length = hall.log.len();
    settle(&mut hall, 1, unknown);
    settle(&mut hall, 1, PrintOutcome::Printed);
    settle(&mut hall, 7, PrintOutcome::Printed);
    assert_eq!((outcome(&hall), hall.log.len()), (Some(PrintOutcome::Printed), length));
}

#[test]
fn a_second_paper_is_the_same_number_marked_as_a_copy() {
    let mut hall = Hall::new();
    let (ticket, label, _) = hall.visitor("work").unwrap();
    let reprint = Command::Reprint { ticket };
    assert!(matches!(hall.operator(reprint.clone()), Err(Refusal::PrintUnderWay(_))));
    let failed = PrintOutcome::NotPrinted { trouble: Trouble::NoPaper };
    hall.operator(Command::SettlePrint { ticket, job: 1, outcome: failed }).unwrap();
    let answer = hall.operator(reprint.clone()).unwrap();
    assert_eq!(answer, Answer::Settled { ticket, label: Label::new("B", 1) });
    assert_eq!(label, "B001");
    assert_eq!(hall.last_events(), [Event::PrintQueued { ticket, job: 2, copy: false }], "no paper exists yet");
    let doubtful = PrintOutcome::Unknown { trouble: Trouble::Gone };
    hall.operator(Command::SettlePrint { ticket, job: 2, outcome: doubtful }).unwrap();
    hall.operator(reprint).unwrap();
    assert_eq!(hall.last_events(), [Event::PrintQueued { ticket, job: 3, copy: true }]);
    // That the third surely failed says nothing of the second, which may be in somebody's hand.
    hall.operator(Command::SettlePrint { ticket, job: 3, outcome: failed }).unwrap();
    hall.operator(Command::Reprint { ticket }).unwrap();
    assert_eq!(hall.last_events(), [Event::PrintQueued { ticket, job: 4, copy: true }]);
}

#[test]
fn who_is_at_a_desk_that_was_taken_out_of_the_configuration_can_be_called_to_another() {
    let mut hall = Hall::new();
    let (ticket, ..) = hall.visitor("work").unwrap();
    hall.call_next("2").unwrap();
    let mut fewer = hall.state.setup().clone();
    fewer.desks.retain(|desk| desk.id != "2".into());
    hall.state = hall.state.clone().with_setup(Arc::new(fewer));
    hall.operator(Command::Call { desk: "1".into(), ticket, serving: None }).unwrap();
    assert_eq!(hall.state.serving(&"1".into()).map(|ticket| ticket.id), Some(ticket));
    let again = hall.state.clone().with_setup(setup());
    assert_eq!(again.serving(&"2".into()), None, "the desk is free when it comes back");
    hall.operator(Command::Finish { desk: "1".into(), ticket: None }).unwrap();
}

#[test]
fn a_wish_that_was_fulfilled_already_is_not_carried_out_when_its_command_is_repeated_later() {
    let mut hall = Hall::new();
    hall.operator(Command::PauseService { service: "work".into() }).unwrap();
    let pause = hall.request(Actor::Operator("bruno".into()), Command::PauseService { service: "work".into() });
    assert_eq!(hall.send(&pause), Ok(Answer::Done), "it was paused already");
    hall.operator(Command::ResumeService { service: "work".into() }).unwrap();
    assert_eq!(hall.send(&pause), Ok(Answer::Done), "the first answer again, however late");
    assert!(!hall.state.is_paused(&"work".into()));
}

#[test]
fn what_does_not_exist_is_refused_by_name() {
    let mut hall = Hall::new();
    assert_eq!(hall.visitor("taxes"), Err(Refusal::UnknownService("taxes".into())));
    assert_eq!(hall.call_next("9"), Err(Refusal::UnknownDesk("9".into())));
    let call = Command::Call { desk: "1".into(), ticket: TicketId(99), serving: None };
    assert_eq!(hall.operator(call), Err(Refusal::UnknownTicket(TicketId(99))));
    assert!(hall.log.is_empty(), "a refusal leaves no trace");
}

#[test]
fn a_span_of_hours_is_read_and_written_alike() {
    for text in ["09:00-13:00", "15:30-24:00", "00:00-24:00"] {
        assert_eq!(text.parse::<Span>().unwrap().to_string(), text);
    }
    assert!(matches!("9-13".parse::<Span>(), Err(InvalidSpan::Form(_))));
    assert!(matches!("25:00-26:00".parse::<Span>(), Err(InvalidSpan::Form(_))));
    assert!(matches!("13:00-09:00".parse::<Span>(), Err(InvalidSpan::Backwards(_))));
}

#[test]
fn command_ids_are_short_and_visible() {
    assert!("a".repeat(64).parse::<CommandId>().is_ok());
    for bad in ["", " ", "a b", "é", &"a".repeat(65)] {
        assert_eq!(bad.parse::<CommandId>(), Err(InvalidCommandId), "{bad:?}");
    }
}
