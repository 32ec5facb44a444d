//! What others wrote over a document and beside it: bookmarks, comments, tracked changes.

use std::collections::BTreeMap;

use super::super::flow::FlowMark;
use super::super::model::{Markup, MarkupKind};
use super::super::xml::OpenTag;
use super::WordNote;
use crate::text::limits;

/// What is open while the document is read.
#[derive(Default)]
pub(super) struct WordMarks {
    /// Bookmarks that begin between paragraphs.
    pub(super) waiting: Vec<FlowMark>,
    /// The words so far that the comments of these numbers are about.
    quoted: BTreeMap<String, String>,
    /// How many pieces were inserted and deleted while changes were tracked.
    pub(super) inserted: usize,
    pub(super) deleted: usize,
}

impl WordMarks {
    pub(super) fn begin_comment(&mut self, tag: &OpenTag) {
        if self.quoted.len() < limits::OPEN_COMMENTS {
            self.quoted.insert(tag.get("id").unwrap_or_default(), String::new());
        }
    }

    /// A piece of living text.
    pub(super) fn hear(&mut self, text: &str) {
        for quoted in self.quoted.values_mut().filter(|quoted| quoted.len() < limits::QUOTED_BYTES) {
            quoted.push_str(text);
        }
    }

    /// The comment is referred to behind the words that it is about.
    pub(super) fn comment(&mut self, id: &str, note: &WordNote) -> FlowMark {
        let quoted = self.quoted.remove(id).unwrap_or_default();
        FlowMark::Markup(Markup {
            text: note.text.text.clone(),
            quoted: quoted.trim().to_owned(),
            author: note.author.clone(),
            date: note.date.clone(),
            ..markup(MarkupKind::Comment)
        })
    }

    /// A piece that was inserted or deleted begins.
    pub(super) fn tracked(&mut self, kind: MarkupKind, tag: &OpenTag) -> Markup {
        *(if kind == MarkupKind::Inserted { &mut self.inserted } else { &mut self.deleted }) += 1;
        let said = |name: &str| tag.get(name).unwrap_or_default();
        Markup { author: said("author"), date: said("date"), ..markup(kind) }
    }
}

/// The name that a bookmark gives to its place.
pub(super) fn bookmark(tag: &OpenTag) -> Option<FlowMark> {
    tag.get("name").map(FlowMark::Name)
}

fn markup(kind: MarkupKind) -> Markup {
    Markup {
        kind,
        text: String::new(),
        quoted: String::new(),
        author: String::new(),
        date: String::new(),
        sheet: 0,
        row: 0,
        column: 0,
    }
}
