//! A version as the public may read it.

use std::ffi::OsStr;
use std::path::Path;

use crate::assessment::Assessment;
use crate::withhold::{Secrets, redacted};
use crate::workspace::{ASSESSMENT_FILE, REVISIONS_FOLDER, Workspace};

/// The version in `file` without what it, or a later version, withholds; nothing where it cannot be written anew.
pub fn public_version(workspace: &Workspace, file: &Path, assessment: &Assessment) -> Option<Assessment> {
    let parent = file.parent().unwrap_or_else(|| Path::new(""));
    let is_frozen = parent.file_name() == Some(OsStr::new(REVISIONS_FOLDER));
    let folder = if is_frozen { parent.parent().unwrap_or_else(|| Path::new("")) } else { parent };
    let revisions = workspace.revisions(folder);
    let working = is_frozen.then(|| workspace.load(&folder.join(ASSESSMENT_FILE)).assessment).flatten();
    let frozen = revisions.iter().map(|revision| revision.assessment.as_ref());
    let mut versions: Vec<Option<&Assessment>> = frozen.chain([working.as_ref(), None]).collect();
    let own = revisions.iter().position(|revision| revision.path == file).unwrap_or(versions.len() - 1);
    versions[own] = Some(assessment);
    redacted(assessment, &Secrets::of_some(&versions), own)
}
