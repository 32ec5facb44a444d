//! What an author fills in.

use crate::doc::model::{SpanStyle, StyledSpan};

/// A place that is filled in: a whole answer, or one box of it. A form control on a page, a named cell in a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Of its item: `files.checkups.use.purpose`.
    pub address: String,
    pub kind: FieldKind,
    /// What is filled in; ○ for a box that is ticked.
    pub value: String,
    /// In place of the value in a review edition, where the two versions differ in it.
    pub marked: Vec<StyledSpan>,
    /// Printed where nothing is filled in.
    pub blank: &'static str,
    /// The program works it out; nobody has to write it.
    pub derived: bool,
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Text; every line break counts.
    Text,
    /// One entry on each line.
    Lines,
    /// Text that opted in to Markdown.
    Markdown,
    /// One of these words.
    Choice(Vec<String>),
    Number,
    /// The ○ of an item that is nothing but a box.
    Flag,
    /// The ○ before a word, by its position from 0 among the boxes of its item.
    Box(usize),
    /// The text in the brackets behind that word.
    BoxText(usize),
}

impl Field {
    /// What is printed: the value, both versions of it, or the room left for it.
    pub fn spans(&self) -> Vec<StyledSpan> {
        if !self.marked.is_empty() {
            return self.marked.clone();
        }
        let text = if self.value.is_empty() { self.blank } else { self.value.as_str() };
        vec![StyledSpan { text: text.to_owned(), style: SpanStyle::Plain }]
    }

    /// A ○ or nothing.
    pub fn is_tick(&self) -> bool {
        matches!(self.kind, FieldKind::Flag | FieldKind::Box(_))
    }
}
