//! Nested labels and answers as the rows of a table: labels span the rows of what they hold.

use crate::doc::{Entry, Item, Label};

/// One row: the labels that begin in it, and the answer.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// Of the item.
    pub(super) address: &'a str,
    pub(super) labels: Vec<Heading<'a>>,
    /// Columns that the answer takes.
    pub(super) columns: usize,
    /// The answer, and what stands beside it without a label: （2）件.
    pub(super) answers: Vec<Given<'a>>,
}

#[derive(Debug)]
pub(super) struct Given<'a> {
    pub(super) item: &'a Item,
    pub(super) brackets: bool,
}

#[derive(Debug)]
pub(super) struct Heading<'a> {
    pub(super) label: &'a Label,
    pub(super) brackets: bool,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// It stands for all rows beside it.
    pub(super) group: bool,
    /// A follow-up of the row above.
    pub(super) inner: bool,
}

impl Heading<'_> {
    /// （備考）
    pub(super) fn text(&self) -> String {
        if self.brackets { format!("（{}）", self.label.text) } else { self.label.text.clone() }
    }
}

/// Label columns that the entries need.
pub(super) fn width(entries: &[Entry]) -> usize {
    entries.iter().map(depth).max().unwrap_or_default()
}

/// The rows of a table. Those of one top entry belong together.
pub(super) fn rows(entries: &[Entry]) -> Vec<Vec<Row<'_>>> {
    let width = width(entries);
    entries.iter().map(|entry| entry_rows(entry, width, false)).collect()
}

/// One more column inside each group.
fn depth(entry: &Entry) -> usize {
    match entry {
        Entry::Group { entries, .. } => 1 + width(entries),
        Entry::Item(item) => usize::from(!is_bare(item)).max(width(&item.inner)),
    }
}

fn is_bare(item: &Item) -> bool {
    item.label.text.is_empty() && item.label.number.is_none()
}

/// `width` label columns are left.
fn entry_rows(entry: &Entry, width: usize, inner: bool) -> Vec<Row<'_>> {
    match entry {
        Entry::Item(item) => item_rows(item, width, inner),
        Entry::Group { label, entries } => {
            let mut rows: Vec<Row<'_>> =
                entries.iter().flat_map(|entry| entry_rows(entry, width.saturating_sub(1), false)).collect();
            let group = Heading { label, brackets: false, rows: rows.len(), columns: 1, group: true, inner };
            if let Some(first) = rows.first_mut() {
                first.labels.insert(0, group);
            }
            rows
        }
    }
}

fn given(item: &Item, brackets: bool) -> Given<'_> {
    Given { item, brackets }
}

fn item_rows(item: &Item, width: usize, inner: bool) -> Vec<Row<'_>> {
    let bare = is_bare(item);
    let mut row = Row {
        address: &item.address,
        columns: if bare { 1 + width } else { 1 },
        labels: Vec::new(),
        answers: vec![given(item, item.brackets && bare)],
    };
    if !bare {
        let brackets = item.brackets;
        row.labels.push(Heading { label: &item.label, brackets, rows: 1, columns: width, group: false, inner });
    }
    let mut below = Vec::new();
    for entry in &item.inner {
        match entry {
            Entry::Item(beside) if is_bare(beside) && beside.inner.is_empty() => {
                row.answers.push(given(beside, beside.brackets));
            }
            other => below.extend(entry_rows(other, width, true)),
        }
    }
    let mut rows = vec![row];
    rows.extend(below);
    rows
}
