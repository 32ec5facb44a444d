//! A workbook that was filled in, or a document of Word that was marked up, taken over into its assessment; comments go to the
//! record of the procedure.

use std::fmt;
use std::path::{Path, PathBuf};

use super::book::{RecordBook, comment_of};
use crate::assessment::Assessment;
use crate::disk::{NewFile, Unwritten, overwrite, read_bytes, shown, write_all};
use crate::finding::Finding;
use crate::grid::Book;
use crate::procedure::CommentDraft;
use crate::sheet::contract::FINGERPRINT;
use crate::sheet::{EarlierReturns, Merged, ReturnTerms, SaidFields, into};
use crate::text::{limits, short_digest};
use crate::workspace::{Workspace, name_of, prepare_state, state_file};
use crate::yaml::EditError;

/// What came back, held against the assessment; nothing is written yet.
#[derive(Debug)]
pub struct Returned<'a> {
    workspace: &'a Workspace,
    /// Of the assessment.
    file: &'a Path,
    assessment: &'a Assessment,
    pub merged: Merged,
    memory: Option<ReturnMemory>,
    /// The name of the file that came back.
    name: String,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum ReturnFault {
    /// `procedure.yaml` cannot be read.
    Refused(Vec<Finding>),
    /// It can be read and not be added to.
    Comments(PathBuf, EditError),
    Unwritten(Unwritten),
}

impl fmt::Display for ReturnFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(findings) => f.write_str(findings.first().map_or("", |finding| finding.message.as_str())),
            Self::Comments(path, error) => write!(f, "{}: {error}", shown(path)),
            Self::Unwritten(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ReturnFault {}

impl<'a> Returned<'a> {
    /// `file` is where the assessment stands.
    pub fn read(
        workspace: &'a Workspace,
        file: &'a Path,
        assessment: &'a Assessment,
        book: &Book,
        allow_blank: bool,
    ) -> Result<Self, Box<Finding>> {
        let memory = ReturnMemory::of(workspace, file, book);
        let read = |text: &str| workspace.load_text(file, text).assessment;
        let earlier = memory.as_ref().map(|memory| &memory.returns);
        let terms = ReturnTerms { allow_blank, earlier, file: &book.name, read: &read };
        let merged = into(book, assessment, &workspace.config.style, &terms)?;
        Ok(Self { workspace, file, assessment, merged, memory, name: book.name.clone() })
    }

    /// Writes the assessment and the comments, both or neither. Gives how many comments are new: each is kept once, however often
    /// the file comes back.
    pub fn write(self) -> Result<usize, ReturnFault> {
        let before = self.assessment.source.text();
        let comments: Vec<CommentDraft> = self.merged.remarks.iter().filter_map(comment_of).collect();
        let folder = self.file.parent().unwrap_or_else(|| Path::new(""));
        let record = if comments.is_empty() {
            None
        } else {
            Some(RecordBook::open(self.workspace, folder).map_err(ReturnFault::Refused)?)
        };
        let (noted, added) = match &record {
            Some(record) => record
                .procedure
                .with_comments(self.assessment, &comments)
                .map_err(|error| ReturnFault::Comments(record.path().to_owned(), error))?,
            None => (String::new(), 0),
        };
        let mut files = Vec::new();
        if self.merged.text != before {
            files.push(NewFile::instead(self.file, before.as_bytes(), self.merged.text.as_bytes()));
        }
        if let Some(record) = record.as_ref().filter(|_| added > 0) {
            files.push(record.with(&noted));
        }
        if !files.is_empty() {
            write_all(&files).map_err(ReturnFault::Unwritten)?;
        }
        if let Some(memory) = self.memory {
            // What was taken over is, whether or not it is remembered.
            let _ = memory.note(&self.name, self.merged.said);
        }
        Ok(added)
    }
}

/// What is remembered of the returns of one workbook and its copies.
#[derive(Debug)]
struct ReturnMemory {
    path: PathBuf,
    returns: EarlierReturns,
}

impl ReturnMemory {
    /// Nothing of a file that does not say what it was made from.
    fn of(workspace: &Workspace, file: &Path, book: &Book) -> Option<Self> {
        let made_from = book.properties.get(FINGERPRINT)?;
        let folder = file.parent().unwrap_or_else(|| Path::new(""));
        let root = workspace.root.as_deref().unwrap_or(folder);
        let name = name_of(file);
        let path = state_file(root, &format!("returned-{}.json", short_digest(format!("{name}\0{made_from}"), 24)));
        let read = read_bytes(&path, limits::JOURNAL_BYTES).ok();
        let returns = read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Some(Self { path, returns })
    }

    fn note(mut self, file: &str, said: SaidFields) -> Result<(), Unwritten> {
        let before = self.returns.clone();
        self.returns.note(file, said);
        if self.returns == before {
            return Ok(());
        }
        prepare_state(&self.path)?;
        overwrite(&self.path, serde_json::to_string(&self.returns).unwrap_or_default().as_bytes())
    }
}
