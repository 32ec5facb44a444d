//! The one assessment that a command is about.

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::terminal;
use crate::assessment::Assessment;
use crate::diff::Wording;
use crate::finding::Finding;
use crate::finding::output::{Format, Summary, render};
use crate::rules::codes;
use crate::workspace::{ASSESSMENT_FILE, Selection, Workspace, select};

/// An assessment in its workspace.
pub(super) struct Target {
    pub(super) selection: Selection,
}

impl Target {
    /// Opens a folder or a YAML file; what cannot be read is told on standard error.
    pub(super) fn open(path: &Path) -> Result<Self, Exit> {
        let file = if path.is_dir() { path.join(ASSESSMENT_FILE) } else { path.to_owned() };
        let (mut selections, findings) = select(&[file], &codes(), &|_, _| {});
        let Some(selection) = selections.pop() else { return Err(refuse(&findings)) };
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

/// Tells findings on standard error; the input is refused.
pub(super) fn refuse(findings: &[Finding]) -> Exit {
    let summary = Summary::of(findings, None);
    terminal::tell(render(Format::Human, findings, &summary, terminal::plain()).trim_end());
    Exit::Refused
}
