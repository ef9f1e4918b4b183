//! Pages that say one thing: closed, paused, failed, one moment, what became of a number.

use std::cell::RefCell;
use std::rc::Rc;

use slint::ComponentHandle;

use super::{Act, View, hours};
use crate::locale::Args;
use crate::queue::{self, Label, Opening, Refusal, ServiceId, Status};
use crate::touch::ui::{App, NoticeAdapter};
use crate::touch::visit::{Page, Touch};

/// A button: the id of its words, its picture, what it does.
type Button = (&'static str, &'static str, Touch);

/// One page's words and buttons.
struct Notice {
    icon: &'static str,
    title: String,
    number: String,
    text: String,
    warns: bool,
    primary: Option<Button>,
    secondary: Option<Button>,
}

const ASK: Button = ("ask", "desk", Touch::Ask);

/// What the two buttons do, as they are shown.
#[derive(Default)]
pub struct Notices(Rc<RefCell<[Option<Touch>; 2]>>);

impl Notices {
    pub fn bind(&self, app: &App, act: &Act) {
        let press = |which: usize| {
            let (act, buttons) = (act.clone(), self.0.clone());
            move || {
                let touch = buttons.borrow()[which].clone();
                if let Some(touch) = touch {
                    act(touch);
                }
            }
        };
        let page = app.global::<NoticeAdapter>();
        page.on_act(press(0));
        page.on_act_otherwise(press(1));
    }

    pub fn show(&self, app: &App, view: &View<'_>) {
        let Some(notice) = notice(view) else { return };
        let page = app.global::<NoticeAdapter>();
        page.set_icon(notice.icon.into());
        page.set_title(notice.title.into());
        page.set_number(notice.number.into());
        page.set_text(notice.text.into());
        page.set_warns(notice.warns);
        let words = |button: &Option<Button>| button.as_ref().map(|(id, ..)| view.text(id)).unwrap_or_default();
        let icon = |button: &Option<Button>| button.as_ref().map(|(_, icon, _)| (*icon).into()).unwrap_or_default();
        page.set_primary(words(&notice.primary));
        page.set_primary_icon(icon(&notice.primary));
        page.set_secondary(words(&notice.secondary));
        page.set_secondary_icon(icon(&notice.secondary));
        *self.0.borrow_mut() = [notice.primary.map(|button| button.2), notice.secondary.map(|button| button.2)];
    }
}

fn notice(view: &View<'_>) -> Option<Notice> {
    let said = |id: &str, icon, warns| Notice {
        icon,
        title: view.locale.text(id),
        number: String::new(),
        text: view.locale.text(&format!("{id}.text")),
        warns,
        primary: None,
        secondary: None,
    };
    let other_service = Some(("other-service", "ticket", Touch::TakeTicket));
    Some(match view.visit.page() {
        Page::Issuing(_) => said("issuing-title", "ticket", false),
        Page::OfficeClosed => Notice {
            icon: "closed",
            title: view.locale.text("closed-title"),
            number: String::new(),
            text: hours::opens(view, "closed", office_opens(view)),
            warns: false,
            primary: Some(("read-information", "info", Touch::Information)),
            secondary: None,
        },
        Page::ServiceClosed(service) => Notice {
            icon: "clock",
            title: view.locale.text("service-closed-title"),
            number: String::new(),
            text: hours::opens(view, "service-closed", service_opens(view, service)),
            warns: false,
            primary: other_service,
            secondary: Some(ASK),
        },
        Page::ServicePaused(_) => {
            Notice { primary: other_service, secondary: Some(ASK), ..said("service-paused-title", "pause", false) }
        }
        Page::Failed(_) => Notice {
            primary: Some(("try-again", "ticket", Touch::Take)),
            secondary: Some(ASK),
            ..said("storage-title", "warning", true)
        },
        Page::Answer(label) => answer(view, label),
        _ => return None,
    })
}

fn office_opens(view: &View<'_>) -> Option<jiff::Timestamp> {
    match view.office.read(|queue| queue.setup().opening(view.now)) {
        Opening::Closed { opens } => opens,
        Opening::Open { .. } => None,
    }
}

fn service_opens(view: &View<'_>, service: &ServiceId) -> Option<jiff::Timestamp> {
    match view.office.read(|state| queue::offer(state, service, view.now)) {
        Err(Refusal::ServiceClosed { opens, .. } | Refusal::OfficeClosed { opens }) => opens,
        _ => None,
    }
}

/// What became of a number, live.
fn answer(view: &View<'_>, label: &Label) -> Notice {
    let (id, icon, warns, title, text) = view.office.read(|queue| {
        let Some(ticket) = queue.ticket_by_label(label.as_str()) else {
            return ("answer-unknown", "number", true, None, None);
        };
        match &ticket.status {
            Status::Waiting => {
                let ahead = Args::new().set("n", queue.ahead_of(ticket.id).unwrap_or(0));
                ("answer-waiting", "people", false, Some(view.locale.format("people-ahead", &ahead)), None)
            }
            Status::Called { desk, .. } => {
                let desk = Args::new().set("desk", desk.as_str());
                ("answer-called", "desk", false, Some(view.locale.format("answer-called", &desk)), None)
            }
            Status::NoShow => ("answer-no-show", "warning", true, None, None),
            Status::Finished | Status::Expired => ("answer-finished", "done", false, None, None::<String>),
        }
    });
    Notice {
        icon,
        title: title.unwrap_or_else(|| view.locale.text(id)),
        number: label.to_string(),
        text: text.unwrap_or_else(|| view.locale.text(&format!("{id}.text"))),
        warns,
        primary: Some(("other-number", "number", Touch::MyNumber)),
        secondary: warns.then_some(ASK),
    }
}
