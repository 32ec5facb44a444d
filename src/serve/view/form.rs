//! One chapter of the form with its controls, and the list of all of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::control::{ControlView, Controls, RunView};
use super::large::{LargeView, larges, sheet_of};
use super::list::{ListView, lists};
use crate::assessment::{Address, Assessment};
use crate::doc::build;
use crate::doc::table::{
    BoxSet, CellKind, Chapter, ChapterKind, Element, FieldKind, Piece, Table, TableCell, TableKind, TableRow, print,
};
use crate::house::HouseStyle;
use crate::sheet::contract::FieldRole;
use crate::sheet::{fields, known_by};
use crate::text::short_digest;

#[derive(Debug, Serialize)]
pub(in crate::serve) struct FormView {
    pub(in crate::serve) chapters: Vec<ChapterLink>,
    chapter: usize,
    title: String,
    mark: String,
    elements: Vec<ElementView>,
    lists: Vec<ListView>,
    larges: Vec<LargeView>,
    /// Changes when other controls stand on the page, or what the program works out is another.
    pub(in crate::serve) shape: String,
    /// What every field of the assessment is known by.
    #[serde(skip)]
    pub(in crate::serve) noted: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::serve) struct ChapterLink {
    pub(in crate::serve) chapter: usize,
    pub(in crate::serve) title: String,
    /// Items that must be answered and are not.
    open: usize,
    /// The items that stand in it.
    #[serde(skip)]
    pub(in crate::serve) items: BTreeSet<String>,
}

/// `kind` says which of the others count.
#[derive(Debug, Default, Serialize)]
struct ElementView {
    /// `heading`, `range`, `table`, `records`, `figure`, `text`, `note`, `changes`
    kind: &'static str,
    id: String,
    text: String,
    level: u8,
    rows: Vec<FormRow>,
    /// The position of a figure among those of the chapter.
    figure: usize,
    /// Words that are no field.
    remarks: String,
}

#[derive(Debug, Serialize)]
struct FormRow {
    id: String,
    items: Vec<String>,
    cells: Vec<FormCell>,
}

#[derive(Debug, Serialize)]
struct FormCell {
    /// `label`, `group`, `strip`, `answer`
    kind: &'static str,
    columns: usize,
    rows: usize,
    pieces: Vec<FormPiece>,
}

#[derive(Debug, Default, Serialize)]
struct FormPiece {
    /// `line`, `radio`, `boxes`, `items`
    kind: &'static str,
    runs: Vec<RunView>,
    sets: Vec<FormBoxes>,
    columns: u8,
}

#[derive(Debug, Serialize)]
struct FormBoxes {
    title: String,
    boxes: Vec<Vec<RunView>>,
}

/// Chapters that a page of the editor shows.
pub(in crate::serve) fn is_filled_in(chapter: &Chapter) -> bool {
    matches!(chapter.kind, ChapterKind::Cover | ChapterKind::Form)
}

/// The chapter at this position among those that are filled in; the first one where there is none.
pub(in crate::serve) fn form(assessment: &Assessment, house: &HouseStyle, at: usize) -> FormView {
    let document = build(assessment, house);
    let noted: BTreeMap<String, String> =
        fields(&document).into_iter().map(|field| (field.name, known_by(&field.value))).collect();
    let printed = print(&document);
    let chapters: Vec<&Chapter> = printed.chapters.iter().filter(|chapter| is_filled_in(chapter)).collect();
    let at = if at < chapters.len() { at } else { 0 };
    let links = chapters.iter().enumerate().map(|(index, chapter)| link(assessment, index, chapter)).collect();
    let controls = Controls { assessment, noted: &noted };
    let mut view = FormView {
        chapters: links,
        chapter: at,
        title: String::new(),
        mark: String::new(),
        elements: Vec::new(),
        lists: Vec::new(),
        larges: Vec::new(),
        shape: String::new(),
        noted: BTreeMap::new(),
    };
    if let Some(chapter) = chapters.get(at) {
        view.title = chapter.full_title();
        view.mark = chapter.mark.clone().unwrap_or_default();
        let mut elements = Elements { controls, views: Vec::new(), figures: 0 };
        chapter.elements.iter().for_each(|element| elements.add(element));
        view.elements = elements.views;
        if let Some((part, file)) = part_of(chapter) {
            view.lists = lists(assessment, part, file.as_ref());
            view.larges = larges(assessment, part, file.as_ref());
        }
    }
    view.shape = shape(&view);
    view.noted = noted;
    view
}

