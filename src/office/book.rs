//! `procedure.yaml` opened to be added to.

use std::path::{Path, PathBuf};

use crate::assessment::Address;
use crate::dates::Date;
use crate::disk::{NewFile, Unwritten, put, shown};
use crate::finding::Finding;
use crate::grid::MarkupKind;
use crate::procedure::{CommentDraft, PROCEDURE_FILE, Procedure};
use crate::sheet::Remark;
use crate::workspace::Workspace;

/// The record of the procedure beside an assessment, whether it is there already or not.
#[derive(Debug)]
pub struct RecordBook {
    path: PathBuf,
    is_there: bool,
    pub procedure: Procedure,
}

/// What somebody wrote beside a Word document, as a comment to be recorded; tracked changes are none.
pub fn comment_of(remark: &Remark) -> Option<CommentDraft> {
    let author = if remark.author.trim().is_empty() { "不明" } else { remark.author.trim() };
    let day = remark.date.split('T').next().unwrap_or_default();
    (remark.kind == MarkupKind::Comment && !remark.text.trim().is_empty()).then(|| CommentDraft {
        item: remark.item.as_deref().map(Address::from),
        date: Date::parse(day).ok(),
        person: author.to_owned(),
        quoted: remark.quoted.clone(),
        text: remark.text.clone(),
        suggestion: String::new(),
    })
}

impl RecordBook {
    /// Of the assessment in `folder`; what refuses the file is the error.
    pub fn open(workspace: &Workspace, folder: &Path) -> Result<Self, Vec<Finding>> {
        let path = folder.join(PROCEDURE_FILE);
        let (procedure, findings) = workspace.procedure(folder);
        if findings.iter().any(|finding| finding.rule.refuses_input()) {
            return Err(findings);
        }
        let is_there = procedure.is_some();
        let procedure = procedure.unwrap_or_else(|| Procedure::begun(&shown(&path)));
        Ok(Self { path, is_there, procedure })
    }

    /// Writes the text in the place of what was read.
    pub fn save(&self, text: &str) -> Result<(), Unwritten> {
        let before = self.procedure.source.text().as_bytes();
        put(&self.path, self.is_there.then_some(before), text.as_bytes())
    }

    /// What is to be written in the place of what was read.
    pub(super) fn with<'a>(&'a self, text: &'a str) -> NewFile<'a> {
        let before = self.procedure.source.text().as_bytes();
        if self.is_there {
            NewFile::instead(&self.path, before, text.as_bytes())
        } else {
            NewFile::new(&self.path, text.as_bytes())
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}
