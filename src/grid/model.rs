//! A book of sheets of cells with text.

use std::ops::Range;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// The file's name, as places tell it.
    pub name: String,
    pub sheets: Vec<Sheet>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub numbering: Numbering,
    /// Cells with text, by row and then column.
    pub cells: Vec<Cell>,
}

/// How people find a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// 「Sheet1」B3
    Cells,
    /// extract.txt:120
    Lines,
}

/// A cell with text; merged cells are one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Row and column of its upper left corner, from 0.
    pub row: u32,
    pub column: u32,
    /// How many rows and columns it covers, at least 1.
    pub rows: u32,
    pub columns: u32,
    pub text: String,
    /// What is struck out, as byte ranges of the text.
    pub struck: Vec<Range<usize>>,
}

/// Which cell of which sheet of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    pub sheet: usize,
    pub cell: usize,
}

impl Cell {
    pub fn new(row: u32, column: u32, text: impl Into<String>) -> Self {
        Self { row, column, rows: 1, columns: 1, text: text.into(), struck: Vec::new() }
    }

    /// `B3`
    pub fn reference(&self) -> String {
        format!("{}{}", column_letters(self.column), self.row + 1)
    }
}

impl Book {
    /// Every cell in reading order.
    pub fn cells(&self) -> impl Iterator<Item = (At, &Cell)> {
        self.sheets.iter().enumerate().flat_map(|(sheet, content)| {
            content.cells.iter().enumerate().map(move |(cell, content)| (At { sheet, cell }, content))
        })
    }

    pub fn cell(&self, at: At) -> &Cell {
        &self.sheets[at.sheet].cells[at.cell]
    }

    /// Where a cell stands, for people: 「基本情報」B3, extract.txt:120.
    pub fn place(&self, at: At) -> String {
        let (sheet, cell) = (&self.sheets[at.sheet], self.cell(at));
        match sheet.numbering {
            Numbering::Cells => format!("「{}」{}", sheet.name, cell.reference()),
            Numbering::Lines => format!("{}:{}", self.name, cell.row + 1),
        }
    }
}

/// 0 → A, 26 → AA
fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_as_people_find_them() {
        let sheet =
            |numbering| Sheet { name: "基本情報".into(), numbering, cells: vec![Cell::new(2, 27, "記載")] };
        let book =
            Book { name: "前の版.txt".into(), sheets: vec![sheet(Numbering::Cells), sheet(Numbering::Lines)] };
        assert_eq!(book.place(At { sheet: 0, cell: 0 }), "「基本情報」AB3");
        assert_eq!(book.place(At { sheet: 1, cell: 0 }), "前の版.txt:3");
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702, 16383].map(column_letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}
