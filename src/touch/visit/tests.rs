use std::cell::Cell;
use std::rc::Rc;

use jiff::tz::TimeZone;

use super::*;
use crate::queue::{Area, Decision, Desk, Hours, Request, Service, Setup, Status, Trouble, decide};

const IDLE: Duration = Duration::from_secs(60);
const SHOWN: Duration = Duration::from_secs(15);
const WARNING: u64 = 20;

/// A visit before a queue that answers when the test says so.
struct Hall {
    visit: Visit,
    queue: State,
    at: Timestamp,
    sent: Vec<Request>,
    wait: Option<Duration>,
    ids: Rc<Cell<u32>>,
}

impl Hall {
    fn new(services: usize, outside_hours: bool) -> Self {
        let areas = Area::ALL.iter().cycle();
        let service = |(n, area): (usize, &Area)| Service {
            id: format!("service{n}").as_str().into(),
            area: *area,
            prefix: ((b'A' + u8::try_from(n).unwrap()) as char).to_string().as_str().into(),
            hours: None,
        };
        let services: Vec<Service> = areas.take(services).enumerate().map(|(n, area)| service((n, area))).collect();
        let desk = Desk { id: "1".into(), services: services.iter().map(|service| service.id.clone()).collect() };
        let hours = if outside_hours { Hours::default() } else { Hours::always() };
        let setup = Setup {
            zone: TimeZone::get("Europe/Rome").unwrap(),
            services,
            desks: vec![desk],
            hours,
            issue_outside_hours: false,
        };
        let ids = Rc::new(Cell::new(0));
        let counter = ids.clone();
        let patience = Patience { idle: IDLE, warning: Duration::from_secs(WARNING), ticket_shown: SHOWN };
        let visit = Visit::new(patience, move || {
            counter.set(counter.get() + 1);
            format!("id-{}", counter.get()).parse().unwrap()
        });
        let queue = State::new(Arc::new(setup));
        Self { visit, queue, at: "2026-11-23T08:30:00Z".parse().unwrap(), sent: Vec::new(), wait: None, ids }
    }

    fn on(&mut self, input: Input) {
        for effect in self.visit.on(input, &self.queue, self.at) {
            match effect {
                Effect::Submit(request) => self.sent.push(request),
                Effect::Wait(time) => self.wait = Some(time),
                Effect::Rest => self.wait = None,
            }
        }
    }

    fn touch(&mut self, touches: impl IntoIterator<Item = Touch>) {
        for touch in touches {
            self.on(Input::Touch(touch));
        }
    }

    /// The queue carries out a request, as the office would.
    fn carry_out(&mut self, request: &Request) -> Result<Answer, Refusal> {
        match decide(&self.queue, request, self.at)? {
            Decision::Record(entry) => {
                self.queue.apply(&entry);
                Ok(entry.answer)
            }
            Decision::Already(answer) => Ok(answer),
        }
    }

    fn answer(&mut self, request: &Request) {
        let answer = self.carry_out(request).map_err(SubmitError::from);
        self.on(Input::Reply { id: request.id.clone(), answer });
    }

    fn system(&mut self, id: &str, command: Command) {
        let request = Request { id: id.parse().unwrap(), by: Actor::Operator("anna".into()), command };
        self.carry_out(&request).unwrap();
        self.on(Input::OfficeChanged);
    }

    fn enter(&mut self) {
        self.touch([Touch::Start, Touch::ChooseLanguage("ar".into())]);
        assert_eq!(*self.visit.page(), Page::Home);
    }

    fn take(&mut self) -> Taken {
        self.touch([Touch::TakeTicket, Touch::Service("service0".into()), Touch::Take]);
        let request = self.sent.last().unwrap().clone();
        self.answer(&request);
        match self.visit.page() {
            Page::Ticket(taken) => taken.clone(),
            other => panic!("no ticket: {other:?}"),
        }
    }

    fn settle(&mut self, taken: &Taken, outcome: PrintOutcome) {
        let job = self.queue.ticket(taken.ticket).unwrap().print.unwrap().job;
        self.system(
            &format!("settle-{}-{job}", taken.ticket),
            Command::SettlePrint { ticket: taken.ticket, job, outcome },
        );
    }
}

const NO_PAPER: PrintOutcome = PrintOutcome::NotPrinted { trouble: Trouble::NoPaper };

#[test]
fn a_double_tap_sends_one_request() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    desk.touch([Touch::TakeTicket, Touch::Service("service0".into()), Touch::Take, Touch::Take, Touch::Take]);
    assert_eq!(desk.sent.len(), 1);
    assert_eq!(desk.sent[0].command, Command::Issue { service: "service0".into(), language: "ar".into(), print: true });
    let request = desk.sent[0].clone();
    desk.answer(&request);
    assert!(matches!(desk.visit.page(), Page::Ticket(taken) if taken.label.as_str() == "A001"));
}

