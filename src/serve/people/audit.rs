//! What was written, and by whom: a file that only grows. Nothing here takes a line out of it.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Peer;
use crate::disk::{Unwritten, append, overwrite};

/// The record of a workspace, whoever served it when.
#[derive(Debug)]
pub(in crate::serve) struct Audit {
    file: PathBuf,
}

#[derive(Serialize)]
struct AuditLine<'a> {
    at: &'a str,
    who: &'a str,
    from: String,
    what: &'a str,
}

impl Audit {
    pub(in crate::serve) fn of(root: &Path) -> Self {
        Self { file: root.join(".hyokasho").join("audit.jsonl") }
    }

    /// Before it is done: what cannot be noted is not done.
    pub(in crate::serve) fn note(&self, at: &str, who: &str, from: Peer, what: &str) -> Result<(), Unwritten> {
        let line = AuditLine { at, who, from: from.0.to_string(), what };
        let line = serde_json::to_string(&line).unwrap_or_default() + "\n";
        let ignored = self.file.with_file_name(".gitignore");
        if !ignored.exists() {
            overwrite(&ignored, b"*\n")?;
        }
        append(&self.file, line.as_bytes())
    }
}
