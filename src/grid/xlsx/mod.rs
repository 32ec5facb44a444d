//! Workbooks of Excel. Their cells are read by calamine, which is only ever given an archive of checked parts: it would make
//! room for whatever a count promises and copy long names as often as they are referred to.

mod marks;
mod notes;
mod package;
mod shapes;
mod strings;
mod styles;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};

use self::marks::Marks;
use self::package::{SheetPart, XlsxPackage};
use self::styles::XlsxStyles;
use super::archive::Archive;
use super::budget::GridBudget;
use super::model::{Book, DefinedName, GridCell, Sheet};
use super::number;
use super::refusal::Refusal;
use crate::text::guarded;

type XlsxWorkbook = Xlsx<Cursor<Vec<u8>>>;

pub(super) fn read(name: &str, archive: &Archive) -> Result<Book, Refusal> {
    let package = XlsxPackage::read(archive)?;
    let strings = package.strings.as_deref().and_then(|part| archive.part(part)).map(strings::struck).transpose()?;
    let styles = package.styles.as_deref().and_then(|part| archive.part(part)).map(XlsxStyles::read).transpose()?;
    let (strings, styles) = (strings.unwrap_or_default(), styles.unwrap_or_default());
    let mut book = Book { name: name.to_owned(), remarks: remarks(archive), ..Book::default() };
    let persons = notes::persons(archive, &package.workbook)?;
    let mut workbook = open(archive, &package)?;
    let (mut budget, mut seen) = (GridBudget::default(), BTreeSet::new());
    for sheet in &package.sheets {
        let marks = Marks::read(archive.required(&sheet.part)?, &strings)?;
        let mut cells = cells(&mut workbook, sheet, &styles, &marks, &mut budget)?;
        let mut beside = shapes::read(archive, &sheet.part, &mut seen)?;
        for note in notes::read(archive, &sheet.part, &persons, &mut seen)? {
            beside.push(note.beside());
            book.markups.push(note.markup(book.sheets.len()));
        }
        for beside in beside {
            budget.take(beside.row, beside.column, &beside.text)?;
            cells.push(beside);
        }
        let unknown = marks.uncalculated.iter().chain(&marks.failed).copied().collect();
        let mut read = Sheet { name: sheet.name.clone(), hidden: sheet.hidden, cells, unknown, ..Sheet::default() };
        read.tidy();
        let uncalculated = marks.uncalculated.first().map(|(row, column)| GridCell::new(*row, *column, "").reference());
        if let Some(first) = uncalculated {
            let count = marks.uncalculated.len();
            book.remarks.push(format!(
                "シート「{}」の数式 {count} 個（{first} など）に計算結果が保存されていません",
                sheet.name
            ));
        }
        book.sheets.push(read);
    }
    book.names = workbook
        .defined_names()
        .iter()
        .filter_map(|(name, formula)| DefinedName::read(name, formula, &book.sheets))
        .collect();
    let properties = guarded(Refusal::broken, || workbook.workbook_properties().map_err(broken))?;
    book.properties = properties.custom_properties.into_iter().collect();
    Ok(book)
}

fn remarks(archive: &Archive) -> Vec<String> {
    let mut remarks = Vec::new();
    if archive.has(|name| name.ends_with("vbaProject.bin")) {
        remarks.push("マクロが入っています。マクロは読まず、動かしません".to_owned());
    }
    if archive.has(|name| name.contains("/externalLinks/")) {
        remarks.push("ほかのファイルへのリンクがあります。リンク先は開かず、保存されている値を読みます".to_owned());
    }
    remarks
}

/// What calamine reads beside the sheets stands under fixed names in the folder of the workbook.
fn open(archive: &Archive, package: &XlsxPackage) -> Result<XlsxWorkbook, Refusal> {
    let (folder, file) =
        package.workbook.rsplit_once('/').map_or(("", package.workbook.as_str()), |(folder, file)| (folder, file));
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let mut parts: BTreeMap<String, &str> = BTreeMap::new();
    let relations = beside(&format!("_rels/{file}.rels"));
    for name in ["_rels/.rels", "docProps/custom.xml", &package.workbook, &relations] {
        parts.insert(name.to_owned(), name);
    }
    parts.extend(package.strings.iter().map(|part| (beside("sharedStrings.xml"), part.as_str())));
    parts.extend(package.sheets.iter().map(|sheet| (sheet.part.clone(), sheet.part.as_str())));
    let repacked = archive.repacked(&parts)?;
    guarded(Refusal::broken, || XlsxWorkbook::new(Cursor::new(repacked)).map_err(broken))
}

fn broken(_: XlsxError) -> Refusal {
    Refusal::broken()
}

/// Streamed, so that one cell in a far corner does not allocate the grid before it.
fn cells(
    workbook: &mut XlsxWorkbook,
    sheet: &SheetPart,
    styles: &XlsxStyles,
    marks: &Marks,
    budget: &mut GridBudget,
) -> Result<Vec<GridCell>, Refusal> {
    let since_1904 = workbook.has_1904_epoch();
    guarded(Refusal::broken, || {
        let mut reader = workbook.worksheet_cells_reader(&sheet.name).map_err(broken)?;
        let mut cells = Vec::new();
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
            let (row, column) = cell.get_position();
            let Some(value) = text(cell.get_value(), styles.format(style), since_1904) else { continue };
            let rich = marks.struck.get(&(row, column));
            let value = rich.map_or(value, |rich| Cow::from(rich.text.as_str()));
            budget.take(row, column, &value)?;
            let struck = match rich {
                _ if styles.is_struck(style) => vec![0..value.len()],
                Some(rich) => rich.struck.clone(),
                None => Vec::new(),
            };
            let set_off = rich.map(|rich| rich.set_off.clone()).unwrap_or_default();
            let (rows, columns) = marks.merged.get(&(row, column)).copied().unwrap_or((1, 1));
            let hidden = marks.is_hidden((row, column));
            cells.push(GridCell { rows, columns, struck, set_off, hidden, ..GridCell::new(row, column, value) });
        }
        Ok(cells)
    })
}

/// What a cell shows; nothing for an empty one.
fn text<'a>(value: &'a DataRef, format: &str, since_1904: bool) -> Option<Cow<'a, str>> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) => text.as_str().into(),
        DataRef::SharedString(text) => Cow::from(*text),
        DataRef::Float(number) => number::shown(*number, format, since_1904).into(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.into(),
        other => Data::from(other.clone()).to_string().into(),
    })
}
