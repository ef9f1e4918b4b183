//! The choice of language.

use slint::ComponentHandle;

use super::{Act, View, rows};
use crate::locale::fonts;
use crate::queue::Language;
use crate::touch::ui::{App, LanguageAdapter, LanguageName};
use crate::touch::visit::Touch;

pub fn bind(app: &App, act: &Act) {
    let act = act.clone();
    app.global::<LanguageAdapter>().on_choose(move |tag| act(Touch::ChooseLanguage(Language::from(tag.as_str()))));
}

pub fn show(app: &App, view: &View<'_>) {
    let page = app.global::<LanguageAdapter>();
    let name = |tag: &Language| {
        let locale = view.locales.get(tag);
        LanguageName {
            tag: tag.as_str().into(),
            name: locale.endonym().into(),
            family: fonts::stack(locale).first().copied().unwrap_or_default().into(),
        }
    };
    let languages = view.config.office.languages.iter().map(name).collect();
    page.set_languages(rows(page.get_languages(), languages));
    page.set_chosen(view.visit.language().map(|tag| tag.as_str().into()).unwrap_or_default());
}
