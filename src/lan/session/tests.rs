use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use super::*;
use crate::lan::testing;

fn now() -> Timestamp {
    "2026-11-21T08:00:00Z".parse().unwrap()
}

fn sessions(folder: &tempfile::TempDir, config: &Arc<Config>, now: Timestamp) -> Sessions {
    Sessions::load(folder.path().join("sessions.json"), config.clone(), now)
}

#[test]
fn a_session_is_found_by_its_token_until_it_ends() {
    let (folder, config) = (tempfile::tempdir().unwrap(), testing::config());
    let sessions = sessions(&folder, &config, now());
    let (token, session) = sessions.open(&config.operators[0], now()).unwrap();
    assert_eq!(token.len(), 64);
    assert_eq!(session.expires, now() + config.lan.session);
    assert_eq!(sessions.find(&token, now()).unwrap().name, config.operators[0].name);
    assert!(sessions.find(&token, session.expires).is_none(), "expired");
    assert!(sessions.find("", now()).is_none());
    assert!(sessions.find(&digest(token.as_bytes()), now()).is_none(), "what is on disk opens nothing");
    sessions.close(&token);
    assert!(sessions.find(&token, now()).is_none(), "closed");
    assert!(session.ended.is_cancelled(), "streams of the session hear of its end");
}

#[test]
fn sessions_survive_a_restart_in_a_file_that_only_its_owner_reads() {
    let (folder, config) = (tempfile::tempdir().unwrap(), testing::config());
    let before = sessions(&folder, &config, now());
    let (token, _) = before.open(&config.operators[0], now()).unwrap();
    before.save();
    let path = folder.path().join("sessions.json");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!std::fs::read_to_string(&path).unwrap().contains(&token), "the token itself is not kept");

    assert!(sessions(&folder, &config, now()).find(&token, now()).is_some());
    let later = now() + config.lan.session;
    assert!(sessions(&folder, &config, later).find(&token, later).is_none(), "expired meanwhile");
}

#[test]
fn a_changed_password_or_a_removed_name_ends_sessions_and_a_changed_role_counts() {
    let (folder, config) = (tempfile::tempdir().unwrap(), testing::config());
    let before = sessions(&folder, &config, now());
    let (token, session) = before.open(&config.operators[0], now()).unwrap();
    before.save();
    let with = |change: &dyn Fn(&mut Config)| {
        let mut config = (*config).clone();
        change(&mut config);
        sessions(&folder, &Arc::new(config), now()).find(&token, now())
    };
    assert_eq!(session.role, Role::Operator);
    assert_eq!(with(&|config| config.operators[0].role = Role::Technician).unwrap().role, Role::Technician);
    assert!(with(&|config| config.operators[0].password_hash.push('x')).is_none());
    assert!(with(&|config| drop(config.operators.remove(0))).is_none());
}

#[test]
fn a_file_that_is_not_ours_costs_a_sign_in_and_nothing_more() {
    let (folder, config) = (tempfile::tempdir().unwrap(), testing::config());
    for junk in ["", "{", "[]", r#"{"x": {"name": 1}}"#] {
        std::fs::write(folder.path().join("sessions.json"), junk).unwrap();
        let sessions = sessions(&folder, &config, now());
        let (token, _) = sessions.open(&config.operators[0], now()).unwrap();
        assert!(sessions.find(&token, now()).is_some());
    }
}

#[test]
fn the_session_that_ends_first_makes_room() {
    let (folder, config) = (tempfile::tempdir().unwrap(), testing::config());
    let sessions = sessions(&folder, &config, now());
    let (first, session) = sessions.open(&config.operators[0], now()).unwrap();
    for minute in 1..=limits::SESSIONS {
        let at = now() + Duration::from_secs(u64::try_from(minute).unwrap());
        sessions.open(&config.operators[0], at).unwrap();
    }
    assert!(sessions.find(&first, now()).is_none());
    assert!(session.ended.is_cancelled());
    assert_eq!(sessions.lock().len(), limits::SESSIONS);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_file_stops_the_kiosk_or_lets_anybody_in(at: proptest::sample::Index, put: Vec<u8>, cut in 0..40usize) {
        let (folder, config) = (tempfile::tempdir().unwrap(), testing::config());
        let before = sessions(&folder, &config, now());
        let (token, _) = before.open(&config.operators[0], now()).unwrap();
        before.save();
        let path = folder.path().join("sessions.json");
        let mut bytes = std::fs::read(&path).unwrap();
        let from = at.index(bytes.len());
        let to = (from + cut).min(bytes.len());
        bytes.splice(from..to, put);
        std::fs::write(&path, bytes).unwrap();

        let after = sessions(&folder, &config, now());
        proptest::prop_assert!(after.find("", now()).is_none());
        if let Some(session) = after.find(&token, now()) {
            proptest::prop_assert_eq!(&session.name, &config.operators[0].name);
            proptest::prop_assert_eq!(session.role, config.operators[0].role, "roles come from the configuration");
        }
        let (token, _) = after.open(&config.operators[0], now()).unwrap();
        proptest::prop_assert!(after.find(&token, now()).is_some(), "and one can sign in");
    }
}
