//! Passwords: Argon2id hashes, made for the configuration and verified at sign-in. Never here: who may sign in.

use std::sync::OnceLock;

use anyhow::Context as _;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use super::edge;

/// Hashes a password for `password_hash` in the configuration: Argon2id with a random salt, in PHC form.
///
/// # Errors
/// When the system has no randomness to give.
pub fn hash_password(password: &str) -> anyhow::Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|error| anyhow::anyhow!("cannot hash the password: {error}"))?.to_string())
}

/// Verifies passwords, one at a time: each takes 19 MiB, which several at once would turn into an outage.
#[derive(Debug)]
pub struct Verifier {
    turn: Semaphore,
}

impl Verifier {
    pub fn new() -> Self {
        Self { turn: Semaphore::new(1) }
    }

    /// Whether a password is the one of a hash. Without a hash (nobody of that name) it takes as long, and is not.
    ///
    /// # Errors
    /// When the work could not be done at all.
    pub async fn verify(&self, password: String, hash: Option<String>) -> anyhow::Result<bool> {
        let _turn = self.turn.acquire().await.context("passwords are no longer verified")?;
        tokio::task::spawn_blocking(move || match hash {
            Some(hash) => matches(&password, &hash),
            None => {
                let _ = matches(&password, nobody());
                false
            }
        })
        .await
        .context("verifying a password failed")
    }
}

fn matches(password: &str, hash: &str) -> bool {
    match PasswordHash::new(hash) {
        Ok(hash) => Argon2::default().verify_password(password.as_bytes(), &hash).is_ok(),
        Err(error) => {
            tracing::error!(%error, "a password hash in the configuration is not in PHC form");
            false
        }
    }
}

/// A hash that costs what a real one costs. Made once, of a password that nobody knows.
fn nobody() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let password = edge::secret().unwrap_or_default();
        Argon2::default().hash_password(&password).map(|hash| hash.to_string()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let hash = hash_password("Sportello aperto").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$"), "{hash}");
        assert_ne!(hash, hash_password("Sportello aperto").unwrap(), "each hash has its own salt");
        let verifier = Verifier::new();
        assert!(verifier.verify("Sportello aperto".into(), Some(hash.clone())).await.unwrap());
        assert!(!verifier.verify("sportello aperto".into(), Some(hash)).await.unwrap());
        assert!(!verifier.verify(String::new(), Some("not a hash".into())).await.unwrap());
        assert!(!verifier.verify("anything".into(), None).await.unwrap());
    }

    #[test]
    fn an_unknown_name_costs_a_real_verification() {
        let hash = PasswordHash::new(nobody()).unwrap();
        let real = hash_password("x").unwrap();
        let real = PasswordHash::new(&real).unwrap();
        assert_eq!((hash.algorithm, &hash.params), (real.algorithm, &real.params));
    }
}
