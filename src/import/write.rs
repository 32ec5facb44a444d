//! The assessment as a person would have written it: keys in the form's order, official labels as comments, ids for blocks.

use std::collections::BTreeSet;

use super::comments::commented;
use super::fill::{FillTarget, FilledForm, FilledValue};
use crate::assessment::{Address, provisional_id};
use crate::form::{Form, FormShape, Key, NodeId, PathStyle};
use crate::yaml::emit::LONG;
use crate::yaml::{Draft, DraftEntry};

/// The address of an item, blocks by the ids that they are given: `files.file-1.outsourcing.outsourcing-2.staff`.
pub(super) fn address(form: &Form, target: &FillTarget) -> Address {
    let key = form.node(target.item).key.clone().unwrap_or_default();
    let mut positions = target.positions.iter();
    let block = |list: &Address| {
        let position = positions.next().copied().unwrap_or_default();
        Some(list.join(&provisional_id(list.last(), position)))
    };
    Address::of(&key, block).unwrap_or_default()
}

/// The official path of an item.
pub(super) fn path(form: &Form, target: &FillTarget) -> String {
    form.path(target.item, &target.positions, None, PathStyle::Plain)
}

pub(super) fn entries(form: &Form, filled: &FilledForm) -> Vec<DraftEntry> {
    let writer = AssessmentWriter { form, filled };
    let mut entries = vec![DraftEntry::new("form", Draft::text(form.id.as_str()))];
    entries.extend(writer.entries(form.shape(), &[]));
    commented(form, entries)
}

struct AssessmentWriter<'a> {
    form: &'a Form,
    filled: &'a FilledForm,
}

impl AssessmentWriter<'_> {
    fn entries(&self, shape: &FormShape, positions: &[usize]) -> Vec<DraftEntry> {
        let mut entries = Vec::new();
        for (key, inner) in shape.entries() {
            let entry = match inner {
                FormShape::Item(item) => self.item(key, *item, positions),
                FormShape::Map(_) => {
                    let inside = self.entries(inner, positions);
                    (!inside.is_empty()).then(|| DraftEntry::new(key, Draft::Map(inside)))
                }
                FormShape::List(list, _) => self.list(key, list, inner, positions),
            };
            entries.extend(entry);
        }
        entries
    }

    fn item(&self, key: &str, item: NodeId, positions: &[usize]) -> Option<DraftEntry> {
        let target = FillTarget { item, positions: positions.to_vec() };
        let value = self.filled.values.get(&target)?;
        Some(DraftEntry::new(key, draft(value)))
    }

    /// The blocks that have an answer; `[]` where the document prints none.
    fn list(&self, key: &str, list: &Key, shape: &FormShape, positions: &[usize]) -> Option<DraftEntry> {
        let mut blocks = Vec::new();
        for position in self.positions_in(list, positions) {
            let mut inner = positions.to_vec();
            inner.push(position);
            let mut entries = vec![DraftEntry::new("id", Draft::text(provisional_id(key, position)))];
            entries.extend(self.entries(shape, &inner));
            blocks.push(Draft::Map(entries));
        }
        let printed = self.filled.lists.contains(&(list.clone(), positions.to_vec()));
        (printed || !blocks.is_empty()).then(|| DraftEntry::new(key, Draft::List(blocks)))
    }

    /// The positions of blocks in which something is answered.
    fn positions_in(&self, list: &Key, around: &[usize]) -> Vec<usize> {
        let inside = |item: NodeId| self.form.node(item).key.as_ref().is_some_and(|key| key.is_within(list));
        let targets = self.filled.values.iter().filter(|(target, value)| {
            target.positions.len() > around.len()
                && target.positions.starts_with(around)
                && inside(target.item)
                && !is_blank(value)
        });
        let found: BTreeSet<usize> = targets.map(|(target, _)| target.positions[around.len()]).collect();
        found.into_iter().collect()
    }
}

/// Nothing is ticked, or nothing is said: what a form prints of a block that nobody filled in.
fn is_blank(value: &FilledValue) -> bool {
    match value {
        FilledValue::Text(text) | FilledValue::Word(text) => text.is_empty() || text == "false",
        FilledValue::Checks(boxes) => boxes.is_empty(),
        FilledValue::List(lines) => lines.is_empty(),
        FilledValue::Records(groups) => groups.is_empty(),
    }
}

fn draft(value: &FilledValue) -> Draft {
    match value {
        // What does not fit on a line is written below its key, and ends as lines do.
        FilledValue::Text(text) if text.contains('\n') || text.chars().count() > LONG => {
            Draft::text(format!("{text}\n"))
        }
        FilledValue::Text(text) => Draft::text(text.as_str()),
        FilledValue::Word(word)
            if matches!(word.as_str(), "true" | "false") || word.chars().all(|c| c.is_ascii_digit()) =>
        {
            Draft::bare(word.as_str())
        }
        FilledValue::Word(word) => Draft::text(word.as_str()),
        FilledValue::Checks(boxes) => {
            Draft::List(boxes.iter().map(|(word, text)| tick(word, text.as_deref())).collect())
        }
        FilledValue::List(lines) => Draft::texts(lines.iter().map(String::as_str)),
        FilledValue::Records(groups) => Draft::List(
            groups
                .iter()
                .map(|group| {
                    let mut entries = Vec::new();
                    if !group.title.is_empty() {
                        entries.push(DraftEntry::new("group", Draft::text(group.title.as_str())));
                    }
                    entries.push(DraftEntry::new("items", Draft::texts(group.items.iter().map(String::as_str))));
                    Draft::Map(entries)
                })
                .collect(),
        ),
    }
}

fn tick(word: &str, text: Option<&str>) -> Draft {
    match text {
        Some(text) => Draft::map([(word, Draft::text(text))]),
        None => Draft::text(word),
    }
}
