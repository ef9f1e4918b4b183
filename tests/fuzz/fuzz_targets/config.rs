//! Any text as a configuration: it is right, or every mistake has its place and a fix.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sportello::config::{Config, Known};

fuzz_target!(|text: &str| {
    if let Err(unusable) = Config::parse(text, "office.toml", &Known::default()) {
        assert!(!unusable.mistakes.is_empty());
        let lines = text.split('\n').count();
        for mistake in &unusable.mistakes {
            assert!((1..=lines).contains(&mistake.line), "{mistake:?}");
            assert!(!mistake.fix.is_empty() && !mistake.wrong.is_empty(), "{mistake:?}");
            assert!(!mistake.key.is_empty() || mistake.wrong.contains("not TOML"), "{mistake:?}");
        }
        assert!(unusable.to_string().contains("office.toml:"));
    }
});
