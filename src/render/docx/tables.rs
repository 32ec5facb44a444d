//! Tables of the page model as tables of Word.

use super::blocks::WIDTH;
use super::body::{Body, Twips};
use super::lines;
use super::table::{HEAD, LABEL, RowReach, WordCell, WordTable};
use crate::doc::table::{self as model, CellKind, Column, Piece, Table, TableCell, TableKind, TableRow};

/// Letters of a table that may go on to another page; each page of it then tells where it belongs.
const LONG: usize = 600;

/// A cell that reaches down: its columns, its colour, and the rows that are still to come.
struct ReachingCell {
    columns: std::ops::Range<usize>,
    fill: Option<&'static str>,
    rows: usize,
}

/// `running` stands above each page of a long table.
pub(super) fn add(body: &mut Body, table: &Table, name: &str, running: &str) {
    if !table.anchor.is_empty() {
        body.mark(&table.anchor);
    }
    // Word counts pages itself, but not before it is told to.
    let columns = table.columns.iter().filter(|column| **column != Column::Page).count();
    let widths = widths(&table.edges()[..=columns]);
    if columns == 0 || table.rows.is_empty() {
        return;
    }
    body.table(&widths, name, |place| {
        if table.kind == TableKind::Answers && letters(table) > LONG {
            place.head_of(|row| row.cell(WordCell::filled(columns, HEAD), |body| body.text("Running", running)));
        }
        let mut reaching: Vec<ReachingCell> = Vec::new();
        for (index, row) in table.rows.iter().enumerate() {
            add_row(place, table, row, index < table.heads, (&widths, &mut reaching));
        }
    });
}

/// In proportion; what a page's column would take goes to the others.
#[allow(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "the width of a page, and never negative")]
fn widths(edges: &[f32]) -> Vec<Twips> {
    let whole = edges.last().copied().unwrap_or(model::WIDTH);
    let scaled: Vec<Twips> = edges.iter().map(|edge| (edge / whole * WIDTH as f32).round() as Twips).collect();
    scaled.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

/// Of the texts; what is chosen or ticked takes a few lines whatever it says.
fn letters(table: &Table) -> usize {
    let of = |piece: &Piece| {
        if matches!(piece, Piece::Text(_) | Piece::Prose(_)) { piece.text().chars().count() } else { 0 }
    };
    let answers = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.kind == CellKind::Answer);
    answers.flat_map(|cell| &cell.pieces).map(of).sum()
}

fn add_row(
    place: &mut WordTable<'_>,
    table: &Table,
    row: &TableRow,
    is_head: bool,
    (widths, reaching): (&[Twips], &mut Vec<ReachingCell>),
) {
    let mut own: Vec<&TableCell> = row.cells.iter().filter(|cell| cell.columns.start < widths.len()).collect();
    let mut addresses: Vec<&String> = row.addresses.iter().collect();
    place.add(is_head, |cells| {
        let mut column = 0;
        while column < widths.len() {
            let bar = row.changed && column == 0;
            if let Some(above) = reaching.iter_mut().find(|above| above.columns.start == column && above.rows > 0) {
                above.rows -= 1;
                let cell = WordCell { columns: above.columns.len(), fill: above.fill, rows: RowReach::Below, bar };
                cells.cell(cell, |body| body.text("Label", ""));
                column = above.columns.end;
                continue;
            }
            if own.is_empty() {
                return;
            }
            let cell = own.remove(0);
            let fill = fill(table.kind, cell.kind);
            if cell.rows > 1 {
                reaching.push(ReachingCell { columns: cell.columns.clone(), fill, rows: cell.rows - 1 });
            }
            let rows = if cell.rows > 1 { RowReach::First } else { RowReach::One };
            let end = cell.columns.end.min(widths.len());
            let room = widths.get(cell.columns.start..end).unwrap_or_default().iter().sum();
            // An address leads to the cell where it is answered; the last one has them all.
            let is_here =
                |address: &&String| own.is_empty() || cell.fields().iter().any(|field| field.address == **address);
            let here: Vec<&String> = addresses.iter().copied().filter(|address| is_here(address)).collect();
            addresses.retain(|address| !here.contains(address));
            cells.cell(WordCell { columns: end - column, fill, rows, bar }, |body| {
                here.iter().for_each(|address| drop(body.mark(address)));
                lines::pieces(body, style(table.kind, cell.kind), &cell.pieces, room);
            });
            column = end;
        }
    });
}

fn fill(table: TableKind, kind: CellKind) -> Option<&'static str> {
    match kind {
        CellKind::Head if table == TableKind::Cover => Some(LABEL),
        CellKind::Head => Some(HEAD),
        CellKind::Label | CellKind::Group | CellKind::Strip => Some(LABEL),
        CellKind::Answer | CellKind::Short | CellKind::Plain => None,
    }
}

fn style(table: TableKind, kind: CellKind) -> &'static str {
    match kind {
        CellKind::Head => "ColumnHead",
        CellKind::Label | CellKind::Group | CellKind::Strip => "Label",
        CellKind::Plain => "Small",
        CellKind::Answer | CellKind::Short if table == TableKind::Records => "Small",
        CellKind::Answer | CellKind::Short => "Answer",
    }
}
