//! A row of a table that goes on over the end of a page is one row: what follows joins the cells that it belongs to.

use super::layout::{Layout, PagePiece};
use super::line::is_surely_wrapped;
use super::page::Area;

/// Sides that differ by less are the same.
const SAME: f64 = 2.0;
/// A text that goes on fills its cell up to this, in lines.
const LEFT_OVER: f64 = 1.6;

pub(super) fn join(layouts: &mut [Layout]) {
    // From the last page, so that a row over three pages comes together.
    for page in (1..layouts.len()).rev() {
        let (before, after) = layouts.split_at_mut(page);
        if let ([.., last], [next, ..]) = (before, after) {
            go_on(last, next);
        }
    }
}

fn go_on(last: &mut Layout, next: &mut Layout) {
    let bottom = last.cells.iter().map(|area| area.bottom).fold(f64::MIN, f64::max);
    let top = next.cells.iter().map(|area| area.top).fold(f64::MAX, f64::min);
    let is_between = |piece: &PagePiece| piece.is_loose && !piece.is_repeated;
    if last.pieces.iter().any(|piece| is_between(piece) && piece.area.top > bottom - SAME)
        || next.pieces.iter().any(|piece| is_between(piece) && piece.area.bottom < top + SAME)
    {
        return;
    }
    let row: Vec<Area> = last.cells.iter().copied().filter(|area| (area.bottom - bottom).abs() < SAME).collect();
    let first: Vec<Area> = next.cells.iter().copied().filter(|area| (area.top - top).abs() < SAME).collect();
    let above = |area: Area| {
        row.iter()
            .copied()
            .find(|other| (other.left - area.left).abs() < SAME && (other.right - area.right).abs() < SAME)
    };
    let Some(pairs) = first.iter().map(|area| Some((above(*area)?, *area))).collect::<Option<Vec<_>>>() else { return };
    let begins = row.iter().map(|area| area.top).fold(f64::MIN, f64::max);
    for (above, own) in &pairs {
        let is_merged = first.iter().any(|other| other.bottom < own.bottom - SAME);
        let text = |layout: &Layout, area| -> String {
            layout.texts(area).iter().map(|index| layout.pieces[*index].text()).collect()
        };
        // The label of several rows is printed on every page that has one of them.
        if is_merged && !text(last, *above).is_empty() && text(last, *above) == text(next, *own) {
            next.texts(*own).into_iter().for_each(|index| next.pieces[index].is_repeated = true);
        }
    }
    // A page that is one row goes on as it began.
    let is_whole = row.len() == last.cells.len();
    // A cell without text stands for one that was not said again; one that begins higher is merged and says nothing.
    let is_told = |(above, own): &&(Area, Area)| {
        (above.top - begins).abs() < SAME && (is_whole || !last.texts(*above).is_empty()) && next.texts(*own).is_empty()
    };
    let full = |(above, own): &(Area, Area)| next.texts(*own).is_empty() || last.is_full(*above);
    // Or the label itself was cut.
    let said = pairs.iter().find(|(_, own)| !next.texts(*own).is_empty());
    let is_cut = said.is_some_and(|(above, own)| {
        let (before, after) = (last.texts(*above), next.texts(*own));
        before.last().zip(after.first()).is_some_and(|(before, after)| {
            let (before, after) = (&last.pieces[*before], &next.pieces[*after]);
            let ends = before.lines.last().zip(after.lines.first());
            ends.is_some_and(|(end, start)| is_surely_wrapped(end, start, before.right))
        })
    });
    if !(is_cut || pairs.iter().any(|pair| is_told(&pair))) || !pairs.iter().all(full) {
        return;
    }
    for (above, own) in pairs {
        for index in next.texts(own).into_iter().rev() {
            let piece = next.pieces.remove(index);
            // What stands beside another text in its cell goes on below it.
            let beside = last.texts(above).into_iter().rev();
            let nearest = beside.min_by(|one, other| {
                let far = |index: &usize| (last.pieces[*index].area.left - piece.area.left).abs();
                far(one).total_cmp(&far(other))
            });
            match nearest {
                Some(index) => last.pieces[index].lines.extend(piece.lines),
                None => last.pieces.push(PagePiece { area: above, ..piece }),
            }
        }
    }
    next.cells.retain(|area| (area.top - top).abs() >= SAME);
}

impl Layout {
    /// The texts in a cell.
    fn texts(&self, cell: Area) -> Vec<usize> {
        let inside = |piece: &PagePiece| {
            !piece.is_loose
                && !piece.is_repeated
                && piece.area.left > cell.left - SAME
                && piece.area.right < cell.right + SAME
                && (piece.area.top - cell.top).abs() < SAME
        };
        (0..self.pieces.len()).filter(|index| inside(&self.pieces[*index])).collect()
    }

    /// Whether no further line has room in a cell.
    fn is_full(&self, cell: Area) -> bool {
        self.texts(cell).iter().any(|index| {
            let last = self.pieces[*index].lines.last();
            last.is_some_and(|line| cell.bottom - line.base < line.size * LEFT_OVER)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::line::{PageLetter, PageLine};

    /// Two columns with a row from `top` to `bottom`; the last line of each text stands at the foot of its cell.
    fn page(top: f64, bottom: f64, texts: [&str; 2]) -> Layout {
        let areas = [(0.0, 30.0), (30.0, 100.0)].map(|(left, right)| Area { left, top, right, bottom });
        let piece = |(text, area): (&str, Area)| PagePiece {
            area,
            lines: vec![PageLine {
                letters: text
                    .chars()
                    .map(|c| PageLetter {
                        text: c.into(),
                        start: 0.0,
                        end: if text.chars().count() > 2 { 70.0 } else { 20.0 },
                        is_spaced: false,
                    })
                    .collect(),
                base: bottom - 4.0,
                size: 10.0,
            }],
            right: 70.0,
            ..PagePiece::default()
        };
        let pieces = texts.into_iter().zip(areas).filter(|(text, _)| !text.is_empty()).map(piece).collect();
        Layout { pieces, cells: areas.to_vec(), height: 842.0, crowded: false }
    }

    fn texts(layouts: &[Layout]) -> Vec<Vec<String>> {
        layouts.iter().map(|layout| layout.pieces.iter().map(PagePiece::text).collect()).collect()
    }

    #[test]
    fn a_cell_goes_on_where_its_label_is_not_said_again() {
        let mut pages =
            [page(700.0, 800.0, ["項目", "一行目"]), page(50.0, 70.0, ["", "二行目"]), page(50.0, 70.0, ["", "三"])];
        join(&mut pages);
        assert_eq!(texts(&pages), [vec!["項目", "一行目二行目三"], vec![], vec![]]);
        let mut pages = [page(700.0, 800.0, ["項目", "一行目"]), page(50.0, 70.0, ["次", "二行目"])];
        join(&mut pages);
        assert_eq!(texts(&pages), [["項目", "一行目"], ["次", "二行目"]]);
    }
}
