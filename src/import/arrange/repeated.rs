//! Rows that stand twice: half of a list that was copied again, with the same answers in the same order.

use std::collections::BTreeMap;
use std::ops::Range;

use super::rows;
use crate::grid::{GridCell, Sheet};
use crate::labels::{Labels, Words};
use crate::text::fold::fold;

/// So many rows are the same by no chance, where some of them ask what a form asks once; two blocks or two files may well
/// have the same answers.
const ROWS: usize = 8;
const ASKED_ONCE: usize = 3;

/// The cells of rows that say again what stands further up, in pieces as they stand.
pub(super) fn of(sheet: &Sheet, printed: &Labels<'_>) -> Vec<Range<usize>> {
    let all: Vec<Range<usize>> = rows(&sheet.cells).collect();
    let said: Vec<String> = all.iter().map(|row| sheet.cells[row.clone()].iter().map(signed).collect()).collect();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let before = first.get(said[at].as_str()).copied();
        let same = before.map_or(0, |before| {
            (0..at - before).take_while(|row| said.get(at + row) == Some(&said[before + row])).count()
        });
        let range = all[at].start..all.get(at + same.max(1) - 1).map_or(all[at].end, |last| last.end);
        let once = |cell: &&GridCell| printed.is_asked_once(&Words::of(&cell.text));
        if same >= ROWS && sheet.cells[range.clone()].iter().filter(once).count() >= ASKED_ONCE {
            found.push(range);
            at += same;
        } else {
            first.entry(&said[at]).or_insert(at);
            at += 1;
        }
    }
    found
}

/// What a cell says, and in which column.
fn signed(cell: &GridCell) -> String {
    format!("{}\t{}\n", cell.column, fold(&cell.text))
}
