//! The files below a folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::text::limits;

/// Files below a folder, sorted, links to files among them; nothing where the folder is not there. Hidden ones are nobody's input,
/// and no link leads into another folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            seen += 1;
            if seen > limits::WORKSPACE_FILES {
                folders.clear();
                break;
            }
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            match entry.file_type() {
                _ if hidden => {}
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(_) => files.push(entry.path()),
                Err(_) => {}
            }
        }
    }
    files.sort();
    files
}
