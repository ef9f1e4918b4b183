//! One page of information: facts and words as `info` put them together, section by section.

use std::cell::RefCell;
use std::rc::Rc;

use jiff::civil::Date;
use slint::{ComponentHandle, ModelRc, SharedString, VecModel};

use super::{Act, View};
use crate::info::{Line, Page};
use crate::queue::{Area, Language};
use crate::touch::ui::{App, InfoLine, InfoSection, ProcedureAdapter, RelatedItem};
use crate::touch::visit::Touch;

/// Which page is in place, so that it is not put together again while somebody reads it.
type Shown = (String, Language, Date);

#[derive(Default)]
pub struct Procedures {
    shown: RefCell<Option<Shown>>,
    ticket: Rc<RefCell<Option<Touch>>>,
}

impl Procedures {
    pub fn bind(&self, app: &App, act: &Act) {
        let page = app.global::<ProcedureAdapter>();
        let open = act.clone();
        page.on_open(move |id| open(Touch::Open(id.into())));
        let (act, ticket) = (act.clone(), self.ticket.clone());
        page.on_ticket(move || {
            let touch = ticket.borrow().clone();
            if let Some(touch) = touch {
                act(touch);
            }
        });
    }

    pub fn show(&self, app: &App, view: &View<'_>, id: &str) {
        let today = view.office.read(|queue| queue.setup().local_date(view.now));
        let shown = (id.to_owned(), view.locale.tag().clone(), today);
        if self.shown.borrow().as_ref() == Some(&shown) {
            return;
        }
        let Some(page) = view.library.page(id, view.locale, today) else { return };
        let adapter = app.global::<ProcedureAdapter>();
        adapter.set_title(page.title.as_str().into());
        let italian = if page.title_it == page.title { "" } else { page.title_it.as_str() };
        adapter.set_title_it(italian.into());
        adapter.set_summary(page.summary.as_str().into());
        adapter.set_notices(model(page.notices.iter().map(SharedString::from).collect()));
        adapter.set_sections(model(sections(view, &page)));
        let related = page.related.iter();
        let related =
            related.map(|other| RelatedItem { id: other.id.as_str().into(), title: other.title.as_str().into() });
        adapter.set_related(model(related.collect()));
        let ticket = ticket_for(view, &page.id, page.area);
        adapter.set_has_ticket(ticket.is_some());
        *self.ticket.borrow_mut() = ticket;
        *self.shown.borrow_mut() = Some(shown);
    }
}

/// The service that names this page; else the services of its area; else there is no ticket for it here.
fn ticket_for(view: &View<'_>, id: &str, area: Area) -> Option<Touch> {
    let services = &view.config.services;
    let named = services.iter().find(|service| service.pages.iter().any(|page| page == id));
    if let Some(service) = named {
        return Some(Touch::Service(service.id.clone()));
    }
    services.iter().any(|service| service.area == area).then_some(Touch::Area(area))
}

fn sections(view: &View<'_>, page: &Page) -> Vec<InfoSection> {
    let documents = page.documents.iter().map(|line| InfoLine {
        r#box: true,
        text: line.text.as_str().into(),
        condition: some(&line.condition),
        note: some(&line.note),
        ask: some(&line.ask),
        ..InfoLine::default()
    });
    let costs = page.costs.iter().map(|line| InfoLine {
        text: line.text.as_str().into(),
        condition: some(&line.condition),
        note: some(&line.note),
        ask: some(&line.ask),
        amount: some(&line.amount),
        ..InfoLine::default()
    });
    let totals = page.totals.iter().map(|total| InfoLine {
        text: view.text("info-total"),
        condition: some(&total.condition),
        ask: some(&total.ask),
        amount: total.amount.as_str().into(),
        strong: true,
        ..InfoLine::default()
    });
    let steps = page.steps.iter().enumerate();
    let steps = steps.map(|(step, text)| InfoLine { mark: (step + 1).to_string().into(), ..line(text) });
    let places = page.where_.iter().map(|place| InfoLine {
        text: place.office.as_str().into(),
        note: joined(&place.line.text, place.line.note.as_deref()),
        condition: some(&place.line.condition),
        ask: some(&place.line.ask),
        ..InfoLine::default()
    });
    let plain = |text: &String| InfoLine { text: text.as_str().into(), ..InfoLine::default() };
    let all: [(&str, Vec<InfoLine>); 10] = [
        ("who", page.who.iter().map(line).collect()),
        ("documents", documents.collect()),
        ("costs", costs.chain(totals).collect()),
        ("steps", steps.collect()),
        ("where", places.collect()),
        ("deadlines", page.deadlines.iter().map(line).collect()),
        ("validity", page.validity.iter().map(line).collect()),
        ("warnings", page.warnings.iter().map(line).collect()),
        ("law", page.law.iter().map(plain).collect()),
        ("sources", page.sources.iter().map(plain).collect()),
    ];
    let section = |(name, lines): (&str, Vec<InfoLine>)| InfoSection {
        icon: name.into(),
        heading: view.text(&format!("info-{name}")),
        lines: model(lines),
    };
    all.into_iter().filter(|(_, lines)| !lines.is_empty()).map(section).collect()
}

fn line(line: &Line) -> InfoLine {
    InfoLine {
        text: line.text.as_str().into(),
        condition: some(&line.condition),
        note: some(&line.note),
        ask: some(&line.ask),
        ..InfoLine::default()
    }
}

fn joined(text: &str, note: Option<&str>) -> SharedString {
    note.map_or_else(|| text.into(), |note| format!("{text}\n{note}").into())
}

fn some(text: &Option<String>) -> SharedString {
    text.as_deref().unwrap_or_default().into()
}

fn model<T: Clone + 'static>(rows: Vec<T>) -> ModelRc<T> {
    ModelRc::new(VecModel::from(rows))
}
