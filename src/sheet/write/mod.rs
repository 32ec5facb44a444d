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

use std::fmt;

use rust_xlsxwriter::XlsxError;

use self::board::Board;
use self::look::CellLook;
use crate::assessment::Assessment;
use crate::doc::Document;
use crate::doc::table::{Chapter, ChapterKind, Element, Printed, TableKind, print};
use crate::render::Pictures;
use crate::sheet::carried;
use crate::sheet::contract::SheetField;

/// What a workbook says of itself.
#[derive(Clone, Debug, Default)]
pub struct Origin<'a> {
    /// `full-2025-05`
    form: &'a str,
    /// The text of the assessment that it was made from.
    source: &'a str,
    /// The author's tree.
    carried: Vec<String>,
}

impl<'a> Origin<'a> {
    /// Of a document that no single assessment stands behind.
    pub fn none() -> Self {
        Self { form: "", source: "", carried: Vec::new() }
    }

    pub fn of(assessment: &'a Assessment) -> Self {
        Self { form: &assessment.form.id, source: assessment.source.text(), carried: carried::cells(assessment) }
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
    let boards = boards(&printed, Some(pictures), &mut in_words);
    let bytes = book::write(&printed, origin, &boards).map_err(WorkbookError)?;
    Ok(Workbook { bytes, in_words })
}

/// Every field of the sheets that the document would fill, in the order of the form.
pub fn fields(document: &Document) -> Vec<SheetField> {
    boards(&print(document), None, &mut Vec::new()).into_iter().flat_map(|board| board.fields).collect()
}

fn boards(printed: &Printed, pictures: Option<Pictures<'_>>, in_words: &mut Vec<String>) -> Vec<Board> {
    let board = |chapter: &Chapter| {
        let mut board = Board::default();
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
