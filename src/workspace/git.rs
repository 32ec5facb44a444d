//! The files of a folder as they stood in a git revision, read through the `git` program. Nothing is written, fetched or asked.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::text::limits;

/// A folder in a revision.
#[derive(Debug)]
pub(super) struct Tree {
    folder: PathBuf,
    /// As the user wrote it.
    revision: String,
    /// By path inside the folder, with `/` between its pieces.
    blobs: BTreeMap<String, Blob>,
}

#[derive(Debug)]
struct Blob {
    id: String,
    bytes: u64,
}

/// Why a file of a revision cannot be had.
pub(super) enum Unread {
    Absent,
    TooLarge(u64),
    Failed(String),
}

impl Tree {
    /// Lists what `folder` held in `revision`.
    pub(super) fn open(folder: &Path, revision: &str) -> Result<Self, String> {
        let odd = |c: char| c.is_control() || c == ':';
        if revision.is_empty() || revision.starts_with('-') || revision.contains(odd) {
            return Err(format!("「{}」は git の版の名前として使えません", revision.escape_debug()));
        }
        let commit = commit(folder, revision)?;
        let listing = run(folder, &["ls-tree", "-r", "-z", "-l", &commit], LISTING_BYTES)
            .map_err(|failure| failure.told(folder, revision))?;
        let blobs: BTreeMap<String, Blob> = listing.split(|byte| *byte == 0).filter_map(entry).collect();
        if blobs.len() > limits::WORKSPACE_FILES {
            return Err(format!("git の版「{revision}」のファイルが多すぎます（{} 個まで）", limits::WORKSPACE_FILES));
        }
        Ok(Self { folder: folder.to_owned(), revision: revision.to_owned(), blobs })
    }

    /// The name of a file in messages: `HEAD~1:15-health-checkups/assessment.yaml`.
    pub(super) fn name(&self, path: &Path) -> String {
        format!("{}:{}", self.revision, key(path))
    }

    pub(super) fn has(&self, path: &Path) -> bool {
        self.blobs.contains_key(&key(path))
    }

    pub(super) fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
        let Some(blob) = self.blobs.get(&key(path)) else { return Err(Unread::Absent) };
        if blob.bytes > limit {
            return Err(Unread::TooLarge(blob.bytes));
        }
        let told = |failure: Failure| Unread::Failed(failure.told(&self.folder, &self.revision));
        run(&self.folder, &["cat-file", "blob", &blob.id], limit).map_err(told)
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

/// The commit that a revision names.
fn commit(folder: &Path, revision: &str) -> Result<String, String> {
    let unknown = || format!("git に「{revision}」という版はありません");
    let output = run(folder, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")], 1024);
    let id = match output {
        Ok(id) => String::from_utf8_lossy(&id).trim().to_owned(),
        Err(Failure::Git(words)) if words.is_empty() || words.contains("revision") => return Err(unknown()),
        Err(failure) => return Err(failure.told(folder, revision)),
    };
    if id.len() >= 40 && id.chars().all(|c| c.is_ascii_hexdigit()) { Ok(id) } else { Err(unknown()) }
}

/// A listing of as many files as a workspace may have is far smaller.
const LISTING_BYTES: u64 = 16 * 1024 * 1024;

enum Failure {
    Start(io::Error),
    /// What git said.
    Git(String),
    TooMuch,
}

impl Failure {
    fn told(self, folder: &Path, revision: &str) -> String {
        match self {
            Self::Start(error) if error.kind() == io::ErrorKind::NotFound => {
                "git が見つかりません。git を入れるか、--base の代わりに比べるファイルを指定してください".into()
            }
            Self::Start(error) => format!("git を動かせません（{error}）"),
            Self::Git(words) if words.contains("not a git repository") => {
                format!("{} は git で管理されていないので、版「{revision}」を読めません", shown(folder).display())
            }
            Self::Git(words) if words.contains("dubious ownership") => {
                format!("git がフォルダー {} の所有者を信用しません（safe.directory）", shown(folder).display())
            }
            Self::Git(words) => format!("git で版「{revision}」を読めません（{}）", words.escape_debug()),
            Self::TooMuch => format!("git の版「{revision}」が大きすぎます"),
        }
    }
}

fn shown(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Runs git in a folder: no input, no locks, no network, messages in English so that they can be told apart. A repository that
/// the environment names, as in a hook, does not count: the folder's own does.
fn run(folder: &Path, arguments: &[&str], limit: u64) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new("git");
    command.arg("-C").arg(shown(folder)).args(["-c", "protocol.allow=never"]).args(arguments);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"] {
        command.env_remove(name);
    }
    for (name, value) in [("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_TERMINAL_PROMPT", "0")] {
        command.env(name, value);
    }
    command.env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(Failure::Start)?;
    let mut output = Vec::new();
    let mut words = Vec::new();
    let read = child.stdout.take().map_or(Ok(0), |pipe| pipe.take(limit + 1).read_to_end(&mut output));
    // What git says of one failure fits the pipe, so reading it after the output cannot block.
    let told = child.stderr.take().map_or(Ok(0), |pipe| pipe.take(4096).read_to_end(&mut words));
    let status = child.wait().map_err(Failure::Start)?;
    read.and(told).map_err(Failure::Start)?;
    if output.len() as u64 > limit {
        return Err(Failure::TooMuch);
    }
    if status.success() { Ok(output) } else { Err(Failure::Git(String::from_utf8_lossy(&words).trim().to_owned())) }
}
