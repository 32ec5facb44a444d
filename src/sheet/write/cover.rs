//! 表紙 and 項目一覧.

use super::answers;
use super::board::{Board, BoardCell, COLUMNS, Edges};
use super::line;
use super::look::CellLook;
use super::measure;
use super::tables;
use crate::doc::table::{CellKind, Chapter, Element, ListedChapter, Printed, Table, TableCell, TableKind};

pub(super) fn cover(board: &mut Board, printed: &Printed, chapter: &Chapter) {
    board.gap(24.0);
    let row = board.row(2, CellLook::Kind);
    board.say(row, 0..COLUMNS, CellLook::Kind, printed.kind.as_str());
    board.gap(24.0);
    let mut is_first = true;
    for element in &chapter.elements {
        match element {
            Element::Table(table) if table.kind == TableKind::Cover => {
                if !std::mem::take(&mut is_first) {
                    board.gap(14.0);
                }
                titled(board, table);
            }
            other => super::element(board, printed, other),
        }
    }
    board.gap(12.0);
    let row = board.row(1, CellLook::Corner);
    board.say(row, 0..COLUMNS, CellLook::Corner, printed.form.as_str());
}

/// Heads in one row, answers in the next; the last one gives it its height.
fn titled(board: &mut Board, table: &Table) {
    let [heads, body] = table.rows.as_slice() else { return };
    let edges = tables::edges(table);
    let area = |cell: &TableCell| edges[cell.columns.start]..edges[cell.columns.end];
    let lines = heads.cells.iter().map(|cell| measure::lines(&cell.text(), area(cell), CellLook::Heading)).max();
    let row = board.row(lines.unwrap_or(1), CellLook::Heading);
    heads.cells.iter().for_each(|cell| tables::say(board, row, area(cell), CellLook::Heading, cell));
    let first = board.next_row();
    let Some((last, others)) = body.cells.split_last() else { return };
    answer(board, last, area(last), usize::from(body.lines));
    for cell in others {
        for field in cell.fields() {
            line::ask(board, first, area(cell), field);
            let rows = board.next_row() - first;
            if let Some(name) = board.names.last_mut() {
                name.rows.end = first + rows;
            }
            if let Some(cell) = board.cells.last_mut() {
                *cell = BoardCell { rows, edges: Edges::ALL, look: CellLook::Name, ..cell.clone() };
            }
        }
    }
}

/// What stands on one line is centred below its head.
fn answer(board: &mut Board, cell: &TableCell, area: std::ops::Range<u16>, least: usize) {
    match cell.fields().as_slice() {
        [field] if cell.kind == CellKind::Short => answers::passage(board, field, area, CellLook::Name, least.max(2)),
        _ => answers::add(board, &cell.pieces, area, least),
    }
}

/// Every chapter, leading to its sheet.
pub(super) fn contents(board: &mut Board, listed: &[ListedChapter]) {
    for one in listed {
        let row = board.row(measure::lines(&one.text, 0..COLUMNS, CellLook::Link) + 1, CellLook::Link);
        let cell = BoardCell::new(row, 0..COLUMNS, CellLook::Link, one.text.as_str()).framed();
        board.put(BoardCell { link: Some(one.chapter), ..cell });
    }
    board.gap(10.0);
}
