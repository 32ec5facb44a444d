//! What the newest rows of the table say of an item: not yet the past, and read as what stands in the items.

use super::table::HistoryRow;
use crate::diff::Saying;
use crate::form::Kind;
use crate::rules::Subject;
use crate::rules::pieces::{TextPiece, piece_of};

/// The last 変更後 of each item, of rows that no frozen version has; without such versions, of the last day.
pub(in crate::rules) fn last_words<'a>(subject: &Subject<'a>) -> Vec<TextPiece<'a>> {
    let assessment = subject.assessment;
    let table = subject.history();
    let frozen = subject.revisions.iter().filter(|revision| revision.assessment.is_some()).map(|one| one.date).max();
    let is_new = |row: &HistoryRow<'a>| match frozen {
        Some(frozen) => row.date.is_some_and(|date| frozen.is_before(date)),
        None => row.day == table.last_day,
    };
    let quotes = |row: &&HistoryRow<'a>| {
        let is_text = row.kind(&assessment.form).is_some_and(Kind::is_text);
        is_text && is_new(row) && matches!(row.after, Saying::Quote(_))
    };
    let last = table.by_item().into_iter().filter_map(|rows| rows.last().copied()).filter(quotes);
    last.filter_map(|row| Some(piece_of(row.cell(assessment)?, row.change.after.as_ref()?))).collect()
}
