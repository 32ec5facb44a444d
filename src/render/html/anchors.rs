//! The anchors of a page: addresses, each of them once.

use std::collections::BTreeSet;

use crate::render::anchor;

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

    /// Addresses can differ in nothing but dots and hyphens (`a.b-c`, `a.b.c`); the second of them gets a number.
    pub(super) fn take(&mut self, address: &str) -> String {
        let plain = anchor(address);
        let mut id = plain.clone();
        let mut number = 1;
        while !self.used.insert(id.clone()) {
            number += 1;
            id = format!("{plain}_{number}");
        }
        id
    }
}
