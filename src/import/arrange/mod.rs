//! What stands where: between reading a document and matching its labels, the arrangement of a sheet is understood from how it
//! behaves as a whole, and brought into the form's: labels before their answers, one cell each, under the headings that hold them.
//!
//! What a column is for is seen from all of its cells (`columns`), never from its title: a list of items has a column of labels;
//! beside it may stand numbers that count up, paths of the form (`headings`), or the same few words again and again.

mod columns;
mod headings;
mod marks;
mod repeated;
mod set_off;
mod spaced;
mod split;
mod titles;
mod unlabelled;

use super::report::ImportReport;
use super::table;
use crate::grid::{Book, CellPlace, GridCell};
use crate::labels::{Labels, Paths};

/// The book with the cells of every sheet arranged; what was decided is told.
pub(super) fn arrange(mut book: Book, printed: &Labels<'_>, report: &mut ImportReport) -> Book {
    let paths = Paths::new(printed.form);
    titles::strike(&mut book, printed, report);
    for sheet in 0..book.sheets.len() {
        let place = |cell| CellPlace { sheet, cell };
        if let Some(cells) = spaced::of(&book.sheets[sheet], &in_table(&book, sheet, printed), printed) {
            book.sheets[sheet].cells = cells;
        }
        let marked = set_off::mark(&mut book.sheets[sheet].cells, printed);
        if let Some(first) = marked.first() {
            let count = marked.len();
            let message = format!("下線・囲み・太字で示された選択肢を、選ばれたものと読みました（{count} か所）");
            report.conflict(None, message, book.place(place(*first)));
        }
        let (cells, moved) = marks::beside_options(&book.sheets[sheet], printed);
        book.sheets[sheet].cells = cells;
        for cell in moved {
            let message = "印が選択肢から離れた所にあるので、印の無い選択肢に付けて読みました";
            report.conflict(None, message, book.place(place(cell)));
        }
        for range in repeated::of(&book.sheets[sheet], printed).into_iter().rev() {
            let message = "上と同じ行が、もう一度続いています。二度目は取り込みませんでした";
            report.conflict(None, message, book.place(place(range.start)));
            book.sheets[sheet].cells.drain(range);
        }
        let in_table = in_table(&book, sheet, printed);
        let found = columns::of(&book.sheets[sheet], &in_table, printed, &paths);
        for (ground, cell) in found.grounds() {
            report.conflict(None, ground, book.place(place(cell)));
        }
        for cell in &found.lost {
            report.unmapped(&book.cell(place(*cell)).text, book.place(place(*cell)));
        }
        book.sheets[sheet].cells = found.arranged(&book.sheets[sheet].cells);
    }
    book
}

/// The cells of the 変更箇所 table in a sheet, in order; it has columns of its own.
fn in_table(book: &Book, sheet: usize, printed: &Labels<'_>) -> Vec<usize> {
    let (_, table) = table::part(book, printed.form);
    table.iter().filter(|at| at.sheet == sheet).map(|at| at.cell).collect()
}

/// The cells of a sheet by rows.
fn rows(cells: &[GridCell]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let row = cells.get(start)?.row;
        let from = start;
        start += cells[from..].iter().take_while(|cell| cell.row == row).count();
        Some(from..start)
    })
}
