//! The last question before a number is given.

use slint::ComponentHandle;

use super::{Act, View};
use crate::queue::ServiceId;
use crate::touch::ui::{App, ConfirmAdapter};
use crate::touch::visit::Touch;

pub fn bind(app: &App, act: &Act) {
    let act = act.clone();
    app.global::<ConfirmAdapter>().on_take(move || act(Touch::Take));
}

pub fn show(app: &App, view: &View<'_>, service: &ServiceId) {
    let page = app.global::<ConfirmAdapter>();
    let (ahead, area) = view.office.read(|queue| {
        let area = queue.setup().service(service).map(|service| service.area.as_str());
        (queue.ahead_of_new(service), area.unwrap_or_default())
    });
    page.set_service(view.service_name(service).into());
    page.set_hint(view.service_hint(service).into());
    page.set_icon(area.into());
    page.set_ahead(i32::try_from(ahead).unwrap_or(i32::MAX));
    let trouble = view.printer.trouble().is_some();
    page.set_printer_note(if trouble { view.text("printer-note") } else { "".into() });
}
