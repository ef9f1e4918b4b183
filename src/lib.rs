//! Sportello: a self-service desk. See `ARCHITECTURE.md` for the map of the rooms.

pub mod config;
pub mod info;
pub mod journal;
pub mod lan;
pub mod locale;
pub mod mirror;
pub mod office;
pub mod printer;
pub mod queue;
pub mod run;
pub mod statistics;
pub mod touch;
