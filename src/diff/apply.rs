//! Applying rows to the old version gives the new one: what the comparison promises, and tests hold it to.

use std::collections::BTreeMap;

use super::compare::Comparison;
use super::row::DiffRowKind;
use super::set::{SetItem, in_order, set_of};
use crate::assessment::{Address, Assessment, Cell};
use crate::form::Kind;

/// Every answered item that the table tells of, by address.
pub fn leaves(assessment: &Assessment) -> BTreeMap<Address, String> {
    let told = assessment.cells.iter().filter(|cell| {
        let node = assessment.node(cell);
        node.kind != Some(Kind::Fixed) && node.history && (cell.active || cell.typed.is_some())
    });
    let words = told.map(|cell| (cell.address.clone(), words(assessment, cell)));
    words.filter(|(_, words)| !words.is_empty()).collect()
}

/// The answer as it is compared: the items of a record list in an order of their own.
fn words(assessment: &Assessment, cell: &Cell) -> String {
    if assessment.node(cell).kind != Some(Kind::Records) {
        return assessment.words(cell).trim_end().to_owned();
    }
    cell.answer().map(|answer| in_words(&set_of(answer, None))).unwrap_or_default()
}

fn in_words(set: &[SetItem]) -> String {
    in_order(set).into_iter().map(SetItem::words).collect::<Vec<_>>().join("、")
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
            DiffRowKind::Added | DiffRowKind::Changed => {
                let words = match &row.after {
                    Some(told) if row.item_kind == Kind::Records => in_words(&told.set),
                    _ => row.after_words().to_owned(),
                };
                leaves.insert(row.item.clone(), words)
            }
        };
    }
    leaves.retain(|address, _| !comparison.unread.contains(address));
    leaves
}
