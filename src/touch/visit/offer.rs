//! Which way to a number an office has: asked of the queue itself, so that the screen never promises what it would refuse.

use jiff::Timestamp;

use crate::queue::{Area, ServiceId, State};

use super::Page;

/// More services than this are chosen by area first: at most six choices at once.
const CHOICES_AT_ONCE: usize = 6;

/// Whether the kiosk gives no number at all because of the hour.
pub fn office_is_closed(queue: &State, at: Timestamp) -> bool {
    !queue.setup().issue_outside_hours && !queue.setup().opening(at).is_open()
}

/// Where taking a ticket begins.
pub(super) fn first_page(queue: &State) -> Page {
    if queue.setup().services.len() > CHOICES_AT_ONCE { Page::Areas } else { Page::Services(None) }
}

/// The service of an area that has one only: there is nothing to choose.
pub(super) fn only_service(queue: &State, area: Area) -> Option<ServiceId> {
    let mut services = queue.setup().services.iter().filter(|service| service.area == area);
    let first = services.next()?;
    if services.next().is_some() { None } else { Some(first.id.clone()) }
}
