//! The rows of a table in the shape that templates read.

use serde::Serialize;

use super::anchors::Anchors;
use super::answers::{Answered, answered};
use crate::doc::Entry;
use crate::render::rows;

#[derive(Debug, Default, Serialize)]
pub(super) struct Row {
    id: String,
    labels: Vec<Heading>,
    /// Differs from the version before, in a review edition.
    changed: bool,
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
    rows::rows(entries).iter().map(|group| group.iter().map(|one| row(one, anchors)).collect()).collect()
}

fn row(row: &rows::Row<'_>, anchors: &mut Anchors) -> Row {
    let id = anchors.take(row.address);
    let answers = row.answers.iter().enumerate().map(|(index, given)| {
        let answered = answered(given.item, given.brackets);
        if index == 0 { answered } else { answered.at(anchors.take(&given.item.address)) }
    });
    let answers = answers.collect();
    let changed = row.answers.iter().any(|given| given.item.revision.is_some());
    Row { id, changed, labels: row.labels.iter().map(heading).collect(), columns: row.columns, answers }
}

fn heading(heading: &rows::Heading<'_>) -> Heading {
    Heading {
        number: heading.label.number.clone().unwrap_or_default(),
        text: heading.text(),
        mark: heading.label.mark,
        rows: heading.rows,
        columns: heading.columns,
        group: heading.group,
        inner: heading.inner,
    }
}
