//! A document of Word that this program made and others marked up: what its fields say, by comparison with the document as it
//! would be made now.

mod marks;
mod pattern;

use std::collections::{BTreeMap, BTreeSet};

pub use self::marks::Remark;
use super::filled::FilledFields;
use super::{Left, LeftReason};
use crate::assessment::Assessment;
use crate::doc::Document;
use crate::doc::table::{Element, FieldKind, Piece, Printed, Table, TableCell, TableKind, print};
use crate::grid::noted::{FORM, TEXTS, digest};
use crate::grid::{self, Book, CellPlace, DefinedName, GridCell, GridCellKind, GridNumbering};
use crate::render::docx;
use crate::sheet::contract::{FieldRole, FieldValue, SheetField};
use crate::text::printable;

/// Sheet, row and column.
type Place = (usize, u32, u32);

pub(super) struct FilledWord<'a> {
    book: &'a Book,
    cells: BTreeMap<Place, (String, CellPlace)>,
    /// Where the bookmarks of this program stand, and the addresses that they stand for.
    bookmarks: BTreeSet<(Place, String)>,
    /// Everything that the document said when it was made.
    texts: Option<BTreeSet<&'a str>>,
    /// What changed, by the names of the fields; all others are as they were.
    said: BTreeMap<String, SaidField>,
    /// Changes that are in no field.
    left: Vec<Left>,
}

struct SaidField {
    value: SaidValue,
    /// The assessment is no longer what the document was made from.
    moved_on: bool,
    place: Option<Place>,
}

enum SaidValue {
    Gone,
    Text(String),
    Items(Vec<String>),
    Rows(Vec<Vec<String>>),
}

/// The document as it would be made now, read as the other is.
struct Fresh {
    book: Book,
    /// The name of the bookmark of each address, and its place.
    names: BTreeMap<String, String>,
    places: BTreeMap<String, Place>,
    cells: BTreeMap<Place, (String, CellPlace)>,
}

impl<'a> FilledWord<'a> {
    /// Nothing where another program made the document.
    pub(super) fn new(book: &'a Book, document: &Document, assessment: &Assessment) -> Option<Self> {
        const ENOUGH: usize = 3;
        let made = docx::render(document, None, &|_| None).ok()?;
        let fresh = Fresh::new(grid::read("", &made.bytes).ok()?, &made.bookmarks);
        let known = book
            .names
            .iter()
            .filter_map(|name| Some(((name.sheet, name.row, name.column), made.bookmarks.get(&name.name)?.clone())));
        let bookmarks: BTreeSet<(Place, String)> = known.collect();
        let noted = book.properties.get(TEXTS);
        if bookmarks.is_empty() || noted.is_none() && bookmarks.len() < ENOUGH {
            return None;
        }
        let mut filled = Self {
            book,
            cells: cells(book),
            bookmarks,
            texts: noted.map(|texts| texts.split(' ').collect()),
            said: BTreeMap::new(),
            left: Vec::new(),
        };
        let read = filled.compare(&print(document), &fresh, assessment);
        filled.others(&read, &fresh, assessment);
        Some(filled)
    }

    /// The form that the document says it is on; nothing where it says nothing.
    pub(super) fn form(&self) -> Option<&str> {
        self.book.properties.get(FORM).map(String::as_str)
    }

    pub(super) fn take_left(&mut self) -> Vec<Left> {
        std::mem::take(&mut self.left)
    }

    /// Returns the places that were compared.
    fn compare(&mut self, printed: &Printed, fresh: &Fresh, assessment: &Assessment) -> BTreeSet<Place> {
        let mut read = BTreeSet::new();
        for chapter in &printed.chapters {
            for element in &chapter.elements {
                let Element::Table(table) = element else { continue };
                match table.kind {
                    TableKind::Records => self.records(table, fresh, &mut read),
                    TableKind::Changes => self.changes(table, &chapter.anchor, fresh, &mut read),
                    TableKind::Answers | TableKind::Cover => {
                        for cell in table.rows.iter().flat_map(|row| &row.cells) {
                            self.answers(cell, fresh, assessment, &mut read);
                        }
                    }
                    TableKind::Duties | TableKind::Changed | TableKind::Listed => {}
                }
            }
        }
        read
    }