/// `files.checkups.part.3` → the part and the file that it is a copy for.
fn part_of(chapter: &Chapter) -> Option<(usize, Option<Address>)> {
    let (before, part) = chapter.anchor.rsplit_once("part.")?;
    let file = before.strip_suffix('.').map(Address::from);
    Some((part.parse().ok()?, file))
}

fn link(assessment: &Assessment, index: usize, chapter: &Chapter) -> ChapterLink {
    let tables = chapter.elements.iter().filter_map(|element| match element {
        Element::Table(table) => Some(table),
        _ => None,
    });
    let mut items: BTreeSet<String> = BTreeSet::new();
    for table in tables {
        items.extend(table.rows.iter().flat_map(|row| row.addresses.iter().cloned()));
        items.extend((!table.anchor.is_empty()).then(|| table.anchor.clone()));
    }
    let cells = items.iter().filter_map(|address| assessment.cell(address));
    let open = cells.filter(|cell| assessment.is_required(cell) && !assessment.is_answered(cell)).count();
    ChapterLink { chapter: index, title: chapter.full_title(), open, items }
}

/// The names of all controls, and the values of those that nobody types in.
fn shape(view: &FormView) -> String {
    let mut told = String::new();
    let mut tell = |control: &ControlView| {
        told += &control.name;
        told.push('\u{1f}');
        if !control.why.is_empty() {
            told += &control.value;
        }
        told.push('\u{1e}');
    };
    let cells = view.elements.iter().flat_map(|element| &element.rows).flat_map(|row| &row.cells);
    for piece in cells.flat_map(|cell| &cell.pieces) {
        let boxes = piece.sets.iter().flat_map(|set| &set.boxes).flatten();
        piece.runs.iter().chain(boxes).filter_map(|run| run.control.as_ref()).for_each(&mut tell);
    }
    for list in &view.lists {
        told += &format!("{list:?}");
    }
    for large in &view.larges {
        told += &format!("{large:?}");
    }
    short_digest(told, 16)
}

struct Elements<'a> {
    controls: Controls<'a>,
    views: Vec<ElementView>,
    figures: usize,
}

