//! The keyboard on which a number is typed.

use slint::{ComponentHandle, SharedString};

use super::{Act, View, rows};
use crate::touch::ui::{App, NumberAdapter};
use crate::touch::visit::Touch;

pub fn bind(app: &App, act: &Act) {
    let page = app.global::<NumberAdapter>();
    let key = act.clone();
    page.on_press(move |text| key(Touch::Key(text.into())));
    let delete = act.clone();
    page.on_delete(move || delete(Touch::Delete));
    let search = act.clone();
    page.on_search(move || search(Touch::Search));
}

pub fn show(app: &App, view: &View<'_>) {
    let page = app.global::<NumberAdapter>();
    let mut letters: Vec<SharedString> = view.config.services.iter().map(|service| (&*service.prefix).into()).collect();
    letters.sort();
    letters.dedup();
    page.set_letters(rows(page.get_letters(), letters));
    page.set_typed(view.visit.typed().into());
    page.set_complete(view.visit.typed_is_complete());
}
