//! The files of a folder as they stood in a git revision, read through the `git` program. Nothing is written, fetched or asked.

mod process;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub use self::process::RevisionError;
use self::process::{Blobs, GitFailure, run};
use crate::text::limits;

/// A folder in a revision.
#[derive(Debug)]
pub(super) struct RevisionTree {
    folder: PathBuf,
    /// As the user wrote it.
    revision: String,
    /// By path inside the folder, with `/` between its pieces.
    blobs: BTreeMap<String, Blob>,
    /// Started when the first file is read, then kept: a process for every passage takes longer than the comparison.
    contents: Mutex<Option<Blobs>>,
}

#[derive(Debug)]
struct Blob {
    id: String,
    bytes: u64,
}

/// Why a file of a revision cannot be had.
pub(super) enum UnreadBlob {
    Absent,
    TooLarge(u64),
    Failed(RevisionError),
}

impl RevisionTree {
    /// Lists what `folder` held in `revision`.
    pub(super) fn open(folder: &Path, revision: &str) -> Result<Self, RevisionError> {
        let failed = |failure| RevisionError { folder: folder.to_owned(), revision: revision.to_owned(), failure };
        let odd = |c: char| c.is_control() || c == ':';
        if revision.is_empty() || revision.starts_with('-') || revision.contains(odd) {
            return Err(failed(GitFailure::BadName));
        }
        let commit = commit(folder, revision).map_err(failed)?;
        let listing = run(folder, &["ls-tree", "-r", "-z", "-l", &commit], LISTING_BYTES).map_err(failed)?;
        let blobs: BTreeMap<String, Blob> = listing.split(|byte| *byte == 0).filter_map(entry).collect();
        if blobs.len() > limits::WORKSPACE_FILES {
            return Err(failed(GitFailure::TooManyFiles));
        }
        Ok(Self { folder: folder.to_owned(), revision: revision.to_owned(), blobs, contents: Mutex::default() })
    }

    /// The name of a file in messages: `HEAD~1:15-health-checkups/assessment.yaml`.
    pub(super) fn name(&self, path: &Path) -> String {
        format!("{}:{}", self.revision, key(path))
    }

    pub(super) fn has(&self, path: &Path) -> bool {
        self.blobs.contains_key(&key(path))
    }

    pub(super) fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, UnreadBlob> {
        let Some(blob) = self.blobs.get(&key(path)) else { return Err(UnreadBlob::Absent) };
        if blob.bytes > limit {
            return Err(UnreadBlob::TooLarge(blob.bytes));
        }
        let failed = |failure| RevisionError { folder: self.folder.clone(), revision: self.revision.clone(), failure };
        self.contents_of(blob).map_err(|failure| UnreadBlob::Failed(failed(failure)))
    }

    fn contents_of(&self, blob: &Blob) -> Result<Vec<u8>, GitFailure> {
        let mut contents = self.contents.lock().unwrap_or_else(PoisonError::into_inner);
        let blobs = match contents.take() {
            Some(blobs) => blobs,
            None => Blobs::start(&self.folder)?,
        };
        // After a failure nobody knows what git would say next.
        contents.insert(blobs).read(&blob.id, blob.bytes).inspect_err(|_| *contents = None)
    }

    /// Files with this ending below a folder, sorted.
    pub(super) fn files_below(&self, folder: &Path, ending: &str) -> Vec<PathBuf> {
        let paths = self.blobs.keys().map(PathBuf::from);
        paths.filter(|path| path.starts_with(folder) && path.extension() == Some(OsStr::new(ending))).collect()
    }
}

fn key(path: &Path) -> String {
    let pieces = path.components().filter_map(|piece| match piece {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    pieces.collect::<Vec<_>>().join("/")
}

/// `100644 blob 1f7a… 2048<TAB>fragments/a.md`; neither links nor submodules.
fn entry(record: &[u8]) -> Option<(String, Blob)> {
    let (facts, path) = std::str::from_utf8(record).ok()?.split_once('\t')?;
    let mut facts = facts.split_ascii_whitespace();
    let (mode, _, id, bytes) = (facts.next()?, facts.next()?, facts.next()?, facts.next()?);
    let blob = Blob { id: id.to_owned(), bytes: bytes.parse().ok()? };
    mode.starts_with("100").then(|| (path.to_owned(), blob))
}

fn commit(folder: &Path, revision: &str) -> Result<String, GitFailure> {
    let output = run(folder, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")], 1024);
    let id = match output {
        Ok(id) => String::from_utf8_lossy(&id).trim().to_owned(),
        Err(GitFailure::Git(words)) if words.is_empty() || words.contains("revision") => {
            return Err(GitFailure::Unknown);
        }
        Err(failure) => return Err(failure),
    };
    if id.len() >= 40 && id.chars().all(|c| c.is_ascii_hexdigit()) { Ok(id) } else { Err(GitFailure::Unknown) }
}

/// A listing of as many files as a workspace may have is far smaller.
const LISTING_BYTES: u64 = 16 * 1024 * 1024;
