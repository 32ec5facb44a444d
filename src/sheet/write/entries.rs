//! Labels and answers side by side; a label over several rows stands in columns of its own, as on the form.

use super::answers;
use super::board::{Board, COLUMNS, Cell, Edges};
use super::look::Look;
use super::measure;
use crate::doc::{Answer, Entry, Item, Label};
use crate::sheet::contract::Role;

/// Columns of the labels where nothing is nested, and what each level of nesting adds.
const LABELS: u16 = 8;
const NESTED: u16 = 3;
/// A label over several rows.
const GROUP: u16 = 4;
/// No label gets narrower.
const NARROWEST: u16 = 4;
const LEVELS: u16 = 2;

pub(super) fn table(board: &mut Board, entries: &[Entry]) {
    let answers = LABELS + NESTED * (Entry::depth(entries) as u16).min(LEVELS);
    Table { answers }.entries(board, entries, 0);
}

/// A number has brackets and a unit of its own.
fn is_count_without_label(item: &Item) -> bool {
    item.label.text.is_empty() && matches!(item.answer, Answer::Count { .. })
}

/// A number that stands beside a box.
fn is_number_beside(entry: &Entry) -> bool {
    matches!(entry, Entry::Item(item) if is_count_without_label(item))
}

struct Table {
    /// Where answers begin.
    answers: u16,
}

impl Table {
    fn entries(&self, board: &mut Board, entries: &[Entry], left: u16) {
        for run in entries.chunk_by(|a, b| a.is_flag() && b.is_flag()) {
            match run {
                [Entry::Item(item)] if !run[0].is_flag() => self.item(board, item, left),
                [Entry::Group { label, entries }] => self.group(board, label, entries, left),
                flags => self.flags(board, flags, left),
            }
        }
    }

    fn group(&self, board: &mut Board, label: &Label, entries: &[Entry], left: u16) {
        let text = label.printed();
        if entries.is_empty() || self.answers < left + GROUP + NARROWEST {
            let row = board.row(measure::lines(&text, left..COLUMNS, Look::Label), Look::Label);
            board.put(Cell::new(row, left..COLUMNS, Look::Label, text).framed());
            self.entries(board, entries, left);
            return;
        }
        let first = board.next_row();
        self.entries(board, entries, left + GROUP);
        board.beside(first, left..left + GROUP, &text, Edges::ALL);
    }

    fn item(&self, board: &mut Board, item: &Item, left: u16) {
        let first = board.next_row();
        let label = item.label.printed();
        if is_count_without_label(item) {
            answers::add(board, item, left..COLUMNS);
        } else if item.brackets {
            answers::in_brackets(board, item, &label, left..COLUMNS);
        } else if label.is_empty() {
            answers::add(board, item, left..COLUMNS);
        } else {
            answers::add(board, item, self.answers..COLUMNS);
            board.beside(first, left..self.answers, &label, Edges::ALL);
        }
        self.inner(board, &item.inner, left);
    }

    /// Follow-up cells stand under their item, beside a strip that belongs to its label.
    fn inner(&self, board: &mut Board, entries: &[Entry], left: u16) {
        if entries.is_empty() {
            return;
        }
        let indented = left + 1;
        if self.answers < indented + NARROWEST {
            self.entries(board, entries, left);
            return;
        }
        let first = board.next_row();
        self.entries(board, entries, indented);
        board.beside(first, left..indented, "", Edges { left: true, bottom: true, ..Edges::default() });
    }

    /// Boxes with labels of their own, two in a row: [○] 提供を行っている （ 2 ）件
    fn flags(&self, board: &mut Board, flags: &[Entry], left: u16) {
        let first = board.next_row();
        let middle = left + (COLUMNS - left) / 2;
        let items: Vec<&Item> =
            flags.iter().filter_map(|entry| if let Entry::Item(item) = entry { Some(item) } else { None }).collect();
        let wide = |item: &&Item| measure::columns_for(&item.label.printed(), Look::Plain) + 9 > COLUMNS - middle;
        let each = if items.iter().any(wide) { 1 } else { 2 };
        for pair in items.chunks(each) {
            let width = if each == 1 { left..COLUMNS } else { left..middle };
            let lines = pair
                .iter()
                .map(|item| measure::lines(&item.label.printed(), width.start + 2..width.end, Look::Plain))
                .max();
            let row = board.row(lines.unwrap_or(1), Look::Plain);
            for (index, item) in pair.iter().enumerate() {
                let area = if index == 0 { width.clone() } else { middle..COLUMNS };
                flag(board, row, item, area);
            }
            if each == 2 && pair.len() == 1 {
                board.say(row, middle..COLUMNS, Look::Plain, "");
            }
        }
        board.frame(first, left..COLUMNS);
        for item in items {
            let below: Vec<Entry> = item.inner.iter().filter(|entry| !is_number_beside(entry)).cloned().collect();
            self.inner(board, &below, left);
        }
    }
}

fn flag(board: &mut Board, row: u32, item: &Item, area: std::ops::Range<u16>) {
    let on = matches!(item.answer, Answer::Flag { on: true });
    answers::tick(
        board,
        row,
        area.start,
        answers::Tick { address: &item.address, role: Role::Answer, on, free: !item.derived },
    );
    let label = format!("] {}", item.label.printed());
    let number = item.inner.iter().find_map(|entry| match entry {
        Entry::Item(number) if is_number_beside(entry) => Some(number),
        _ => None,
    });
    match number {
        Some(number) => {
            let begins = area.end - 5;
            board.say(row, area.start + 2..begins, Look::Plain, label);
            answers::number(board, row, number, begins..area.end);
        }
        None => board.say(row, area.start + 2..area.end, Look::Plain, label),
    }
}
