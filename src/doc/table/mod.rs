//! The page model: a document as it stands on the page, in rows and cells whose words are final.
//!
//! The [`Document`](super::Document) says what is answered; this says how that is printed: which label stands over which rows,
//! what goes into one cell, and every bracket, ※, option list and mark of a review edition around it. It is built once, here.
//! PDF, Excel, Word, web pages and Markdown only place it: they choose fonts, widths, page breaks, tags and links, and say no
//! word of their own.
//!
//! ```text
//! Printed
//! └ Chapter            Ⅰ　基本情報
//!   └ Element          heading, range, table, figure, note, list of chapters
//!     └ Table          columns, rows
//!       └ TableRow     its cells, the addresses that lead to it
//!         └ TableCell  kind, columns, rows
//!           └ Piece    a text, a choice with its options, boxes in columns, record items
//!             └ Line   of printed words and fields
//!               └ Field  what an author fills in: address, kind, value, and how it changed
//! ```

mod answers;
mod chapters;
mod cover;
mod edges;
mod entries;
mod field;
mod line;
mod model;
mod review;
mod shared;
mod strip;

#[cfg(test)]
mod tests;

pub use answers::TICK;
pub use chapters::print;
pub use edges::WIDTH;
pub use field::{Field, FieldKind};
pub use line::{Line, LineRun};
pub use model::{
    BoxSet, CellKind, Chapter, ChapterKind, Column, Element, Heading, ListedChapter, OptionList, Piece, Printed, Table,
    TableCell, TableKind, TableRow,
};
