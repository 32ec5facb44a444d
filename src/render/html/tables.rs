//! Tables of the page model in the shape that templates read.

use serde::Serialize;

use super::anchors::Anchors;
use super::line::{Waiting, label, line};
use crate::doc::table::{BoxSet, CellKind, Column, Piece, Table, TableCell, TableKind, TableRow, WIDTH};
use crate::render::{escaped, markup};

#[derive(Debug, Serialize)]
pub(super) struct TableView {
    /// `answers`, `cover`, `records`, `changes`, `duties`, `changed-items`
    class: &'static str,
    id: String,
    /// The width of each column, in parts of a hundred.
    widths: Vec<f32>,
    head: Vec<RowView>,
    /// Rows that belong together because a cell reaches over them.
    groups: Vec<Vec<RowView>>,
}

#[derive(Debug, Serialize)]
struct RowView {
    id: String,
    /// Differs from the version before, in a review edition.
    changed: bool,
    cells: Vec<CellView>,
}

#[derive(Debug, Serialize)]
struct CellView {
    /// `label`, `group`, `strip`, `answer`, `short`, `head`, `plain`
    kind: &'static str,
    /// Of what the cell is the head; empty where it is none.
    scope: &'static str,
    /// Of its column, for screens on which the cells of a row stand below each other.
    title: String,
    columns: usize,
    rows: usize,
    pieces: Vec<PieceView>,
}

/// `kind` says which fields count.
#[derive(Debug, Default, Serialize)]
struct PieceView {
    /// `text`, `prose`, `choice`, `boxes`, `items`, `link`
    kind: &'static str,
    /// Nothing of an author's in it is markup.
    html: String,
    caption: &'static str,
    options: Vec<String>,
    columns: u8,
    sets: Vec<SetView>,
    items: Vec<String>,
    /// Of what a link leads to.
    id: String,
}

#[derive(Debug, Serialize)]
struct SetView {
    title: String,
    boxes: Vec<BoxView>,
}

#[derive(Debug, Serialize)]
struct BoxView {
    on: bool,
    html: String,
}

pub(super) fn view(table: &Table, anchors: &mut Anchors) -> TableView {
    let id = if table.anchor.is_empty() { String::new() } else { anchors.take(&table.anchor) };
    let columns = table.columns.iter().position(|column| *column == Column::Page).unwrap_or(table.columns.len());
    let edges = &table.edges()[..=columns];
    let whole = edges.last().copied().unwrap_or(WIDTH);
    let widths = edges.windows(2).map(|pair| ((pair[1] - pair[0]) / whole * 1000.0).round() / 10.0);
    let mut rows = table.rows.iter().map(|one| row(table, one, columns, anchors));
    TableView {
        class: class(table.kind),
        id,
        widths: widths.collect(),
        head: rows.by_ref().take(table.heads).collect(),
        groups: grouped(rows),
    }
}

fn class(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Answers => "answers",
        TableKind::Cover => "cover",
        TableKind::Records => "records",
        TableKind::Changes => "changes",
        TableKind::Duties => "duties",
        TableKind::Changed => "changed-items",
        TableKind::Listed => "listed",
    }
}

/// No cell reaches out of its group.
fn grouped(rows: impl Iterator<Item = RowView>) -> Vec<Vec<RowView>> {
    let mut groups: Vec<Vec<RowView>> = Vec::new();
    let mut open = 0;
    for row in rows {
        let reach = row.cells.iter().map(|cell| cell.rows).max().unwrap_or(1);
        match groups.last_mut().filter(|_| open > 0) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
        open = open.max(reach) - 1;
    }
    groups
}

/// The cells of the first `columns` columns: a page of the web has no numbers of pages.
fn row(table: &Table, row: &TableRow, columns: usize, anchors: &mut Anchors) -> RowView {
    let mut addresses = row.addresses.iter();
    let id = addresses.next().map(|address| anchors.take(address)).unwrap_or_default();
    let mut waiting: Waiting = addresses.map(|address| (address.clone(), anchors.take(address))).collect();
    let shown = row.cells.iter().filter(|cell| cell.columns.start < columns);
    let cells = shown.map(|one| cell(table, one, &mut waiting)).collect();
    RowView { id, changed: row.changed, cells }
}

fn cell(table: &Table, cell: &TableCell, waiting: &mut Waiting) -> CellView {
    let (kind, scope) = match cell.kind {
        CellKind::Label => ("label", "row"),
        CellKind::Group if cell.rows > 1 => ("group", "rowgroup"),
        CellKind::Group if cell.columns.len() == table.columns.len() => ("group", "col"),
        CellKind::Group => ("group", "row"),
        CellKind::Strip => ("strip", ""),
        CellKind::Answer => ("answer", ""),
        CellKind::Short => ("short", ""),
        CellKind::Head => ("head", "col"),
        CellKind::Plain => ("plain", ""),
    };
    let is_head = !scope.is_empty();
    CellView {
        kind,
        scope,
        title: title(table, cell),
        columns: cell.columns.len(),
        rows: cell.rows,
        pieces: cell.pieces.iter().map(|one| piece(one, is_head, waiting)).collect(),
    }
}

fn title(table: &Table, cell: &TableCell) -> String {
    let head = table.rows.first().filter(|_| table.kind == TableKind::Changes && cell.kind == CellKind::Plain);
    let above = |row: &TableRow| row.cells.iter().find(|head| head.columns == cell.columns).map(TableCell::text);
    head.and_then(above).unwrap_or_default()
}

fn piece(piece: &Piece, is_head: bool, waiting: &mut Waiting) -> PieceView {
    let view = PieceView::default();
    match piece {
        Piece::Text(words) if is_head => PieceView { kind: "text", html: label(&words.text()), ..view },
        Piece::Text(words) => PieceView { kind: "text", html: line(words, waiting), ..view },
        Piece::Prose(field) => PieceView { kind: "prose", html: markup::to_html(&field.value), ..view },
        Piece::Choice { chosen, options } => PieceView {
            kind: "choice",
            html: line(chosen, waiting),
            caption: options.caption,
            options: options.options.clone(),
            ..view
        },
        Piece::Boxes { columns, sets } => PieceView {
            kind: "boxes",
            columns: *columns,
            sets: sets.iter().map(|one| set(one, waiting)).collect(),
            ..view
        },
        Piece::Items(items) => {
            PieceView { kind: "items", items: items.iter().map(|item| line(item, waiting)).collect(), ..view }
        }
        Piece::Link { text, anchor } => PieceView { kind: "link", html: escaped(text), id: anchor.clone(), ..view },
        Piece::Page { .. } => view,
    }
}

fn set(set: &BoxSet, waiting: &mut Waiting) -> SetView {
    let boxes = set.boxes.iter().map(|one| BoxView {
        on: one.fields().any(|field| field.is_tick() && !field.value.is_empty()),
        html: line(one, waiting),
    });
    SetView { title: set.title.clone().unwrap_or_default(), boxes: boxes.collect() }
}
