//! Text that has no room in its cell is printed over the cells below. It still follows its first line in the order of drawing,
//! at the pace of its lines, and so it is led back to the cell where it begins.

use std::collections::BTreeMap;
use std::ops::Range;

use super::page::{Area, Page, PageGlyph, PagePoint};

/// Lines that are nearer than this, of an em, and stand over each other, cannot be read.
const OVER: f64 = 0.6;
/// How far a step may differ from the pace.
const PACE: f64 = 0.04;
/// No lines of a text are farther apart, of an em.
const FAR: f64 = 2.2;

/// Characters that were drawn one after the other on one line.
struct Run {
    glyphs: Range<usize>,
    start: f64,
    end: f64,
    base: f64,
    size: f64,
    middle: PagePoint,
    cell: Option<(usize, Area)>,
}

/// Gives what overflows the place of the line that it begins with. `cell` tells the cell of a place.
pub(super) fn lead_back(page: &mut Page, cell: impl Fn(PagePoint) -> Option<(usize, Area)>) {
    let runs = runs(&page.glyphs, cell);
    if !is_printed_over(&runs) {
        return;
    }
    let Some(pace) = pace(&runs) else { return };
    let mut begun: Option<PagePoint> = None;
    for (index, run) in runs.iter().enumerate() {
        let last = index.checked_sub(1).map(|last| &runs[last]);
        let step = last.filter(|last| is_below(last, run)).map(|last| (run.base - last.base) / run.size);
        if step.is_none_or(|step| (step - pace).abs() > pace * PACE) {
            begun = None;
        }
        let middle = *begun.get_or_insert(run.middle);
        for glyph in &mut page.glyphs[run.glyphs.clone()] {
            glyph.middle = middle;
        }
    }
}

fn runs(glyphs: &[PageGlyph], cell: impl Fn(PagePoint) -> Option<(usize, Area)>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (index, glyph) in glyphs.iter().enumerate() {
        let cell = cell(glyph.middle);
        let on_line = |run: &&mut Run| (glyph.base - run.base).abs() < run.size * 0.1;
        match runs.last_mut().filter(on_line) {
            Some(run) if glyph.start > run.end - run.size * 0.5 && cell == run.cell => {
                run.glyphs.end = index + 1;
                run.end = glyph.end;
            }
            _ => runs.push(Run {
                glyphs: index..index + 1,
                start: glyph.start,
                end: glyph.end,
                base: glyph.base,
                size: glyph.size,
                middle: glyph.middle,
                cell,
            }),
        }
    }
    runs
}

fn is_below(last: &Run, run: &Run) -> bool {
    (last.start - run.start).abs() < run.size * 0.1 && (last.size - run.size).abs() < run.size * 0.02
}

/// Whether two lines of one cell stand over each other; what is printed twice for a bold look does not.
fn is_printed_over(runs: &[Run]) -> bool {
    let mut cells: BTreeMap<usize, Vec<&Run>> = BTreeMap::new();
    for run in runs {
        if let Some((cell, _)) = run.cell {
            cells.entry(cell).or_default().push(run);
        }
    }
    cells.values_mut().any(|runs| {
        runs.sort_by(|one, other| one.base.total_cmp(&other.base));
        runs.windows(2).any(|pair| {
            let (step, size) = (pair[1].base - pair[0].base, pair[0].size.min(pair[1].size));
            let common = pair[0].end.min(pair[1].end) - pair[0].start.max(pair[1].start);
            step > size * 0.05 && step < size * OVER && common > size * 2.0
        })
    })
}

/// The step from line to line that is the most common below full lines, of an em.
fn pace(runs: &[Run]) -> Option<f64> {
    let is_full = |run: &Run| run.cell.is_some_and(|(_, area)| run.end > area.right - run.size * 2.0);
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for pair in runs.windows(2).filter(|pair| is_full(&pair[0]) && is_below(&pair[0], &pair[1])) {
        let step = (pair[1].base - pair[0].base) / pair[1].size;
        if (1.0..FAR).contains(&step) {
            *counts.entry((step * 100.0).round() as i32).or_default() += 1;
        }
    }
    // Of those that are as common, the smaller: rows are never nearer than lines.
    counts.into_iter().max_by_key(|(step, count)| (*count, -step)).map(|(step, _)| f64::from(step) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::page::Turn;

    /// Lines that begin at 0 at these heights, of ten characters each.
    fn page(bases: &[f64]) -> Page {
        let mut page = Page::default();
        for base in bases {
            for index in 0..10 {
                let start = f64::from(index) * 10.0;
                let letters = page.text.len()..page.text.len() + 1;
                page.text.push('a');
                let middle = PagePoint { x: start + 5.0, y: base - 3.6 };
                let glyph =
                    PageGlyph { letters, start, end: start + 10.0, base: *base, size: 10.0, turn: Turn::None, middle };
                page.glyphs.push(glyph);
            }
        }
        page
    }

    /// Rows of 16 points.
    fn row(point: PagePoint) -> (usize, Area) {
        let row = (0_u32..9).rfind(|row| f64::from(*row) * 16.0 <= point.y).unwrap_or_default();
        let top = f64::from(row) * 16.0;
        (row as usize, Area { left: 0.0, right: 104.0, top, bottom: top + 16.0 })
    }

    fn rows(page: &Page) -> Vec<usize> {
        page.glyphs.iter().step_by(10).map(|glyph| row(glyph.middle).0).collect()
    }

    #[test]
    fn what_overflows_goes_back_to_where_it_begins() {
        // Three lines in the first row, one in the second, two in the third.
        let mut printed = page(&[12.0, 25.0, 38.0, 28.0, 44.0, 57.0]);
        lead_back(&mut printed, |point| Some(row(point)));
        assert_eq!(rows(&printed), [0, 0, 0, 1, 2, 2]);
    }

    #[test]
    fn what_has_room_stays_where_it_is() {
        let mut printed = page(&[12.0, 28.0, 44.0]);
        lead_back(&mut printed, |point| Some(row(point)));
        assert_eq!(rows(&printed), [0, 1, 2]);
    }
}
