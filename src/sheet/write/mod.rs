//! A workbook that looks like the official form and can be written in: one sheet per chapter, upright A4. Each answer has a
//! defined name, so that what an officer changes finds its way back.

#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "lengths on paper are small and never negative")]

mod answers;
mod board;
mod book;
mod cover;
mod entries;
mod lists;
mod look;
mod measure;

use self::board::Board;
use self::look::Look;
use crate::doc::{Block, Document, Part, Repeat};
use crate::render::Pictures;
use crate::sheet::contract::Field;

/// What a workbook says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// `full-2025-05`
    pub form: &'a str,
    /// The text of the assessment that it was made from.
    pub source: &'a str,
}

#[derive(Debug)]
pub struct Workbook {
    pub bytes: Vec<u8>,
    /// Figures that stand there only in words: a spreadsheet shows PNG and JPEG.
    pub in_words: Vec<String>,
}

/// The whole document as a workbook.
pub fn render(document: &Document, origin: Origin<'_>, pictures: Pictures<'_>) -> Result<Workbook, String> {
    let mut in_words = Vec::new();
    let boards = boards(document, pictures, &mut in_words);
    let bytes = book::write(document, origin, &boards).map_err(|error| error.to_string())?;
    Ok(Workbook { bytes, in_words })
}

/// Every field of the sheets that the document would fill, in the order of the form.
pub fn fields(document: &Document) -> Vec<Field> {
    boards(document, &|_| None, &mut Vec::new()).into_iter().flat_map(|board| board.fields).collect()
}

fn boards(document: &Document, pictures: Pictures<'_>, in_words: &mut Vec<String>) -> Vec<Board> {
    let board = |(index, part): (usize, &Part)| {
        let mut board = Board::default();
        if index == 0 {
            cover::cover(&mut board, document, part);
            return board;
        }
        heading(&mut board, part);
        for block in &part.blocks {
            match block {
                Block::Contents => cover::contents(&mut board, &document.parts),
                Block::Figure(figure) => {
                    if !lists::figure(&mut board, figure, pictures) {
                        in_words.push(figure.title.clone().unwrap_or_else(|| figure.address.clone()));
                    }
                }
                other => self::block(&mut board, document, other),
            }
        }
        board
    };
    document.parts.iter().enumerate().map(board).collect()
}

/// Ⅱ　…, in a box of its own; below it, whose file it is and which items are marked.
fn heading(board: &mut Board, part: &Part) {
    board.bar(Look::Chapter, &cover::title(part));
    if let Some(file) = &part.file {
        board.line(Look::Strong, file);
    }
    if let Some(mark) = &part.mark {
        board.line(Look::Small, mark);
    }
    board.gap(8.0);
}

fn block(board: &mut Board, document: &Document, block: &Block) {
    match block {
        Block::Heading { level, text, mark, .. } => {
            if *level <= 2 {
                board.gap(10.0);
            }
            let text = format!("{text}{}", if *mark { "　※" } else { "" });
            board.bar(if *level <= 2 { Look::Section } else { Look::Block }, &text);
        }
        Block::Table(entries) => entries::table(board, entries),
        Block::Repeat(repeats) => {
            for repeat in repeats {
                match repeat {
                    Repeat::Range(text) => {
                        board.bar(Look::Section, text);
                    }
                    Repeat::Block { title, entries, .. } => {
                        board.bar(Look::Block, title);
                        entries::table(board, entries);
                    }
                }
            }
        }
        Block::Records(records) => lists::records(board, records),
        Block::Changes { columns, rows } => lists::changes(board, columns, rows, &document.timings),
        Block::Note(text) => board.line(Look::Small, text),
        // Contents and figures are laid out with their chapter; a review edition is not to be written in.
        Block::Contents | Block::Figure(_) | Block::Review(_) => {}
    }
}
