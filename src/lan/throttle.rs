//! How often somebody may try to sign in: five times a minute from one address, and five times a minute for one name.
//! Pure: the instant is an argument.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

/// Tries in one [`WINDOW`].
const TRIES: usize = 5;
const WINDOW: Duration = Duration::from_secs(60);
/// Addresses and names remembered; beyond, those that tried longest ago are forgotten.
const REMEMBERED: usize = 4_096;

/// The tries of the last minute.
#[derive(Debug, Default)]
pub struct Throttle {
    addresses: Tries<IpAddr>,
    names: Tries<String>,
}

impl Throttle {
    /// Counts a try, before it is known whether it succeeds, so that tries at once are counted too.
    ///
    /// # Errors
    /// When there were too many: how long to wait. Such a try is not counted, else a patient one would never get in.
    pub fn admit(&mut self, address: IpAddr, name: &str, now: Instant) -> Result<(), Duration> {
        let address = household(address);
        let wait = self.addresses.wait(&address, now).max(self.names.wait(name, now));
        if !wait.is_zero() {
            return Err(wait);
        }
        self.addresses.count(address, now);
        self.names.count(name.to_owned(), now);
        Ok(())
    }

    /// Takes back the try of somebody who got in: an office behind one address, whose desks all sign in at nine, must
    /// not lock itself out. Earlier failures stay counted.
    pub fn forgive(&mut self, address: IpAddr, name: &str) {
        self.addresses.forgive(&household(address));
        self.names.forgive(name);
    }
}

/// The address that counts: of IPv6 the network, since one machine has as many addresses there as it likes.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
        four => four,
    }
}

#[derive(Debug)]
struct Tries<K> {
    of: HashMap<K, VecDeque<Instant>>,
}

impl<K> Default for Tries<K> {
    fn default() -> Self {
        Self { of: HashMap::new() }
    }
}

impl<K: Hash + Eq + Clone> Tries<K> {
    fn wait<Q: Hash + Eq + ?Sized>(&self, key: &Q, now: Instant) -> Duration
    where
        K: std::borrow::Borrow<Q>,
    {
        let Some(tries) = self.of.get(key) else { return Duration::ZERO };
        let fresh = tries.iter().filter(|&&at| now.saturating_duration_since(at) < WINDOW);
        if fresh.clone().count() < TRIES {
            return Duration::ZERO;
        }
        // The oldest of the last five must leave the window first.
        fresh.rev().nth(TRIES - 1).map_or(Duration::ZERO, |&at| (at + WINDOW).saturating_duration_since(now))
    }

    fn count(&mut self, key: K, now: Instant) {
        if self.of.len() >= REMEMBERED && !self.of.contains_key(&key) {
            self.of.retain(|_, tries| tries.back().is_some_and(|&at| now.saturating_duration_since(at) < WINDOW));
            if self.of.len() >= REMEMBERED {
                let stalest = self.of.iter().min_by_key(|(_, tries)| tries.back().copied()).map(|(key, _)| key.clone());
                stalest.map(|key| self.of.remove(&key));
            }
        }
        let tries = self.of.entry(key).or_default();
        tries.push_back(now);
        while tries.len() > TRIES {
            tries.pop_front();
        }
    }

    fn forgive<Q: Hash + Eq + ?Sized>(&mut self, key: &Q)
    where
        K: std::borrow::Borrow<Q>,
    {
        if let Some(tries) = self.of.get_mut(key) {
            tries.pop_back();
            if tries.is_empty() {
                self.of.remove(key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESK: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 20));

    fn at(start: Instant, seconds: u64) -> Instant {
        start + Duration::from_secs(seconds)
    }

    #[test]
    fn the_sixth_try_within_a_minute_waits_for_the_first_to_leave_it() {
        let (mut throttle, start) = (Throttle::default(), crate::lan::edge::instant().into_std());
        for second in 0..5 {
            assert_eq!(throttle.admit(DESK, "anna", at(start, second)), Ok(()));
        }
        assert_eq!(throttle.admit(DESK, "anna", at(start, 10)), Err(Duration::from_secs(50)));
        assert_eq!(throttle.admit(DESK, "anna", at(start, 59)), Err(Duration::from_secs(1)));
        assert_eq!(throttle.admit(DESK, "anna", at(start, 60)), Ok(()));
        assert_eq!(throttle.admit(DESK, "anna", at(start, 60)), Err(Duration::from_secs(1)), "the second is at 1 s");
    }

    #[test]
    fn an_address_is_held_back_whatever_the_name() {
        let (mut throttle, start) = (Throttle::default(), crate::lan::edge::instant().into_std());
        for name in ["a", "b", "c", "d", "e"] {
            assert_eq!(throttle.admit(DESK, name, start), Ok(()));
        }
        assert!(throttle.admit(DESK, "f", start).is_err());
        assert_eq!(
            throttle.admit("192.168.1.21".parse().unwrap(), "f", start),
            Ok(()),
            "another desk is not concerned"
        );
    }

    #[test]
    fn a_name_is_held_back_whatever_the_address() {
        let (mut throttle, start) = (Throttle::default(), crate::lan::edge::instant().into_std());
        for last in 1..=5u8 {
            assert_eq!(throttle.admit(IpAddr::from([10, 0, 0, last]), "anna", start), Ok(()));
        }
        assert!(throttle.admit(IpAddr::from([10, 0, 0, 6]), "anna", start).is_err());
    }

    #[test]
    fn one_ipv6_network_counts_as_one_address() {
        let (mut throttle, start) = (Throttle::default(), crate::lan::edge::instant().into_std());
        for last in 1..=5 {
            let address: IpAddr = format!("fd00::{last}").parse().unwrap();
            assert_eq!(throttle.admit(address, &format!("name{last}"), start), Ok(()));
        }
        assert!(throttle.admit("fd00::99".parse().unwrap(), "other", start).is_err());
        let mapped: IpAddr = "::ffff:192.168.1.20".parse().unwrap();
        for name in ["a", "b", "c", "d", "e"] {
            throttle.admit(mapped, name, start).unwrap();
        }
        assert!(throttle.admit(DESK, "f", start).is_err(), "an IPv4 address is the same in its IPv6 clothes");
    }

    #[test]
    fn getting_in_takes_back_its_own_try_only() {
        let (mut throttle, start) = (Throttle::default(), crate::lan::edge::instant().into_std());
        for _ in 0..4 {
            throttle.admit(DESK, "anna", start).unwrap();
        }
        for _ in 0..20 {
            throttle.admit(DESK, "anna", start).unwrap();
            throttle.forgive(DESK, "anna");
        }
        throttle.admit(DESK, "anna", start).unwrap();
        assert!(throttle.admit(DESK, "anna", start).is_err(), "four failures are still remembered");
    }

    #[test]
    fn memory_is_bounded() {
        let (mut throttle, start) = (Throttle::default(), crate::lan::edge::instant().into_std());
        for number in 0..10_000u32 {
            let _ = throttle.admit(IpAddr::from(number.to_be_bytes()), &number.to_string(), start);
        }
        assert!(throttle.addresses.of.len() <= REMEMBERED);
        assert!(throttle.names.of.len() <= REMEMBERED);
    }
}
