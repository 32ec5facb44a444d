//! The grid that everything stands on: rows of a height, cells over several columns, borders, names.

use std::ops::Range;

use super::look::CellLook;
use super::measure;
use crate::sheet::contract::{FieldRole, FieldValue, Join, SheetField, piece_name};

/// Columns of every sheet, each [`COLUMN`] points wide; together they fill the width of an upright A4 page.
pub(super) const COLUMNS: u16 = 32;
pub(super) const COLUMN: f32 = 16.5;
/// White space above and below the lines of a row, in points.
const PAD: f32 = 4.0;
/// Excel allows 409 points.
const HIGHEST: f32 = 400.0;

#[derive(Default)]
pub(super) struct Board {
    /// The heights of the rows in points.
    pub(super) rows: Vec<f32>,
    pub(super) cells: Vec<BoardCell>,
    pub(super) names: Vec<BoardName>,
    pub(super) fields: Vec<SheetField>,
    pub(super) pictures: Vec<PlacedPicture>,
    /// Rows that begin a page.
    pub(super) page_begins: Vec<u32>,
    /// The head that every page repeats.
    pub(super) head: Option<u32>,
    /// Nothing of it comes back.
    pub(super) for_reading: bool,
}

#[derive(Clone, Debug)]
pub(super) struct BoardCell {
    pub(super) row: u32,
    pub(super) rows: u32,
    pub(super) columns: Range<u16>,
    pub(super) text: String,
    pub(super) look: CellLook,
    /// May be written in.
    pub(super) free: bool,
    pub(super) edges: Edges,
    /// The words that it offers.
    pub(super) list: Vec<String>,
    /// The part that it leads to.
    pub(super) link: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edges {
    pub(super) left: bool,
    pub(super) right: bool,
    pub(super) top: bool,
    pub(super) bottom: bool,
}

impl Edges {
    pub(super) const ALL: Self = Self { left: true, right: true, top: true, bottom: true };
}

pub(super) struct BoardName {
    pub(super) text: String,
    pub(super) rows: Range<u32>,
    pub(super) columns: Range<u16>,
}

/// A picture inside an area.
pub(super) struct PlacedPicture {
    pub(super) row: u32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) bytes: Vec<u8>,
    pub(super) alternative: String,
}

impl BoardCell {
    pub(super) fn new(row: u32, columns: Range<u16>, look: CellLook, text: impl Into<String>) -> Self {
        Self {
            row,
            rows: 1,
            columns,
            text: text.into(),
            look,
            free: false,
            edges: Edges::default(),
            list: Vec::new(),
            link: None,
        }
    }

    pub(super) fn framed(self) -> Self {
        Self { edges: Edges::ALL, ..self }
    }

    pub(super) fn offering(self, words: &[String]) -> Self {
        Self { list: words.to_vec(), ..self }
    }
}

impl Board {
    pub(super) fn next_row(&self) -> u32 {
        self.rows.len() as u32
    }

    /// A new row that holds so many lines of this look.
    pub(super) fn row(&mut self, lines: usize, look: CellLook) -> u32 {
        self.rows.push((lines.max(1) as f32 * look.pitch() + PAD).min(HIGHEST));
        self.next_row() - 1
    }

    /// White space.
    pub(super) fn gap(&mut self, height: f32) {
        self.rows.push(height);
    }

    pub(super) fn put(&mut self, cell: BoardCell) {
        self.cells.push(cell);
    }

    /// A locked cell without borders.
    pub(super) fn say(&mut self, row: u32, columns: Range<u16>, look: CellLook, text: impl Into<String>) {
        if !columns.is_empty() {
            self.put(BoardCell::new(row, columns, look, text));
        }
    }

    /// A cell to be written in, with its name.
    pub(super) fn ask(&mut self, cell: BoardCell, field: SheetField) {
        self.names.push(BoardName {
            text: field.name.clone(),
            rows: cell.row..cell.row + cell.rows,
            columns: cell.columns.clone(),
        });
        self.fields.push(field);
        self.put(BoardCell { free: true, ..cell });
    }

    /// A bar over the whole width.
    pub(super) fn bar(&mut self, look: CellLook, text: &str) -> u32 {
        let row = self.row(measure::lines(text, 0..COLUMNS, look), look);
        self.put(BoardCell::new(row, 0..COLUMNS, look, text).framed());
        row
    }

    /// Words over the whole width, without a frame.
    pub(super) fn line(&mut self, look: CellLook, text: &str) {
        let row = self.row(measure::lines(text, 0..COLUMNS, look), look);
        self.say(row, 0..COLUMNS, look, text);
    }

    /// A text to be written in: rows below one another, each with a piece that no page has to cut.
    pub(super) fn passage(
        &mut self,
        address: &str,
        text: &str,
        columns: Range<u16>,
        look: CellLook,
        least: usize,
        free: bool,
    ) {
        let first = self.next_row();
        let field = SheetField::new(address, FieldRole::Answer, FieldValue::Text(text.to_owned()));
        let most = if self.for_reading { measure::READ_PIECE } else { measure::PIECE };
        let pieces = measure::pieces(text, columns.clone(), look, most);
        let count = pieces.len();
        let mut join = Join::Line;
        let mut missing = least;
        for (index, piece) in pieces.into_iter().enumerate() {
            let own = measure::lines(piece.text, columns.clone(), look);
            let wanted = if index + 1 == count { own.max(missing.min(measure::PIECE)) } else { own };
            missing = missing.saturating_sub(own);
            let row = self.row(wanted, look);
            self.names.push(BoardName {
                text: piece_name(&field.name, index, join),
                rows: row..row + 1,
                columns: columns.clone(),
            });
            join = piece.join;
            self.put(BoardCell { free, ..BoardCell::new(row, columns.clone(), look, piece.text) });
        }
        self.fields.push(field);
        self.frame(first, columns);
    }

    /// A border around everything from row `first` on between these columns.
    pub(super) fn frame(&mut self, first: u32, columns: Range<u16>) {
        let end = self.next_row();
        for cell in self.cells.iter_mut().rev().take_while(|cell| cell.row >= first) {
            if cell.columns.start < columns.start || cell.columns.end > columns.end {
                continue;
            }
            cell.edges.left |= cell.columns.start == columns.start;
            cell.edges.right |= cell.columns.end == columns.end;
            cell.edges.top |= cell.row == first;
            cell.edges.bottom |= cell.row + cell.rows == end;
        }
    }

    /// A label beside everything from row `first` on.
    pub(super) fn beside(&mut self, first: u32, columns: Range<u16>, text: &str, edges: Edges) {
        let needed = measure::lines(text, columns.clone(), CellLook::Label) as f32 * CellLook::Label.pitch() + PAD;
        let end = self.next_row();
        let height: f32 = self.rows[first as usize..].iter().sum();
        if let Some(last) = self.rows.last_mut()
            && height < needed
        {
            *last = (*last + needed - height).min(HIGHEST);
        }
        let label = BoardCell { rows: end - first, edges, ..BoardCell::new(first, columns, CellLook::Label, text) };
        self.put(label);
    }
}
