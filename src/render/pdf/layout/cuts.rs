//! Where a table may be cut.

use super::flow::{BOTTOM, PAD, TOP};
use super::grid::{Grid, PdfRow};

/// A row of so few lines goes to the next page as a whole.
pub(super) const SHORT: usize = 4;

/// Lines of a row that has a page to itself.
pub(super) fn page_lines(grid: &Grid) -> usize {
    ((BOTTOM - TOP - 2.0 * PAD) / grid.pitch) as usize
}

/// What has to stand on one page from this row on: rows that keep with the next, and the first lines of the last.
pub(super) fn kept(grid: &Grid, first: usize) -> f32 {
    let height = |lines: usize| lines as f32 * grid.pitch + 2.0 * PAD;
    let mut kept = 0.0;
    for row in grid.rows.iter().skip(first) {
        let own = row.cells.iter().filter(|cell| cell.rows == 1).map(|cell| cell.lines).max().unwrap_or(0);
        let lines = own.max(row.least);
        if row.keep {
            kept += height(lines);
            continue;
        }
        let may_be_cut = lines > SHORT && !(row.whole && lines <= page_lines(grid));
        return kept + height(if may_be_cut { 2 } else { lines });
    }
    kept
}

/// How many of the next lines stand on this page: with fewer than two, the row goes on overleaf. No cell leaves a single
/// line behind.
pub(super) fn cut(row: &PdfRow, done: usize, rest: usize, room: usize) -> usize {
    let leaves_one = |take: usize| {
        let own = row.cells.iter().filter(|cell| cell.rows == 1).map(|cell| cell.lines);
        rest == take + 1 || own.clone().any(|lines| lines == done + take + 1)
    };
    let room = room.min(rest);
    let best = (2..=room).rev().take(SHORT).find(|take| !leaves_one(*take));
    best.unwrap_or(if room > SHORT { room } else { 0 })
}
