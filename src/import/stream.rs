//! The text of a book as one stream of folded characters, each of which knows where it stood and what became of it.

use std::collections::BTreeMap;
use std::ops::{Deref, Range};

use crate::grid::{Book, CellPlace, GridNumbering, Sheet};
use crate::labels::{Gap, Words};

/// What became of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Open,
    /// The form's own words, boxes, page numbers.
    Printed,
    /// In an item of the assessment.
    Item,
    /// Read as an answer that no item can hold.
    Left,
}

/// Characters beside each other in one cell. Only the stream makes them, so that the text of a run is always a text of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StreamRun {
    start: usize,
    end: usize,
}

impl StreamRun {
    pub(super) fn start(self) -> usize {
        self.start
    }

    pub(super) fn len(self) -> usize {
        self.end - self.start
    }

    pub(super) fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

#[derive(Clone, Copy, Debug)]
struct Letter {
    cell: u32,
    /// The original character's bytes in the cell's text.
    start: u32,
    end: u32,
}

/// Letters beside each other that became the same.
pub(super) struct StreamPiece {
    pub(super) at: CellPlace,
    /// Of the cell's text.
    pub(super) bytes: Range<usize>,
    /// Its first letter.
    pub(super) first: usize,
    pub(super) what: Use,
}

#[derive(Debug)]
pub(super) struct Stream<'a> {
    pub(super) book: &'a Book,
    cells: Vec<CellPlace>,
    words: Words,
    letters: Vec<Letter>,
    uses: Vec<Use>,
    /// Circles are empty boxes, since filled ones mark what is ticked.
    pub(super) hollow: bool,
    /// The text lost its columns: cells stand one below the other, parted by empty lines.
    pub(super) is_parted: bool,
}

/// One in so many lines stands below an empty one, where empty lines part cells.
const PARTED: usize = 4;

fn is_parted(sheet: &Sheet) -> bool {
    let apart = |by: fn(u32) -> bool| sheet.cells.windows(2).filter(|pair| by(pair[1].row - pair[0].row)).count();
    sheet.numbering == GridNumbering::Lines
        && apart(|rows| rows > 1) * PARTED > sheet.cells.len()
        && apart(|rows| rows == 0) * PARTED < sheet.cells.len()
}

impl<'a> Stream<'a> {
    /// The cells in reading order.
    pub(super) fn new(book: &'a Book, cells: Vec<CellPlace>) -> Self {
        let (mut words, mut letters) = (Words::default(), Vec::new());
        for (index, at) in cells.iter().enumerate() {
            let cell = index as u32;
            words.push_cell(&book.cell(*at).text, |bytes| {
                letters.push(Letter { cell, start: bytes.start as u32, end: bytes.end as u32 });
            });
        }
        let uses = vec![Use::Open; words.len()];
        Self { book, cells, words, letters, uses, hollow: false, is_parted: book.sheets.iter().any(is_parted) }
    }

    pub(super) fn at(&self, index: usize) -> CellPlace {
        self.cells[self.letters[index].cell as usize]
    }

    pub(super) fn place(&self, index: usize) -> String {
        self.book.place(self.at(index))
    }

    pub(super) fn is_open(&self, index: usize) -> bool {
        self.uses[index] == Use::Open
    }

    pub(super) fn mark(&mut self, range: Range<usize>, what: Use) {
        self.uses[range].fill(what);
    }

    /// How many characters became this.
    pub(super) fn count(&self, what: Use) -> usize {
        self.uses.iter().filter(|found| **found == what).count()
    }

    /// The runs of open characters in a range.
    pub(super) fn open_runs(&self, range: Range<usize>) -> Vec<StreamRun> {
        self.runs(range.filter(|index| self.is_open(*index)))
    }

    /// The runs of all characters that found no item.
    pub(super) fn left_runs(&self) -> Vec<StreamRun> {
        self.runs((0..self.len()).filter(|index| matches!(self.uses[*index], Use::Open | Use::Left)))
    }

    /// These characters, cut where a cell ends or one is left out.
    pub(super) fn runs(&self, indexes: impl Iterator<Item = usize>) -> Vec<StreamRun> {
        let mut runs: Vec<StreamRun> = Vec::new();
        for index in indexes {
            match runs.last_mut() {
                Some(run) if run.end == index && self.gap(index) < Gap::Cell => run.end += 1,
                _ => runs.push(StreamRun { start: index, end: index + 1 }),
            }
        }
        runs
    }

    /// The original text.
    pub(super) fn text(&self, run: StreamRun) -> &'a str {
        let (Some(first), Some(last)) = (self.letters.get(run.start), self.letters.get(run.end - 1)) else { return "" };
        &self.book.cell(self.cells[first.cell as usize]).text[first.start as usize..last.end as usize]
    }

    /// Letters beside each other in a cell that became the same, cut before the `cuts`, each piece with the bytes that it takes in
    /// the text of its cell.
    pub(super) fn pieces<T>(&self, cuts: &BTreeMap<usize, T>) -> Vec<StreamPiece> {
        let mut pieces: Vec<StreamPiece> = Vec::new();
        for (index, letter) in self.letters.iter().enumerate() {
            let (at, what) = (self.cells[letter.cell as usize], self.uses[index]);
            match pieces.last_mut() {
                Some(last) if last.at == at && last.what == what && !cuts.contains_key(&index) => {
                    last.bytes.end = letter.end as usize;
                }
                last => {
                    // White space belongs to what stands before it.
                    if let Some(last) = last.filter(|last| last.at == at) {
                        last.bytes.end = letter.start as usize;
                    }
                    pieces.push(StreamPiece {
                        at,
                        bytes: letter.start as usize..letter.end as usize,
                        first: index,
                        what,
                    });
                }
            }
        }
        pieces
    }

    pub(super) fn mark_run(&mut self, run: StreamRun, what: Use) {
        self.mark(run.range(), what);
    }
}

/// A stream is words that know where they stand.
impl Deref for Stream<'_> {
    type Target = Words;

    fn deref(&self) -> &Words {
        &self.words
    }
}
