//! What the sheet says: the values of its fields, found by their names wherever they went.

use std::collections::BTreeMap;

use super::filled::FilledFields;
use crate::grid::{Book, DefinedName, GridCell, GridCellKind, Sheet};
use crate::sheet::contract::{FieldRole, FieldValue, Join, NOTES, SheetField, further_pieces};
use crate::text::printable;

pub(in crate::sheet) struct FilledSheet<'a> {
    book: &'a Book,
    names: BTreeMap<&'a str, &'a DefinedName>,
    cells: BTreeMap<(usize, u32, u32), &'a GridCell>,
    /// The digest of what each field said when the workbook was made, and its address.
    noted: BTreeMap<&'a str, (&'a str, &'a str)>,
    /// Cells that more than one name points at.
    shared: Vec<(usize, u32, u32)>,
}

impl<'a> FilledSheet<'a> {
    pub(in crate::sheet) fn new(book: &'a Book) -> Self {
        let mut names: BTreeMap<&str, &DefinedName> = BTreeMap::new();
        let mut places: BTreeMap<(usize, u32, u32), usize> = BTreeMap::new();
        for name in book.names.iter().filter(|name| name.name.starts_with("pia_")) {
            if names.insert(&name.name, name).is_none() {
                *places.entry((name.sheet, name.row, name.column)).or_default() += 1;
            }
        }
        let mut cells = BTreeMap::new();
        for (index, sheet) in book.sheets.iter().enumerate() {
            cells.extend(
                sheet
                    .cells
                    .iter()
                    .filter(|cell| cell.kind == GridCellKind::Cell)
                    .map(|cell| ((index, cell.row, cell.column), cell)),
            );
        }
        let noted = book.sheets.iter().find(|sheet| sheet.name == NOTES).map(notes).unwrap_or_default();
        let shared = places.into_iter().filter(|(_, count)| *count > 1).map(|(place, _)| place).collect();
        Self { book, names, cells, noted, shared }
    }

    /// It has names of the kind that this program gives.
    pub(super) fn is_ours(&self) -> bool {
        !self.names.is_empty()
    }

    /// What the field says; nothing where its name is gone.
    pub(in crate::sheet) fn said(&self, field: &SheetField) -> Option<FieldValue> {
        let name = self.names.get(field.name.as_str())?;
        match &field.value {
            FieldValue::Text(_) => {
                let mut text = self.text(name.sheet, name.row, name.column);
                for (between, name) in self.further_pieces(&field.name) {
                    text = text + between + &self.text(name.sheet, name.row, name.column);
                }
                Some(FieldValue::Text(FieldValue::bare(&text)))
            }
            FieldValue::Table { starts, .. } => {
                let row = |row: u32| -> Vec<String> {
                    starts
                        .iter()
                        .map(|start| FieldValue::bare(&self.text(name.sheet, row, name.column + u32::from(*start))))
                        .collect()
                };
                let rows = (name.row..name.row.saturating_add(name.rows))
                    .map(row)
                    .filter(|row| row.iter().any(|cell| !cell.is_empty()));
                let mut rows: Vec<Vec<String>> = rows.collect();
                if let FieldRole::RecordItems(_) = field.role {
                    // Whatever cell of the grid an item stands in.
                    let items: Vec<String> = rows.into_iter().flatten().filter(|item| !item.is_empty()).collect();
                    rows = items.chunks(starts.len().max(1)).map(<[String]>::to_vec).collect();
                }
                Some(FieldValue::Table { starts: starts.clone(), rows })
            }
        }
    }

    /// The other pieces of a text in their order, with what parts them from the one before.
    fn further_pieces(&self, name: &str) -> Vec<(&'static str, &'a DefinedName)> {
        let mut pieces = Vec::new();
        for (join, between) in [(Join::Line, "\n"), (Join::Run, "")] {
            let begins = further_pieces(name, join);
            let named = self.names.range(begins.as_str()..).take_while(|(name, _)| name.starts_with(&begins));
            pieces.extend(
                named.filter_map(|(name, place)| Some((name[begins.len()..].parse::<usize>().ok()?, between, *place))),
            );
        }
        pieces.sort_by_key(|(index, _, _)| *index);
        pieces.into_iter().map(|(_, between, place)| (between, place)).collect()
    }

    fn text(&self, sheet: usize, row: u32, column: u32) -> String {
        self.cells.get(&(sheet, row, column)).map(|cell| printable(&cell.living()).into_owned()).unwrap_or_default()
    }

    /// The digest of what it said when the workbook was made.
    pub(in crate::sheet) fn known(&self, field: &SheetField) -> Option<&'a str> {
        self.noted.get(field.name.as_str()).map(|(_, digest)| *digest)
    }

    /// The fields of the workbook that are not among these: name and address.
    pub(super) fn others(&self, fields: &[SheetField]) -> Vec<(&'a str, &'a str, &'a str)> {
        let known: std::collections::BTreeSet<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let noted = self.noted.iter().filter(|(name, _)| !known.contains(**name) && self.names.contains_key(**name));
        noted.map(|(name, (address, digest))| (*name, *address, *digest)).collect()
    }
}

impl FilledFields for FilledSheet<'_> {
    fn value(&self, field: &SheetField) -> Option<FieldValue> {
        self.said(field)
    }

    fn noted(&self, field: &SheetField) -> Option<String> {
        self.known(field).map(ToOwned::to_owned)
    }

    fn is_shared(&self, field: &SheetField) -> bool {
        self.names
            .get(field.name.as_str())
            .is_some_and(|name| self.shared.contains(&(name.sheet, name.row, name.column)))
    }

    /// 「Ⅰ　基本情報」C12
    fn place(&self, name: &str) -> String {
        let Some(name) = self.names.get(name) else { return String::new() };
        let sheet = self.book.sheets.get(name.sheet).map(|sheet| sheet.name.as_str()).unwrap_or_default();
        format!("「{sheet}」{}", GridCell::new(name.row, name.column, "").reference())
    }
}

/// Rows of name, address and digest.
fn notes(sheet: &Sheet) -> BTreeMap<&str, (&str, &str)> {
    let mut rows: BTreeMap<u32, [&str; 3]> = BTreeMap::new();
    for cell in sheet.cells.iter().filter(|cell| cell.column < 3) {
        rows.entry(cell.row).or_default()[cell.column as usize] = cell.text.as_str();
    }
    rows.into_values().map(|[name, address, digest]| (name, (address, digest))).collect()
}
