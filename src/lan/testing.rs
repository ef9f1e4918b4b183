//! What unit tests of this room share.

use std::sync::Arc;

use crate::config::{Config, Role};

/// The demonstration office; its first operator is no technician.
pub fn config() -> Arc<Config> {
    let mut config = Config::demonstration();
    config.operators.sort_by_key(|operator| operator.role == Role::Technician);
    Arc::new(config)
}
