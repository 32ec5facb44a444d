//! Tables of the page model as grids: where each cell stands, how its words are set, what it is in the tree.

use std::collections::BTreeMap;

use crate::doc::table::{CellKind, Heading, LineRun, Piece, Table, TableCell, TableKind, TableRow, WIDTH};

use super::super::font::Weight;
use super::super::page::TagRole;
use super::answers;
use super::flow::{BAR_GREY, BODY, LABEL_GREY, LEFT, LINE, LineAlign, PageFlow, SMALL, STRONG, Type};
use super::grid::{Grid, PdfCell, PdfRow, Spot};
use super::place::place;

/// The pages of what can be linked to; unknown when they are laid out for the first time.
pub(super) type PageNumbers = BTreeMap<String, u32>;

/// A name on the cover.
const NAME: Type = Type { weight: Weight::Regular, size: 10.5 };
/// So many rows of a block stand on the page of its title.
const BELOW_TITLE: usize = 2;
/// The column of a row of changes that says what changed.
const ITEM: usize = 1;
/// From line to line in tables of small print.
const SMALL_PITCH: f32 = 11.0;
/// Above and below their lines.
const SMALL_PAD: f32 = 3.0;

pub(super) fn table(flow: &mut PageFlow, table: &Table, pages: &PageNumbers) {
    // A list of record items that says nothing is an anchor and nothing else.
    let is_empty = || table.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.text().is_empty());
    if table.kind == TableKind::Records && is_empty() {
        return flow.name(&table.anchor);
    }
    let grouped = table.readable.then(|| table.grouped());
    let table = grouped.as_ref().unwrap_or(table);
    let scale = flow.width() / WIDTH;
    let setter = Setter { table, pages, edges: table.edges().into_iter().map(|edge| LEFT + scale * edge).collect() };
    let mut grid = Grid::new(flow);
    grid.anchor.clone_from(&table.anchor);
    grid.heads = table.heads;
    grid.pitch = setter.pitch();
    if grid.pitch < LINE {
        grid.pad = grid.pad.min(SMALL_PAD);
    }
    let mut rows = table.rows.as_slice();
    if let Some(title) = &table.title {
        let (row, rest) = setter.title(flow, &grid, title);
        grid.rows.push(row);
        grid.title.clone_from(&title.text);
        rows = rest;
    }
    grid.rows.extend(rows.iter().map(|row| setter.row(flow, &grid, row)).collect::<Vec<_>>());
    place(flow, &grid);
}

struct Setter<'a> {
    table: &'a Table,
    pages: &'a PageNumbers,
    edges: Vec<f32>,
}

impl<'a> Setter<'a> {
    fn pitch(&self) -> f32 {
        match self.table.kind {
            TableKind::Answers | TableKind::Cover | TableKind::Records => LINE,
            TableKind::Changes | TableKind::Duties | TableKind::Changed | TableKind::Listed => SMALL_PITCH,
        }
    }

    /// The title of one of several blocks, with its name beside it; and the rows that are left.
    fn title(&self, flow: &mut PageFlow, grid: &Grid, title: &Heading) -> (PdfRow, &'a [TableRow]) {
        let level = flow.level(title.level);
        let name = self.table.rows.first().filter(|row| is_bare(row));
        let right = flow.right();
        let edge = if name.is_some() { LEFT + self.table.answers() } else { right };
        let mut row = PdfRow::new(flow, grid.node);
        (row.keep, row.entry) = (BELOW_TITLE, Some((level, title.text.clone())));
        row.addresses.push(title.anchor.clone());
        let mut head = PdfCell::new(flow, row.node, TagRole::RowHead, (LEFT, edge), LABEL_GREY);
        head.add(flow, Spot { role: TagRole::Heading(level), ..head.spot(STRONG) }, &title.text);
        row.cells.push(head);
        let Some(name) = name else { return (row, &self.table.rows) };
        row.addresses.extend(name.addresses.iter().cloned());
        row.bar = name.changed;
        for cell in &name.cells {
            let mut own = PdfCell::new(flow, row.node, TagRole::Cell, (edge, right), 1.0);
            answers::add(flow, &mut own, &cell.pieces, self.pages, BODY);
            row.cells.push(own);
        }
        (row, self.table.rows.get(1..).unwrap_or_default())
    }

