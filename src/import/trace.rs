//! What became of everything in the source, row by row: for people who hold an import against it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fill::{FillTarget, FilledForm};
use super::report::ImportReport;
use super::stream::{Stream, Use};
use super::write;
use crate::assessment::{Assessment, Cell};
use crate::form::Form;
use crate::grid::CellPlace;

#[derive(Debug, Default, Serialize)]
pub struct ImportTrace {
    pub sheets: Vec<TraceSheet>,
}

/// A sheet, a page, or the paragraphs between two tables.
#[derive(Debug, Default, Serialize)]
pub struct TraceSheet {
    pub name: String,
    pub rows: Vec<TraceRow>,
}

#[derive(Debug, Default, Serialize)]
pub struct TraceRow {
    pub place: String,
    pub cells: Vec<Vec<TraceSpan>>,
    /// The answers that begin in this row.
    pub answers: Vec<TraceAnswer>,
    /// What the report says of this row.
    pub remarks: Vec<String>,
    /// Somebody should look at it.
    pub doubtful: bool,
}

#[derive(Debug, Serialize)]
pub struct TraceSpan {
    pub text: String,
    pub kind: TraceKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TraceKind {
    /// The form's own words.
    Printed,
    Answer,
    /// An answer that the report has something to say about.
    Doubtful,
    /// It found no item.
    Left,
    /// In the table of changes.
    Change,
}

#[derive(Debug, Serialize)]
pub struct TraceAnswer {
    pub address: String,
    pub path: String,
    pub value: String,
    pub kind: TraceKind,
    /// It follows from others and is not written.
    pub derived: bool,
}

/// What the trace is made from.
pub(super) struct Tracer<'a> {
    form: &'a Form,
    stream: &'a Stream<'a>,
    filled: &'a FilledForm,
    /// What the program reads of the new assessment.
    bound: Option<&'a Assessment>,
    /// What the report says of each item, and of each place where it speaks of none.
    of_items: BTreeMap<&'a str, Vec<&'a str>>,
    of_places: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Tracer<'a> {
    pub(super) fn new(
        form: &'a Form,
        stream: &'a Stream<'a>,
        filled: &'a FilledForm,
        bound: Option<&'a Assessment>,
        report: &'a ImportReport,
    ) -> Self {
        let mut tracer = Self { form, stream, filled, bound, of_items: BTreeMap::new(), of_places: BTreeMap::new() };
        for conflict in &report.conflicts {
            let told = match &conflict.item {
                Some(item) => tracer.of_items.entry(item),
                None => tracer.of_places.entry(&conflict.place),
            };
            told.or_default().push(&conflict.message);
        }
        tracer
    }

    /// `table` are the cells of the table of changes.
    pub(super) fn trace(mut self, table: &[CellPlace]) -> ImportTrace {
        let book = self.stream.book;
        let mut cells: BTreeMap<CellPlace, Vec<TraceSpan>> = BTreeMap::new();
        let mut answers: BTreeMap<CellPlace, Vec<TraceAnswer>> = BTreeMap::new();
        for piece in self.stream.pieces(&self.filled.starts) {
            let answer = self.filled.starts.get(&piece.first).map(|target| self.answer(target));
            let kind = match piece.what {
                Use::Printed => TraceKind::Printed,
                Use::Open | Use::Left => TraceKind::Left,
                Use::Item => self.kind_at(piece.first),
            };
            let text = book.cell(piece.at).text[piece.bytes].to_owned();
            cells.entry(piece.at).or_default().push(TraceSpan { text, kind });
            answers.entry(piece.at).or_default().extend(answer);
        }
        for at in table {
            let text = book.cell(*at).text.clone();
            cells.entry(*at).or_default().push(TraceSpan { text, kind: TraceKind::Change });
        }
        let mut trace = ImportTrace::default();
        let mut last = None;
        for (at, spans) in cells {
            let row = (at.sheet, book.cell(at).row);
            if last.is_none_or(|(sheet, _)| sheet != at.sheet) {
                trace.sheets.push(TraceSheet { name: book.sheets[at.sheet].name.clone(), rows: Vec::new() });
            }
            let Some(sheet) = trace.sheets.last_mut() else { continue };
            if last != Some(row) {
                sheet.rows.push(TraceRow { place: book.place(at), ..TraceRow::default() });
                last = Some(row);
            }
            if let Some(row) = sheet.rows.last_mut() {
                self.add(row, at, spans, answers.remove(&at).unwrap_or_default());
            }
        }
        trace
    }

    fn add(&mut self, row: &mut TraceRow, at: CellPlace, spans: Vec<TraceSpan>, answers: Vec<TraceAnswer>) {
        // A page is a place, too; what is said of it is said once.
        let of_place = self.of_places.remove(self.stream.book.place(at).as_str());
        let of_items = answers.iter().filter_map(|answer| self.of_items.get(answer.address.as_str())).flatten();
        let told: Vec<String> = of_place.iter().flatten().chain(of_items).map(|told| (*told).to_owned()).collect();
        row.remarks.extend(told);
        let open = |span: &TraceSpan| matches!(span.kind, TraceKind::Left | TraceKind::Doubtful);
        row.doubtful |= spans.iter().any(open) || !row.remarks.is_empty();
        row.cells.push(spans);
        row.answers.extend(answers);
    }

    /// Of the answer that goes on at a letter.
    fn kind_at(&self, letter: usize) -> TraceKind {
        let target = self.filled.starts.range(..=letter).next_back().map(|(_, target)| target);
        target.map_or(TraceKind::Answer, |target| self.kind(target))
    }

    fn kind(&self, target: &FillTarget) -> TraceKind {
        let address = write::address(self.form, target);
        if self.of_items.contains_key(address.as_str()) { TraceKind::Doubtful } else { TraceKind::Answer }
    }

    fn answer(&self, target: &FillTarget) -> TraceAnswer {
        let said = self.bound.and_then(|assessment| {
            let is_it = |cell: &&Cell| cell.node == target.item && cell.positions == target.positions;
            assessment.cells.iter().find(is_it).map(|cell| assessment.words(cell))
        });
        TraceAnswer {
            address: write::address(self.form, target).as_str().to_owned(),
            path: write::path(self.form, target),
            value: said.unwrap_or_default(),
            kind: self.kind(target),
            derived: !self.filled.values.contains_key(target),
        }
    }
}
