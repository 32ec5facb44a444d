//! Where a document prints its 変更箇所 table; everything in it speaks of items and is none.

use crate::form::Form;
use crate::grid::{Book, CellPlace, GridCell, GridNumbering};
use crate::text::fold::fold;

/// How many characters of the table are no titles of columns.
pub(super) fn characters(book: &Book, table: &[CellPlace], form: &Form) -> usize {
    let titles = titles(form);
    let texts = table.iter().map(|at| fold(&book.cell(*at).text)).filter(|text| !titles.contains(text));
    texts.map(|text| text.chars().count()).sum()
}

fn titles(form: &Form) -> Vec<String> {
    form.changes_part().and_then(|part| part.columns.as_ref()).into_iter().flatten().map(|title| fold(title)).collect()
}

/// The cells of the document without the table, and those of the table without its heading.
pub(super) fn part(book: &Book, form: &Form) -> (Vec<CellPlace>, Vec<CellPlace>) {
    let heads = heads(book, form);
    let carried = carried(book, form, &heads);
    let in_table = |at: CellPlace| {
        let lines = book.sheets[at.sheet].numbering == GridNumbering::Lines;
        let follows = |head: &CellPlace| head.sheet == at.sheet && head.cell <= at.cell || lines && *head <= at;
        carried[at.sheet] || heads.iter().any(follows)
    };
    let (document, mut table): (Vec<CellPlace>, Vec<CellPlace>) =
        book.cells().map(|(at, _)| at).partition(|at| !in_table(*at));
    let heading = form.changes_part().map(|part| fold(&part.heading()));
    table.retain(|at| heading.as_ref().is_none_or(|heading| fold(&book.cell(*at).text) != *heading));
    (document, table)
}

/// The sheets that the table goes on in, where every page is a sheet: up to the one that begins another part.
fn carried(book: &Book, form: &Form, heads: &[CellPlace]) -> Vec<bool> {
    let parts = form.parts.iter().filter(|part| part.number.is_some() && part.columns.is_none());
    let headings: Vec<String> = parts.map(|part| fold(&part.heading())).collect();
    // Rows of the table speak of parts, too, but never in a cell alone.
    let begins_part = |cells: &[GridCell]| {
        let [cell] = cells else { return false };
        let text = fold(&cell.text);
        let rest = headings.iter().find_map(|heading| text.strip_prefix(heading.as_str()));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['(', '※']))
    };
    let mut open = false;
    let carries = book.sheets.iter().enumerate().map(|(index, sheet)| {
        let first = heads.iter().filter(|head| head.sheet == index).map(|head| head.cell).min();
        let carried = open && first.is_none();
        let rest = &sheet.cells[first.unwrap_or_default()..];
        open = (carried || first.is_some()) && !rest.chunk_by(|one, next| one.row == next.row).any(begins_part);
        carried && open
    });
    carries.collect()
}

/// The first cell of every row that holds the titles of the columns or of titles that stand below each other, or of the
/// heading right above them.
fn heads(book: &Book, form: &Form) -> Vec<CellPlace> {
    let Some(part) = form.changes_part() else { return Vec::new() };
    let titles = titles(form);
    let heading = fold(&part.heading());
    let mut heads = Vec::new();
    for (sheet, content) in book.sheets.iter().enumerate() {
        let found = heads.len();
        let mut start = 0;
        while start < content.cells.len() {
            let row = content.cells[start].row;
            let end = start + content.cells[start..].iter().take_while(|cell| cell.row == row).count();
            let text: String = content.cells[start..end].iter().map(|cell| fold(&cell.text)).collect();
            if titles.iter().filter(|title| text.contains(title.as_str())).count() * 3 >= titles.len() * 2
                && text.chars().count() < titles.concat().chars().count() * 2
                || titles_below(&content.cells[start..], &titles)
            {
                let above = content.cells[..start].iter().rposition(|cell| fold(&cell.text).contains(&heading));
                let first = above.filter(|above| start - above < 3).unwrap_or(start);
                heads.push(CellPlace { sheet, cell: first });
            }
            start = end;
        }
        if found == heads.len() && content.numbering == GridNumbering::Lines {
            heads.extend(last_heading(&content.cells, form, &heading).map(|cell| CellPlace { sheet, cell }));
        }
    }
    heads
}

/// The heading of the table below those of all other parts, where the titles of its columns were torn apart.
fn last_heading(cells: &[GridCell], form: &Form, heading: &str) -> Option<usize> {
    let headings: Vec<String> = form.parts.iter().map(|part| fold(&part.heading())).collect();
    // Rows of the table speak of parts, too, but of more than their heading.
    let is_heading = |cell: &GridCell| {
        let text = fold(&cell.text);
        let rest = headings.iter().find_map(|heading| text.strip_prefix(heading.as_str()));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['(', '※']))
    };
    let last = cells.iter().rposition(is_heading)?;
    (fold(&cells[last].text) == heading && last + 1 < cells.len()).then_some(last)
}

/// The titles stand one in a row, in the form's order.
fn titles_below(cells: &[GridCell], titles: &[String]) -> bool {
    let pairs = || cells.iter().zip(titles);
    cells.len() >= titles.len()
        && pairs().all(|(cell, title)| fold(&cell.text) == *title)
        && pairs().zip(pairs().skip(1)).all(|((one, _), (next, _))| one.row < next.row)
}
