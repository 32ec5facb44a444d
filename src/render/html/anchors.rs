//! The anchors of a page: addresses, each of them once.

use std::collections::BTreeSet;

/// Anchors of the page itself.
const RESERVED: [&str; 4] = ["body", "query", "hits", "found"];

#[derive(Debug)]
pub(super) struct Anchors {
    used: BTreeSet<String>,
}

impl Anchors {
    pub(super) fn new() -> Self {
        Self { used: RESERVED.iter().map(ToString::to_string).collect() }
    }

    /// The address itself, the same as in the PDF; where it is taken already, with a number.
    pub(super) fn take(&mut self, address: &str) -> String {
        let mut id = address.to_owned();
        let mut number = 1;
        while !self.used.insert(id.clone()) {
            number += 1;
            id = format!("{address}_{number}");
        }
        id
    }
}
