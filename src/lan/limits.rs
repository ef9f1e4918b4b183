//! Every bound of the network side in one place: what a client may send, for how long, and how many may come at once.

use std::time::Duration;

use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// Largest JSON body.
pub const BODY_BYTES: usize = 16 * 1024;
/// Largest request head (request line and headers) together.
pub const HEAD_BYTES: usize = 16 * 1024;
pub const HEADERS: usize = 64;
/// How long sent bytes may stay unacknowledged before a connection counts as dead.
pub const UNACKNOWLEDGED: Duration = Duration::from_secs(45);
/// How long open connections get to finish at shutdown.
pub const FAREWELL: Duration = Duration::from_secs(2);
/// Clients without a place that are told so at once; what is said to each takes [`FAREWELL`] at most.
pub const REFUSED_AT_ONCE: usize = 64;
/// File descriptors that the rest of the process needs.
const OTHER_DESCRIPTORS: usize = 192;
/// Watchers of the touch screen at once; each costs an encoded picture a frame.
pub const SCREENS: usize = 8;
/// Touches a second that one watcher may send; a finger sends about 60.
pub const TOUCHES_PER_SECOND: u32 = 240;
/// Entries that a follower may have missed and still catch up on; beyond, reading the snapshot anew is quicker.
pub const CATCH_UP: usize = 1_000;
/// Silence after which a stream sends a comment, so that dead connections are noticed.
pub const HEARTBEAT: Duration = Duration::from_secs(15);
/// Sessions at once; the one that ends first makes room.
pub const SESSIONS: usize = 256;

/// The bounds that hang on time or on numbers of connections. They come as a value, so that a test need not wait for
/// twenty seconds or open thousands of sockets to meet them; a kiosk runs on the defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long a client may take for a request head, and how long a kept connection may idle.
    pub head_time: Duration,
    /// How long a request may take from its head to the start of its answer, its body included. Streams are exempt.
    pub request_time: Duration,
    /// Connections at once; one more is told to come back.
    pub connections: usize,
    /// Connections at once from one address, so that one machine cannot keep the consoles out. An office behind a
    /// reverse proxy, on this machine too, has one address: it is enough for an event stream to each of its desks.
    pub of_one_peer: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { head_time: seconds(20), request_time: seconds(20), connections: 2_000, of_one_peer: 500 }
    }
}

/// How many of the wanted connections may be open at once, after raising the process's soft limit of descriptors as far
/// as it may go: 1024, the usual one, is fewer than a bored port scanner needs.
pub fn granted(connections: usize) -> usize {
    let wanted = u64::try_from(connections.saturating_add(OTHER_DESCRIPTORS)).unwrap_or(u64::MAX);
    let Ok((soft, hard)) = getrlimit(Resource::RLIMIT_NOFILE) else { return connections.min(500) };
    let mut granted = soft;
    if soft < wanted {
        let raised = wanted.min(hard);
        match setrlimit(Resource::RLIMIT_NOFILE, raised, hard) {
            Ok(()) => granted = raised,
            Err(error) => tracing::warn!(%error, soft, "cannot raise the limit of open files"),
        }
    }
    let granted = usize::try_from(granted).unwrap_or(usize::MAX);
    connections.min(granted.saturating_sub(OTHER_DESCRIPTORS).max(16))
}
