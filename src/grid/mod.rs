//! Tables of text cells, read from spreadsheets, comma-separated lists and text; nothing here knows of a form.

mod markup;
mod model;
mod text;

use crate::finding::{Finding, reader};

pub use model::{At, Book, Cell, Numbering, Sheet};
pub use text::read_text;

/// Reads a file by its name's ending and its content.
pub fn read(name: &str, bytes: &[u8]) -> Result<Book, Box<Finding>> {
    let text = std::str::from_utf8(bytes).map_err(|_| {
        Box::new(Finding::new(&reader::UNREADABLE, format!("{name}: 文字コードが UTF-8 ではありません")))
    })?;
    Ok(read_text(name, text))
}
