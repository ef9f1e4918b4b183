//! Units of the configuration; whole files are tried in `tests/config.rs`.

use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;

use super::{Config, DEMONSTRATION_PASSWORD, contrast_with_white};

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
