//! Languages: words (Fluent), directions, fonts, dates and numbers. Everything that a person reads comes from
//! `locales/`, embedded in the binary; adding a language is adding a folder there. Never here: rules, UI.
