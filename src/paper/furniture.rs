//! What every page prints at its head or foot and no page says: running titles, dates of printing, page numbers.

use std::collections::BTreeMap;

use super::layout::Layout;
use crate::text::numeral::digit;

/// So many pages print it, or it belongs to one.
const PAGES: usize = 3;
/// It stands at the same height, and no deeper in the page than this share of it.
const SAME: f64 = 3.0;
const MARGIN: f64 = 0.15;

/// A text without its figures, and its height; its pages and pieces there, and the figures.
type Alike = BTreeMap<(String, i64), Vec<(usize, usize, Vec<u64>)>>;

/// Marks it on every page.
pub(super) fn mark(layouts: &mut [Layout]) {
    let mut alike = Alike::new();
    for (page, layout) in layouts.iter().enumerate() {
        let top = layout.cells.iter().map(|area| area.top).fold(layout.height * MARGIN, f64::min);
        let bottom = layout.cells.iter().map(|area| area.bottom).fold(layout.height * (1.0 - MARGIN), f64::max);
        for (index, piece) in layout.pieces.iter().enumerate() {
            let (above, below) = (piece.area.bottom <= top + SAME, piece.area.top >= bottom - SAME);
            if piece.is_loose && (above || below) {
                let (words, figures) = parted(&piece.text());
                alike.entry((words, (piece.area.top / SAME).round() as i64)).or_default().push((page, index, figures));
            }
        }
    }
    for found in alike.into_values() {
        let pages = found.chunk_by(|one, next| one.0 == next.0).count();
        // Figures are the same, or count up.
        let in_order = found.windows(2).all(|pair| pair[0].2.iter().zip(&pair[1].2).all(|(one, next)| one <= next));
        if pages >= PAGES && in_order {
            found.iter().for_each(|(page, index, _)| layouts[*page].pieces[*index].is_repeated = true);
        }
    }
}

/// A text with a sign for each of its numbers, and the numbers.
fn parted(text: &str) -> (String, Vec<u64>) {
    let (mut words, mut numbers) = (String::new(), Vec::new());
    let mut in_number = false;
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        match digit(letter) {
            Some(digit) => {
                if !in_number {
                    words.push('0');
                    numbers.push(0_u64);
                }
                if let Some(number) = numbers.last_mut() {
                    *number = number.saturating_mul(10).saturating_add(u64::from(digit));
                }
                in_number = true;
            }
            None => {
                words.push(letter);
                in_number = false;
            }
        }
    }
    (words, numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::layout::PagePiece;
    use crate::paper::line::{PageLetter, PageLine};
    use crate::paper::page::Area;

    fn piece(text: &str, top: f64) -> PagePiece {
        let letters =
            text.chars().map(|c| PageLetter { text: c.into(), start: 0.0, end: 0.0, is_spaced: false }).collect();
        let area = Area { left: 0.0, top, right: 100.0, bottom: top + 10.0 };
        PagePiece {
            area,
            lines: vec![PageLine { letters, base: top + 9.0, size: 10.0 }],
            is_loose: true,
            ..PagePiece::default()
        }
    }

    #[test]
    fn what_recurs_at_the_edge_of_pages_is_marked() {
        let page = |number: usize| Layout {
            pieces: vec![
                piece("架空市の評価書", 20.0),
                piece(&format!("- {number} -"), 780.0),
                piece("架空市の評価書", 400.0),
                piece(&format!("第{}章", 9 - number), 40.0),
            ],
            height: 842.0,
            ..Layout::default()
        };
        let mut pages: Vec<Layout> = (1..4).map(page).collect();
        mark(&mut pages);
        let marked: Vec<bool> = pages[1].pieces.iter().map(|piece| piece.is_repeated).collect();
        assert_eq!(marked, [true, true, false, false]);
        let mut pages: Vec<Layout> = (1..3).map(page).collect();
        mark(&mut pages);
        assert!(pages.iter().flat_map(|page| &page.pieces).all(|piece| !piece.is_repeated));
    }
}
