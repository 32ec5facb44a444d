//! Where a table may be cut.

use super::grid::{Grid, PdfRow};

/// A row of so few lines goes to the next page as a whole.
pub(super) const SHORT: usize = 4;
/// So far up a better place for a cut is looked for.
const FAR: usize = 8;

/// Whether a row is cut only where no page holds it.
pub(super) fn is_whole(row: &PdfRow, page_lines: usize) -> bool {
    let lines = row.lines();
    lines <= SHORT || row.whole && lines <= page_lines
}

/// What has to stand on one page from this row on: rows that keep with those below them, the first lines of the last, and the
/// whole of every label.
pub(super) fn kept(grid: &Grid, first: usize, page_height: f32) -> f32 {
    let page_lines = grid.lines_in(page_height);
    let (mut above, mut kept, mut rows) = (0.0_f32, 0.0_f32, 0);
    for row in grid.rows.iter().skip(first) {
        let over_rows = row.cells.iter().filter(|cell| cell.rows > 1 && cell.label.is_some());
        let beside = over_rows.map(|cell| cell.lines).filter(|lines| *lines <= page_lines).max().unwrap_or(0);
        let begins = if is_whole(row, page_lines) { row.lines() } else { row.label_lines().max(least(row.lines())) };
        kept = kept.max(above + grid.height(begins)).max(if beside > 0 { above + grid.height(beside) } else { 0.0 });
        above += grid.height(row.lines());
        rows = row.keep.max(usize::saturating_sub(rows, 1));
        if rows == 0 {
            break;
        }
    }
    if kept > page_height { 0.0 } else { kept }
}

/// So many lines of a text stand on each side of a cut.
fn least(lines: usize) -> usize {
    match lines {
        0..=3 => lines,
        4 | 5 => 2,
        _ => 3,
    }
}

/// How many of the next lines stand on this page: at least `labels`, and of every cell enough on both sides. Where that cannot be,
/// the row goes on overleaf.
pub(super) fn cut(row: &PdfRow, done: usize, rest: usize, room: usize, labels: usize) -> usize {
    let holds = |take: usize, least: &dyn Fn(usize) -> usize| {
        let parts = |lines: usize| {
            let below = lines.saturating_sub(done + take);
            below == 0 || take >= least(lines) && below >= least(lines)
        };
        parts(done + rest) && row.own().filter(|cell| cell.lines > done).all(|cell| parts(cell.lines))
    };
    let takes = || (labels.max(2)..=room.min(rest)).rev().take(FAR);
    let ample = takes().find(|take| holds(*take, &least));
    let best = ample.or_else(|| takes().find(|take| holds(*take, &|_| 2)));
    best.unwrap_or(if room > SHORT && room >= labels { room.min(rest) } else { 0 })
}
