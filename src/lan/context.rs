//! What every handler shares, and the one way in which a request of the network becomes a command of the queue.

use std::sync::{Arc, Mutex};

use anyhow::Context as _;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::password::Verifier;
use super::printing::PrinterView;
use super::problem::Problem;
use super::session::{Session, Sessions, hex};
use super::throttle::Throttle;
use super::today::Chronicle;
use super::{Limits, edge, limits};
use crate::config::Config;
use crate::locale::Locales;
use crate::mirror::Mirror;
use crate::office::Office;
use crate::queue::{Actor, Answer, Command, CommandId, Entry, Request};

/// The context as handlers get it.
pub type Shared = Arc<Context>;

/// Everything behind the routes.
pub struct Context {
    pub office: Office,
    pub config: Arc<Config>,
    pub locales: Arc<Locales>,
    pub mirror: Mirror,
    pub printer: Arc<dyn PrinterView>,
    pub demo: bool,
    pub today: Chronicle,
    pub sessions: Arc<Sessions>,
    pub verifier: Verifier,
    pub throttle: Mutex<Throttle>,
    /// Places for watchers of the touch screen.
    pub screens: Arc<Semaphore>,
    pub limits: Limits,
    /// Cancelled at shutdown: streams end.
    pub stop: CancellationToken,
}

impl Context {
    /// A context on an office, its sessions read from disk.
    pub fn new(deps: super::Deps, today: Chronicle, limits: Limits, stop: CancellationToken) -> Self {
        let super::Deps { office, config, locales, mirror, printer, sessions, demo } = deps;
        let sessions = Sessions::load(sessions, config.clone(), office.now());
        Self {
            office,
            config,
            locales,
            mirror,
            printer,
            demo,
            today,
            sessions: Arc::new(sessions),
            verifier: Verifier::new(),
            throttle: Mutex::default(),
            screens: Arc::new(Semaphore::new(limits::SCREENS)),
            limits,
            stop,
        }
    }

    pub fn now(&self) -> Timestamp {
        self.office.now()
    }

    /// Submits a command of a signed-in operator and waits for its durable answer.
    pub async fn submit(&self, who: &Session, id: CommandId, command: Command) -> Result<Answer, Problem> {
        let request = Request { id, by: Actor::Operator(who.name.clone()), command };
        Ok(self.office.submit(request).await?)
    }

    /// The entry that a command with this id left in the log, on whatever day.
    pub async fn entry_of(&self, id: &CommandId) -> Result<Option<Entry>, Problem> {
        let (office, id) = (self.office.clone(), id.clone());
        // Off the network's threads: a slow disk must not hold up those who wait for nothing from it.
        let read = tokio::task::spawn_blocking(move || office.entry_of(&id));
        Ok(read.await.context("reading the log failed")?.context("the log cannot be read")?)
    }
}

/// The command id of a request: the operator and the key that the client chose, hashed together. So operators cannot
/// take each other's ids or the kiosk's, and the same operator's same key is the same id, also after a restart. The
/// address is not part of it: a key used for two different commands is an error that must be told.
///
/// Without a key the command gets an id of its own and cannot be repeated safely.
pub fn command_id(operator: &str, key: Option<&str>) -> Result<CommandId, Problem> {
    let digest = match key {
        Some(key) => {
            let mut hash = Sha256::new();
            // The length keeps ("ab", "c") and ("a", "bc") apart.
            hash.update(u64::try_from(operator.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(operator);
            hash.update(key);
            let digest: [u8; 32] = hash.finalize().into();
            digest
        }
        None => edge::secret()?,
    };
    let id = format!("lan-{}", hex(&digest[..24]));
    id.parse().map_err(|error| Problem::Internal(anyhow::anyhow!("{id}: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_makes_the_same_id_for_the_same_operator_only() {
        let id = |operator: &str, key| command_id(operator, key).unwrap();
        assert_eq!(id("anna", Some("k1")), id("anna", Some("k1")));
        assert_ne!(id("anna", Some("k1")), id("anna", Some("k2")));
        assert_ne!(id("anna", Some("k1")), id("ben", Some("k1")));
        assert_ne!(id("anna", Some("bk")), id("annab", Some("k")), "a name and a key do not run together");
        assert_ne!(id("anna", None), id("anna", None));
        assert!(id("anna", Some(&"k".repeat(64))).as_str().len() <= 64);
    }
}
