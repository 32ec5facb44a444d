//! Whether an assessment must be rendered again: one number over everything that its pages are made from.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::job::Job;
use crate::text::limits;
use crate::typeface::Font;
use crate::workspace::{CONFIG_FILE, TEMPLATES_FOLDER, Workspace};

/// Of what all assessments of a workspace share: settings, forms and templates of its own, the program.
pub(super) fn shared(workspace: &Workspace) -> String {
    let mut hasher = Sha256::new();
    add(&mut hasher, "program", env!("CARGO_PKG_VERSION").as_bytes());
    if let Some(root) = &workspace.root {
        add_file(&mut hasher, root, &root.join(CONFIG_FILE));
        if let Some(address) = &workspace.config.style.font {
            add_file(&mut hasher, root, &root.join(Font::address(address).0));
        }
        for folder in [root.join("forms"), root.join(TEMPLATES_FOLDER)] {
            files_below(&folder).iter().for_each(|file| add_file(&mut hasher, root, file));
        }
    }
    hex(hasher)
}

/// Of one assessment: everything in its folder, revisions, spreadsheets and pictures included, and the passages that it uses.
pub(super) fn of(job: &Job<'_>) -> String {
    let (builder, loaded) = (job.builder, job.loaded);
    let mut hasher = Sha256::new();
    add(&mut hasher, "shared", builder.shared.as_bytes());
    for (name, text) in builder.theme.sources() {
        add(&mut hasher, name, text.as_bytes());
    }
    add(&mut hasher, "path", loaded.path.to_string_lossy().as_bytes());
    let folder = loaded.path.parent().unwrap_or_else(|| Path::new(""));
    files_below(folder).iter().for_each(|file| add_file(&mut hasher, folder, file));
    let revisions = loaded.revisions.iter().filter_map(|revision| revision.assessment.as_ref());
    for assessment in loaded.assessment.iter().chain(revisions) {
        for name in &assessment.fragments_used {
            if let Some(fragment) = builder.workspace.fragments.get(name) {
                add(&mut hasher, name, fragment.source.text().as_bytes());
            }
        }
    }
    hex(hasher)
}

/// Length before content, so that no two inputs run into each other.
fn add(hasher: &mut Sha256, name: &str, content: &[u8]) {
    for bytes in [name.as_bytes(), content] {
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
}

/// A file that cannot be read counts as an empty one; whoever needs it tells what is wrong.
fn add_file(hasher: &mut Sha256, root: &Path, file: &Path) {
    let name = file.strip_prefix(root).unwrap_or(file).to_string_lossy();
    add(hasher, &name, &fs::read(file).unwrap_or_default());
}

/// Regular files of a sensible size, sorted; hidden ones are nobody's input.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            match entry.file_type() {
                _ if hidden || files.len() > limits::WORKSPACE_FILES => {}
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind)
                    if kind.is_file() && entry.metadata().is_ok_and(|file| file.len() <= limits::PICTURE_BYTES) =>
                {
                    files.push(entry.path());
                }
                _ => {}
            }
        }
    }
    files.sort();
    files
}

fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
