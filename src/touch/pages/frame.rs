//! What every page shares: the bars, the overlays, and the start page, which is little more.

use slint::ComponentHandle;

use super::{Act, View, hours};
use crate::touch::ui::{App, HomeAdapter, Nav, Page as Shown};
use crate::touch::visit::{Page, Touch, office_is_closed};

pub fn bind(app: &App, act: &Act) {
    let nav = app.global::<Nav>();
    let on = |touch: Touch| {
        let act = act.clone();
        move || act(touch.clone())
    };
    nav.on_touched(on(Touch::Anywhere));
    nav.on_back(on(Touch::Back));
    nav.on_home(on(Touch::Home));
    nav.on_language(on(Touch::Languages));
    nav.on_toggle_large(on(Touch::ToggleLargeText));
    nav.on_toggle_contrast(on(Touch::ToggleHighContrast));
    nav.on_ask(on(Touch::Ask));
    nav.on_close_ask(on(Touch::CloseAsk));
    nav.on_extend(on(Touch::Extend));
    nav.on_finish(on(Touch::Finish));
    let home = app.global::<HomeAdapter>();
    home.on_ticket(on(Touch::TakeTicket));
    home.on_information(on(Touch::Information));
    home.on_my_number(on(Touch::MyNumber));
}

pub fn show(app: &App, view: &View<'_>) {
    let (nav, visit) = (app.global::<Nav>(), view.visit);
    nav.set_page(shown(visit.page()));
    nav.set_office(view.config.office.name.as_str().into());
    nav.set_body(view.config.office.body.as_str().into());
    let opening = view.office.read(|queue| queue.setup().opening(view.now));
    nav.set_open(opening.is_open());
    // An office that gives numbers at any hour would contradict itself with "closed".
    let silent = !opening.is_open() && view.config.issue_outside_hours;
    nav.set_hours(if silent { "".into() } else { hours::line(view, opening).into() });
    nav.set_can_go_back(visit.can_go_back());
    nav.set_can_go_home(visit.can_go_home());
    nav.set_can_choose_language(visit.can_choose_language());
    nav.set_help(visit.is_asking());
    nav.set_idle_left(visit.warning().map_or(0, |left| i32::try_from(left).unwrap_or(i32::MAX)));
    nav.set_idle_total(i32::try_from(view.config.screen.idle_warning.as_secs()).unwrap_or(i32::MAX));
    let number = match visit.page() {
        Page::Ticket(taken) => taken.label.as_str().into(),
        _ => "".into(),
    };
    nav.set_idle_number(number);
}

pub fn show_home(app: &App, view: &View<'_>) {
    let closed = view.office.read(|queue| office_is_closed(queue, view.now));
    let opening = view.office.read(|queue| queue.setup().opening(view.now));
    let note = if closed { hours::line(view, opening) } else { String::new() };
    app.global::<HomeAdapter>().set_ticket_note(note.into());
}

fn shown(page: &Page) -> Shown {
    match page {
        Page::Attract => Shown::Attract,
        Page::Language => Shown::Language,
        Page::Home => Shown::Home,
        Page::Areas | Page::Services(_) | Page::Topics | Page::Procedures(_) => Shown::Choices,
        Page::Confirm(_) => Shown::Confirm,
        Page::Ticket(_) => Shown::Ticket,
        Page::MyNumber => Shown::MyNumber,
        Page::Procedure(_) => Shown::Procedure,
        Page::Issuing(_)
        | Page::OfficeClosed
        | Page::ServiceClosed(_)
        | Page::ServicePaused(_)
        | Page::Failed(_)
        | Page::Answer(_) => Shown::Notice,
    }
}
