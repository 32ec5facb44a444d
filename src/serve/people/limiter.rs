//! How often somebody may try.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::text::limits;

/// Counts within windows of time, by name.
#[derive(Debug)]
pub(super) struct Limiter {
    most: u32,
    window: Duration,
    counts: Mutex<BTreeMap<String, (Duration, u32)>>,
}

impl Limiter {
    pub(super) fn new(most: u32, window: Duration) -> Self {
        Self { most, window, counts: Mutex::default() }
    }

    /// Counts one more, and tells whether it is one too many.
    pub(super) fn is_too_often(&self, name: &str, now: Duration) -> bool {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= limits::SERVE_COUNTED {
            counts.retain(|_, (since, _)| now.saturating_sub(*since) < self.window);
        }
        if counts.len() >= limits::SERVE_COUNTED && !counts.contains_key(name) {
            return true;
        }
        let (since, count) = counts.entry(name.to_owned()).or_insert((now, 0));
        if now.saturating_sub(*since) >= self.window {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        *count > self.most
    }

    /// Somebody who came in has nothing to wait for.
    pub(super) fn forget(&self, name: &str) {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_too_many_waits_until_the_window_is_over() {
        let limiter = Limiter::new(2, Duration::from_secs(10));
        let start = Duration::from_hours(1);
        let tried: Vec<bool> = (0..4).map(|_| limiter.is_too_often("a", start)).collect();
        assert_eq!(tried, [false, false, true, true]);
        assert!(!limiter.is_too_often("b", start), "others do not wait");
        assert!(!limiter.is_too_often("a", start + Duration::from_secs(10)));
        limiter.is_too_often("c", start);
        limiter.is_too_often("c", start);
        limiter.forget("c");
        assert!(!limiter.is_too_often("c", start));
    }

    #[test]
    fn it_does_not_grow_without_bound() {
        let limiter = Limiter::new(1, Duration::from_secs(10));
        let start = Duration::from_hours(1);
        for name in 0..limits::SERVE_COUNTED {
            assert!(!limiter.is_too_often(&name.to_string(), start));
        }
        assert!(limiter.is_too_often("one more", start), "when all places are taken, nobody new comes in");
        assert!(!limiter.is_too_often("one more", start + Duration::from_secs(10)));
    }
}
