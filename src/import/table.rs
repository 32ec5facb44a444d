//! Where a document prints its 変更箇所 table; everything in it speaks of items and is none.

use crate::form::Form;
use crate::grid::{At, Book, Numbering};
use crate::text::fold::fold;

/// The cells of the document without the table, and those of the table.
pub(super) fn part(book: &Book, form: &Form) -> (Vec<At>, Vec<At>) {
    let heads = heads(book, form);
    let in_table = |at: At| {
        let lines = book.sheets[at.sheet].numbering == Numbering::Lines;
        heads.iter().any(|head| head.sheet == at.sheet && head.cell <= at.cell || lines && *head <= at)
    };
    book.cells().map(|(at, _)| at).partition(|at| !in_table(*at))
}

/// The first cell of every row that holds the titles of the columns, or of the heading right above it.
fn heads(book: &Book, form: &Form) -> Vec<At> {
    let Some(part) = form.changes_part() else { return Vec::new() };
    let titles: Vec<String> = part.columns.iter().flatten().map(|title| fold(title)).collect();
    let heading = fold(&part.heading());
    let mut heads = Vec::new();
    for (sheet, content) in book.sheets.iter().enumerate() {
        let mut start = 0;
        while start < content.cells.len() {
            let row = content.cells[start].row;
            let end = start + content.cells[start..].iter().take_while(|cell| cell.row == row).count();
            let text: String = content.cells[start..end].iter().map(|cell| fold(&cell.text)).collect();
            if titles.iter().filter(|title| text.contains(title.as_str())).count() * 3 >= titles.len() * 2
                && text.chars().count() < titles.concat().chars().count() * 2
            {
                let above = content.cells[..start].iter().rposition(|cell| fold(&cell.text).contains(&heading));
                let first = above.filter(|above| start - above < 3).unwrap_or(start);
                heads.push(At { sheet, cell: first });
            }
            start = end;
        }
    }
    heads
}
