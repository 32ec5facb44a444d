//! What stands in a book and is not the living text of the document: struck-out text, notes, hidden sheets. It is told, so
//! that nothing is lost, and no item takes it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::report::ImportReport;
use crate::grid::{Book, GridCell, GridCellKind};
use crate::labels::Labels;
use crate::text::fold::fold;
use crate::text::{printable, usual};

/// The book without all that; what an officer should know about the file is told, too.
pub(super) fn living(book: &Book, printed: &Labels<'_>, report: &mut ImportReport) -> Book {
    for remark in &book.remarks {
        report.conflict(None, remark.clone(), book.name.clone());
    }
    // Lists for drop-downs are no text of the document.
    let is_list = |cell: &GridCell| printed.is_option(&fold(&cell.text));
    for sheet in book.sheets.iter().filter(|sheet| sheet.hidden && !sheet.cells.iter().all(is_list)) {
        report.conflict(None, "非表示のシートは取り込みませんでした", format!("「{}」", sheet.name));
    }
    let (mut hidden, mut first) = (0, None);
    // Each is told once; numbers of pages are not.
    let mut repeated = BTreeSet::new();
    for (at, cell) in book.cells() {
        if book.sheets[at.sheet].hidden || cell.kind == GridCellKind::Note {
            if !is_list(cell) {
                report.unmapped(&cell.text, book.place(at));
            }
            continue;
        }
        if cell.kind == GridCellKind::Repeated {
            let words: String = cell.text.chars().filter(|letter| letter.is_alphabetic()).collect();
            if !words.is_empty() && repeated.insert(words) {
                report.unmapped(&cell.text, format!("{}（どのページにもある見出しやフッター）", book.place(at)));
            }
            continue;
        }
        if cell.hidden {
            hidden += 1;
            first.get_or_insert_with(|| book.place(at));
        }
        let struck: String = cell.struck.iter().map(|range| &cell.text[range.clone()]).collect();
        report.unmapped(&struck, format!("{}（取り消し線）", book.place(at)));
    }
    if let Some(first) = first {
        let message = format!("非表示の行・列に文字のあるセルが {hidden} 個あります。取り込みました");
        report.conflict(None, message, first);
    }
    let mut living = book.clone();
    living.sheets.retain(|sheet| !sheet.hidden);
    for sheet in &mut living.sheets {
        sheet.cells.retain(|cell| !matches!(cell.kind, GridCellKind::Note | GridCellKind::Repeated));
        for cell in &mut sheet.cells {
            let before = cell.text.len();
            if !cell.struck.is_empty() {
                cell.text = cell.living();
                cell.struck.clear();
            }
            // No assessment may contain them.
            if let Cow::Owned(text) = printable(&cell.text) {
                cell.text = text;
            }
            if let Cow::Owned(text) = usual(&cell.text) {
                cell.text = text;
            }
            // Its ranges are those of the text as it was.
            if cell.text.len() != before {
                cell.set_off.clear();
            }
        }
    }
    living
}
