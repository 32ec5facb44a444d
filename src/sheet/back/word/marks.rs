//! Comments and tracked changes, each told with the item that it stands at.

use serde::Serialize;

use super::FilledWord;
use crate::assessment::Assessment;
use crate::grid::{Markup, MarkupKind};
use crate::text::printable;

/// What others wrote over a document or beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    #[serde(skip)]
    pub kind: MarkupKind,
    /// The address of the item, where it stands at one.
    pub item: Option<String>,
    /// The official path of the item, or the heading above.
    pub path: String,
    #[serde(rename = "where")]
    pub place: String,
    pub author: String,
    pub date: String,
    pub text: String,
    /// The words that a comment is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quoted: String,
}

impl FilledWord<'_> {
    /// All of them in the order of the document.
    pub(in crate::sheet::back) fn remarks(&self, assessment: &Assessment) -> Vec<Remark> {
        self.book.markups.iter().map(|markup| self.remark(assessment, markup)).collect()
    }

    fn remark(&self, assessment: &Assessment, markup: &Markup) -> Remark {
        let at = (markup.sheet, markup.row, markup.column);
        let (item, path) = self.item_at(assessment, at);
        let said = |text: &str| printable(text.trim()).into_owned();
        Remark {
            kind: markup.kind,
            item,
            path,
            place: self.place_of(at),
            author: said(&markup.author),
            date: said(&markup.date),
            text: said(&markup.text),
            quoted: said(&markup.quoted),
        }
    }

    /// The item in this cell, in its row, or the last one before; where that is none, the words of the heading.
    pub(super) fn item_at(&self, assessment: &Assessment, at: (usize, u32, u32)) -> (Option<String>, String) {
        let here = self.bookmarks.iter().filter(|(place, _)| *place == at);
        let in_row = self.bookmarks.iter().filter(|((sheet, row, _), _)| (*sheet, *row) == (at.0, at.1));
        let before = self.bookmarks.iter().rev().filter(|(place, _)| *place < at);
        let answered = |address: &&String| assessment.cell(address.as_str()).is_some();
        let mut near = here.chain(in_row).map(|(_, address)| address);
        if let Some(cell) = near.find(answered).and_then(|address| assessment.cell(address.as_str())) {
            return (Some(cell.address.as_str().to_owned()), assessment.path(cell));
        }
        let Some((place, address)) = before.clone().next() else { return (None, String::new()) };
        match assessment.cell(address.as_str()) {
            Some(cell) => (Some(cell.address.as_str().to_owned()), assessment.path(cell)),
            None => (None, self.text(*place).lines().next().unwrap_or_default().to_owned()),
        }
    }
}
