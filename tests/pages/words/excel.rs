//! Workbooks: the cells of a sheet from top to bottom, each table where the one before ends.

#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "a sheet has 32 columns")]

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::Range;

use calamine::{Data, Reader as _, Xlsx};
use hyokasho::doc::Document;
use hyokasho::doc::table::{CellKind, Chapter, ChapterKind, Element, Table, TableCell, TableKind, WIDTH, print};
use hyokasho::sheet::contract::{FieldRole, FieldValue, SheetField};
use hyokasho::sheet::{Origin, render};

use super::{squeezed, words};

const COLUMNS: u32 = 32;

pub(crate) fn hold(name: &str, document: &Document) {
    let bytes = render(document, &Origin::default(), &|_| None).unwrap().bytes;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let rows = book.defined_names().iter().filter_map(|(name, area)| Some((name.clone(), row(area)?))).collect();
    let names: BTreeMap<String, u32> = rows;
    let printed = print(document);
    let mut held = 0;
    for (chapter, sheet) in printed.chapters.iter().zip(book.sheet_names()) {
        let range = book.worksheet_range(&sheet).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        let cells = range.used_cells().filter_map(|(row, column, data)| match data {
            Data::String(text) => {
                Some(((u32::try_from(row).unwrap() + top, u32::try_from(column).unwrap() + left), text.clone()))
            }
            _ => None,
        });
        let mut sheet =
            Sheet { cells: cells.collect(), names: &names, at: 0, place: format!("{name}: {sheet}"), held: 0 };
        sheet.chapter(chapter);
        held += sheet.held;
    }
    assert!(held >= 50, "{name}: {held} cells were held");
}

/// 'Ⅰ　基本情報'!$L$5:$AF$5 → 4
fn row(area: &str) -> Option<u32> {
    let first = area.rsplit('!').next()?.split(':').next()?;
    first.rsplit('$').next()?.parse::<u32>().ok().map(|row| row - 1)
}

struct Sheet<'a> {
    cells: BTreeMap<(u32, u32), String>,
    names: &'a BTreeMap<String, u32>,
    /// The row that comes next.
    at: u32,
    place: String,
    held: usize,
}

