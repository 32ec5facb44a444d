//! Nested labels and answers as the rows of a table: labels span the rows of what they hold.

use serde::Serialize;

use super::anchors::Anchors;
use super::answers::{Answered, answered};
use crate::doc::{Entry, Item, Label};

/// One row: the labels that begin in it, and the answer.
#[derive(Debug, Default, Serialize)]
pub(super) struct Row {
    id: String,
    labels: Vec<Heading>,
    /// Columns that the answer takes.
    columns: usize,
    /// The answer, and what stands beside it without a label: （2）件.
    answers: Vec<Answered>,
}

#[derive(Debug, Serialize)]
struct Heading {
    number: String,
    text: String,
    mark: bool,
    rows: usize,
    columns: usize,
    /// It stands for all rows beside it.
    group: bool,
    /// A follow-up of the row above.
    inner: bool,
}

/// The rows of a table. Those of one top entry belong together.
pub(super) fn rows(entries: &[Entry], anchors: &mut Anchors) -> Vec<Vec<Row>> {
    let width = entries.iter().map(depth).max().unwrap_or_default();
    entries.iter().map(|entry| entry_rows(entry, width, false, anchors)).collect()
}

/// Label columns that an entry needs: one more inside each group.
fn depth(entry: &Entry) -> usize {
    match entry {
        Entry::Group { entries, .. } => 1 + entries.iter().map(depth).max().unwrap_or_default(),
        Entry::Item(item) => {
            let inner = item.inner.iter().map(depth).max().unwrap_or_default();
            usize::from(!is_bare(item)).max(inner)
        }
    }
}

fn is_bare(item: &Item) -> bool {
    item.label.text.is_empty() && item.label.number.is_none()
}

/// `width` label columns are left.
fn entry_rows(entry: &Entry, width: usize, inner: bool, anchors: &mut Anchors) -> Vec<Row> {
    match entry {
        Entry::Item(item) => item_rows(item, width, inner, anchors),
        Entry::Group { label, entries } => {
            let mut rows: Vec<Row> =
                entries.iter().flat_map(|entry| entry_rows(entry, width.saturating_sub(1), false, anchors)).collect();
            let group = Heading { rows: rows.len(), group: true, ..heading(label, false, 1, inner) };
            if let Some(first) = rows.first_mut() {
                first.labels.insert(0, group);
            }
            rows
        }
    }
}

fn item_rows(item: &Item, width: usize, inner: bool, anchors: &mut Anchors) -> Vec<Row> {
    let mut row = Row {
        id: anchors.take(&item.address),
        columns: 1,
        answers: vec![answered(&item.answer, item.brackets && is_bare(item))],
        ..Row::default()
    };
    if is_bare(item) {
        row.columns += width;
    } else {
        row.labels.push(heading(&item.label, item.brackets, width, inner));
    }
    let mut below = Vec::new();
    for entry in &item.inner {
        match entry {
            Entry::Item(beside) if is_bare(beside) && beside.inner.is_empty() => {
                row.answers.push(answered(&beside.answer, beside.brackets).at(anchors.take(&beside.address)));
            }
            other => below.extend(entry_rows(other, width, true, anchors)),
        }
    }
    let mut rows = vec![row];
    rows.extend(below);
    rows
}

fn heading(label: &Label, brackets: bool, columns: usize, inner: bool) -> Heading {
    let text = if brackets { format!("（{}）", label.text) } else { label.text.clone() };
    let number = label.number.clone().unwrap_or_default();
    Heading { number, text, mark: label.mark, rows: 1, columns, group: false, inner }
}
