//! How an office comes up: the latest snapshot, then the log from there on. Where the log turns out to be damaged, its
//! good part is salvaged first, and what is missing is told to the office, which goes on behind it.

use std::path::Path;
use std::sync::Arc;

use tracing::{error, info, warn};

use crate::journal::{self, Journal, JournalError, Purpose};
use crate::queue::{Event, Lost, Mark, Setup, State};

/// Entries read at once while the state is brought up from the log.
const READ_AT_ONCE: usize = 4096;

/// An office that is up, and what its log lost.
pub(super) struct Restored {
    pub journal: Journal,
    pub state: State,
    pub losses: Losses,
}

/// What is missing in the log.
#[derive(Debug, Default)]
pub(super) struct Losses {
    /// Missing before its end.
    pub lost: Vec<Lost>,
    /// How far it had come, if that is known and entries are missing.
    pub mark: Option<Mark>,
    /// How many entries are missing, those at the end included.
    pub entries: u64,
}

/// Opens the log in a folder and brings the state up from it.
///
/// # Errors
/// When the log cannot be opened, is not this office's, or cannot be salvaged.
pub(super) fn restore(
    folder: &Path,
    purpose: Purpose,
    office: &str,
    setup: &Arc<Setup>,
) -> Result<Restored, JournalError> {
    let open = || {
        let journal = Journal::open(folder, purpose, office)?;
        let state = bring_up(&journal, setup.clone(), &[])?;
        Ok((journal, state))
    };
    let (journal, state, lost) = match open() {
        Ok((journal, state)) => (journal, state, Vec::new()),
        Err(damage) if JournalError::is_damage(&damage) => {
            error!(%damage, "the log is damaged: salvaging what is good, which may take a while");
            let salvaged = journal::salvage(folder)?;
            let lost: Vec<Lost> = salvaged.lost.iter().map(|&(from, to)| Lost { from, to }).collect();
            let journal = Journal::open(folder, purpose, office)?;
            let state = bring_up(&journal, setup.clone(), &lost)?;
            warn!(
                kept = salvaged.kept,
                lost = lost.iter().map(|lost| lost.count()).sum::<u64>(),
                damaged = %salvaged.set_aside.display(),
                "the log was salvaged. Replace the disk or card soon; the damaged files can be removed"
            );
            (journal, state, lost)
        }
        Err(error) => return Err(error),
    };
    let mark = journal.mark().and_then(|text| serde_json::from_str::<Mark>(&text).ok());
    let missing_end = mark.as_ref().map_or(0, |mark| mark.seq).saturating_sub(state.seq());
    if missing_end > 0 {
        error!(
            log = state.seq(),
            missing = missing_end,
            "the log ends before its mark: its last entries are lost, and numbers go on behind those that they gave. \
             If this is no copy that somebody put here, replace the disk or card soon"
        );
    }
    let entries = missing_end + lost.iter().map(|lost| lost.count()).sum::<u64>();
    let losses = Losses { mark: mark.filter(|_| entries > 0), lost, entries };
    Ok(Restored { journal, state, losses })
}

/// The state from the latest snapshot if it can be read, and the log from there on. Entries may only be missing where
/// the log says so itself, or `lost` does.
fn bring_up(journal: &Journal, setup: Arc<Setup>, lost: &[Lost]) -> Result<State, JournalError> {
    let last = journal.last()?;
    let snapshot = journal.snapshot()?.and_then(|(seq, text)| match serde_json::from_str::<State>(&text) {
        // One that is ahead of the log is no use: the log has lost its end, and goes on from there.
        Ok(state) if state.seq() == seq && seq <= last => Some(state.with_setup(setup.clone())),
        Ok(_) => None,
        Err(error) => {
            warn!(%error, "the snapshot of the queue cannot be read; reading the whole log instead");
            None
        }
    });
    let from_snapshot = snapshot.is_some();
    let mut state = snapshot.unwrap_or_else(|| State::new(setup));
    let start = state.seq();
    let mut gaps: Vec<Lost> = Vec::new();
    loop {
        let entries = journal.entries_after(state.seq(), READ_AT_ONCE)?;
        if entries.is_empty() {
            break;
        }
        for entry in &entries {
            let expected = state.seq().saturating_add(1);
            // Without a snapshot the log begins where its archive ends.
            if entry.seq > expected && (from_snapshot || expected > 1) {
                gaps.push(Lost { from: expected, to: entry.seq - 1 });
            }
            for event in &entry.events {
                if let Event::EntriesLost { lost, .. } = event {
                    gaps.retain(|gap| !is_known(gap, lost));
                }
            }
            state.apply(entry);
        }
    }
    gaps.retain(|gap| !is_known(gap, lost));
    if let Some(Lost { from, to }) = gaps.first().copied() {
        return Err(JournalError::Gap { from, to });
    }
    info!(from = start, to = state.seq(), "the queue is up from its log");
    Ok(state)
}

fn is_known(gap: &Lost, lost: &[Lost]) -> bool {
    lost.iter().any(|lost| lost.from <= gap.from && gap.to <= lost.to)
}
