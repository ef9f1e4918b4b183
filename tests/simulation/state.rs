//! The queue's state beside the model: whatever can be asked of it is as the events made it.

use sportello::queue::{Setup, State, Status};

use super::invariant::{Held, Invariant};
use super::model::Model;
use super::today::Place;

/// Whether a place and a status say the same.
pub fn agree(place: &Place, status: &Status) -> bool {
    match (place, status) {
        (Place::At(desk), Status::Called { desk: at, .. }) => desk == at,
        (Place::Waiting, Status::Waiting)
        | (Place::NoShow, Status::NoShow)
        | (Place::Finished, Status::Finished)
        | (Place::Expired, Status::Expired) => true,
        _ => false,
    }
}

/// Checks a state against the model of the same log.
pub fn compare(model: &mut Model, state: &State, setup: &Setup) -> Held {
    use Invariant::*;
    let (seq, day) = (model.seq, model.day);
    model.check(LogHasNoGaps, state.seq() == seq, || format!("the state is at {}, the log at {seq}", state.seq()))?;
    model.check(DayNeverGoesBack, state.day() == day, || format!("{:?} instead of {day:?}", state.day()))?;
    tickets(model, state)?;
    let order: Vec<_> = model.today.waiting().map(|visitor| visitor.id).collect();
    let waiting: Vec<_> = state.waiting().map(|ticket| ticket.id).collect();
    model.check(NobodyVanishes, waiting == order, || format!("waiting: {waiting:?} instead of {order:?}"))?;
    for known in &setup.desks {
        let there = model.today.at(&known.id).map(|visitor| visitor.id);
        let serving = state.serving(&known.id).map(|ticket| ticket.id);
        let what = || format!("desk {}: {serving:?} instead of {there:?}", known.id);
        model.check(TicketAtOneDeskOnly, serving == there && state.desk(&known.id).serving == there, what)?;
        let operator = model.today.operators.get(&known.id).cloned();
        let sits = state.desk(&known.id).operator;
        let what = || format!("desk {}: {sits:?} instead of {operator:?}", known.id);
        model.check(DesksAreTakenOnPurpose, sits.as_deref() == operator.as_deref(), what)?;
    }
    for service in &setup.services {
        let paused = model.today.paused.contains(&service.id);
        let what = || format!("{} is paused: {}", service.id, state.is_paused(&service.id));
        model.check(PausesEndWithTheDay, state.is_paused(&service.id) == paused, what)?;
        let ahead = model.today.ahead(&service.id, model.today.visitors.len(), setup);
        let told = state.ahead_of_new(&service.id);
        model.check(AheadIsTrue, told == ahead, || format!("{}: {told} instead of {ahead}", service.id))?;
    }
    // The last one has most before them; one in the middle for the rest.
    for id in [order.last(), order.get(order.len() / 2)].into_iter().flatten() {
        let before = model.today.visitors.iter().position(|visitor| visitor.id == *id).unwrap_or(0);
        let service = model.today.visitors[before].service.clone();
        let (ahead, told) = (model.today.ahead(&service, before, setup), state.ahead_of(*id));
        model.check(AheadIsTrue, told == Some(ahead), || format!("{id}: {told:?} instead of {ahead}"))?;
    }
    Ok(())
}

fn tickets(model: &mut Model, state: &State) -> Held {
    use Invariant::*;
    let (kept, known) = (state.tickets().count(), model.today.visitors.len());
    model.check(NobodyVanishes, kept == known, || format!("{kept} tickets instead of {known}"))?;
    let mut wrong = None;
    for visitor in &model.today.visitors {
        let Some(ticket) = state.ticket(visitor.id) else {
            wrong = Some((NobodyVanishes, format!("{} is gone", visitor.label)));
            break;
        };
        let recalls = match ticket.status {
            Status::Called { recalls, .. } => recalls,
            _ => visitor.recalls,
        };
        let stands = agree(&visitor.place, &ticket.status) && recalls == visitor.recalls;
        let same = ticket.label == visitor.label && ticket.service == visitor.service && ticket.ahead == visitor.ahead;
        if !stands || !same || ticket.issued != visitor.issued {
            wrong = Some((NobodyVanishes, format!("{ticket:?} instead of {visitor:?}")));
            break;
        }
        let print = ticket.print.map(|print| (print.job as usize, print.outcome));
        let last = visitor.jobs.last().map(|(_, outcome)| (visitor.jobs.len(), *outcome));
        if print != last {
            wrong = Some((PrintJobsSettleOnce, format!("{}: {print:?} instead of {last:?}", visitor.label)));
            break;
        }
    }
    match wrong {
        Some((invariant, what)) => model.check(invariant, false, || what),
        None => model.check(PrintJobsSettleOnce, true, String::new),
    }
}
