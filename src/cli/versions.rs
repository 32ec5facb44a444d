//! The versions that commands compare.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::target::refuse;
use super::terminal;
use crate::assessment::Assessment;
use crate::assessment::{Revision, Seal};
use crate::dates::Date;
use crate::disk::{reason, shown};
use crate::finding::{Finding, Severity};
use crate::rules::codes;
use crate::workspace::{ASSESSMENT_FILE, REVISIONS_FOLDER, Workspace, assessments_at, root_of};

/// A version that was read.
pub(super) struct VersionSide {
    pub(super) name: String,
    pub(super) assessment: Assessment,
}

/// The version that an officer names: a file or folder, the day of a frozen revision, a revision of git, or nothing for
/// the last frozen one.
pub(super) fn named(workspace: &Workspace, file: &Path, name: &str) -> Result<VersionSide, Exit> {
    let path = Path::new(name);
    if name.is_empty() {
        return last_revision(workspace, file);
    }
    if path.exists() {
        let file = only_assessment(path)?;
        return load(&Workspace::open(root_of(&file).as_deref(), &codes()), &file);
    }
    let Ok(date) = Date::parse(name) else { return at_revision(file, name) };
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    match workspace.revisions(folder).into_iter().find(|revision| revision.date == date) {
        Some(revision) => accept(revision.assessment, revision.findings),
        None => {
            terminal::tell(&format!("誤り: {date}に確定した版（{REVISIONS_FOLDER}/）がありません"));
            Err(Exit::Refused)
        }
    }
}

/// The one assessment that a path means.
pub(super) fn only_assessment(path: &Path) -> Result<PathBuf, Exit> {
    let mut files = assessments_at(path);
    match files.len() {
        0 => {
            terminal::tell(&format!("誤り: {} に評価書（{ASSESSMENT_FILE}）がありません", shown(path)));
            Err(Exit::Refused)
        }
        1 => files.pop().ok_or(Exit::Refused),
        _ => {
            terminal::tell(&format!(
                "誤り: {} には評価書が {} 件あります。一つを選んでください",
                shown(path),
                files.len()
            ));
            for folder in files.iter().filter_map(|file| file.parent()) {
                terminal::tell(&format!("  {}", shown(folder)));
            }
            Err(Exit::Usage)
        }
    }
}

pub(super) fn load(workspace: &Workspace, file: &Path) -> Result<VersionSide, Exit> {
    let loaded = workspace.load(file);
    let shared = workspace.findings.iter().filter(|finding| finding.rule.refuses_input()).cloned();
    accept(loaded.assessment, shared.chain(loaded.findings).collect())
}

/// Only what is refused as a whole, or is no assessment, stands in the way of a comparison; other faults are counted.
fn accept(assessment: Option<Assessment>, findings: Vec<Finding>) -> Result<VersionSide, Exit> {
    let (refused, others): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|finding| finding.rule.refuses_input());
    let Some(assessment) = assessment.filter(|_| refused.is_empty()) else {
        return Err(refuse(if refused.is_empty() { &others } else { &refused }));
    };
    let name = assessment.source.path().to_owned();
    let errors = others.iter().filter(|finding| finding.severity == Severity::Error).count();
    if errors > 0 {
        terminal::tell(&format!(
            "注意: {name} の書き方に誤りが {errors} 件あります（hyokasho check で確かめられます）"
        ));
    }
    Ok(VersionSide { name, assessment })
}

/// The same file in a git revision, with the passages, forms and spreadsheets of that revision.
pub(super) fn at_revision(file: &Path, revision: &str) -> Result<VersionSide, Exit> {
    let folder = file.parent().unwrap_or_else(|| Path::new("")).to_owned();
    let root = root_of(file).unwrap_or_else(|| folder.clone());
    let read = || -> Result<(Workspace, PathBuf), String> {
        let whole = |folder: &Path| {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            folder.canonicalize().map_err(|error| format!("{} を読めません（{}）", shown(folder), reason(&error)))
        };
        let (inside, root) = (whole(&folder)?, whole(&root)?);
        let inside = inside.strip_prefix(&root).map_err(|_| format!("{} はワークスペースの外です", shown(file)))?;
        let path = inside.join(file.file_name().unwrap_or_default());
        Ok((Workspace::at_revision(&root, revision, &codes()).map_err(|error| error.to_string())?, path))
    };
    match read() {
        Ok((workspace, path)) => load(&workspace, &path),
        Err(message) => {
            terminal::tell(&format!("誤り: {message}"));
            Err(Exit::Refused)
        }
    }
}

/// The last frozen revision; for a frozen revision, the one before it.
pub(super) fn last_revision(workspace: &Workspace, file: &Path) -> Result<VersionSide, Exit> {
    let parent = file.parent().unwrap_or_else(|| Path::new(""));
    let frozen = parent.file_name() == Some(OsStr::new(REVISIONS_FOLDER));
    let found = if frozen {
        let own = file.file_stem().and_then(OsStr::to_str).and_then(|name| Date::parse(name).ok());
        let folder = parent.parent().unwrap_or_else(|| Path::new(""));
        workspace.revisions(folder).into_iter().rfind(|revision| own.is_some_and(|own| revision.date.is_before(own)))
    } else {
        workspace.last_revision(parent)
    };
    let Some(Revision { path, assessment, findings, seal, .. }) = found else {
        let earlier = if frozen { "より前に" } else { "に" };
        terminal::tell(&format!(
            "誤り: {}{earlier}確定した版（{REVISIONS_FOLDER}/）がありません。前の版を指定するか、--base で git の版を指定してください",
            shown(file)
        ));
        return Err(Exit::Refused);
    };
    if matches!(seal, Seal::Broken(_)) {
        terminal::tell(&format!("注意: {} は確定した後に書き換えられています", shown(path.as_ref())));
    }
    accept(assessment, findings)
}
