//! Units of the configuration; whole files are tried in `tests/config.rs`.

use std::collections::BTreeSet;

use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;

use super::{Config, DEMONSTRATION_PASSWORD, Known, contrast_with_white};

#[test]
fn the_demonstration_is_right_and_its_credentials_open_it() {
    let config = Config::demonstration();
    assert_eq!((config.services.len(), config.desks.len()), (6, 3));
    let credentials = config.demonstration_credentials();
    assert_eq!(credentials.len(), config.operators.len(), "every operator of the demonstration can be shown");
    for operator in &config.operators {
        let hash = PasswordHash::new(&operator.password_hash).unwrap();
        argon2::Argon2::default().verify_password(DEMONSTRATION_PASSWORD.as_bytes(), &hash).unwrap();
    }
}

#[test]
fn contrast_is_what_wcag_computes() {
    let about = |rgb, ratio: f64| (contrast_with_white(rgb) - ratio).abs() < 0.01;
    assert!(about([0, 0, 0], 21.0));
    assert!(about([255, 255, 255], 1.0));
    // #767676 is the lightest grey that passes, #777777 the darkest that fails.
    assert!(about([0x76, 0x76, 0x76], 4.54));
    assert!(about([0x77, 0x77, 0x77], 4.48));
}

/// The sample with the keys that have no default switched on.
fn whole_sample() -> String {
    let sample = include_str!("../../sportello.toml");
    let switched_on = |line: &str| match line.strip_prefix('#') {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_lowercase()) => rest.to_owned(),
        _ => line.to_owned(),
    };
    sample.lines().map(switched_on).collect::<Vec<_>>().join("\n")
}

/// Paths of all keys of a document, `services[].prefix`. Names by language are the author's own and not keys.
fn keys(path: &str, value: &toml::Value, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) if path != "services[].name" => {
            for (key, value) in table {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                found.insert(path.clone());
                keys(&path, value, found);
            }
        }
        toml::Value::Array(list) => list.iter().for_each(|value| keys(&format!("{path}[]"), value, found)),
        _ => {}
    }
}

#[test]
fn the_sample_has_every_key_that_is_read_and_no_other() {
    let sample = whole_sample();
    let (config, read) = super::read::parse(&sample, &Known::default());
    assert!(config.is_ok(), "{:#?}", config.err());
    let mut written = BTreeSet::new();
    keys("", &toml::Value::Table(sample.parse().unwrap()), &mut written);
    assert_eq!(written, read);
}
