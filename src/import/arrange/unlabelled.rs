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
    let (mut run, mut title): ((usize, Option<usize>), Option<usize>) = ((0, None), None);
    for row in rows(&sheet.cells).filter(|row| is_free(&row.start)) {
        let cells = &sheet.cells[row.clone()];
        let free = !row.clone().any(|cell| labels[cell]);
        let lists = match cells {
            [title, list] if free && title.column < list.column && is_list(list) => ITEMS,
            [number, item] if free && is_number(number) && is_short(item) => 1,
            _ => 0,
        };
        // A heading of a row stands above the items that it holds.
        let heads = free && lists == 0 && matches!(cells, [only] if is_short(only));
        run = match (lists, heads) {
            (0, true) => run,
            (0, false) => (0, None),
            _ => (run.0 + lists, run.1.or(title).or(Some(row.start))),
        };
        title = heads.then_some(row.start);
        if run.0 > best.0 {
            best = run;
        }
    }
    best.1.filter(|_| best.0 >= ITEMS)
}

fn is_number(cell: &GridCell) -> bool {
    let text = fold(&cell.text);
    !text.is_empty() && text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_short(cell: &GridCell) -> bool {
    cell.text.chars().count() <= 40 && !cell.text.contains('。')
}

/// Short things, many of them, parted by lines or commas.
fn is_list(cell: &GridCell) -> bool {
    let items = cell.text.split(['、', '，', '\n', '\t']).filter(|item| !item.trim().is_empty());
    let (count, letters) = items.fold((0, 0), |(count, letters), item| (count + 1, letters + item.chars().count()));
    count >= ITEMS && letters <= count * 20 && !cell.text.contains('。')
}
