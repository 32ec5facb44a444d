//! What an import did: how much found its item, what found none, and where the source contradicts itself.

use serde::{Deserialize, Serialize};

use crate::text::printable;

/// `import-report.json`
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct ImportReport {
    pub source: String,
    /// The form's identifier.
    pub form: String,
    /// Items with an answer from the source.
    pub mapped: usize,
    /// What an officer should look at first.
    pub look_first: Vec<Conflict>,
    pub unmapped: Vec<Unmapped>,
    /// What is no text of the document: its list of contents.
    pub skipped: Vec<Unmapped>,
    pub conflicts: Vec<Conflict>,
    /// What somebody has looked at since, by what it is known by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settled: Vec<String>,
}

/// Text of the source that found no item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Unmapped {
    pub text: String,
    #[serde(rename = "where")]
    pub place: String,
}

/// Two statements of the source that do not agree, or one that the form does not know.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Conflict {
    /// The item's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    pub message: String,
    #[serde(rename = "where")]
    pub place: String,
}

/// The file that an import leaves beside the assessment.
pub const REPORT_FILE: &str = "import-report.json";

impl ImportReport {
    /// What stands in the file.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    pub fn unmapped(&mut self, text: &str, place: String) {
        let text = text.trim();
        if !text.is_empty() {
            self.unmapped.push(Unmapped { text: printable(text).into_owned(), place });
        }
    }

    pub fn conflict(&mut self, item: Option<&str>, message: impl Into<String>, place: String) {
        self.conflicts.push(Conflict { item: item.map(ToOwned::to_owned), message: message.into(), place });
    }
}
