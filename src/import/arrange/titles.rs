//! The titles of columns, 「項目｜内容」, where table after table has the same ones.

use std::collections::BTreeMap;

use super::rows;
use crate::grid::{Book, CellPlace, GridCell, GridNumbering};
use crate::import::boxes::is_box;
use crate::import::report::ImportReport;
use crate::import::table;
use crate::labels::{Labels, Words};
use crate::text::fold::fold;

/// So many tables begin with the same row by no chance.
const TABLES: usize = 3;

/// Takes them out of the book; they are told once.
pub(super) fn strike(book: &mut Book, printed: &Labels<'_>, report: &mut ImportReport) {
    let mut heads: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (sheet, content) in book.sheets.iter().enumerate() {
        let Some(row) = rows(&content.cells).next().filter(|row| row.len() > 1) else { continue };
        let is_title = |cell: &GridCell| {
            !is_box(&cell.text) && !printed.is_label(&Words::of(&cell.text)) && !printed.is_option(&fold(&cell.text))
        };
        let cells = &content.cells[row.clone()];
        let is_paged = matches!(content.numbering, GridNumbering::Lines | GridNumbering::Pages);
        if !is_paged && row.end < content.cells.len() && cells.iter().all(is_title) {
            let said: Vec<String> = cells.iter().map(|cell| fold(&cell.text)).collect();
            heads.entry(said.join("\t")).or_default().push(sheet);
        }
    }
    let (_, changes) = table::part(book, printed.form);
    for sheets in heads.into_values().filter(|sheets| sheets.len() >= TABLES) {
        for (index, sheet) in sheets.into_iter().enumerate() {
            if changes.binary_search(&CellPlace { sheet, cell: 0 }).is_ok() {
                continue;
            }
            let cells = &book.sheets[sheet].cells;
            let end = cells.iter().take_while(|cell| cell.row == cells[0].row).count();
            if index == 0 {
                let place = book.place(CellPlace { sheet, cell: 0 });
                let texts = cells[..end].iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
                texts.iter().for_each(|text| report.unmapped(text, format!("{place}（どの表にもある列の見出し）")));
            }
            book.sheets[sheet].cells.drain(..end);
        }
    }
}
