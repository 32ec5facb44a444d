//! Where the files of a workspace stand: on disk, or in a git revision.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::git::{RevisionTree, UnreadBlob};
use crate::disk::{self, Bounds};
use crate::finding::{Finding, reader};
use crate::text::{Source, limits};

#[derive(Debug)]
pub(super) enum Store {
    /// On disk, in the folder that holds everything; one that stands alone is held by its own.
    Disk(Option<PathBuf>),
    Revision(RevisionTree),
}

impl Default for Store {
    fn default() -> Self {
        Self::Disk(None)
    }
}

impl Store {
    /// The name of a file in messages.
    pub(super) fn name(&self, path: &Path) -> String {
        match self {
            Self::Disk(_) => disk::shown(path),
            Self::Revision(tree) => tree.name(path),
        }
    }

    /// Whether a file can be asked for; on disk, asking tells.
    pub(super) fn has(&self, path: &Path) -> bool {
        match self {
            Self::Disk(_) => true,
            Self::Revision(tree) => tree.has(path),
        }
    }

    /// Whether a file that need not be there is.
    pub(super) fn stands(&self, path: &Path) -> bool {
        match self {
            Self::Disk(_) => path.is_file(),
            Self::Revision(tree) => tree.has(path),
        }
    }

    pub(super) fn read_text(&self, path: &Path) -> Result<Arc<Source>, Box<Finding>> {
        let bytes = match self {
            Self::Disk(Some(root)) => Bounds::of_workspace(root).read_bytes(path, limits::FILE_BYTES)?,
            Self::Disk(None) => {
                let folder = path.parent().unwrap_or_else(|| Path::new(""));
                Bounds::of_assessment(folder).read_bytes(path, limits::FILE_BYTES)?
            }
            Self::Revision(tree) => blob(tree, path, limits::FILE_BYTES)?,
        };
        disk::decode(self.name(path), bytes)
    }

    /// Reads what an assessment in `folder` names.
    pub(super) fn read_named(&self, folder: &Path, file: &str, limit: u64) -> Result<Vec<u8>, Box<Finding>> {
        let bounds = Bounds::of_assessment(folder);
        match self {
            Self::Disk(_) => bounds.read_named(file, limit),
            Self::Revision(tree) => blob(tree, &bounds.named(file)?, limit),
        }
    }

    /// Files with this ending below a folder, sorted; nothing where the folder is not there.
    pub(super) fn files_below(&self, folder: &Path, ending: &str) -> Vec<PathBuf> {
        match self {
            Self::Disk(_) => {
                let mut files = disk::files_below(folder);
                files.retain(|path| path.extension().is_some_and(|found| found == ending));
                files
            }
            Self::Revision(tree) => tree.files_below(folder, ending),
        }
    }
}

fn blob(tree: &RevisionTree, path: &Path, limit: u64) -> Result<Vec<u8>, Box<Finding>> {
    let name = tree.name(path);
    tree.read(path, limit).map_err(|unread| match unread {
        UnreadBlob::Absent => {
            let help = "ファイルの名前が変わっていれば、その版のファイルを取り出して指定してください";
            disk::refusal(&name, &reader::UNREADABLE, "この版にはファイルがありません", help)
        }
        UnreadBlob::TooLarge(bytes) => disk::too_large(&name, bytes, limit),
        UnreadBlob::Failed(error) => {
            disk::refusal(&name, &reader::UNREADABLE, &error.to_string(), "git fsck などで確かめてください")
        }
    })
}
