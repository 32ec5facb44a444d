//! What the sheet says: the values of its fields, found by their names wherever they went.

use std::collections::BTreeMap;

use super::filled::FilledFields;
use super::word::Remark;
use crate::assessment::{Address, Assessment};
use crate::grid::{Book, DefinedName, GridCell, GridCellKind, Markup, Sheet};
use crate::sheet::contract::{
    FieldRole, FieldValue, GOES_ON, GUIDE, Join, NOTES, SPARE, SheetField, digest, further_pieces,
};
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
                // An older workbook may have fewer columns.
                let starts: Vec<u16> =
                    starts.iter().copied().filter(|start| u32::from(*start) < name.columns).collect();
                let rows = self.rows(name, &starts, field.role == FieldRole::Changes);
                let mut rows: Vec<Vec<String>> =
                    rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
                if let FieldRole::RecordItems(_) = field.role {
                    // Whatever cell of the grid an item stands in.
                    let items: Vec<String> = rows.into_iter().flatten().filter(|item| !item.is_empty()).collect();
                    rows = items.chunks(starts.len().max(1)).map(<[String]>::to_vec).collect();
                }
                Some(FieldValue::Table { starts, rows })
            }
        }
    }

    /// The rows of a table; of one whose rows may go on in the next, as they were before they were parted.
    fn rows(&self, name: &DefinedName, starts: &[u16], goes_on: bool) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in name.row..name.row.saturating_add(name.rows) {
            let cell = |start: &u16| self.text(name.sheet, row, name.column.saturating_add(u32::from(*start)));
            let mut cells: Vec<String> = starts.iter().map(cell).collect();
            let mark =
                cells.last().and_then(|last| last.strip_prefix(GOES_ON)).filter(|_| goes_on).map(ToOwned::to_owned);
            let Some((mark, above)) = mark.zip(rows.last_mut()) else {
                rows.push(cells);
                continue;
            };
            cells.pop();
            let run: Vec<usize> =
                mark.split('・').filter_map(|column| column.parse::<usize>().ok()?.checked_sub(1)).collect();
            for (column, (text, more)) in above.iter_mut().zip(cells).enumerate() {
                if !more.is_empty() {
                    let between = if run.contains(&column) || text.is_empty() { "" } else { "\n" };
                    *text = format!("{text}{between}{more}");
                }
            }
        }
        rows.into_iter().map(|row| row.iter().map(|cell| FieldValue::bare(cell)).collect()).collect()
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

    /// The addresses of the blocks that were there to be filled in and were, outer ones before those inside them.
    pub(super) fn filled_spares(&self) -> Vec<&'a str> {
        let notes = self.book.sheets.iter().find(|sheet| sheet.name == NOTES);
        let cells = notes.into_iter().flat_map(|sheet| &sheet.cells);
        let spares = cells.filter(|cell| cell.column == SPARE).map(|cell| cell.text.as_str());
        let is_in = |address: &str, block: &str| Address::from(address).is_inside(&Address::from(block));
        let mut filled: Vec<&str> = spares
            .filter(|block| {
                let fields = self.noted.iter().filter(|(_, (address, _))| is_in(address, block));
                fields.into_iter().any(|(name, (_, known))| self.is_filled(name, known))
            })
            .collect();
        filled.sort_by_key(|address| Address::from(*address).pieces().count());
        filled
    }

    /// Says something that it did not say when the workbook was made.
    fn is_filled(&self, name: &str, known: &str) -> bool {
        let Some(place) = self.names.get(name) else { return false };
        let first = self.text(place.sheet, place.row, place.column);
        let rows = place.row..place.row.saturating_add(place.rows);
        let columns = place.column..place.column.saturating_add(place.columns);
        let within = self.cells.range((place.sheet, rows.start, 0)..(place.sheet, rows.end, 0));
        let says = |(_, cell): (&(usize, u32, u32), &&GridCell)| {
            columns.contains(&cell.column) && !cell.text.trim().is_empty()
        };
        digest(&FieldValue::bare(&first)) != known && within.into_iter().any(says)
    }

    /// The fields of the workbook that are not among these: name and address.
    pub(super) fn others(&self, fields: &[SheetField]) -> Vec<(&'a str, &'a str, &'a str)> {
        let known: std::collections::BTreeSet<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let noted = self.noted.iter().filter(|(name, _)| !known.contains(**name) && self.names.contains_key(**name));
        noted.map(|(name, (address, digest))| (*name, *address, *digest)).collect()
    }
}

