//! One change that many assessments have: the same words of one passage or of one item, told once and judged once.

use std::collections::BTreeMap;

use super::row::DiffRow;
use super::words::{DiffPieceKind, changed_words};
use crate::form::{Form, Key};

/// A change with all its rows.
#[derive(Debug)]
pub struct SharedChange<'a> {
    /// The passage behind every one of the rows.
    pub passage: Option<String>,
    /// Each with the position of its assessment.
    pub rows: Vec<(usize, &'a DiffRow)>,
}

impl SharedChange<'_> {
    /// In how many assessments it stands.
    pub fn assessments(&self) -> usize {
        let mut positions: Vec<usize> = self.rows.iter().map(|(at, _)| *at).collect();
        positions.dedup();
        positions.len()
    }
}

/// What makes two rows the same change.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct ChangeKey {
    /// Of a passage the item does not matter.
    place: ChangePlace,
    words: Vec<(bool, String)>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum ChangePlace {
    Passage(String),
    Item(Option<Key>),
}

/// The rows of several assessments by what changed, in the order in which each change comes first.
pub fn shared_changes<'a>(assessments: impl IntoIterator<Item = (&'a Form, &'a [DiffRow])>) -> Vec<SharedChange<'a>> {
    let mut known: BTreeMap<ChangeKey, usize> = BTreeMap::new();
    let mut changes: Vec<SharedChange<'a>> = Vec::new();
    for (position, (form, rows)) in assessments.into_iter().enumerate() {
        for row in rows {
            let key = key(form, row);
            let passage = match &key.place {
                ChangePlace::Passage(name) => Some(name.clone()),
                ChangePlace::Item(_) => None,
            };
            let at = *known.entry(key).or_insert_with(|| {
                changes.push(SharedChange { passage, rows: Vec::new() });
                changes.len() - 1
            });
            changes[at].rows.push((position, row));
        }
    }
    changes
}

fn key(form: &Form, row: &DiffRow) -> ChangeKey {
    let place = match row.passages.as_slice() {
        [only] => ChangePlace::Passage(only.clone()),
        _ => ChangePlace::Item(row.item.key(form)),
    };
    let changed = changed_words(row.before_words(), row.after_words()).into_iter();
    let changed = changed.filter(|piece| piece.kind != DiffPieceKind::Same);
    ChangeKey { place, words: changed.map(|piece| (piece.kind == DiffPieceKind::Added, piece.text)).collect() }
}
