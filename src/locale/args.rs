//! Values for the placeables of a message.

use fluent::FluentArgs;
use fluent::types::FluentValue;

/// The values that a message takes, by name: `Args::new().set("n", 3).set("label", "B042")`. A number also chooses
/// among plural forms; digits are always Latin and never grouped, as ticket and desk numbers must be.
#[derive(Debug, Default)]
pub struct Args<'a>(FluentArgs<'a>);

impl<'a> Args<'a> {
    pub fn new() -> Self {
        Self(FluentArgs::new())
    }

    /// Sets a value: a number of any kind, or text.
    #[must_use]
    pub fn set(mut self, name: &'a str, value: impl Into<FluentValue<'a>>) -> Self {
        self.0.set(name, value);
        self
    }

    pub(super) fn fluent(&self) -> &FluentArgs<'a> {
        &self.0
    }
}
