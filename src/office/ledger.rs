//! Papers that follow from the assessments of a workspace, as documents that every format can place.

use crate::assessment::Assessment;
use crate::doc::{DocAnswer, DocBlock, DocItem, DocLabel, DocPart, Document, OutlineEntry};

/// A paper, and what nobody has written yet.
#[derive(Debug)]
pub struct Ledger {
    pub document: Document,
    pub missing: Vec<MissingEntry>,
}

/// What a paper needs and no file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingEntry {
    pub assessment: String,
    /// What it is about: a file, a measure.
    pub about: String,
    pub wanted: String,
    /// Where it is written.
    pub place: String,
}

/// An assessment by the name of its folder.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    pub name: &'a str,
    pub assessment: &'a Assessment,
}

/// Stands where nothing is written.
pub(super) const NOT_WRITTEN: &str = "（未記載）";

/// A paper of chapters, numbered in their order.
pub(super) fn paper(title: &str, organization: &str, chapters: Vec<(String, Vec<DocBlock>)>) -> Document {
    let part = |(index, (title, blocks)): (usize, (String, Vec<DocBlock>))| DocPart {
        number: Some((index + 1).to_string()),
        title,
        anchor: format!("part-{}", index + 1),
        blocks,
        ..DocPart::default()
    };
    Document {
        title: title.to_owned(),
        agency: organization.to_owned(),
        parts: chapters.into_iter().enumerate().map(part).collect(),
        ..Document::default()
    }
}

/// A row of a label and what is said of it.
pub(super) fn row(address: String, number: &str, label: &str, said: String) -> OutlineEntry {
    let label =
        DocLabel { number: (!number.is_empty()).then(|| format!("{number}　")), text: label.to_owned(), mark: false };
    OutlineEntry::Item(DocItem { address, label, answer: DocAnswer::Text(said), lines: 1, ..DocItem::default() })
}
