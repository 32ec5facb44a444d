//! The one assessment that a command is about.

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::terminal;
use crate::assessment::Assessment;
use crate::diff::Wording;
use crate::finding::output::{Format, Summary, render};
use crate::finding::{Finding, reader};
use crate::rules::codes;
use crate::workspace::{ASSESSMENT_FILE, Loaded, Selection, Workspace, select_alone};

/// An assessment in its workspace.
pub(super) struct Target {
    pub(super) selection: Selection,
    loaded: Loaded,
}

impl Target {
    /// Opens a folder or a YAML file; what cannot be read is told on standard error.
    pub(super) fn open(path: &Path) -> Result<Self, Exit> {
        let file = file_at(path);
        let selection = select_alone(&file, &codes());
        let loaded = selection.workspace.load(&file);
        let shared = selection.workspace.findings.iter().filter(|finding| finding.rule.refuses_input());
        let shared: Vec<Finding> = shared.cloned().collect();
        if !shared.is_empty() {
            return Err(refuse(&shared));
        }
        if loaded.assessment.is_none() || loaded.findings.iter().any(|finding| finding.rule.refuses_input()) {
            let of_form = loaded.findings.iter().any(|finding| finding.rule.code == reader::BAD_FORM.code);
            let faults =
                selection.workspace.findings.iter().filter(|finding| finding.rule.code == reader::BAD_FORM.code);
            let told: Vec<Finding> = faults.filter(|_| of_form).chain(&loaded.findings).cloned().collect();
            return Err(refuse(&told));
        }
        Ok(Self { selection, loaded })
    }

    pub(super) fn workspace(&self) -> &Workspace {
        &self.selection.workspace
    }

    pub(super) fn path(&self) -> &Path {
        &self.loaded.path
    }

    pub(super) fn folder(&self) -> PathBuf {
        let folder = self.path().parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or_else(|| Path::new(".")).to_owned()
    }

    pub(super) fn assessment(&self) -> Option<&Assessment> {
        self.loaded.assessment.as_ref()
    }

    /// How this municipality words its table.
    pub(super) fn wording(&self) -> Wording<'_> {
        Wording::of(&self.workspace().config.style)
    }
}

fn file_at(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(ASSESSMENT_FILE) } else { path.to_owned() }
}

/// Tells findings on standard error; the input is refused.
pub(super) fn refuse(findings: &[Finding]) -> Exit {
    tell_findings(findings);
    Exit::Refused
}

pub(super) fn tell_findings(findings: &[Finding]) {
    let summary = Summary::of(findings, None);
    terminal::tell(render(Format::Human, findings, &summary, terminal::plain()).trim_end());
}