    /// The fields of one cell.
    fn answers(&mut self, cell: &TableCell, fresh: &Fresh, assessment: &Assessment, read: &mut BTreeSet<Place>) {
        let fields = cell.fields();
        let Some(first) = fields.first() else { return };
        let Some(name) = fresh.names.get(&first.address) else { return };
        let Some(was) = fresh.places.get(name) else { return };
        let before = fresh.text(*was);
        let now = self.find(&first.address).or_else(|| self.by_position(*was, fresh));
        let Some(now) = now else {
            if !before.trim().is_empty() {
                for field in fields {
                    self.say(
                        &field.address,
                        &field.kind,
                        SaidField { value: SaidValue::Gone, moved_on: false, place: None },
                    );
                }
            }
            return;
        };
        read.insert(now);
        let text = self.text(now);
        let noted = self.book.properties.get(name);
        if text == before || noted.is_some_and(|noted| *noted == digest(&text) && *noted != digest(&before)) {
            return;
        }
        let moved_on = noted.is_some_and(|noted| *noted != digest(&before));
        let Some(said) = pattern::read(cell, &text) else {
            let (_, what) = self.item_at(assessment, now);
            let place = self.place_of(now);
            self.left.push(Left { what, place, text, why: LeftReason::PrintedWords, current: None, base: None });
            return;
        };
        for (field, said) in said {
            let said = if field.value.contains("\n\n") { pattern::with_empty_lines(&field.value, &said) } else { said };
            let value = SaidValue::Text(said);
            self.say(&field.address, &field.kind, SaidField { value, moved_on, place: Some(now) });
        }
    }

    fn say(&mut self, address: &str, kind: &FieldKind, said: SaidField) {
        self.put(address, FieldRole::of(kind), said);
    }

    fn put(&mut self, address: &str, role: FieldRole, said: SaidField) {
        let field = SheetField::new(address, role, FieldValue::Text(String::new()));
        self.said.insert(field.name, said);
    }

    /// Record items: a row for the title of each group, where it has one, and a row for its items.
    fn records(&mut self, table: &Table, fresh: &Fresh, read: &mut BTreeSet<Place>) {
        let was = fresh.names.get(&table.anchor).and_then(|name| fresh.places.get(name));
        let (Some(was), Some(now)) = (was, self.find(&table.anchor)) else { return };
        let group_of = |row: usize| {
            let before = table.rows[..row].iter().flat_map(|row| &row.cells);
            before.filter(|cell| matches!(cell.pieces.first(), Some(Piece::Items(_)))).count()
        };
        for (row, cell) in table.rows.iter().enumerate().filter_map(|(row, own)| Some((row, own.cells.first()?))) {
            let at = |place: &Place| (place.0, row as u32, place.2);
            let (before, said) = (fresh.text(at(was)), self.text(at(&now)));
            read.insert(at(&now));
            let moved_on = self.has_moved_on(&before);
            if said == before || moved_on && self.is_as_made(&said) {
                continue;
            }
            let place = Some(at(&now));
            let (role, value) = match cell.pieces.first() {
                Some(Piece::Items(_)) => {
                    let items = said.split(['\n', '\t']).map(str::trim).filter(|item| !item.is_empty());
                    (FieldRole::RecordItems(group_of(row)), SaidValue::Items(items.map(ToOwned::to_owned).collect()))
                }
                _ => (FieldRole::RecordTitle(group_of(row)), SaidValue::Text(said.trim().to_owned())),
            };
            self.put(&table.anchor, role, SaidField { value, moved_on, place });
        }
    }

