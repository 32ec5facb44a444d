//! A workbook that looks like the official form and can be written in: one sheet per chapter, upright A4. Each answer has a
//! defined name, so that what an officer changes finds its way back.

#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "lengths on paper are small and never negative")]

mod answers;
mod board;
mod book;
mod cover;
mod line;
mod lists;
mod look;
mod measure;
mod tables;

use std::collections::BTreeMap;
use std::fmt;

use rust_xlsxwriter::XlsxError;

use self::board::Board;
use self::look::CellLook;
use crate::assessment::{Address, Assessment, Cell};
use crate::doc::table::{Chapter, ChapterKind, Element, Printed, TableKind, print};
use crate::doc::{Document, build};
use crate::house::HouseStyle;
use crate::render::Pictures;
use crate::sheet::carried;
use crate::sheet::contract::SheetField;
use crate::sheet::spare::Spacious;

/// What a workbook says of itself.
#[derive(Clone, Debug, Default)]
pub struct Origin<'a> {
    /// `full-2025-05`
    form: &'a str,
    /// The text of the assessment that it was made from.
    source: &'a str,
    /// The author's tree.
    carried: Vec<String>,
    /// The addresses of blocks that are there to be filled in.
    spares: Vec<Address>,
    /// What is noted at the cells of items, by their addresses.
    guidance: BTreeMap<Address, String>,
}

impl<'a> Origin<'a> {
    /// Of a document that no single assessment stands behind.
    pub fn none() -> Self {
        Self::default()
    }

    pub fn of(assessment: &'a Assessment) -> Self {
        let carried = carried::cells(assessment);
        Self { form: &assessment.form.id, source: assessment.source.text(), carried, ..Self::default() }
    }
}

#[derive(Debug)]
pub struct Workbook {
    pub bytes: Vec<u8>,
    /// Figures that stand there only in words: a spreadsheet shows PNG and JPEG.
    pub in_words: Vec<String>,
}

/// What the writer of spreadsheets could not do.
#[derive(Debug)]
pub struct WorkbookError(pub(in crate::sheet) XlsxError);

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for WorkbookError {}

/// The whole document as a workbook.
pub fn render(document: &Document, origin: &Origin<'_>, pictures: Pictures<'_>) -> Result<Workbook, WorkbookError> {
    let mut in_words = Vec::new();
    let printed = print(document);
    let boards = boards(&printed, Some(pictures), &mut in_words, origin.form.is_empty());
    let bytes = book::write(&printed, origin, &boards).map_err(WorkbookError)?;
    Ok(Workbook { bytes, in_words })
}

/// The assessment as a workbook to write in, with so many spare blocks in each list, and what the form says at the cells.
pub fn to_fill_in(
    assessment: &Assessment,
    house: &HouseStyle,
    spares: usize,
    read: &dyn Fn(&str) -> Option<Assessment>,
    pictures: Pictures<'_>,
) -> Result<Workbook, WorkbookError> {
    let spacious = Spacious::of(assessment, spares, read);
    let (shown, spares) = match &spacious {
        Some(spacious) => (&spacious.assessment, spacious.spares.clone()),
        None => (assessment, Vec::new()),
    };
    let guidance = |cell: &Cell| Some((cell.address.clone(), shown.form.guidance(cell.node)?));
    let guidance = shown.cells.iter().filter_map(guidance).collect();
    render(&build(shown, house), &Origin { spares, guidance, ..Origin::of(assessment) }, pictures)
}

/// Every field of the sheets that the document would fill, in the order of the form.
pub fn fields(document: &Document) -> Vec<SheetField> {
    boards(&print(document), None, &mut Vec::new(), false).into_iter().flat_map(|board| board.fields).collect()
}

fn boards(
    printed: &Printed,
    pictures: Option<Pictures<'_>>,
    in_words: &mut Vec<String>,
    for_reading: bool,
) -> Vec<Board> {
    let board = |chapter: &Chapter| {
        let mut board = Board { for_reading, ..Board::default() };
        if chapter.kind == ChapterKind::Cover {
            cover::cover(&mut board, printed, chapter);
            return board;
        }
        heading(&mut board, chapter);
        for element in &chapter.elements {
            match element {
                Element::Figure(figure) => {
                    if !lists::figure(&mut board, figure, pictures) {
                        in_words.push(figure.title.clone().unwrap_or_else(|| figure.address.clone()));
                    }
                }
                other => self::element(&mut board, printed, other),
            }
        }
        board
    };
    printed.chapters.iter().map(board).collect()
}

/// Ⅱ　…, in a box of its own; below it, whose file it is and which items are marked.
fn heading(board: &mut Board, chapter: &Chapter) {
    board.bar(CellLook::Chapter, &chapter.title());
    if let Some(file) = &chapter.file {
        board.line(CellLook::Strong, file);
    }
    if let Some(mark) = &chapter.mark {
        board.line(CellLook::Small, mark);
    }
    board.gap(8.0);
}

fn element(board: &mut Board, printed: &Printed, element: &Element) {
    match element {
        Element::Heading(heading) => {
            if heading.level <= 2 {
                board.gap(10.0);
            }
            board.bar(if heading.level <= 2 { CellLook::Section } else { CellLook::Block }, &heading.text);
        }
        Element::Range(text) => {
            board.bar(CellLook::Section, text);
        }
        Element::Table(table) => {
            if let Some(title) = &table.title {
                board.bar(CellLook::Block, &title.text);
            }
            match table.kind {
                TableKind::Answers | TableKind::Cover => tables::table(board, table),
                TableKind::Records => lists::records(board, table),
                TableKind::Changes => lists::changes(board, table, &printed.timings),
                TableKind::Listed => lists::listed(board, table),
                // A review edition is not to be written in.
                TableKind::Duties | TableKind::Changed => {}
            }
        }
        Element::Contents(listed) => cover::contents(board, listed),
        Element::Text(line) | Element::Note(line) => board.line(CellLook::Small, &line.text()),
        // Figures are laid out with their chapter.
        Element::Figure(_) => {}
    }
}