    fn row(&self, flow: &mut PageFlow, grid: &Grid, of: &TableRow) -> PdfRow {
        let mut row = PdfRow::new(flow, grid.node);
        row.least = if flow.air.heights { usize::from(of.lines) } else { 1 };
        row.addresses.clone_from(&of.addresses);
        row.bar = of.changed;
        row.whole = matches!(self.table.kind, TableKind::Duties | TableKind::Changed)
            || of.cells.iter().flat_map(|cell| &cell.pieces).any(is_whole);
        let is_title = |cell: &TableCell| match self.table.kind {
            TableKind::Records => cell.kind == CellKind::Group,
            TableKind::Cover => cell.kind == CellKind::Head,
            _ => false,
        };
        row.keep = usize::from(of.cells.iter().any(is_title));
        row.cells = of.cells.iter().map(|cell| self.cell(flow, row.node, cell)).collect();
        row
    }

    fn cell(&self, flow: &mut PageFlow, row: u32, of: &TableCell) -> PdfCell {
        let (role, grey) = match of.kind {
            CellKind::Label | CellKind::Group => (TagRole::RowHead, LABEL_GREY),
            CellKind::Strip => (TagRole::Cell, LABEL_GREY),
            CellKind::Head if self.table.kind == TableKind::Cover => (TagRole::ColumnHead, LABEL_GREY),
            CellKind::Head => (TagRole::ColumnHead, BAR_GREY),
            CellKind::Plain if self.table.readable && of.columns.start == ITEM => (TagRole::RowHead, 1.0),
            CellKind::Answer | CellKind::Short | CellKind::Plain => (TagRole::Cell, 1.0),
        };
        let edge = |column: usize| self.edges.get(column).copied().unwrap_or(flow.right());
        let mut cell = PdfCell::new(flow, row, role, (edge(of.columns.start), edge(of.columns.end)), grey);
        cell.rows = of.rows;
        let is_told_again = match of.kind {
            CellKind::Label | CellKind::Group => true,
            // A row of changes that goes on says its item, and what it shares with others.
            CellKind::Plain => self.table.readable && (of.columns.start <= ITEM || of.rows > 1),
            _ => false,
        };
        cell.label = is_told_again.then(|| (of.text(), self.set(of.kind)));
        cell.open = of.kind == CellKind::Strip;
        let is_centred = of.kind == CellKind::Short || of.kind == CellKind::Head && self.table.kind == TableKind::Cover;
        if is_centred {
            let spot = cell.spot(if of.kind == CellKind::Short { NAME } else { BODY });
            cell.add(flow, Spot { align: LineAlign::Centre, ..spot }, &of.text());
        } else {
            answers::add(flow, &mut cell, &of.pieces, self.pages, self.set(of.kind));
        }
        cell
    }

    fn set(&self, kind: CellKind) -> Type {
        match kind {
            CellKind::Group if self.table.kind == TableKind::Records => STRONG,
            CellKind::Head | CellKind::Plain => SMALL,
            _ => BODY,
        }
    }
}

/// One answer without any words around it: the name of a block.
fn is_bare(row: &TableRow) -> bool {
    let [cell] = row.cells.as_slice() else { return false };
    matches!(cell.pieces.as_slice(), [Piece::Text(line)] if matches!(line.runs.as_slice(), [LineRun::Field(_)]))
}

/// Is read as one, so that it is not cut.
fn is_whole(piece: &Piece) -> bool {
    matches!(piece, Piece::Choice { .. } | Piece::Boxes { .. })
}
