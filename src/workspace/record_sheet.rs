//! Record items kept in a spreadsheet.

use std::collections::BTreeMap;

use crate::assessment::{SheetRequest, SheetRow, SheetRows};
use crate::finding::{Finding, reader};
use crate::grid::{self, GridCell, GridCellKind, Sheet};
use crate::text::Source;

/// The rows of the list that `request` describes, in a spreadsheet called `name`.
pub(super) fn read_rows(name: &str, bytes: &[u8], request: &SheetRequest) -> Result<SheetRows, Box<Finding>> {
    let fail = |message: String| Box::new(Finding::new(&reader::BAD_SHEET, format!("{name}: {message}")));
    let book = grid::read(name, bytes)?;
    let sheet = match &request.sheet {
        Some(wanted) => book.sheets.iter().find(|sheet| sheet.name == *wanted),
        None => book.sheets.first(),
    };
    let sheet = sheet.ok_or_else(|| {
        let names: Vec<_> = book.sheets.iter().map(|sheet| format!("「{}」", sheet.name)).collect();
        let wanted = request.sheet.as_deref().unwrap_or_default();
        fail(format!("シート「{wanted}」がありません（あるのは {}）", names.concat()))
    })?;
    let rows = rows(name, sheet, request);
    if rows.is_empty() {
        return Err(fail("指定した列に記録項目がありません".into()));
    }
    Ok(SheetRows { rows, cells: book.sheets.iter().map(|sheet| sheet.cells.len()).sum() })
}

fn rows(name: &str, sheet: &Sheet, request: &SheetRequest) -> Vec<SheetRow> {
    let in_list = |cell: &&GridCell| {
        cell.kind == GridCellKind::Cell && (cell.column == request.column || Some(cell.column) == request.group)
    };
    let cells: Vec<(&GridCell, String)> =
        sheet.cells.iter().filter(in_list).map(|cell| (cell, cell.living())).collect();
    let (_, spans) =
        Source::sheet(name, &sheet.name, cells.iter().map(|(cell, text)| (cell.row, cell.column, text.trim())));
    let groups: BTreeMap<u32, &str> = (cells.iter())
        .filter(|(cell, _)| Some(cell.column) == request.group)
        .map(|(cell, text)| (cell.row, text.trim()))
        .collect();
    let items = cells.iter().zip(spans).filter(|((cell, text), _)| {
        cell.row >= request.header && cell.column == request.column && !text.trim().is_empty()
    });
    let row = |((cell, text), span): (&(&GridCell, String), _)| {
        let group = groups.get(&cell.row).map(|group| (*group).to_owned());
        SheetRow { group, item: text.trim().to_owned(), span }
    };
    items.map(row).collect()
}