    /// The 変更箇所 table: the first one below its heading.
    fn changes(&mut self, table: &Table, heading: &str, fresh: &Fresh, read: &mut BTreeSet<Place>) {
        let name = fresh.names.get(heading).and_then(|name| fresh.places.get(name));
        let was = name.and_then(|heading| table_below(&fresh.book, heading.0));
        let now = self.find(heading).and_then(|heading| table_below(self.book, heading.0));
        let (Some(was), Some(now)) = (was, now) else { return };
        read.extend(self.cells.keys().filter(|place| place.0 == now));
        let columns = table.columns.len() as u32;
        let old: Vec<Vec<String>> = rows(&fresh.cells, was, columns);
        let new: Vec<Vec<String>> = rows(&self.cells, now, columns);
        let moved_on = old.iter().flatten().any(|cell| self.has_moved_on(cell));
        if old == new || moved_on && new.iter().flatten().all(|cell| self.is_as_made(cell)) {
            return;
        }
        // A text comes back without its empty lines; one that nobody touched has them still.
        let whole = table.rows.iter().skip(table.heads).flat_map(|row| &row.cells).map(TableCell::text);
        let whole: BTreeMap<String, String> = whole.map(|text| (squeezed(&text), text)).collect();
        let cell = |text: String| whole.get(&squeezed(&text)).cloned().unwrap_or(text);
        let new = new.into_iter().map(|row| row.into_iter().map(cell).collect()).skip(table.heads);
        let value = SaidValue::Rows(new.collect());
        self.put("changes", FieldRole::Changes, SaidField { value, moved_on, place: Some((now, 0, 0)) });
    }

    /// Whatever else others wrote: told, and taken over by nobody.
    fn others(&mut self, read: &BTreeSet<Place>, fresh: &Fresh, assessment: &Assessment) {
        let fresh: BTreeSet<String> = texts(&fresh.book).into_iter().map(|(_, text)| digest(&text)).collect();
        for (place, text) in texts(self.book) {
            let known = digest(&text);
            if read.contains(&place) || fresh.contains(&known) || self.is_as_made(&text) {
                continue;
            }
            let (_, what) = self.item_at(assessment, place);
            self.left.push(Left {
                what,
                place: self.place_of(place),
                text,
                why: LeftReason::PrintedWords,
                current: None,
                base: None,
            });
        }
    }

    /// A text that the document already had when it was made.
    fn is_as_made(&self, text: &str) -> bool {
        self.texts.as_ref().is_some_and(|texts| texts.contains(digest(text).as_str()))
    }

    /// A text of the assessment that the document did not have when it was made.
    fn has_moved_on(&self, text: &str) -> bool {
        self.texts.as_ref().is_some_and(|texts| !texts.contains(digest(text).as_str()))
    }

    fn find(&self, address: &str) -> Option<Place> {
        self.bookmarks.iter().find(|(_, known)| known == address).map(|(place, _)| *place)
    }

    /// Where a bookmark was lost with its text: the same cell of the same table, as long as no row came or went.
    fn by_position(&self, was: Place, fresh: &Fresh) -> Option<Place> {
        let in_table = |name: &&DefinedName| {
            fresh.places.get(&name.name).is_some_and(|place| (place.0, place.1) == (was.0, name.row))
        };
        let now = self.book.names.iter().find(in_table)?.sheet;
        let rows = |cells: &BTreeMap<Place, (String, CellPlace)>, sheet| {
            cells.keys().filter(|place| place.0 == sheet).map(|place| place.1).max()
        };
        (rows(&fresh.cells, was.0) == rows(&self.cells, now)).then_some((now, was.1, was.2))
    }

    fn text(&self, place: Place) -> String {
        self.cells.get(&place).map(|(text, _)| text.clone()).unwrap_or_default()
    }

    fn place_of(&self, (sheet, row, column): Place) -> String {
        if let Some((_, at)) = self.cells.get(&(sheet, row, column)) {
            return self.book.place(*at);
        }
        let Some(sheet) = self.book.sheets.get(sheet) else { return String::new() };
        match sheet.numbering {
            GridNumbering::Paragraphs => format!("「{}」の段落 {}", sheet.name, row + 1),
            _ => format!("「{}」{}", sheet.name, GridCell::new(row, column, "").reference()),
        }
    }
}

