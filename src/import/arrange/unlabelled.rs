//! Lists of record items whose heading was left out: rows of a list with no label of the form, each with a list beside it.

use super::rows;
use crate::form::Form;
use crate::grid::{GridCell, Sheet};
use crate::text::fold::fold;

/// A list names so many things at least.
const ITEMS: usize = 4;

/// The cell before which the heading of the record items belongs: the first of the rows that are lists. Nowhere, where the sheet
/// has that heading.
pub(super) fn records(sheet: &Sheet, in_table: &[usize], labels: &[bool], form: &Form) -> Option<usize> {
    let part = form.records_part()?;
    let title = fold(&part.title);
    let is_free = |cell: &usize| in_table.binary_search(cell).is_err();
    if (0..sheet.cells.len()).filter(is_free).any(|cell| fold(&sheet.cells[cell].text).contains(&title)) {
        return None;
    }
    let mut best: (usize, Option<usize>) = (0, None);
    let mut run: (usize, Option<usize>) = (0, None);
    for row in rows(&sheet.cells).filter(|row| is_free(&row.start)) {
        let cells = &sheet.cells[row.clone()];
        let is_list = match cells {
            [title, list] => !labels[row.start] && title.column < list.column && is_list(list),
            _ => false,
        };
        run = if is_list { (run.0 + 1, run.1.or(Some(row.start))) } else { (0, None) };
        if run.0 > best.0 {
            best = run;
        }
    }
    best.1
}

/// Short things, many of them, parted by lines or commas.
fn is_list(cell: &GridCell) -> bool {
    let items = cell.text.split(['、', '，', '\n', '\t']).filter(|item| !item.trim().is_empty());
    let (count, letters) = items.fold((0, 0), |(count, letters), item| (count + 1, letters + item.chars().count()));
    count >= ITEMS && letters <= count * 20 && !cell.text.contains('。')
}
