//! The adapters, one a page: each puts what the visit and the office say into its Slint global, and turns its callbacks
//! into touches. [`View`] is all that they see.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use jiff::Timestamp;
use slint::{ComponentHandle, Model, ModelRc, SharedString, VecModel};

use super::ui::{App, Nav, Theme, Tr, Ui};
use super::visit::{Page, Touch, Visit};
use crate::config::Config;
use crate::info::Library;
use crate::locale::{Args, Locale, Locales, fonts};
use crate::office::Office;
use crate::printer::Status;
use crate::queue::{Language, ServiceId};

mod attract;
mod choices;
mod confirm;
mod frame;
mod hours;
mod language;
mod notice;
mod number;
mod procedure;
mod ticket;

/// What a callback does with a touch.
pub type Act = Rc<dyn Fn(Touch)>;

/// What the pages show.
pub struct View<'a> {
    pub visit: &'a Visit,
    pub office: &'a Office,
    pub config: &'a Config,
    pub locales: &'a Locales,
    pub locale: &'a Locale,
    pub library: &'a Library,
    pub printer: Status,
    pub now: Timestamp,
    /// Which language the attract page invites in.
    pub turn: usize,
}

impl View<'_> {
    fn text(&self, id: &str) -> SharedString {
        self.locale.text(id).into()
    }

    /// A service's name; the identifier of one that the office does not have.
    fn service_name(&self, id: &ServiceId) -> String {
        let service = self.config.services.iter().find(|service| service.id == *id);
        service.map_or_else(|| id.to_string(), |service| service.name_in(self.locale))
    }

    /// A line that explains a built-in service; empty where the office has named the service itself.
    fn service_hint(&self, id: &ServiceId) -> String {
        let own = self.config.services.iter().any(|service| service.id == *id && !service.name.is_empty());
        let message = format!("service-{id}");
        if own || !self.locales.italian().has(&message) {
            return String::new();
        }
        self.locale.text(&format!("{message}.hint"))
    }
}

/// All adapters, with what they remember between two showings.
#[derive(Default)]
pub struct Pages {
    last_page: RefCell<Option<Page>>,
    notice: notice::Notices,
    procedure: procedure::Procedures,
    choices: choices::Lists,
}

impl Pages {
    /// Connects the pages' callbacks; before anything is shown.
    pub fn bind(&self, app: &App, locales: &Arc<Locales>, config: &Config, act: Act) {
        translate(app, locales);
        if let Some([red, green, blue]) = config.office.primary_color {
            app.global::<Theme>().set_brand(slint::Color::from_rgb_u8(red, green, blue));
        }
        let screen = &config.screen;
        set_panel(app, screen.width, screen.height, screen.diagonal_inches);
        frame::bind(app, &act);
        attract::bind(app, &act);
        language::bind(app, &act);
        self.choices.bind(app, &act);
        confirm::bind(app, &act);
        ticket::bind(app, &act);
        self.notice.bind(app, &act);
        number::bind(app, &act);
        self.procedure.bind(app, &act);
    }

    /// Shows what there is to show; whether the page is another one than before.
    pub fn show(&self, app: &App, view: &View<'_>) -> bool {
        let page = view.visit.page();
        let ui = app.global::<Ui>();
        ui.set_large_text(view.visit.large_text());
        ui.set_high_contrast(view.visit.high_contrast());
        ui.set_rtl(view.locale.is_rtl());
        let theme = app.global::<Theme>();
        let family = fonts::stack(view.locale).first().copied().unwrap_or_default();
        theme.set_family(family.into());
        theme.set_leading(leading(family));
        app.global::<Tr>().set_locale(view.locale.tag().as_str().into());
        match page {
            Page::Attract => attract::show(app, view),
            Page::Language => language::show(app, view),
            Page::Home => frame::show_home(app, view),
            Page::Areas | Page::Services(_) | Page::Topics | Page::Procedures(_) => self.choices.show(app, view),
            Page::Confirm(service) => confirm::show(app, view, service),
            Page::Ticket(taken) => ticket::show(app, view, taken),
            Page::MyNumber => number::show(app, view),
            Page::Procedure(id) => self.procedure.show(app, view, id),
            _ => self.notice.show(app, view),
        }
        frame::show(app, view);
        let turned = self.last_page.borrow().as_ref() != Some(page);
        if turned {
            *self.last_page.borrow_mut() = Some(page.clone());
            let nav = app.global::<Nav>();
            nav.set_turn(nav.get_turn().wrapping_add(1));
        }
        turned
    }
}

/// How far apart lines are, as a share of what the font asks for. Titillium asks for much, and Noto Sans Arabic for its
/// highest marks in every line; a font that is not known here gets what it asks for.
fn leading(family: &str) -> f32 {
    match family {
        "Titillium Web" => 0.84,
        "Noto Sans Arabic" => 0.84,
        _ => 1.0,
    }
}

/// Gives the pages their words, live: every text is looked up again when the language changes.
fn translate(app: &App, locales: &Arc<Locales>) {
    let tr = app.global::<Tr>();
    let all = locales.clone();
    tr.on_lookup(move |tag, id| all.get(&Language::from(tag.as_str())).text(&id).into());
    let all = locales.clone();
    tr.on_lookup_number(move |tag, id, n| {
        all.get(&Language::from(tag.as_str())).format(&id, &Args::new().set("n", n)).into()
    });
}

/// Says how large the panel is: pixels, and inches across.
fn set_panel(app: &App, width: u32, height: u32, diagonal_inches: f32) {
    let ui = app.global::<Ui>();
    ui.set_diagonal(diagonal_inches.max(1.0));
    ui.set_width(width.max(1) as f32);
    ui.set_height(height.max(1) as f32);
}

/// A model of these rows: the one that is shown, if it has them already, so that nothing is drawn anew.
fn rows<T: Clone + PartialEq + 'static>(shown: ModelRc<T>, rows: Vec<T>) -> ModelRc<T> {
    if shown.row_count() == rows.len() && shown.iter().eq(rows.iter().cloned()) {
        return shown;
    }
    ModelRc::new(VecModel::from(rows))
}
