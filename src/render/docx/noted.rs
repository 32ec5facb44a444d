//! What stands in each place of the document, noted beside its text: whoever reads it back knows what others changed.

use std::collections::{BTreeMap, BTreeSet};

use super::xml::XmlWriter;
use crate::doc::table::Printed;
use crate::grid::noted::{EDITION, FORM, NAMESPACE, TEXTS, digest};

#[derive(Debug, Default)]
pub(super) struct WordNotes {
    /// What the place of each bookmark says.
    named: BTreeMap<String, String>,
    texts: BTreeSet<String>,
    /// Cells that are open inside each other.
    open: Vec<NotedCell>,
}

#[derive(Debug, Default)]
struct NotedCell {
    text: String,
    names: Vec<String>,
}

impl WordNotes {
    pub(super) fn begin_cell(&mut self) {
        self.open.push(NotedCell::default());
    }

    pub(super) fn end_cell(&mut self) {
        if let Some(cell) = self.open.pop() {
            self.note(cell);
        }
    }

    /// A table inside a cell parts its text.
    pub(super) fn part(&mut self) {
        if let Some(cell) = self.open.last_mut().map(std::mem::take) {
            self.note(cell);
        }
    }

    pub(super) fn paragraph(&mut self, text: &str, names: Vec<String>) {
        match self.open.last_mut() {
            Some(cell) => {
                cell.text.push_str(text);
                cell.names.extend(names);
            }
            None => self.note(NotedCell { text: text.to_owned(), names }),
        }
    }

    fn note(&mut self, cell: NotedCell) {
        let digest = digest(&cell.text);
        self.named.extend(cell.names.into_iter().map(|name| (name, digest.clone())));
        self.texts.insert(digest);
    }

    /// The part of the file.
    pub(super) fn part_of(&self, printed: &Printed) -> String {
        let texts = self.texts.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        let edition = printed.edition.as_deref().unwrap_or_default();
        let own = [(FORM, printed.form.as_str()), (EDITION, edition), (TEXTS, &texts)];
        let named = self.named.iter().map(|(name, digest)| (name.as_str(), digest.as_str()));
        let mut xml = XmlWriter::document();
        xml.within("notes", &[("xmlns", &NAMESPACE)], |xml| {
            for (name, value) in own.into_iter().chain(named) {
                xml.empty("note", &[("name", &name), ("value", &value)]);
            }
        });
        xml.into_text()
    }
}
