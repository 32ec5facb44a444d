//! Where the files of a workspace stand: on disk, or in a git revision.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{self, display};
use super::git::{Tree, Unread};
use crate::finding::{Finding, reader};
use crate::text::{Source, limits};

#[derive(Debug, Default)]
pub(super) enum Store {
    #[default]
    Disk,
    Revision(Tree),
}

impl Store {
    /// The name of a file in messages.
    pub(super) fn name(&self, path: &Path) -> String {
        match self {
            Self::Disk => display(path),
            Self::Revision(tree) => tree.name(path),
        }
    }

    /// Whether a file can be asked for; on disk, asking tells.
    pub(super) fn has(&self, path: &Path) -> bool {
        match self {
            Self::Disk => true,
            Self::Revision(tree) => tree.has(path),
        }
    }

    pub(super) fn read_text(&self, path: &Path) -> Result<Arc<Source>, Box<Finding>> {
        files::text(self.name(path), self.read_bytes(path, limits::FILE_BYTES)?)
    }

    pub(super) fn read_bytes(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Box<Finding>> {
        let Self::Revision(tree) = self else { return files::read_bytes(path, limit) };
        tree.read(path, limit).map_err(|unread| match unread {
            Unread::Absent => {
                let help = "ファイルの名前が変わっていれば、その版のファイルを取り出して指定してください";
                files::refusal(&self.name(path), &reader::UNREADABLE, "この版にはファイルがありません", help)
            }
            Unread::TooLarge(bytes) => files::too_large(&self.name(path), bytes, limit),
            Unread::Failed(message) => {
                files::refusal(&self.name(path), &reader::UNREADABLE, &message, "git fsck などで確かめてください")
            }
        })
    }

    /// Files with this ending below a folder, sorted; nothing where the folder is not there.
    pub(super) fn files_below(&self, folder: &Path, ending: &str) -> Vec<PathBuf> {
        match self {
            Self::Disk => on_disk_below(folder, ending),
            Self::Revision(tree) => tree.files_below(folder, ending),
        }
    }
}

fn on_disk_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            seen += 1;
            if seen > limits::WORKSPACE_FILES {
                break;
            }
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(_) if path.extension().is_some_and(|found| found == ending) => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    files
}
