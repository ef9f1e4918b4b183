//! What a configuration may name that lives elsewhere in the program: languages, information pages, service names.

use crate::info::Library;
use crate::locale::Locales;

/// The names that exist. An empty list is not checked against.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Tags of the languages under `locales/`.
    pub languages: Vec<String>,
    /// Ids of the information pages that visitors may see.
    pub pages: Vec<String>,
    /// Services that have a built-in name in every language; others need a `name`.
    pub named_services: Vec<String>,
}

impl Known {
    /// Everything that this build carries.
    pub fn of(locales: &Locales, library: &Library) -> Self {
        let service = |id: &str| id.strip_prefix("service-").filter(|id| !id.contains('.')).map(str::to_owned);
        Self {
            languages: locales.all().map(|locale| locale.tag().to_string()).collect(),
            pages: library.procedures().map(|procedure| procedure.id.to_string()).collect(),
            named_services: locales.italian().messages().filter_map(|(id, ..)| service(id)).collect(),
        }
    }
}