impl FilledFields for FilledWord<'_> {
    fn value(&self, field: &SheetField) -> Option<FieldValue> {
        let Some(said) = self.said.get(&field.name) else { return Some(field.value.clone()) };
        let starts = match &field.value {
            FieldValue::Table { starts, .. } => starts.clone(),
            FieldValue::Text(_) => Vec::new(),
        };
        match &said.value {
            SaidValue::Gone => None,
            SaidValue::Text(text) => Some(FieldValue::Text(FieldValue::bare(text))),
            SaidValue::Items(items) => {
                let rows = items.chunks(starts.len().max(1)).map(<[String]>::to_vec).collect();
                Some(FieldValue::Table { starts, rows })
            }
            SaidValue::Rows(rows) => {
                let bare = |row: &Vec<String>| row.iter().map(|cell| FieldValue::bare(cell)).collect::<Vec<_>>();
                let rows = rows.iter().map(bare).filter(|row| row.iter().any(|cell| !cell.is_empty()));
                let rows: Vec<Vec<String>> = rows.collect();
                // A document has no more columns than are printed.
                let columns = rows.first().map_or(starts.len(), Vec::len);
                Some(FieldValue::Table { starts: starts.into_iter().take(columns).collect(), rows })
            }
        }
    }

    fn noted(&self, field: &SheetField) -> Option<String> {
        let current = field.value.digest();
        let said = self.said.get(&field.name)?;
        Some(if said.moved_on { format!("before {current}") } else { current })
    }

    fn is_unknown(&self, _: &SheetField) -> bool {
        false
    }

    fn is_shared(&self, _: &SheetField) -> bool {
        false
    }

    fn place(&self, name: &str) -> String {
        self.said.get(name).and_then(|said| said.place).map(|place| self.place_of(place)).unwrap_or_default()
    }
}

impl Fresh {
    fn new(book: Book, bookmarks: &BTreeMap<String, String>) -> Self {
        let mut names = BTreeMap::new();
        for (name, address) in bookmarks {
            names.entry(address.clone()).or_insert_with(|| name.clone());
        }
        let places = book.names.iter().map(|name| (name.name.clone(), (name.sheet, name.row, name.column))).collect();
        let cells = cells(&book);
        Self { book, names, places, cells }
    }

    fn text(&self, place: Place) -> String {
        self.cells.get(&place).map(|(text, _)| text.clone()).unwrap_or_default()
    }
}

/// What each cell says when every tracked change is accepted.
fn cells(book: &Book) -> BTreeMap<Place, (String, CellPlace)> {
    let cells = book.cells().filter(|(at, cell)| cell.kind == GridCellKind::Cell && !book.sheets[at.sheet].hidden);
    cells.map(|(at, cell)| ((at.sheet, cell.row, cell.column), (printable(&cell.living()).into_owned(), at))).collect()
}

/// The texts of cells and paragraphs. A paragraph is one text, whatever parts it.
fn texts(book: &Book) -> Vec<(Place, String)> {
    let mut texts: Vec<(Place, String)> = Vec::new();
    for ((sheet, row, column), (text, _)) in cells(book) {
        let is_paragraph = book.sheets[sheet].numbering == GridNumbering::Paragraphs;
        match texts.last_mut() {
            Some(((last, at, _), before)) if is_paragraph && (*last, *at) == (sheet, row) => before.push_str(&text),
            _ => texts.push(((sheet, row, column), text)),
        }
    }
    texts.retain(|(_, text)| !text.trim().is_empty());
    texts
}

fn table_below(book: &Book, sheet: usize) -> Option<usize> {
    let below = book.sheets.iter().enumerate().skip(sheet);
    below
        .into_iter()
        .find(|(_, sheet)| sheet.numbering == GridNumbering::Cells && !sheet.hidden)
        .map(|(index, _)| index)
}

fn rows(cells: &BTreeMap<Place, (String, CellPlace)>, sheet: usize, columns: u32) -> Vec<Vec<String>> {
    let last = cells.keys().filter(|place| place.0 == sheet).map(|place| place.1).max();
    let text = |row, column| cells.get(&(sheet, row, column)).map(|(text, _)| text.clone()).unwrap_or_default();
    let row = |row| (0..columns).map(|column| text(row, column)).collect();
    last.map(|last| (0..=last).map(row).collect()).unwrap_or_default()
}

/// Without empty lines and white space at the ends of lines.
fn squeezed(text: &str) -> String {
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
