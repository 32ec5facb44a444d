//! Who else has an assessment open.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::text::limits;

/// A page tells every few seconds that it is there.
const THERE: Duration = Duration::from_secs(15);

/// Pages that are open: by the assessment and the page, with the name of whoever looks at it.
#[derive(Debug, Default)]
pub(in crate::serve) struct Presence {
    pages: Mutex<BTreeMap<(String, String), (Duration, String)>>,
}

impl Presence {
    /// Notes that a page is there, and tells who looks at others of the same assessment, one each.
    pub(in crate::serve) fn others(&self, assessment: &str, page: &str, name: &str, now: Duration) -> Vec<String> {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|_, (last, _)| now.saturating_sub(*last) < THERE);
        let own = (assessment.to_owned(), page.to_owned());
        if !page.is_empty() && (pages.len() < limits::SERVE_COUNTED || pages.contains_key(&own)) {
            pages.insert(own.clone(), (now, name.to_owned()));
        }
        let others = pages.iter().filter(|(key, _)| key.0 == assessment && **key != own);
        let mut names: Vec<String> = others.map(|(_, (_, name))| name.clone()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_are_told_as_long_as_they_are_there() {
        let presence = Presence::default();
        let start = Duration::from_hours(1);
        assert!(presence.others("15", "p1", "山田", start).is_empty());
        assert_eq!(presence.others("15", "p2", "佐藤", start), ["山田"]);
        assert_eq!(presence.others("15", "p1", "山田", start), ["佐藤"]);
        assert!(presence.others("22", "p3", "鈴木", start).is_empty());
        assert!(presence.others("15", "p1", "山田", start + THERE).is_empty());
    }
}
