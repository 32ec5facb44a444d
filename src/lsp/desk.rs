//! What the server knows: the documents that are open, and the workspace as it is with them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::buffer::OpenBuffer;
use super::place::{path_of, uri_of};
use super::wire::DocumentRequest;
use crate::assessment::Assessment;
use crate::dates::Date;
use crate::disk::{read_text, shown};
use crate::finding::{Confidence, Finding};
use crate::inspect::inspect;
use crate::procedure::PROCEDURE_FILE;
use crate::rules::codes;
use crate::text::Source;
use crate::workspace::{
    ASSESSMENT_FILE, CONFIG_FILE, FORMS_FOLDER, FRAGMENTS_FOLDER, Loaded, Selection, Workspace, root_of,
};

#[derive(Debug)]
pub(super) struct EditorDesk {
    pub(super) buffers: BTreeMap<PathBuf, OpenBuffer>,
    /// Findings that are not certain are told, too.
    pub(super) pedantic: bool,
    /// The day that deadlines are counted from.
    today: fn() -> Option<Date>,
    /// How often anything was changed.
    edits: u64,
    found: BTreeMap<PathBuf, (u64, Arc<Vec<Finding>>)>,
}

/// What a document is for the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentKind {
    Assessment,
    Procedure,
    Settings,
    Passage,
    /// A form of the workspace's own.
    Form,
    /// Nothing that the program reads.
    Other,
}

impl EditorDesk {
    pub(super) fn new(today: fn() -> Option<Date>) -> Self {
        Self { buffers: BTreeMap::new(), pedantic: false, today, edits: 0, found: BTreeMap::new() }
    }

    pub(super) fn open(&mut self, path: PathBuf, uri: String, text: String) {
        let buffer = OpenBuffer::new(uri, shown(&path), text);
        self.buffers.insert(path, buffer);
        self.touch();
    }

    pub(super) fn change(&mut self, asked: DocumentRequest) {
        if let Some(buffer) = path_of(&asked.text_document.uri).and_then(|path| self.buffers.get_mut(&path)) {
            buffer.change(asked.content_changes);
            self.touch();
        }
    }

    pub(super) fn close(&mut self, path: &Path) {
        self.buffers.remove(path);
        self.found.remove(path);
        self.touch();
    }

    /// Something is not as it was, here or on disk.
    pub(super) fn touch(&mut self) {
        self.edits += 1;
    }

    /// The document as it is in the editor, or else on disk.
    pub(super) fn source(&self, path: &Path) -> Option<Arc<Source>> {
        match self.buffers.get(path) {
            Some(buffer) => Some(Arc::clone(&buffer.source)),
            None => read_text(path).ok(),
        }
    }

    /// As the client calls it.
    pub(super) fn uri(&self, path: &Path) -> String {
        self.buffers.get(path).map_or_else(|| uri_of(path), |buffer| buffer.uri.clone())
    }

    /// The workspace around a file, with what is open in the place of what is on disk.
    pub(super) fn workspace(&self, file: &Path) -> Workspace {
        let unsaved = self.buffers.iter().map(|(path, buffer)| (path.clone(), buffer.source.text().to_owned()));
        Workspace::open_with(root_of(file).as_deref(), &codes(), unsaved.collect())
    }

    pub(super) fn load(&self, file: &Path) -> Loaded {
        self.workspace(file).load(file)
    }

    /// The assessment in a file, where it can be read.
    pub(super) fn assessment(&self, file: &Path) -> Option<Assessment> {
        self.load(file).assessment
    }

    pub(super) fn kind(&self, path: &Path) -> DocumentKind {
        let named = |name: &str| path.file_name().is_some_and(|file| file == name);
        let within = |folder: &str| root_of(path).is_some_and(|root| path.starts_with(root.join(folder)));
        let ends = |ending: &str| path.extension().is_some_and(|found| found == ending);
        if named(CONFIG_FILE) {
            DocumentKind::Settings
        } else if named(PROCEDURE_FILE) {
            DocumentKind::Procedure
        } else if ends("md") {
            if within(FRAGMENTS_FOLDER) { DocumentKind::Passage } else { DocumentKind::Other }
        } else if !ends("yaml") && !ends("yml") {
            DocumentKind::Other
        } else if within(FORMS_FOLDER) {
            DocumentKind::Form
        } else if named(ASSESSMENT_FILE) || self.source(path).is_some_and(|source| names_form(&source)) {
            DocumentKind::Assessment
        } else {
            DocumentKind::Other
        }
    }

    /// The assessment that a document is about: itself, or the one that it stands beside.
    pub(super) fn subject(&self, path: &Path) -> Option<PathBuf> {
        match self.kind(path) {
            DocumentKind::Assessment => Some(path.to_owned()),
            DocumentKind::Procedure => Some(path.with_file_name(ASSESSMENT_FILE)),
            _ => None,
        }
    }

    /// What is found in an assessment and what stands beside it: that which is to be told.
    pub(super) fn findings(&mut self, file: &Path) -> Arc<Vec<Finding>> {
        if let Some((edits, found)) = self.found.get(file)
            && *edits == self.edits
        {
            return Arc::clone(found);
        }
        let selection = Selection { workspace: self.workspace(file), files: vec![file.to_owned()], whole: false };
        let inspection = inspect(&selection, (self.today)(), &|_, _| {}, |_| ());
        let all = inspection.assessments.into_iter().flat_map(|one| one.findings);
        let each = all.flat_map(|finding| finding.all().cloned().collect::<Vec<_>>());
        let found: Arc<Vec<Finding>> = Arc::new(each.filter(|finding| self.tells(finding)).collect());
        self.found.insert(file.to_owned(), (self.edits, Arc::clone(&found)));
        found
    }

    /// What is wrong with the settings, the passages and the forms of the workspace around a file.
    pub(super) fn shared_findings(&self, file: &Path) -> Vec<Finding> {
        let mut findings = self.workspace(file).findings;
        findings.retain(|finding| self.tells(finding));
        findings
    }

    fn tells(&self, finding: &Finding) -> bool {
        self.pedantic || finding.rule.refuses_input() || finding.confidence == Confidence::Certain
    }
}

fn names_form(source: &Source) -> bool {
    source.text().lines().any(|line| line.starts_with("form:"))
}
