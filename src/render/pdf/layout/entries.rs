//! Labels and answers as rows of a bordered table; labels that span several rows stand in columns of their own.

use crate::doc::{Answer, Entry, Item, Label};

use super::super::page::Role;
use super::answers;
use super::columns::in_columns;
use super::flow::{BODY, Flow, LABEL_GREY, LEFT, RIGHT, STRONG};
use super::grid::{Cell, Grid, Row, Spot};
use super::place::place;
use super::words::Words;

/// The column of the labels where nothing is nested, and what each level of nesting adds.
const LABELS: f32 = 132.0;
const NESTED: f32 = 36.0;
/// A label that spans several rows.
const GROUP: f32 = 66.0;
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
    let mut table = Table::new(flow, entries);
    table.entries(flow, entries, LEFT);
    place(flow, &table.grid);
}

/// One of several blocks: its title with its name beside it, then the rest of it.
pub(super) fn block(flow: &mut Flow, title: &str, anchor: &str, entries: &[Entry]) {
    let mut table = Table::new(flow, entries);
    let level = flow.level(4);
    let name = match entries.first() {
        Some(Entry::Item(item)) if item.label.printed().is_empty() && item.inner.is_empty() => Some(item),
        _ => None,
    };
    let edge = if name.is_some() { table.answers } else { RIGHT };
    let row = table.row(flow);
    (row.keep, row.entry) = (true, Some((level, title.to_owned())));
    row.addresses.push(anchor.to_owned());
    let mut head = Cell::new(flow, row.node, Role::RowHead, (LEFT, edge), LABEL_GREY);
    head.add(flow, Spot { role: Role::Heading(level), ..head.spot(STRONG) }, title);
    row.cells.push(head);
    if let Some(item) = name {
        row.addresses.push(item.address.clone());
        row.bar = item.revision.is_some();
        let mut cell = Cell::new(flow, row.node, Role::Cell, (edge, RIGHT), 1.0);
        answers::add(flow, &mut cell, item, &[]);
        row.cells.push(cell);
    }
    table.entries(flow, entries.get(usize::from(name.is_some())..).unwrap_or_default(), LEFT);
    place(flow, &table.grid);
}

/// A number that has no label stands in the cell of its item: （2）件.
fn number_beside(entry: &Entry) -> Option<&Item> {
    match entry {
        Entry::Item(item) if item.label.text.is_empty() && matches!(item.answer, Answer::Count { .. }) => Some(item),
        _ => None,
    }
}

/// What stands beside an item, and what stands below it.
fn parted(inner: &[Entry]) -> (Vec<&Item>, Vec<Entry>) {
    let beside = inner.iter().filter_map(number_beside).collect();
    (beside, inner.iter().filter(|entry| number_beside(entry).is_none()).cloned().collect())
}

impl Table {
    fn new(flow: &mut Flow, entries: &[Entry]) -> Self {
        let answers = LEFT + LABELS + NESTED * Entry::depth(entries).min(LEVELS) as f32;
        Self { grid: Grid::new(flow), answers }
    }

    fn entries(&mut self, flow: &mut Flow, entries: &[Entry], left: f32) {
        for run in entries.chunk_by(|a, b| a.is_flag() && b.is_flag()) {
            match run {
                [Entry::Item(item)] if !run[0].is_flag() => self.item(flow, item, left),
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
            cell.add(flow, cell.spot(BODY), &label.printed());
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
        cell.add(flow, cell.spot(BODY), &label.printed());
        row.cells.insert(0, cell);
    }

    fn item(&mut self, flow: &mut Flow, item: &Item, left: f32) {
        let answers = self.answers;
        let (beside, below) = parted(&item.inner);
        let row = self.row(flow);
        row.least = usize::from(item.lines).max(1);
        row.addresses.extend([item].into_iter().chain(beside.iter().copied()).map(|item| item.address.clone()));
        row.whole = matches!(item.answer, Answer::Choice { .. } | Answer::Boxes { .. });
        row.bar = item.revision.is_some() || beside.iter().any(|item| item.revision.is_some());
        let beside: Vec<Words> = beside.into_iter().filter_map(answers::short).collect();
        let label = item.label.printed();
        if item.brackets {
            let mut cell = Cell::new(flow, row.node, Role::Cell, (left, RIGHT), 1.0);
            in_brackets(flow, &mut cell, &label, item);
            row.cells.push(cell);
        } else {
            let from = if label.is_empty() { left } else { answers };
            if !label.is_empty() {
                let mut head = Cell::new(flow, row.node, Role::RowHead, (left, answers), LABEL_GREY);
                head.add(flow, head.spot(BODY), &label);
                row.cells.push(head);
            }
            let mut cell = Cell::new(flow, row.node, Role::Cell, (from, RIGHT), 1.0);
            answers::add(flow, &mut cell, item, &beside);
            row.cells.push(cell);
        }
        self.inner(flow, &below, left);
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
        let items: Vec<&Item> = flags.iter().filter_map(item_of).collect();
        let mut words = Vec::new();
        let mut below = Vec::new();
        for item in items {
            let (beside, rest) = parted(&item.inner);
            row.addresses.extend([item].into_iter().chain(beside.iter().copied()).map(|item| item.address.clone()));
            row.bar |= item.revision.is_some() || beside.iter().any(|item| item.revision.is_some());
            let Answer::Flag { on } = item.answer else { continue };
            let label = answers::flag(on, &item.label.printed());
            let mut flag = Words::marked(label, answers::style(item.revision.as_ref()));
            beside.into_iter().filter_map(answers::short).for_each(|number| flag.runs.extend(number.runs));
            words.push(flag);
            below.extend(rest);
        }
        let node = flow.book.node(Role::List, cell.node);
        let spot = Spot { node, ..cell.spot(BODY) };
        in_columns(flow, &mut cell, spot, &words, COLUMNS);
        row.cells.push(cell);
        self.inner(flow, &below, left);
    }
}

fn item_of(entry: &Entry) -> Option<&Item> {
    match entry {
        Entry::Item(item) => Some(item),
        Entry::Group { .. } => None,
    }
}

/// （備考：…）
fn in_brackets(flow: &mut Flow, cell: &mut Cell, label: &str, item: &Item) {
    let colon = if label.is_empty() { "" } else { "：" };
    match (&item.answer, &item.revision) {
        (Answer::Text(_), Some(revision)) if !revision.words.is_empty() => {
            let words = Words::of_spans(&revision.words).around(&format!("（{label}{colon}"), "）");
            cell.add_words(flow, cell.spot(BODY), &words);
        }
        (Answer::Text(text), _) => {
            cell.add(flow, cell.spot(BODY), &format!("（{label}{colon}{text}）"));
        }
        // A number has brackets of its own.
        (Answer::Count { .. }, _) => answers::add(flow, cell, item, &[]),
        _ => {
            cell.add(flow, cell.spot(BODY), &format!("（{label}{colon}"));
            answers::add(flow, cell, item, &[]);
            cell.add(flow, cell.spot(BODY), "）");
        }
    }
}