impl Elements<'_> {
    fn add(&mut self, element: &Element) {
        let view = match element {
            Element::Heading(heading) => self.heading(&heading.text, heading.level, &heading.anchor),
            Element::Range(text) => ElementView { kind: "range", text: text.clone(), ..ElementView::default() },
            Element::Table(table) => {
                if let Some(title) = &table.title {
                    let heading = self.heading(&title.text, title.level, &title.anchor);
                    self.views.push(heading);
                }
                self.table(table)
            }
            Element::Figure(figure) => {
                self.figures += 1;
                ElementView {
                    kind: "figure",
                    id: figure.address.clone(),
                    text: figure.title.clone().unwrap_or_default(),
                    figure: self.figures - 1,
                    remarks: figure.remarks.clone().unwrap_or_default(),
                    ..ElementView::default()
                }
            }
            Element::Text(words) => ElementView { kind: "text", text: words.text(), ..ElementView::default() },
            Element::Note(words) => ElementView { kind: "note", text: words.text(), ..ElementView::default() },
            Element::Contents(_) => return,
        };
        self.views.push(view);
    }

    #[allow(clippy::unused_self, reason = "reads as the others do")]
    fn heading(&self, text: &str, level: u8, anchor: &str) -> ElementView {
        ElementView { kind: "heading", id: anchor.to_owned(), text: text.to_owned(), level, ..ElementView::default() }
    }

    fn table(&self, table: &Table) -> ElementView {
        match table.kind {
            TableKind::Records => self.records(table),
            TableKind::Changes | TableKind::Duties | TableKind::Changed | TableKind::Listed => {
                ElementView { kind: "changes", ..ElementView::default() }
            }
            TableKind::Answers | TableKind::Cover => {
                let rows = table.rows.iter().map(|row| self.row(table, row)).collect();
                ElementView { kind: "table", id: table.anchor.clone(), rows, ..ElementView::default() }
            }
        }
    }

    fn row(&self, table: &Table, row: &TableRow) -> FormRow {
        FormRow {
            id: row.addresses.first().cloned().unwrap_or_default(),
            items: row.addresses.clone(),
            cells: row.cells.iter().map(|cell| self.cell(table, cell)).collect(),
        }
    }

    fn cell(&self, table: &Table, cell: &TableCell) -> FormCell {
        let kind = match cell.kind {
            CellKind::Label | CellKind::Head => "label",
            CellKind::Group => "group",
            CellKind::Strip => "strip",
            CellKind::Answer | CellKind::Short | CellKind::Plain => "answer",
        };
        let columns = cell.columns.len().min(table.columns.len());
        FormCell { kind, columns, rows: cell.rows, pieces: cell.pieces.iter().map(|piece| self.piece(piece)).collect() }
    }

    fn piece(&self, piece: &Piece) -> FormPiece {
        match piece {
            Piece::Text(line) => FormPiece { kind: "line", runs: self.controls.line(line), ..FormPiece::default() },
            Piece::Prose(field) => {
                let run =
                    RunView { kind: "control", words: String::new(), control: Some(self.controls.control(field)) };
                FormPiece { kind: "line", runs: vec![run], ..FormPiece::default() }
            }
            Piece::Choice { chosen, .. } => {
                let fields = chosen.fields().filter(|field| matches!(field.kind, FieldKind::Choice(_)));
                let radio = |field| {
                    let control = ControlView { kind: "radio", ..self.controls.control(field) };
                    RunView { kind: "control", words: String::new(), control: Some(control) }
                };
                FormPiece { kind: "line", runs: fields.map(radio).collect(), ..FormPiece::default() }
            }
            Piece::Boxes { columns, sets } => {
                let sets = sets.iter().map(|set| self.set(set)).collect();
                FormPiece { kind: "boxes", sets, columns: *columns, ..FormPiece::default() }
            }
            Piece::Items(items) => {
                let words =
                    |line: &crate::doc::table::Line| RunView { kind: "words", words: line.text(), control: None };
                FormPiece { kind: "items", runs: items.iter().map(words).collect(), ..FormPiece::default() }
            }
            Piece::Link { text, .. } => {
                let run = RunView { kind: "words", words: text.clone(), control: None };
                FormPiece { kind: "line", runs: vec![run], ..FormPiece::default() }
            }
            Piece::Page { .. } => FormPiece::default(),
        }
    }

    fn set(&self, set: &BoxSet) -> FormBoxes {
        let boxes = set.boxes.iter().map(|line| self.controls.line(line)).collect();
        FormBoxes { title: set.title.clone().unwrap_or_default(), boxes }
    }

    /// The groups one below the other: a title, and a room with one record item on each line.
    fn records(&self, table: &Table) -> ElementView {
        let mut rows: Vec<FormRow> = Vec::new();
        let (mut group, mut title) = (0, None);
        for row in &table.rows {
            let Some(cell) = row.cells.first() else { continue };
            if cell.kind == CellKind::Group {
                title = Some(cell.text());
                continue;
            }
            let mut cells = Vec::new();
            if let Some(title) = title.take() {
                cells.push(self.record(&table.anchor, FieldRole::RecordTitle(group), "line", "label", &title));
            }
            cells.push(self.record(&table.anchor, FieldRole::RecordItems(group), "lines", "answer", &cell.text()));
            rows.push(FormRow { id: String::new(), items: vec![table.anchor.clone()], cells });
            group += 1;
        }
        ElementView { kind: "records", id: table.anchor.clone(), rows, ..ElementView::default() }
    }

    fn record(&self, address: &str, role: FieldRole, kind: &'static str, cell: &'static str, value: &str) -> FormCell {
        let item = self.controls.assessment.cell(address);
        let sheet = item.map(|item| sheet_of(self.controls.assessment, item)).unwrap_or_default();
        let run = if sheet.is_empty() {
            let control = ControlView { kind, ..self.controls.named(address, role, value) };
            RunView { kind: "control", words: String::new(), control: Some(control) }
        } else {
            RunView { kind: "words", words: value.to_owned(), control: None }
        };
        let piece = FormPiece { kind: "line", runs: vec![run], ..FormPiece::default() };
        FormCell { kind: cell, columns: 1, rows: 1, pieces: vec![piece] }
    }
}
