//! A log that lost entries to its disk: no number is given twice.

use super::*;

#[test]
fn an_office_that_lost_entries_goes_on_behind_every_number_that_was_given() {
    let mut hall = Hall::new();
    for _ in 0..3 {
        hall.visitor("work").unwrap();
    }
    let mark = hall.state.mark();
    // The disk forgot the last two.
    let mut forgetful = Hall::new();
    forgetful.visitor("work").unwrap();
    let wish = |lost: Vec<Lost>, mark| Command::ContinueAfterLoss { lost, mark };
    let request = forgetful.request(Actor::System, wish(vec![], Some(mark.clone())));
    let Ok(Decision::Record(entry)) = decide(&forgetful.state, &request, forgetful.at) else { panic!("not recorded") };
    assert_eq!(entry.seq, mark.seq + 1, "positions are not given twice either");
    let Event::EntriesLost { lost, .. } = &entry.events[0] else { panic!("{entry:?}") };
    assert_eq!(lost, &[Lost { from: 2, to: mark.seq }]);
    forgetful.state.apply(&entry);
    let (ticket, label, _) = forgetful.visitor("work").unwrap();
    assert_eq!((ticket, label.as_str()), (TicketId(4), "B004"));
    assert_eq!(forgetful.visitor("permits").unwrap().1, "A001", "what nobody has is given");

    let request = hall.request(Actor::System, wish(vec![], Some(mark)));
    assert_eq!(decide(&hall.state, &request, hall.at), Ok(Decision::Already(Answer::Done)), "nothing is lost");
}

#[test]
fn a_lost_beginning_of_a_day_does_not_begin_it_again() {
    let mut hall = Hall::new();
    hall.visitor("work").unwrap();
    hall.wait(24 * 3600);
    hall.visitor("work").unwrap();
    hall.visitor("work").unwrap();
    hall.call_next("2").unwrap();
    let mark = hall.state.mark();
    // The entry that began the second day, with its first number, is lost; the others are there.
    let mut state = State::new(setup());
    for entry in hall.log.iter().filter(|entry| entry.seq != 2) {
        state.apply(entry);
    }
    let request = hall
        .request(Actor::System, Command::ContinueAfterLoss { lost: vec![Lost { from: 2, to: 2 }], mark: Some(mark) });
    let Ok(Decision::Record(entry)) = decide(&state, &request, hall.at) else { panic!("not recorded") };
    state.apply(&entry);
    assert_eq!(state.day(), hall.state.day());
    let labels: Vec<&str> = state.tickets().map(|ticket| ticket.label.as_str()).collect();
    assert_eq!(labels, ["B002"], "yesterday's is over, today's second is there");
    hall.state = state;
    assert_eq!(hall.visitor("work").unwrap().1, "B003");
}
