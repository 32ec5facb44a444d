//! The names that links inside the document lead to.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::short_digest;

/// Word takes no longer ones.
const LONGEST: usize = 40;
/// Characters of a fingerprint.
const FINGERPRINT: usize = 8;

#[derive(Debug, Default)]
pub(super) struct Bookmarks {
    used: BTreeSet<String>,
    /// The address that each name stands for.
    pub(super) addresses: BTreeMap<String, String>,
}

/// A name and the number that its start and its end share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bookmark {
    pub(super) name: String,
    pub(super) number: usize,
}

impl Bookmarks {
    /// Addresses may come down to the same name; the later ones get a number.
    pub(super) fn take(&mut self, address: &str) -> Bookmark {
        let plain = name(address);
        let mut taken = plain.clone();
        let mut number = 1;
        // Word does not tell capital letters from small ones.
        while !self.used.insert(taken.to_lowercase()) {
            number += 1;
            let suffix = format!("_{number}");
            taken = plain.chars().take(LONGEST - suffix.len()).collect::<String>() + &suffix;
        }
        self.addresses.insert(taken.clone(), address.to_owned());
        Bookmark { name: taken, number: self.used.len() }
    }
}

/// `files.checkups.use.purpose` → `files_checkups_use_purpose`; a long one ends in a fingerprint of the whole.
pub(super) fn name(address: &str) -> String {
    let plain: String = address.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let plain = if plain.starts_with(char::is_alphabetic) { plain } else { format!("item_{plain}") };
    if plain.chars().count() <= LONGEST {
        return plain;
    }
    let kept: String = plain.chars().take(LONGEST - 1 - FINGERPRINT).collect();
    format!("{kept}_{}", short_digest(address, FINGERPRINT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_unlike() {
        let mut bookmarks = Bookmarks::default();
        assert_eq!(bookmarks.take("work.content").name, "work_content");
        assert_eq!(bookmarks.take("work-content"), Bookmark { name: "work_content_2".into(), number: 2 });
        let long = |end: &str| name(&format!("files.checkups.outsourcing.maintenance.{end}"));
        assert!(long("staff").len() <= LONGEST && long("staff") != long("start"));
        assert_eq!(name("1.2"), "item_1_2");
    }
}
