//! Labels and answers side by side; a label over several rows stands in columns of its own, as on the form.

use std::ops::Range;

use super::answers;
use super::board::{Board, BoardCell, COLUMNS, Edges};
use super::look::CellLook;
use super::measure;
use crate::doc::table::{CellKind, Table, TableCell, WIDTH};

/// A label over several rows of the table, until all of them stand there.
struct ReachingLabel<'a> {
    cell: &'a TableCell,
    first: u32,
    /// The last row of the table that it reaches.
    last: usize,
}

pub(super) fn table(board: &mut Board, table: &Table) {
    let edges = edges(table);
    let area = |cell: &TableCell| edges[cell.columns.start]..edges[cell.columns.end];
    let mut reaching: Vec<ReachingLabel<'_>> = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let first = board.next_row();
        let (labels, answers): (Vec<&TableCell>, Vec<&TableCell>) =
            row.cells.iter().partition(|cell| matches!(cell.kind, CellKind::Label | CellKind::Group | CellKind::Strip));
        answers.iter().for_each(|cell| answers::add(board, &cell.pieces, area(cell), usize::from(row.lines)));
        for cell in labels {
            let over_all = cell.rows == 1 && cell.columns.end == table.columns.len();
            if over_all {
                let (text, columns) = (cell.text(), area(cell));
                let row = board.row(measure::lines(&text, columns.clone(), CellLook::Label), CellLook::Label);
                board.put(BoardCell::new(row, columns, CellLook::Label, text).framed());
            } else {
                reaching.push(ReachingLabel { cell, first, last: index + cell.rows - 1 });
            }
        }
        // Those inside others are done before them.
        while let Some(done) = reaching.pop_if(|one| one.last <= index) {
            let edges = if done.cell.kind == CellKind::Strip {
                Edges { left: true, bottom: true, ..Edges::default() }
            } else {
                Edges::ALL
            };
            board.beside(done.first, area(done.cell), &done.cell.text(), edges);
        }
    }
}

/// Where the columns of a table begin on the sheet, and where the last one ends.
pub(super) fn edges(table: &Table) -> Vec<u16> {
    let scaled = table.edges().into_iter().map(|edge| (edge / WIDTH * f32::from(COLUMNS)).round() as u16);
    scaled.collect()
}

/// The words of a cell without fields.
pub(super) fn say(board: &mut Board, row: u32, columns: Range<u16>, look: CellLook, cell: &TableCell) {
    board.put(BoardCell::new(row, columns, look, cell.text()).framed());
}
