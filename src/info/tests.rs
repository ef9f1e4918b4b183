use jiff::civil::{Date, date};

use super::*;
use crate::locale::{Locale, Locales, embedded};
use crate::queue::Area;

const TODAY: Date = date(2026, 11, 21);

#[test]
fn probe() {
    let locales = Locales::load().unwrap_or_else(|error| panic!("{error}"));
    let library = Library::load(&locales).unwrap_or_else(|error| panic!("{error}"));
    for locale in locales.all() {
        for area in library.areas() {
            for entry in library.entries(area, locale) {
                println!("{:#?}", library.page(&entry.id, locale, TODAY));
            }
        }
    }
}
