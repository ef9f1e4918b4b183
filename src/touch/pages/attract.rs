//! The page that waits for somebody.

use slint::{ComponentHandle, SharedString};

use super::{Act, View, rows};
use crate::locale::fonts;
use crate::touch::ui::{App, AttractAdapter};
use crate::touch::visit::Touch;

pub fn bind(app: &App, act: &Act) {
    let act = act.clone();
    app.global::<AttractAdapter>().on_start(move || act(Touch::Start));
}

pub fn show(app: &App, view: &View<'_>) {
    let page = app.global::<AttractAdapter>();
    let languages = &view.config.office.languages;
    let names = languages.iter().map(|tag| SharedString::from(view.locales.get(tag).endonym())).collect();
    page.set_names(rows(page.get_names(), names));
    let locale = languages.get(view.turn).map_or(view.locale, |tag| view.locales.get(tag));
    page.set_locale(locale.tag().as_str().into());
    page.set_family(fonts::stack(locale).first().copied().unwrap_or_default().into());
    page.set_turn(i32::try_from(view.turn).unwrap_or(0));
}