/// What others noted at the cells.
impl FilledSheet<'_> {
    pub(super) fn remarks(&self, assessment: &Assessment) -> Vec<Remark> {
        let form = &assessment.form;
        let guides: Vec<String> = form.inputs().filter_map(|node| form.guidance(node.id)).collect();
        self.book.markups.iter().filter_map(|markup| self.remark(assessment, markup, &guides)).collect()
    }

    /// Nothing for what the form itself noted there, and nobody added to.
    fn remark(&self, assessment: &Assessment, markup: &Markup, guides: &[String]) -> Option<Remark> {
        let cell = self.address_at(markup).and_then(|address| assessment.cell(address));
        let said = |text: &str| printable(text.trim()).into_owned();
        let text = own_words(&said(&markup.text), guides)?;
        let author = said(&markup.author);
        Some(Remark {
            kind: markup.kind,
            item: cell.map(|cell| cell.address.as_str().to_owned()),
            path: cell.map_or_else(|| self.sheet_name(markup.sheet).to_owned(), |cell| assessment.path(cell)),
            place: self.place_of(markup.sheet, markup.row, markup.column),
            author: if author == GUIDE { String::new() } else { author },
            date: said(&markup.date),
            text,
            quoted: String::new(),
        })
    }

    /// The field in this cell, or the nearest one in its row, or the last one above.
    fn address_at(&self, markup: &Markup) -> Option<&str> {
        let fields = self.noted.iter().filter_map(|(name, (address, _))| Some((*self.names.get(name)?, *address)));
        let on_sheet = fields.filter(|(name, _)| name.sheet == markup.sheet && name.row <= markup.row);
        let nearness = |name: &DefinedName| {
            let below = markup.row.saturating_sub(name.row + name.rows.saturating_sub(1));
            let within = name.column..name.column.saturating_add(name.columns);
            let beside = if within.contains(&markup.column) { 0 } else { within.start.abs_diff(markup.column) + 1 };
            (below, beside)
        };
        on_sheet.min_by_key(|(name, _)| nearness(name)).map(|(_, address)| address)
    }

    fn place_of(&self, sheet: usize, row: u32, column: u32) -> String {
        format!("「{}」{}", self.sheet_name(sheet), GridCell::new(row, column, "").reference())
    }

    fn sheet_name(&self, sheet: usize) -> &str {
        self.book.sheets.get(sheet).map(|sheet| sheet.name.as_str()).unwrap_or_default()
    }
}

/// What somebody added to what the form notes at a cell; nothing where they added nothing. Programs break its lines anew.
fn own_words(text: &str, guides: &[String]) -> Option<String> {
    let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).count();
    let begins = |guide: &&String| {
        let mut said = text.chars().filter(|letter| !letter.is_whitespace());
        guide.chars().filter(|letter| !letter.is_whitespace()).all(|letter| said.next() == Some(letter))
    };
    let of_form = guides.iter().filter(begins).map(|guide| letters(guide)).max().unwrap_or(0);
    let mut own = text.char_indices().filter(|(_, letter)| !letter.is_whitespace()).skip(of_form);
    own.next().map(|(at, _)| text[at..].trim().to_owned())
}

impl FilledFields for FilledSheet<'_> {
    fn value(&self, field: &SheetField) -> Option<FieldValue> {
        self.said(field)
    }

    fn noted(&self, field: &SheetField) -> Option<String> {
        self.known(field).map(ToOwned::to_owned)
    }

    fn is_unknown(&self, field: &SheetField) -> bool {
        let Some(first) = self.names.get(field.name.as_str()) else { return false };
        let pieces = self.further_pieces(&field.name).into_iter().map(|(_, place)| place);
        let areas: Vec<&DefinedName> = std::iter::once(*first).chain(pieces).collect();
        let within = |(row, column): &(u32, u32), area: &DefinedName| {
            (area.row..area.row.saturating_add(area.rows)).contains(row)
                && (area.column..area.column.saturating_add(area.columns)).contains(column)
        };
        let unknown = self.book.sheets.get(first.sheet).map(|sheet| sheet.unknown.as_slice()).unwrap_or_default();
        unknown.iter().any(|place| areas.iter().any(|area| area.sheet == first.sheet && within(place, area)))
    }

    fn is_shared(&self, field: &SheetField) -> bool {
        self.names
            .get(field.name.as_str())
            .is_some_and(|name| self.shared.contains(&(name.sheet, name.row, name.column)))
    }

    /// 「Ⅰ　基本情報」C12
    fn place(&self, name: &str) -> String {
        self.names.get(name).map(|name| self.place_of(name.sheet, name.row, name.column)).unwrap_or_default()
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
