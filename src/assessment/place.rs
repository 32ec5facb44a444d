//! An address, followed through the blocks that an assessment has.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Address, Assessment, Cell};
use crate::finding::Finding;
use crate::form::Key;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressPlace {
    /// In the form: `files[].use.purpose`; that of the list for a list and for its blocks.
    pub key: Key,
    /// Positions from 0 of its blocks, outermost first, as far as the assessment has them.
    pub positions: Vec<usize>,
    /// Every block of it is in the assessment.
    pub is_here: bool,
}

/// A finding about what follows an answer on its line stands so far behind it.
const BEHIND: u32 = 2;

impl Assessment {
    /// An id that no block of the list has, and by which no position is told: `system-a`, `system-b`, …
    pub fn free_id(&self, list: &Address) -> String {
        let stem = list.last().trim_end_matches('s');
        let taken = |id: &str| self.blocks(list).iter().any(|block| block.id.as_deref() == Some(id));
        let letters = |number: usize| {
            let (mut number, mut letters) = (number, String::new());
            loop {
                letters.insert(0, char::from(b'a' + u8::try_from(number % 26).unwrap_or_default()));
                match (number / 26).checked_sub(1) {
                    Some(rest) => number = rest,
                    None => return letters,
                }
            }
        };
        let ids = (0..).map(|number| format!("{stem}-{}", letters(number)));
        ids.into_iter().find(|id| !taken(id)).unwrap_or_default()
    }

    /// Names the items in which the findings of those stand that read the file before anybody knew of items.
    pub fn name_items(&self, findings: &mut [Finding]) {
        let typed =
            self.cells.iter().filter(|cell| cell.typed.is_some() && Arc::ptr_eq(&cell.span.source, &self.source));
        let cells: BTreeMap<u32, &Cell> =
            if findings.is_empty() { BTreeMap::new() } else { typed.map(|cell| (cell.span.start, cell)).collect() };
        for finding in findings.iter_mut().filter(|finding| finding.item.is_none()) {
            let Some(span) = finding.span.as_ref().filter(|span| Arc::ptr_eq(&span.source, &self.source)) else {
                continue;
            };
            let before = cells.range(..=span.start).next_back().map(|(_, cell)| *cell);
            if let Some(cell) = before.filter(|cell| span.start <= cell.span.end + BEHIND) {
                finding.item = Some(cell.address.to_string());
                finding.path = Some(self.path(cell));
            }
        }
    }

    /// Nothing where the form has no such key.
    pub fn place(&self, address: &Address) -> Option<AddressPlace> {
        let key = address.key(&self.form)?;
        let (mut positions, mut is_here) = (Vec::new(), true);
        let found = Address::of(&key, |list| {
            let block = address.block_in(list)?;
            let position = self.blocks(list).iter().position(|one| one.address == block);
            is_here = is_here && position.is_some();
            positions.extend(position.filter(|_| is_here));
            Some(block)
        });
        found?;
        Some(AddressPlace { key, positions, is_here })
    }
}
