//! Applying rows to the old version gives the new one: what the comparison promises, and tests hold it to.

use std::collections::BTreeMap;

use super::compare::Comparison;
use super::row::DiffRowKind;
use crate::assessment::{Address, Assessment};
use crate::form::Kind;

/// Every answered item that the table tells of, by address.
pub fn leaves(assessment: &Assessment) -> BTreeMap<Address, String> {
    let told = assessment.cells.iter().filter(|cell| {
        let node = assessment.node(cell);
        node.kind != Some(Kind::Fixed) && node.history && (cell.active || cell.typed.is_some())
    });
    let words = told.map(|cell| (cell.address.clone(), assessment.words(cell).trim_end().to_owned()));
    words.filter(|(_, words)| !words.is_empty()).collect()
}

/// The leaves of the new version, worked out from those of the old one and the rows; none where one of the two versions could not
/// be read.
pub fn apply(comparison: &Comparison, old: &BTreeMap<Address, String>) -> BTreeMap<Address, String> {
    let mut leaves = BTreeMap::new();
    for (address, words) in old {
        if let Some(address) = comparison.alignment.to_new(address) {
            leaves.insert(address, words.clone());
        }
    }
    for row in &comparison.rows {
        match row.kind {
            DiffRowKind::Removed => leaves.remove(&row.item),
            DiffRowKind::Added | DiffRowKind::Changed => leaves.insert(row.item.clone(), row.after_words().to_owned()),
        };
    }
    leaves.retain(|address, _| !comparison.unread.contains(address));
    leaves
}