#[test]
fn trying_again_after_a_fault_sends_the_same_request() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    desk.touch([Touch::TakeTicket, Touch::Service("service0".into()), Touch::Take]);
    let first = desk.sent[0].clone();
    desk.on(Input::Reply { id: first.id.clone(), answer: Err(SubmitError::Storage("disk full".into())) });
    assert_eq!(*desk.visit.page(), Page::Failed("service0".into()));
    desk.touch([Touch::Take]);
    assert_eq!(desk.sent, [first.clone(), first.clone()]);
    desk.on(Input::Reply { id: first.id.clone(), answer: Err(SubmitError::Storage("disk full".into())) });
    desk.touch([Touch::Back, Touch::Take]);
    assert_eq!(desk.sent.last(), Some(&first), "also by way of the question");
}

#[test]
fn another_number_is_another_request() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    desk.take();
    desk.touch([Touch::Home]);
    desk.take();
    assert_ne!(desk.sent[0].id, desk.sent[1].id);
    assert_eq!(desk.queue.tickets().count(), 2);
}

#[test]
fn a_late_answer_changes_nothing_for_the_next_visitor() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    desk.touch([Touch::TakeTicket, Touch::Service("service0".into()), Touch::Take]);
    let request = desk.sent[0].clone();
    desk.on(Input::TimeUp);
    desk.touch([Touch::Finish]);
    desk.enter();
    desk.answer(&request);
    assert_eq!(*desk.visit.page(), Page::Home);
}

#[test]
fn nothing_can_be_left_while_the_number_is_on_its_way() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    desk.touch([Touch::TakeTicket, Touch::Service("service0".into()), Touch::Take]);
    desk.touch([Touch::Back, Touch::Home, Touch::Languages]);
    assert_eq!(*desk.visit.page(), Page::Issuing("service0".into()));
}

#[test]
fn more_than_six_services_are_chosen_by_area() {
    let mut desk = Hall::new(7, false);
    desk.enter();
    desk.touch([Touch::TakeTicket]);
    assert_eq!(*desk.visit.page(), Page::Areas);
    desk.touch([Touch::Area(Area::Legal)]);
    assert_eq!(*desk.visit.page(), Page::Services(Some(Area::Legal)), "two services");
    desk.touch([Touch::Back, Touch::Area(Area::Health)]);
    assert_eq!(*desk.visit.page(), Page::Confirm("service2".into()), "one service: nothing to choose");
}

#[test]
fn every_step_is_undone_by_back() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    desk.touch([Touch::Information, Touch::Topic(Area::Work), Touch::Open("page".into()), Touch::Languages]);
    assert_eq!(*desk.visit.page(), Page::Language);
    desk.touch([Touch::ChooseLanguage("en".into())]);
    assert_eq!(*desk.visit.page(), Page::Procedure("page".into()), "back to where the language was changed");
    desk.touch([Touch::Back, Touch::Back, Touch::Back]);
    assert_eq!(*desk.visit.page(), Page::Home);
    assert_eq!(desk.visit.language(), Some(&"en".into()));
    desk.touch([Touch::Back, Touch::Back]);
    assert_eq!((desk.visit.page(), desk.visit.language()), (&Page::Attract, None));
}

#[test]
fn the_warning_counts_down_and_the_visit_ends_with_nothing_kept() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    desk.touch([Touch::ToggleLargeText, Touch::ToggleHighContrast, Touch::MyNumber]);
    desk.touch(["A", "1"].map(|key| Touch::Key(key.into())));
    assert_eq!(desk.wait, Some(IDLE));
    desk.on(Input::TimeUp);
    assert_eq!(desk.visit.warning(), Some(WARNING));
    for left in (1..WARNING).rev() {
        desk.on(Input::TimeUp);
        assert_eq!(desk.visit.warning(), Some(left));
    }
    desk.on(Input::TimeUp);
    assert_eq!(*desk.visit.page(), Page::Attract);
    assert_eq!(desk.visit.language(), None);
    assert!(!desk.visit.large_text() && !desk.visit.high_contrast() && desk.visit.typed().is_empty());
    assert_eq!(desk.wait, None, "nothing runs while nobody is there");
}

