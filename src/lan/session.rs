//! Sessions: who is signed in, until when. Kept over a restart of the kiosk, so that no operator has to sign in again
//! because of it. Never here: passwords, HTTP.
//!
//! A token is 256 random bits. Only its SHA-256 is kept, in memory and on disk, so that nobody who reads the file can
//! use it. A session also remembers which password hash it was made under and ends when that changes, when the name
//! leaves the configuration, or when its time is over; the role always comes from the configuration.

mod file;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tokio_util::sync::CancellationToken;

use super::{edge, limits};
use crate::config::{Config, Operator, Role};

/// A secret that proves a session, as in the cookie: 64 hexadecimal digits.
pub type Token = String;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    pub name: Arc<str>,
    pub role: Role,
    pub expires: Timestamp,
    /// Cancelled when the session ends before it expires.
    pub ended: CancellationToken,
}

/// A session as kept. The key is the token's SHA-256.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    name: Arc<str>,
    /// Of the password hash in the configuration at sign-in.
    credential: String,
    expires: Timestamp,
    #[serde(skip)]
    ended: CancellationToken,
}

/// All sessions of this kiosk.
#[derive(Debug)]
pub struct Sessions {
    config: Arc<Config>,
    open: Mutex<HashMap<String, Kept>>,
    file: file::File,
}

impl Sessions {
    /// The sessions that were open when the kiosk stopped, without those that may not go on. A file that cannot be
    /// read costs a sign-in, nothing more.
    pub fn load(path: PathBuf, config: Arc<Config>, now: Timestamp) -> Self {
        let file = file::File::new(path);
        let mut open: HashMap<String, Kept> = file.read().unwrap_or_else(|error| {
            tracing::warn!("operators must sign in again: {error:#}");
            HashMap::new()
        });
        open.retain(|_, kept| kept.expires > now && operator_of(kept, &config).is_some());
        Self { config, open: Mutex::new(open), file }
    }

    /// Opens a session for an operator whose password was right.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn open(&self, operator: &Operator, now: Timestamp) -> anyhow::Result<(Token, Session)> {
        let token = hex(&edge::secret()?);
        let expires =
            now.checked_add(self.config.lan.session).context("the session would end after the last instant")?;
        let kept = Kept {
            name: operator.name.clone(),
            credential: digest(operator.password_hash.as_bytes()),
            expires,
            ended: CancellationToken::new(),
        };
        let session = session(&kept, operator.role);
        let mut open = self.lock();
        open.retain(|_, kept| kept.expires > now);
        if open.len() >= limits::SESSIONS
            && let Some(first) = open.iter().min_by_key(|(_, kept)| kept.expires).map(|(key, _)| key.clone())
            && let Some(kept) = open.remove(&first)
        {
            kept.ended.cancel();
        }
        open.insert(digest(token.as_bytes()), kept);
        Ok((token, session))
    }

    /// The session of a token, if it is still open.
    pub fn find(&self, token: &str, now: Timestamp) -> Option<Session> {
        let open = self.lock();
        // Looked up by its digest: the time this takes says nothing about the token.
        let kept = open.get(&digest(token.as_bytes())).filter(|kept| kept.expires > now)?;
        operator_of(kept, &self.config).map(|operator| session(kept, operator.role))
    }

    /// Ends a session, and whatever hangs on it.
    pub fn close(&self, token: &str) {
        if let Some(kept) = self.lock().remove(&digest(token.as_bytes())) {
            kept.ended.cancel();
        }
    }

    /// Writes the sessions to disk. Blocks.
    pub fn save(&self) {
        let look = || self.lock().clone();
        if let Err(error) = self.file.write(look) {
            tracing::warn!("operators will have to sign in again after a restart: {error:#}");
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Kept>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn session(kept: &Kept, role: Role) -> Session {
    Session { name: kept.name.clone(), role, expires: kept.expires, ended: kept.ended.clone() }
}

fn operator_of<'a>(kept: &Kept, config: &'a Config) -> Option<&'a Operator> {
    let operator = config.operators.iter().find(|operator| operator.name == kept.name)?;
    (digest(operator.password_hash.as_bytes()) == kept.credential).then_some(operator)
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn digest(bytes: &[u8]) -> String {
    hex(&sha256(bytes))
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests;
