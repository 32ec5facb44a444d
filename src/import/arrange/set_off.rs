//! Options that are chosen by how they look: underlined, framed or in bold type, where the others of their list are not.

use std::ops::Range;

use super::marks::{MarkedCell, kind};
use crate::grid::GridCell;
use crate::import::boxes::is_mark;
use crate::labels::{Labels, folded};

/// Stands before an option that is chosen.
const CHOSEN: &str = "☑";

/// Puts a box before every such option; the cells that have one now.
pub(super) fn mark(cells: &mut [GridCell], printed: &Labels<'_>) -> Vec<usize> {
    let is_option = |text: &str| kind(text.trim(), printed) == MarkedCell::Option;
    let says = |cell: &GridCell, range: &Range<usize>| cell.text.get(range.clone()).is_some_and(is_option);
    let set_off = |cell: &GridCell| cell.set_off.iter().any(|range| says(cell, range));
    if !cells.iter().any(set_off) {
        return Vec::new();
    }
    let plain: Vec<bool> = cells.iter().map(|cell| cell.set_off.is_empty() && is_option(&cell.text)).collect();
    let mut marked = Vec::new();
    for (index, cell) in cells.iter_mut().enumerate() {
        let beside = |at: Option<usize>| at.and_then(|at| plain.get(at)).copied().unwrap_or_default();
        let near = beside(index.checked_sub(1)) || beside(Some(index + 1));
        if !near && !names_others(cell, printed) {
            continue;
        }
        let mut starts: Vec<usize> = cell
            .set_off
            .iter()
            .filter(|range| says(cell, range))
            .map(|range| before_number(&cell.text, range.start))
            .filter(|start| !cell.text[..*start].trim_end().ends_with(|letter| is_mark(letter) && letter != '・'))
            .collect();
        starts.sort_unstable();
        starts.dedup();
        if !starts.is_empty() {
            let mut text = String::with_capacity(cell.text.len() + starts.len() * CHOSEN.len());
            let mut from = 0;
            for start in starts {
                text.push_str(&cell.text[from..start]);
                text.push_str(CHOSEN);
                from = start;
            }
            text.push_str(&cell.text[from..]);
            cell.text = text;
            marked.push(index);
        }
    }
    marked
}

/// Beside what is set off, the cell has options that are not.
fn names_others(cell: &GridCell, printed: &Labels<'_>) -> bool {
    let mut rest = String::with_capacity(cell.text.len());
    let mut from = 0;
    for range in &cell.set_off {
        rest.push_str(cell.text.get(from..range.start).unwrap_or_default());
        rest.push('\n');
        from = range.end;
    }
    rest.push_str(cell.text.get(from..).unwrap_or_default());
    rest.lines().map(folded).any(|line| (0..line.len()).any(|at| printed.option_at(&line[at..]) > 1))
}

/// Where the number of the option begins that begins here.
fn before_number(text: &str, start: usize) -> usize {
    let bare = text[..start].trim_end_matches([' ', '　']);
    let open = bare.trim_end_matches([')', '）', '.', '．']);
    let number = open.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if open.len() < bare.len() && number.len() < open.len() { number.len() } else { start }
}
