//! What goes over the wire, as far as this server speaks the protocol. Asked for are few fields, and a client that sends more or
//! names a file in its own way is understood; what is answered is built as JSON where it is worked out.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::position::range;
use crate::text::Source;

/// A line from 0 and a column in UTF-16 units from 0.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WirePosition {
    pub(super) line: u32,
    pub(super) character: u32,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub(super) struct WireRange {
    pub(super) start: WirePosition,
    pub(super) end: WirePosition,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct NamedDocument {
    pub(super) uri: String,
    /// Of one that is opened.
    #[serde(default)]
    pub(super) text: String,
}

/// What requests about a document bring along; each takes what it needs.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DocumentRequest {
    pub(super) text_document: NamedDocument,
    #[serde(default)]
    pub(super) position: WirePosition,
    pub(super) range: Option<WireRange>,
    #[serde(default)]
    pub(super) new_name: String,
    #[serde(default)]
    pub(super) content_changes: Vec<ContentChange>,
    #[serde(default)]
    pub(super) context: RequestContext,
}

/// What a request is asked in view of.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct RequestContext {
    /// Kinds of code actions.
    pub(super) only: Option<Vec<String>>,
    /// References: the place where it is declared, too.
    pub(super) include_declaration: bool,
}

/// A part of a document that gives way to a text; the whole where no part is named.
#[derive(Debug, Deserialize)]
pub(super) struct ContentChange {
    pub(super) range: Option<WireRange>,
    pub(super) text: String,
}

pub(super) fn text_edit(range: WireRange, text: &str) -> Value {
    json!({ "range": range, "newText": text })
}

pub(super) fn location(uri: &str, range: WireRange) -> Value {
    json!({ "uri": uri, "range": range })
}

pub(super) fn markdown(text: &str) -> Value {
    json!({ "kind": "markdown", "value": text })
}

/// The edits that make another text of a document: the lines that differ, and no others.
pub(super) fn rewritten(source: &Source, after: &str) -> Vec<Value> {
    let (before, now): (Vec<&str>, Vec<&str>) =
        (source.text().split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let mut edits = Vec::new();
    for step in similar::capture_diff_slices(similar::Algorithm::Myers, &before, &now) {
        if step.tag() == similar::DiffTag::Equal {
            continue;
        }
        let start: usize = before[..step.old_range().start].iter().map(|line| line.len()).sum();
        let end = start + before[step.old_range()].iter().map(|line| line.len()).sum::<usize>();
        edits.push(text_edit(range(source, &(start..end)), &now[step.new_range()].concat()));
    }
    edits
}
