//! Lists to choose from: areas, services, topics, procedures.

use std::cell::RefCell;
use std::rc::Rc;

use slint::ComponentHandle;

use super::{Act, View, rows};
use crate::queue::{self, Area, Refusal, Service};
use crate::touch::ui::{App, ChoiceItem, ChoicesAdapter};
use crate::touch::visit::{Page, Touch};

/// No number of people is shown.
const UNSAID: i32 = -1;

/// What each row of the list does, as it is shown.
#[derive(Default)]
pub struct Lists(Rc<RefCell<Vec<Touch>>>);

impl Lists {
    pub fn bind(&self, app: &App, act: &Act) {
        let (act, touches) = (act.clone(), self.0.clone());
        app.global::<ChoicesAdapter>().on_choose(move |row| {
            let touch = usize::try_from(row).ok().and_then(|row| touches.borrow().get(row).cloned());
            if let Some(touch) = touch {
                act(touch);
            }
        });
    }

    pub fn show(&self, app: &App, view: &View<'_>) {
        let (title, lead, list) = match view.visit.page() {
            Page::Areas => (view.locale.text("areas-title"), String::new(), areas(view)),
            Page::Services(area) => (view.locale.text("services-title"), String::new(), services(view, *area)),
            Page::Topics => (view.locale.text("topics-title"), String::new(), topics(view)),
            Page::Procedures(area) => (area_name(view, *area), view.locale.text("procedures-lead"), pages(view, *area)),
            _ => return,
        };
        let (items, touches) = list.into_iter().unzip();
        *self.0.borrow_mut() = touches;
        let page = app.global::<ChoicesAdapter>();
        page.set_title(title.into());
        page.set_lead(lead.into());
        page.set_items(rows::<ChoiceItem>(page.get_items(), items));
    }
}

fn area_name(view: &View<'_>, area: Area) -> String {
    view.locale.text(&format!("area-{}", area.as_str()))
}

fn area(view: &View<'_>, area: Area, touch: Touch) -> (ChoiceItem, Touch) {
    let item = ChoiceItem {
        text: area_name(view, area).into(),
        hint: view.locale.text(&format!("area-{}.hint", area.as_str())).into(),
        icon: area.as_str().into(),
        ahead: UNSAID,
        ..ChoiceItem::default()
    };
    (item, touch)
}

fn areas(view: &View<'_>) -> Vec<(ChoiceItem, Touch)> {
    let has_service = |area: &Area| view.config.services.iter().any(|service| service.area == *area);
    Area::ALL.into_iter().filter(has_service).map(|found| area(view, found, Touch::Area(found))).collect()
}

fn topics(view: &View<'_>) -> Vec<(ChoiceItem, Touch)> {
    view.library.areas().map(|found| area(view, found, Touch::Topic(found))).collect()
}

fn services(view: &View<'_>, area: Option<Area>) -> Vec<(ChoiceItem, Touch)> {
    view.office.read(|state| {
        let services = state.setup().services.iter();
        let wanted = services.filter(|service| area.is_none_or(|area| service.area == area));
        wanted.map(|found| service(view, state, found)).collect()
    })
}

fn service(view: &View<'_>, state: &queue::State, service: &Service) -> (ChoiceItem, Touch) {
    let refusal = queue::offer(state, &service.id, view.now).err();
    let (badge, ahead) = match refusal {
        None => (String::new(), i32::try_from(state.ahead_of_new(&service.id)).unwrap_or(i32::MAX)),
        Some(Refusal::ServicePaused(_)) => (view.locale.text("badge-paused"), UNSAID),
        Some(_) => (view.locale.text("badge-closed"), UNSAID),
    };
    let item = ChoiceItem {
        text: view.service_name(&service.id).into(),
        hint: view.service_hint(&service.id).into(),
        icon: service.area.as_str().into(),
        badge: badge.into(),
        ahead,
    };
    (item, Touch::Service(service.id.clone()))
}

fn pages(view: &View<'_>, area: Area) -> Vec<(ChoiceItem, Touch)> {
    let item = |entry: crate::info::Entry| {
        let item =
            ChoiceItem { text: entry.title.into(), icon: entry.icon.into(), ahead: UNSAID, ..ChoiceItem::default() };
        (item, Touch::Open(entry.id))
    };
    view.library.entries(area, view.locale).into_iter().map(item).collect()
}
