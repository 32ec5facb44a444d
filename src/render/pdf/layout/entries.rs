//! Labels and answers as rows of a bordered table; labels that span several rows stand in columns of their own.

use crate::doc::{Answer, Entry, Item, Label};

use super::super::page::Role;
use super::answers;
use super::flow::{BODY, Flow, LABEL_GREY, LEFT, RIGHT};
use super::grid::{Cell, Grid, Row, Spot};
use super::place::place;

/// The column of the labels where nothing is nested, and what each level of nesting adds.
const LABELS: f32 = 128.0;
const NESTED: f32 = 60.0;
/// A label that spans several rows.
const GROUP: f32 = 72.0;
/// How far follow-up cells are indented.
const INDENT: f32 = 14.0;
/// No label column gets narrower.
const NARROWEST: f32 = 54.0;
/// Deeper nesting adds no width.
const LEVELS: usize = 2;

struct Table {
    grid: Grid,
    /// Where answers begin.
    answers: f32,
}

pub(super) fn table(flow: &mut Flow, entries: &[Entry]) {
    if entries.is_empty() {
        return;
    }
    let answers = LEFT + LABELS + NESTED * depth(entries).min(LEVELS) as f32;
    let mut table = Table { grid: Grid::new(flow), answers };
    table.entries(flow, entries, LEFT);
    place(flow, &table.grid);
}

fn depth(entries: &[Entry]) -> usize {
    let below = |entry: &Entry| match entry {
        Entry::Group { entries, .. } => 1 + depth(entries),
        Entry::Item(item) => depth(&item.inner),
    };
    entries.iter().map(below).max().unwrap_or(0)
}

/// ⑦使用の主体　※
pub(super) fn told(label: &Label) -> String {
    let mark = if label.mark { "　※" } else { "" };
    format!("{}{}{mark}", label.number.as_deref().unwrap_or_default(), label.text)
}

/// The number that stands beside a box and has no label.
fn number_beside(entry: &Entry) -> Option<String> {
    match entry {
        Entry::Item(Item { label, answer: Answer::Count { number, unit }, .. }) if label.text.is_empty() => {
            Some(answers::count(number.as_deref(), unit))
        }
        _ => None,
    }
}

impl Table {
    fn entries(&mut self, flow: &mut Flow, entries: &[Entry], left: f32) {
        let is_flag = |entry: &Entry| matches!(entry, Entry::Item(Item { answer: Answer::Flag { .. }, .. }));
        for run in entries.chunk_by(|a, b| is_flag(a) && is_flag(b)) {
            match run {
                [Entry::Item(item)] if !is_flag(&run[0]) => self.item(flow, item, left),
                [Entry::Group { label, entries }] => self.group(flow, label, entries, left),
                flags => self.flags(flow, flags, left),
            }
        }
    }

    fn row(&mut self, flow: &mut Flow) -> &mut Row {
        let row = Row::new(flow, self.grid.node);
        self.grid.rows.push(row);
        let last = self.grid.rows.len() - 1;
        &mut self.grid.rows[last]
    }

    fn group(&mut self, flow: &mut Flow, label: &Label, entries: &[Entry], left: f32) {
        if self.answers - left - GROUP < NARROWEST || entries.is_empty() {
            let row = self.row(flow);
            let mut cell = Cell::new(flow, row.node, Role::RowHead, (left, RIGHT), LABEL_GREY);
            cell.add(flow, cell.spot(BODY), &told(label));
            row.cells.push(cell);
            self.entries(flow, entries, left);
            return;
        }
        let first = self.grid.rows.len();
        self.entries(flow, entries, left + GROUP);
        let rows = self.grid.rows.len() - first;
        let Some(row) = self.grid.rows.get_mut(first) else { return };
        let node = flow.book.first_node(Role::RowHead, row.node);
        let mut cell = Cell::of_node(node, (left, left + GROUP), LABEL_GREY);
        cell.rows = rows;
        cell.add(flow, cell.spot(BODY), &told(label));
        row.cells.insert(0, cell);
    }

    fn item(&mut self, flow: &mut Flow, item: &Item, left: f32) {
        let answers = self.answers;
        let row = self.row(flow);
        row.least = usize::from(item.lines).max(1);
        row.addresses.push(item.address.clone());
        let label = told(&item.label);
        if item.brackets {
            let mut cell = Cell::new(flow, row.node, Role::Cell, (left, RIGHT), 1.0);
            in_brackets(flow, &mut cell, &label, &item.answer);
            row.cells.push(cell);
        } else {
            let from = if label.is_empty() { left } else { answers };
            if !label.is_empty() {
                let mut head = Cell::new(flow, row.node, Role::RowHead, (left, answers), LABEL_GREY);
                head.add(flow, head.spot(BODY), &label);
                row.cells.push(head);
            }
            let mut cell = Cell::new(flow, row.node, Role::Cell, (from, RIGHT), 1.0);
            answers::add(flow, &mut cell, &item.answer);
            row.cells.push(cell);
        }
        self.inner(flow, &item.inner, left);
    }

    /// Follow-up cells stand under their item, beside a strip that belongs to its label.
    fn inner(&mut self, flow: &mut Flow, entries: &[Entry], left: f32) {
        if entries.is_empty() {
            return;
        }
        let indented = left + INDENT;
        if self.answers - indented < NARROWEST {
            self.entries(flow, entries, left);
            return;
        }
        let first = self.grid.rows.len();
        self.entries(flow, entries, indented);
        let rows = self.grid.rows.len() - first;
        let Some(row) = self.grid.rows.get_mut(first) else { return };
        let node = flow.book.first_node(Role::Cell, row.node);
        let mut strip = Cell::of_node(node, (left, indented), LABEL_GREY);
        strip.rows = rows;
        strip.open = true;
        row.cells.insert(0, strip);
    }

    /// Boxes with labels of their own stand side by side in one cell.
    fn flags(&mut self, flow: &mut Flow, flags: &[Entry], left: f32) {
        const COLUMNS: usize = 2;
        let row = self.row(flow);
        let mut cell = Cell::new(flow, row.node, Role::Cell, (left, RIGHT), 1.0);
        let mut words = Vec::new();
        for entry in flags {
            let Entry::Item(item) = entry else { continue };
            row.addresses.push(item.address.clone());
            if let Answer::Flag { on } = &item.answer {
                let flag = answers::flag(*on, &told(&item.label));
                words.push(item.inner.iter().filter_map(number_beside).fold(flag, |flag, number| flag + &number));
            }
        }
        let node = flow.book.node(Role::List, cell.node);
        let spot = Spot { node, ..cell.spot(BODY) };
        answers::in_columns(flow, &mut cell, spot, &words, COLUMNS);
        row.cells.push(cell);
        for entry in flags {
            let Entry::Item(item) = entry else { continue };
            let below: Vec<Entry> = item.inner.iter().filter(|entry| number_beside(entry).is_none()).cloned().collect();
            self.inner(flow, &below, left);
        }
    }
}

/// （備考：…）
fn in_brackets(flow: &mut Flow, cell: &mut Cell, label: &str, answer: &Answer) {
    let colon = if label.is_empty() { "" } else { "：" };
    match answer {
        Answer::Text(text) | Answer::Markdown(text) => {
            cell.add(flow, cell.spot(BODY), &format!("（{label}{colon}{text}）"));
        }
        other => {
            cell.add(flow, cell.spot(BODY), label);
            answers::add(flow, cell, other);
        }
    }
}
