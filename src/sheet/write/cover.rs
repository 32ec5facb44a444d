//! 表紙 and 項目一覧.

use super::answers;
use super::board::{Board, COLUMNS, Cell, Edges};
use super::look::Look;
use super::measure;
use crate::doc::{Answer, Block, Document, Entry, Item, Part};
use crate::sheet::contract::{Field, Role, Value};

/// The columns of a short first answer.
const NUMBER: u16 = 6;

pub(super) fn cover(board: &mut Board, document: &Document, part: &Part) {
    board.gap(24.0);
    let row = board.row(2, Look::Kind);
    board.say(row, 0..COLUMNS, Look::Kind, document.kind.as_str());
    board.gap(24.0);
    for block in &part.blocks {
        let Block::Table(entries) = block else {
            super::block(board, document, block);
            continue;
        };
        let items: Vec<&Item> = entries.iter().flat_map(items_of).collect();
        let short = items.iter().take_while(|item| item.lines <= 1).count();
        let (heading, boxes) = items.split_at(short.min(2));
        side_by_side(board, heading);
        for item in boxes {
            board.gap(14.0);
            head(board, item);
            answer(board, item);
        }
    }
    board.gap(12.0);
    let row = board.row(1, Look::Corner);
    board.say(row, 0..COLUMNS, Look::Corner, document.form.as_str());
}

fn items_of(entry: &Entry) -> Vec<&Item> {
    match entry {
        Entry::Item(item) => vec![item],
        Entry::Group { entries, .. } => entries.iter().flat_map(items_of).collect(),
    }
}

fn head(board: &mut Board, item: &Item) {
    let label = item.label.printed();
    let row = board.row(measure::lines(&label, 0..COLUMNS, Look::Heading), Look::Heading);
    board.put(Cell::new(row, 0..COLUMNS, Look::Heading, label).framed());
}

/// What stands on one line is centred below its head.
fn answer(board: &mut Board, item: &Item) {
    match &item.answer {
        Answer::Text(text) if item.lines <= 1 => {
            board.passage(&item.address, text, 0..COLUMNS, Look::Name, 2, !item.derived);
        }
        _ => answers::add(board, item, 0..COLUMNS),
    }
}

/// Number and name: heads in one row, answers in the next.
fn side_by_side(board: &mut Board, items: &[&Item]) {
    let [number, name] = items else {
        for item in items {
            head(board, item);
            answer(board, item);
        }
        return;
    };
    let row = board.row(1, Look::Heading);
    for (item, columns) in [(number, 0..NUMBER), (name, NUMBER..COLUMNS)] {
        board.put(Cell::new(row, columns, Look::Heading, item.label.printed()).framed());
    }
    let first = board.next_row();
    if let Answer::Text(text) = &name.answer {
        board.passage(&name.address, text, NUMBER..COLUMNS, Look::Name, 2, !name.derived);
    } else {
        answers::add(board, name, NUMBER..COLUMNS);
    }
    if let Answer::Text(text) = &number.answer {
        let cell = Cell {
            rows: board.next_row() - first,
            edges: Edges::ALL,
            ..Cell::new(first, 0..NUMBER, Look::Name, text.as_str())
        };
        board.ask(cell, Field::new(&number.address, Role::Answer, Value::Text(text.clone())));
    }
}

/// Every chapter, leading to its sheet.
pub(super) fn contents(board: &mut Board, parts: &[Part]) {
    let listed = parts.iter().enumerate().skip(1).filter(|(_, part)| !part.blocks.contains(&Block::Contents));
    for (index, part) in listed {
        let file = part.file.as_ref().map(|file| format!("（{file}）")).unwrap_or_default();
        let text = format!("{}{file}", title(part));
        let row = board.row(measure::lines(&text, 0..COLUMNS, Look::Link) + 1, Look::Link);
        let cell = Cell::new(row, 0..COLUMNS, Look::Link, text).framed();
        board.put(Cell { link: Some(index), ..cell });
    }
    board.gap(10.0);
}

/// Ⅰ　基本情報
pub(super) fn title(part: &Part) -> String {
    match &part.number {
        Some(number) => format!("{number}　{}", part.title),
        None => part.title.clone(),
    }
}
