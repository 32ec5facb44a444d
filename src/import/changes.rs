//! The 変更箇所 table of a source: its rows as `changes:`, items resolved where they can be.

use super::report::Report;
use crate::assessment::Assessment;
use crate::grid::{At, Book};
use crate::yaml::Draft;

/// The days and rows of the table, `None` where it has none. `cells` are all cells below the heading of the part, in reading
/// order; `assessment` is what has been imported of the rest, for items and the ids of blocks. What belongs to no row is
/// told in the report.
pub(super) fn read(book: &Book, cells: &[At], _assessment: &Assessment, report: &mut Report) -> Option<Draft> {
    for at in cells {
        report.unmapped(&book.cell(*at).text, book.place(*at));
    }
    None
}
