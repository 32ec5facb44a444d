//! The one assessment that a command is about.

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::terminal;
use crate::assessment::Assessment;
use crate::diff::Wording;
use crate::finding::Finding;
use crate::finding::output::{Format, Summary, render};
use crate::rules::codes;
use crate::workspace::{ASSESSMENT_FILE, Selection, Workspace, select, select_alone};

/// An assessment in its workspace.
pub(super) struct Target {
    pub(super) selection: Selection,
}

impl Target {
    /// Opens a folder or a YAML file; what cannot be read is told on standard error.
    pub(super) fn open(path: &Path) -> Result<Self, Exit> {
        Self::of(select_alone(&file_at(path), &codes()))
    }

    /// Opens it with its frozen revisions, which rules look at.
    pub(super) fn with_revisions(path: &Path) -> Result<Self, Exit> {
        let (mut selections, findings) = select(&[file_at(path)], &codes(), &|_, _| {});
        selections.pop().ok_or_else(|| refuse(&findings)).and_then(Self::of)
    }

    fn of(selection: Selection) -> Result<Self, Exit> {
        let target = Self { selection };
        let loaded = &target.selection.assessments[0];
        if loaded.assessment.is_none() || loaded.findings.iter().any(|finding| finding.rule.refuses_input()) {
            return Err(refuse(&loaded.findings));
        }
        Ok(target)
    }

    pub(super) fn workspace(&self) -> &Workspace {
        &self.selection.workspace
    }

    pub(super) fn path(&self) -> &Path {
        &self.selection.assessments[0].path
    }

    pub(super) fn folder(&self) -> PathBuf {
        let folder = self.path().parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or_else(|| Path::new(".")).to_owned()
    }

    pub(super) fn assessment(&self) -> Option<&Assessment> {
        self.selection.assessments[0].assessment.as_ref()
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
    let summary = Summary::of(findings, None);
    terminal::tell(render(Format::Human, findings, &summary, terminal::plain()).trim_end());
    Exit::Refused
}
