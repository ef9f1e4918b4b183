//! Plural forms of large numbers.
//!
//! Fluent chooses among plural forms by `intl_pluralrules`, whose tables have lost the "modulo 100" of rules such as Arabic
//! *few* (3 to 10, 103 to 110, ...) and Romanian *few* (2 to 19, 101 to 119, ...): below 100 it is right, above it is not.
//! ICU4X knows. So a number of 100 or more goes to Fluent as a smaller one of the same category, and is written as itself.

use fluent::FluentArgs;
use fluent::types::{FluentNumber, FluentNumberOptions, FluentValue};
use icu_locale_core::Locale as IcuLocale;
use icu_plurals::PluralRules;

/// Numbers below this are left to Fluent alone.
const RIGHT_BELOW: u32 = 100;

/// The same arguments for Fluent, where its plural rules would be wrong about one of them; none where they are right.
pub(super) fn corrected<'a>(args: &'a FluentArgs, locale: &IcuLocale) -> Option<FluentArgs<'a>> {
    let large = |value: &FluentValue| large_number(value).is_some();
    if !args.iter().any(|(_, value)| large(value)) {
        return None;
    }
    let rules = PluralRules::try_new_cardinal(locale.into()).ok()?;
    let mut corrected = FluentArgs::new();
    for (name, value) in args.iter() {
        let value = match large_number(value) {
            Some(number) => stand_in(number, &rules),
            None => value.clone(),
        };
        corrected.set(name.to_owned(), value);
    }
    Some(corrected)
}

/// Writes a number that stands for another one as that other one. To be set as the bundle's formatter.
pub(super) fn written<M>(value: &FluentValue, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => number.options.maximum_significant_digits.map(|meant| meant.to_string()),
        _ => None,
    }
}

/// A whole number that Fluent may be wrong about.
fn large_number(value: &FluentValue) -> Option<u32> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    let whole = value.fract() == 0.0 && (f64::from(RIGHT_BELOW)..=f64::from(u32::MAX)).contains(value);
    // In range and without a fraction: the cast loses nothing.
    whole.then_some(*value as u32)
}

fn stand_in<'a>(number: u32, rules: &PluralRules) -> FluentValue<'a> {
    let category = rules.category_for(number);
    // From above, so that it is unlikely to be a number that a message names by itself (`[0]`, `[1]`).
    let smaller = (0..RIGHT_BELOW).rev().find(|candidate| rules.category_for(*candidate) == category);
    // The option is free: significant digits are never asked for, and without a formatter Fluent ignores it.
    let options = FluentNumberOptions {
        maximum_significant_digits: usize::try_from(number).ok(),
        ..FluentNumberOptions::default()
    };
    FluentValue::Number(FluentNumber::new(f64::from(smaller.unwrap_or(number)), options))
}