impl Sheet<'_> {
    fn chapter(&mut self, chapter: &Chapter) {
        if chapter.kind != ChapterKind::Cover {
            self.find(&chapter.title());
        }
        chapter.file.iter().chain(&chapter.mark).for_each(|text| self.find(text));
        for element in &chapter.elements {
            match element {
                Element::Heading(heading) => self.find(&heading.text),
                Element::Range(text) => self.find(text),
                Element::Text(line) | Element::Note(line) => self.find(&line.text()),
                Element::Contents(listed) => listed.iter().for_each(|one| self.find(&one.text)),
                Element::Figure(figure) => figure.title.iter().for_each(|title| self.find(title)),
                Element::Table(table) => self.table(table),
            }
        }
    }

    /// Goes on below the next row with this text.
    fn find(&mut self, text: &str) {
        let wanted = squeezed(text);
        let found = self.cells.range((self.at, 0)..).find(|(_, text)| squeezed(text) == wanted);
        let ((row, _), _) = found.unwrap_or_else(|| panic!("{}: not below row {}: {text}", self.place, self.at));
        self.at = row + 1;
    }

    /// Cells from left to right, row by row; options that stand in two columns are read line by line.
    fn read(&self, rows: Range<u32>, columns: &Range<u32>) -> String {
        let mut read = String::new();
        for row in rows {
            let mut cells = self.cells.range((row, columns.start)..(row, columns.end)).map(|(_, text)| text.as_str());
            while let Some(cell) = cells.next() {
                let second = if cell.starts_with("＜選択肢＞") { cells.next() } else { None };
                let mut second = second.unwrap_or_default().split('\n');
                for line in cell.split('\n') {
                    read.push_str(line);
                    read.push_str(second.next().unwrap_or_default());
                }
            }
        }
        squeezed(&read)
    }

    /// One column below the other: a row of the change table goes on over several rows of the sheet.
    fn read_by_column(&self, rows: Range<u32>) -> String {
        let cells = self.cells.range((rows.start, 0)..(rows.end, 0)).filter(|((_, column), _)| *column < COLUMNS);
        let mut columns: BTreeMap<u32, String> = BTreeMap::new();
        cells.for_each(|((_, column), text)| columns.entry(*column).or_default().push_str(text));
        squeezed(&columns.into_values().collect::<String>())
    }

    /// The next rows say this.
    fn take(&mut self, columns: &Range<u32>, wanted: &str) -> Range<u32> {
        self.take_as(wanted, &|page, rows| page.read(rows, columns))
    }

    fn take_as(&mut self, wanted: &str, read: &dyn Fn(&Self, Range<u32>) -> String) -> Range<u32> {
        let (first, wanted) = (self.at, squeezed(wanted));
        let last = self.cells.keys().next_back().map_or(0, |(row, _)| *row);
        let mut rows = first..first + 1;
        while rows.end <= last && read(self, rows.clone()).len() < wanted.len() {
            rows.end += 1;
        }
        assert_eq!(read(self, rows.clone()), wanted, "{} from row {}", self.place, first + 1);
        self.at = rows.end;
        self.held += 1;
        rows
    }

    fn table(&mut self, table: &Table) {
        match &table.title {
            Some(title) => self.find(&title.text),
            // What comes before is set off by blank rows.
            None => self.at = self.cells.range((self.at, 0)..).next().map_or(self.at, |((row, _), _)| *row),
        }
        let edges: Vec<u32> = table.edges().iter().map(|edge| (edge / WIDTH * COLUMNS as f32).round() as u32).collect();
        let area = |cell: &TableCell| edges[cell.columns.start]..edges[cell.columns.end];
        match table.kind {
            TableKind::Answers => table.rows.iter().for_each(|row| {
                let first = self.at;
                for cell in row
                    .cells
                    .iter()
                    .filter(|cell| cell.kind == CellKind::Answer || cell.columns.end == table.columns.len())
                {
                    let rows = self.take(&area(cell), &cell.text());
                    self.fields(cell, &rows);
                }
                for cell in row.cells.iter().filter(|cell| matches!(cell.kind, CellKind::Label | CellKind::Group)) {
                    let label = self.cells.get(&(first, area(cell).start)).map(|text| squeezed(text));
                    assert_eq!(label, Some(squeezed(&cell.text())), "{} row {}", self.place, first + 1);
                }
            }),
            TableKind::Cover => {
                let [head, body] = table.rows.as_slice() else { panic!("two rows") };
                self.find(&head.cells[0].text());
                for cell in head.cells.iter().chain(&body.cells[..body.cells.len() - 1]) {
                    let row = if cell.kind == CellKind::Head { self.at - 1 } else { self.at };
                    assert_eq!(self.read(row..row + 1, &area(cell)), squeezed(&cell.text()), "{}", self.place);
                }
                let last = body.cells.last().unwrap();
                let rows = self.take(&area(last), &last.text());
                body.cells.iter().for_each(|cell| self.fields(cell, &rows));
            }
            TableKind::Records => table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| {
                if cell.kind == CellKind::Group {
                    self.find(&cell.text());
                } else {
                    self.take(&(0..COLUMNS), &cell.text());
                    // A row for what is to be added.
                    self.at += 1;
                }
            }),
            TableKind::Changes => (0..table.rows.len()).for_each(|row| {
                self.take_as(&words(table, row).concat(), &|page, rows| page.read_by_column(rows));
            }),
            TableKind::Duties | TableKind::Changed | TableKind::Listed => panic!("no form has such a table"),
        }
    }

    /// What is filled in has its name in these rows.
    fn fields(&self, cell: &TableCell, rows: &Range<u32>) {
        for field in cell.fields() {
            let name =
                SheetField::new(&field.address, FieldRole::of(&field.kind), FieldValue::Text(String::new())).name;
            assert!(self.names.get(&name).is_some_and(|row| rows.contains(row)), "{}: {name}", self.place);
        }
    }
}
