//! Whether a text is the one that was approved.

use std::collections::BTreeMap;

use super::{Procedure, SignOff};

/// What the sign-offs say of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignState {
    /// Nobody has approved anything.
    Unsigned,
    /// The last sign-off of some roles is of another text.
    Stale(Vec<StaleSign>),
    /// The last sign-off of every role is of this text.
    Signed,
}

/// A role whose last sign-off is of another text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleSign {
    pub role: String,
    /// Its position in `Procedure::sign_offs`.
    pub position: usize,
}

impl Procedure {
    /// `fingerprint` is that of the text in question: `assessment::fingerprint_of`, or the seal of a frozen version.
    pub fn sign_state(&self, fingerprint: &str) -> SignState {
        let last = self.last_signs();
        if last.is_empty() {
            return SignState::Unsigned;
        }
        let stale = last.iter().filter(|(_, position)| self.sign_offs[**position].fingerprint != fingerprint);
        let stale: Vec<StaleSign> =
            stale.map(|(role, position)| StaleSign { role: (*role).to_owned(), position: *position }).collect();
        if stale.is_empty() { SignState::Signed } else { SignState::Stale(stale) }
    }

    /// Every sign-off of this text, whatever came later.
    pub fn signs_of<'a>(&'a self, fingerprint: &'a str) -> impl Iterator<Item = &'a SignOff> {
        self.sign_offs.iter().filter(move |sign| sign.fingerprint == fingerprint)
    }

    /// The position of the last sign-off of each role; of two on one day, the one that is written later.
    fn last_signs(&self) -> BTreeMap<&str, usize> {
        let mut last: BTreeMap<&str, usize> = BTreeMap::new();
        for (position, sign) in self.sign_offs.iter().enumerate() {
            let known = last.entry(sign.role.as_str()).or_insert(position);
            if self.sign_offs[*known].date <= sign.date {
                *known = position;
            }
        }
        last
    }
}