#[test]
fn the_warning_can_be_extended_and_only_its_buttons_count() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    desk.on(Input::TimeUp);
    desk.touch([Touch::Anywhere, Touch::TakeTicket, Touch::Home]);
    assert_eq!((desk.visit.page(), desk.visit.warning()), (&Page::Home, Some(WARNING)));
    desk.touch([Touch::Extend]);
    assert_eq!((desk.visit.warning(), desk.wait), (None, Some(IDLE)));
    desk.on(Input::TimeUp);
    desk.touch([Touch::Finish]);
    assert_eq!(*desk.visit.page(), Page::Attract);
}

#[test]
fn what_happens_in_the_office_does_not_make_the_screen_wait_longer() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    desk.wait = None;
    desk.system("pause", Command::PauseService { service: "service0".into() });
    assert_eq!(desk.wait, None, "the wait that runs goes on");
}

#[test]
fn a_printed_number_makes_room_and_an_unprinted_one_stays() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    let taken = desk.take();
    assert_eq!(desk.wait, Some(IDLE), "printing");
    desk.settle(&taken, PrintOutcome::Printed);
    assert_eq!(desk.wait, Some(SHOWN));
    desk.on(Input::TimeUp);
    assert_eq!(*desk.visit.page(), Page::Attract);

    desk.enter();
    let taken = desk.take();
    desk.settle(&taken, NO_PAPER);
    desk.on(Input::TimeUp);
    assert_eq!(desk.visit.warning(), Some(WARNING), "it is all that its owner has");
}

#[test]
fn printing_again_is_offered_only_when_no_paper_came_out_and_asked_for_once() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    let taken = desk.take();
    desk.touch([Touch::PrintAgain]);
    assert_eq!(desk.sent.len(), 1, "it is being printed");
    desk.settle(&taken, NO_PAPER);
    desk.touch([Touch::PrintAgain, Touch::PrintAgain]);
    assert_eq!(desk.sent.len(), 2);
    let request = desk.sent[1].clone();
    assert_eq!(request.command, Command::Reprint { ticket: taken.ticket });
    desk.answer(&request);
    desk.settle(&taken, PrintOutcome::Unknown { trouble: Trouble::Silent });
    desk.touch([Touch::PrintAgain]);
    assert_eq!(desk.sent.len(), 2, "the paper may exist");
}

#[test]
fn a_closed_office_and_a_paused_service_say_so_before_a_number_is_asked_for() {
    let mut desk = Hall::new(2, true);
    desk.enter();
    desk.touch([Touch::TakeTicket]);
    assert_eq!(*desk.visit.page(), Page::OfficeClosed);
    let mut desk = Hall::new(2, false);
    desk.enter();
    desk.system("pause", Command::PauseService { service: "service1".into() });
    desk.touch([Touch::TakeTicket, Touch::Service("service1".into())]);
    assert_eq!(*desk.visit.page(), Page::ServicePaused("service1".into()));
    assert!(desk.sent.is_empty());
}

#[test]
fn a_service_that_was_paused_meanwhile_is_said_to_be_paused() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    desk.touch([Touch::TakeTicket, Touch::Service("service0".into())]);
    desk.system("pause", Command::PauseService { service: "service0".into() });
    desk.touch([Touch::Take]);
    let request = desk.sent[0].clone();
    desk.answer(&request);
    assert_eq!(*desk.visit.page(), Page::ServicePaused("service0".into()));
    assert_eq!(desk.queue.tickets().filter(|ticket| ticket.status == Status::Waiting).count(), 0);
}

#[test]
fn a_number_is_typed_in_any_order_and_normalised() {
    let mut desk = Hall::new(1, false);
    desk.enter();
    desk.touch([Touch::MyNumber, Touch::Search]);
    assert_eq!(*desk.visit.page(), Page::MyNumber, "nothing is typed");
    desk.touch(["7", "A"].map(|key| Touch::Key(key.into())));
    assert_eq!(desk.visit.typed(), "A7");
    desk.touch(["1", "2", "3", "4", "5"].map(|key| Touch::Key(key.into())));
    assert_eq!(desk.visit.typed(), "A71234", "five digits at most");
    desk.touch([Touch::Delete, Touch::Delete, Touch::Delete, Touch::Delete, Touch::Search]);
    assert_eq!(*desk.visit.page(), Page::Answer(Label::new("A", 7)));
    desk.touch([Touch::MyNumber]);
    assert_eq!(desk.visit.typed(), "", "the next number begins empty");
}

#[test]
fn toggles_tried_on_the_attract_page_go_back() {
    let mut desk = Hall::new(1, false);
    desk.touch([Touch::ToggleHighContrast]);
    assert_eq!((desk.visit.high_contrast(), desk.wait), (true, Some(IDLE)));
    desk.on(Input::TimeUp);
    assert_eq!((desk.visit.high_contrast(), desk.wait), (false, None));
    assert_eq!(desk.ids.get(), 0, "and nothing was sent");
}
