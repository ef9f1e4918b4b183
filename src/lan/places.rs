//! Places for connections: so many in all, and so many for one address. Pure: no sockets, and the instant is an argument.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::problem::Problem;

/// The places of one listener.
#[derive(Debug)]
pub struct Places {
    all: usize,
    of_one_peer: usize,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by: HashMap<IpAddr, usize>,
}

/// A place, held until it is dropped.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    peer: IpAddr,
}

impl Places {
    pub fn new(all: usize, of_one_peer: usize) -> Arc<Self> {
        Arc::new(Self { all, of_one_peer, taken: Mutex::default() })
    }

    /// A place for a connection from an address. An IPv6 address counts alone and not with its network, since all the
    /// desks of an office share one network.
    ///
    /// # Errors
    /// What the client is told when there is none.
    pub fn take(self: &Arc<Self>, peer: IpAddr) -> Result<Place, Problem> {
        let peer = peer.to_canonical();
        let mut taken = self.lock();
        if taken.all >= self.all {
            return Err(Problem::Busy);
        }
        let of_peer = taken.by.entry(peer).or_default();
        if *of_peer >= self.of_one_peer {
            return Err(Problem::Crowded);
        }
        *of_peer += 1;
        taken.all += 1;
        Ok(Place { places: self.clone(), peer })
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.lock();
        taken.all = taken.all.saturating_sub(1);
        if let Some(count) = taken.by.get_mut(&self.peer) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                taken.by.remove(&self.peer);
            }
        }
    }
}

/// Says the same complaint at most once a minute, and how often it was due: whoever opens a thousand connections must
/// not write a thousand lines into the log of a small machine.
#[derive(Debug, Default)]
pub struct Complaint {
    said: Option<Instant>,
    unsaid: u64,
}

const COMPLAINT_EVERY: Duration = Duration::from_secs(60);

impl Complaint {
    /// Counts one more cause. How many there were since it was last said, if it is to be said now.
    pub fn due(&mut self, now: Instant) -> Option<u64> {
        self.unsaid += 1;
        if self.said.is_some_and(|said| now.saturating_duration_since(said) < COMPLAINT_EVERY) {
            return None;
        }
        self.said = Some(now);
        Some(std::mem::take(&mut self.unsaid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(last: u8) -> IpAddr {
        IpAddr::from([192, 168, 1, last])
    }

    #[test]
    fn one_address_has_its_share_and_everybody_the_whole() {
        let places = Places::new(5, 2);
        let mut held = vec![places.take(peer(1)).unwrap(), places.take(peer(1)).unwrap()];
        assert!(matches!(places.take(peer(1)), Err(Problem::Crowded)));
        let mapped: IpAddr = "::ffff:192.168.1.1".parse().unwrap();
        assert!(matches!(places.take(mapped), Err(Problem::Crowded)), "the same address in its IPv6 clothes");
        held.extend([peer(2), peer(3), peer(4)].map(|peer| places.take(peer).unwrap()));
        assert!(matches!(places.take(peer(5)), Err(Problem::Busy)));
        held.remove(0);
        held.push(places.take(peer(1)).unwrap());
        assert!(matches!(places.take(peer(5)), Err(Problem::Busy)));
        drop(held);
        assert_eq!(places.lock().all, 0);
        assert!(places.lock().by.is_empty(), "who has left is forgotten");
    }

    #[test]
    fn a_complaint_is_said_once_a_minute_with_its_count() {
        let (mut complaint, start) = (Complaint::default(), crate::lan::edge::instant().into_std());
        let at = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(complaint.due(at(0)), Some(1));
        assert_eq!((complaint.due(at(1)), complaint.due(at(59))), (None, None));
        assert_eq!(complaint.due(at(60)), Some(3), "with the two that were not said");
        assert_eq!(complaint.due(at(61)), None);
    }
}
