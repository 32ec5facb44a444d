//! Record items kept in a spreadsheet, read behind a guard: nothing is unpacked before its size is known.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use crate::assessment::{SheetRequest, SheetRow};
use crate::finding::{Finding, Rule, reader};
use crate::text::{Source, Span, limits};

/// One cell with text: row and column from 0.
struct TextCell {
    row: u32,
    column: u32,
    text: String,
}

/// The rows of the list that `request` describes, in a spreadsheet called `name`.
pub(super) fn read_rows(name: &str, bytes: &[u8], request: &SheetRequest) -> Result<Vec<SheetRow>, Box<Finding>> {
    let fail = |rule: &'static Rule, message: String| Box::new(Finding::new(rule, format!("{name}: {message}")));
    guard(bytes).map_err(|(rule, message)| fail(rule, message))?;
    let cells = read_cells(bytes, request).map_err(|(rule, message)| fail(rule, message))?;
    let source = Source::new(name, page(&cells));
    let groups: BTreeMap<u32, &str> = (cells.iter().filter(|cell| Some(cell.column) == request.group))
        .map(|cell| (cell.row, cell.text.as_str()))
        .collect();
    let mut rows = Vec::new();
    for cell in cells.iter().filter(|cell| cell.row >= request.header && cell.column == request.column) {
        let group = groups.get(&cell.row).map(|group| (*group).to_owned());
        let span = span_of(&source, cell);
        rows.push(SheetRow { group, item: cell.text.clone(), span });
    }
    if rows.is_empty() {
        return Err(fail(&reader::BAD_SHEET, "指定した列に記録項目がありません".into()));
    }
    Ok(rows)
}

type Refusal = (&'static Rule, String);

/// Refuses what is no spreadsheet, and archives that unpack to more than anybody writes by hand. The sizes are measured, not
/// believed.
fn guard(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err((
            &reader::BAD_SHEET,
            "パスワードが掛かっているか、古い形式（.xls）です。.xlsx で保存し直してください".into(),
        ));
    }
    let broken = |_| -> Refusal { (&reader::BAD_SHEET, "表計算ファイルが壊れています".into()) };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > limits::SHEET_ENTRIES {
        return Err((&reader::SHEET_TOO_LARGE, format!("中のファイルが {} 個あります", archive.len())));
    }
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(broken)?;
        let rest = limits::SHEET_UNPACKED_BYTES - unpacked;
        unpacked += std::io::copy(&mut entry.take(rest + 1), &mut std::io::sink())
            .map_err(|_| -> Refusal { (&reader::BAD_SHEET, "表計算ファイルが壊れています".into()) })?;
        if unpacked > limits::SHEET_UNPACKED_BYTES {
            return Err((&reader::SHEET_TOO_LARGE, "展開すると 8 MiB を超えます".into()));
        }
    }
    Ok(())
}

/// The cells of the two columns that the list is made of.
fn read_cells(bytes: &[u8], request: &SheetRequest) -> Result<Vec<TextCell>, Refusal> {
    let broken = |error: XlsxError| -> Refusal {
        match error {
            XlsxError::Password => (&reader::BAD_SHEET, "パスワードが掛かっています".into()),
            _ => (&reader::BAD_SHEET, "表計算ファイルが壊れています".into()),
        }
    };
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(broken)?;
    let names = book.sheet_names();
    let name = match request.sheet.as_deref() {
        Some(name) => names.iter().find(|existing| *existing == name).cloned(),
        None => names.first().cloned(),
    };
    let Some(name) = name else {
        return Err((
            &reader::BAD_SHEET,
            format!("シート「{}」がありません", request.sheet.as_deref().unwrap_or_default()),
        ));
    };
    // Streamed, so that one cell in a far corner does not allocate the grid before it.
    let mut reader_of_cells = book.worksheet_cells_reader(&name).map_err(broken)?;
    let mut cells = Vec::new();
    let (mut seen, mut bytes) = (0, 0);
    while let Some(cell) = reader_of_cells.next_cell().map_err(broken)? {
        seen += 1;
        if seen > limits::SHEET_CELLS {
            return Err((&reader::SHEET_TOO_LARGE, "セルが 10 万個を超えています".into()));
        }
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        let (row, column) = cell.get_position();
        if row >= limits::SHEET_ROWS || column >= limits::SHEET_COLUMNS {
            return Err((&reader::SHEET_TOO_LARGE, format!("{} 行目・{} 列目に値があります", row + 1, column + 1)));
        }
        if column != request.column && Some(column) != request.group {
            continue;
        }
        let text = match cell.get_value() {
            DataRef::String(text) => Cow::from(text),
            DataRef::SharedString(text) => Cow::from(*text),
            other => Cow::from(calamine::Data::from(other.clone()).to_string()),
        };
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        bytes += text.len();
        if bytes > limits::SHEET_TEXT_BYTES {
            return Err((&reader::SHEET_TOO_LARGE, "記録項目の文字が 4 MiB を超えています".into()));
        }
        let text = text.to_owned();
        cells.push(TextCell { row, column, text });
    }
    Ok(cells)
}

/// The sheet as text, one line per row and a tab between columns, so that a finding can say its row.
fn page(cells: &[TextCell]) -> String {
    let last = cells.iter().map(|cell| cell.row).max().unwrap_or_default();
    let mut lines = vec![String::new(); last as usize + 1];
    for cell in cells {
        let line = &mut lines[cell.row as usize];
        if !line.is_empty() {
            line.push('\t');
        }
        line.push_str(&cell.text.replace(['\n', '\r', '\t'], " "));
    }
    lines.join("\n")
}

fn span_of(source: &Arc<Source>, cell: &TextCell) -> Span {
    let start = source.line_start(cell.row + 1);
    let line = source.line(cell.row + 1);
    let shown = cell.text.replace(['\n', '\r', '\t'], " ");
    let offset = line.rfind(&shown).unwrap_or_default();
    Span::new(source, start + offset..start + offset + shown.len())
}
