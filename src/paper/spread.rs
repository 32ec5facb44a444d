//! Tables that are wider than a sheet are printed on several: first all sheets of the left part, then all of the next. They
//! have the same rows, and are laid beside each other again.

use super::layout::{Layout, PagePiece};
use super::page::Area;

/// Rows that differ by less are the same.
const SAME: f64 = 1.0;
/// Fewer heights agree by chance.
const HEIGHTS: usize = 5;
/// No table is spread over more.
const PAGES: usize = 40;

/// The pages, those beside each other as one, each with the numbers of its pages from 0.
pub(super) fn laid_out(layouts: Vec<Layout>) -> Vec<(Layout, Vec<usize>)> {
    let shapes: Vec<PageShape> = layouts.iter().map(PageShape::of).collect();
    let mut beside: Vec<Option<usize>> = vec![None; layouts.len()];
    let mut first = 0;
    while first < layouts.len() {
        let rest = layouts.len() - first;
        let long = (1..=(rest / 2).min(PAGES)).find(|long| {
            let pairs = || (first..first + long).map(|page| (&shapes[page], &shapes[page + long]));
            pairs().all(|(one, other)| one.has_rows_of(other)) && pairs().all(|(one, other)| !one.has_columns_of(other))
                // The part on the left has the same columns on all its pages.
                && (first + 1..first + long).all(|page| shapes[page].has_columns_of(&shapes[first]))
        });
        let Some(long) = long else {
            first += 1;
            continue;
        };
        let mut next = first + long;
        while next + long <= layouts.len() && (0..long).all(|at| shapes[first + at].has_rows_of(&shapes[next + at])) {
            (0..long).for_each(|at| beside[next + at] = Some(first + at));
            next += long;
        }
        first = next;
    }
    let mut out: Vec<(Layout, Vec<usize>)> = Vec::new();
    let mut places = vec![0; layouts.len()];
    for (page, layout) in layouts.into_iter().enumerate() {
        match beside[page] {
            Some(left) => {
                places[page] = places[left];
                let (own, pages) = &mut out[places[left]];
                own.beside(layout);
                pages.push(page);
            }
            None => {
                places[page] = out.len();
                out.push((layout, vec![page]));
            }
        }
    }
    out
}

/// Where the rows and columns of a page's tables begin and end.
struct PageShape {
    heights: Vec<f64>,
    lefts: Vec<f64>,
}

impl PageShape {
    fn of(layout: &Layout) -> Self {
        let both = |low: fn(&Area) -> f64, high: fn(&Area) -> f64| {
            let mut all: Vec<f64> = layout.cells.iter().flat_map(|area| [low(area), high(area)]).collect();
            all.sort_by(f64::total_cmp);
            all.dedup_by(|next, last| *next - *last < SAME);
            all
        };
        Self { heights: both(|area| area.top, |area| area.bottom), lefts: both(|area| area.left, |area| area.right) }
    }

    fn has_rows_of(&self, other: &Self) -> bool {
        // What stands above the table, as its heading, stands on one of the pages only.
        let (long, short) = if self.heights.len() >= other.heights.len() { (self, other) } else { (other, self) };
        let skipped = long.heights.len() - short.heights.len();
        short.heights.len() >= HEIGHTS && skipped < 2 && are_same(&long.heights[skipped..], &short.heights)
    }

    fn has_columns_of(&self, other: &Self) -> bool {
        are_same(&self.lefts, &other.lefts)
    }
}

fn are_same(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() < SAME)
}

impl Layout {
    fn beside(&mut self, mut other: Self) {
        let end = |layout: &Self| layout.cells.iter().map(|area| area.right).fold(0.0, f64::max);
        let start = |layout: &Self| layout.cells.iter().map(|area| area.left).fold(f64::MAX, f64::min);
        let shift = end(self) - start(&other);
        let moved = |area: &mut Area| (area.left, area.right) = (area.left + shift, area.right + shift);
        other.cells.iter_mut().for_each(moved);
        other.pieces.iter_mut().for_each(|piece: &mut PagePiece| moved(&mut piece.area));
        self.cells.append(&mut other.cells);
        self.pieces.append(&mut other.pieces);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(heights: &[f64], lefts: &[f64]) -> Layout {
        let cells = heights.windows(2).flat_map(|rows| {
            lefts.windows(2).map(|columns| Area { top: rows[0], bottom: rows[1], left: columns[0], right: columns[1] })
        });
        Layout { cells: cells.collect(), ..Layout::default() }
    }

    #[test]
    fn parts_of_a_wide_table_are_laid_beside_each_other() {
        let rows = [[0.0, 20.0, 45.0, 60.0, 90.0], [0.0, 30.0, 45.0, 70.0, 99.0]];
        let wide = |columns: &[f64]| rows.map(|rows| layout(&rows, columns));
        let pages = [wide(&[0.0, 10.0, 40.0]).as_slice(), &wide(&[0.0, 60.0]), &wide(&[0.0, 60.0])].concat();
        let laid: Vec<Vec<usize>> = laid_out(pages).into_iter().map(|(_, pages)| pages).collect();
        assert_eq!(laid, [[0, 2, 4], [1, 3, 5]]);
    }

    #[test]
    fn pages_below_each_other_stay_so() {
        let page = || layout(&[0.0, 20.0, 45.0, 60.0, 90.0], &[0.0, 10.0, 40.0]);
        assert_eq!(laid_out(vec![page(), page(), page()]).len(), 3);
    }
}
