//! Any bytes as an entry or a snapshot of the log: refused, or taken up, and the queue goes on.

#![no_main]

use std::sync::LazyLock;

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use sportello::config::Config;
use sportello::queue::{Actor, Command, Decision, Entry, Request, State, decide};

static EMPTY: LazyLock<State> = LazyLock::new(|| State::new(Config::demonstration().setup()));

fn go_on(state: &mut State) {
    let at: Timestamp = "2026-11-23T08:30:00Z".parse().expect("a time");
    let anna = || Actor::Operator("anna".into());
    let commands = [
        Command::Issue { service: "work".into(), language: "it".into(), print: true },
        Command::CallNext { desk: "2".into(), serving: None },
        Command::Recall { desk: "2".into(), ticket: None },
        Command::Finish { desk: "2".into(), ticket: None },
    ];
    for (number, command) in commands.into_iter().enumerate() {
        let id = format!("fuzz-{number}").parse().expect("an id");
        if let Ok(Decision::Record(entry)) = decide(state, &Request { id, by: anna(), command }, at) {
            state.apply(&entry);
            let text = serde_json::to_string(&entry).expect("an entry is JSON");
            assert_eq!(serde_json::from_str::<Entry>(&text).expect("and read back"), entry);
        }
    }
    serde_json::to_string(state).expect("a state is JSON");
}

fuzz_target!(|bytes: &[u8]| {
    // Several lines are several entries, so that one can stand on another.
    let mut state = EMPTY.clone();
    for line in bytes.split(|&byte| byte == b'\n') {
        if let Ok(entry) = serde_json::from_slice::<Entry>(line) {
            state.apply(&entry);
        }
    }
    go_on(&mut state);
    if let Ok(snapshot) = serde_json::from_slice::<State>(bytes) {
        go_on(&mut snapshot.with_setup(Config::demonstration().setup()));
    }
});
