//! The `git` program, run for one answer or kept for many.

use std::fmt;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::disk::reason;
use crate::text::limits;

#[derive(Debug)]
pub(super) enum GitFailure {
    Start(io::Error),
    /// What git said.
    Git(String),
    TooMuch,
    /// Git takes no such name for a revision.
    BadName,
    Unknown,
    TooManyFiles,
}

/// Why a revision of a folder, or a file of it, cannot be read.
#[derive(Debug)]
pub struct RevisionError {
    pub(super) folder: PathBuf,
    /// As the user wrote it.
    pub(super) revision: String,
    pub(super) failure: GitFailure,
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (folder, revision) = (shown(&self.folder).display(), &self.revision);
        match &self.failure {
            GitFailure::Start(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("git が見つかりません。git を入れるか、--base の代わりに比べるファイルを指定してください")
            }
            GitFailure::Start(error) => write!(f, "git を動かせません（{}）", reason(error)),
            GitFailure::Git(words) if words.contains("not a git repository") => {
                write!(f, "{folder} は git で管理されていないので、版「{revision}」を読めません")
            }
            GitFailure::Git(words) if words.contains("dubious ownership") => {
                write!(f, "git がフォルダー {folder} の所有者を信用しません（safe.directory）")
            }
            GitFailure::Git(_) => {
                write!(f, "git で版「{revision}」を読めません。git show '{revision}' で何が起きるかを確かめてください")
            }
            GitFailure::TooMuch => write!(f, "git の版「{revision}」が大きすぎます"),
            GitFailure::BadName => write!(f, "「{}」は git の版の名前として使えません", revision.escape_debug()),
            GitFailure::Unknown => write!(f, "git に「{revision}」という版はありません"),
            GitFailure::TooManyFiles => {
                write!(f, "git の版「{revision}」のファイルが多すぎます（{} 個まで）", limits::WORKSPACE_FILES)
            }
        }
    }
}

impl std::error::Error for RevisionError {}

fn shown(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Git in a folder: no locks, no network, messages in English so that they can be told apart. A repository that the environment
/// names, as in a hook, does not count: the folder's own does.
fn git(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(shown(folder)).args(["-c", "protocol.allow=never"]).args(arguments);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"] {
        command.env_remove(name);
    }
    for (name, value) in [("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_TERMINAL_PROMPT", "0")] {
        command.env(name, value);
    }
    command.env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What git says to these arguments, without any input.
pub(super) fn run(folder: &Path, arguments: &[&str], limit: u64) -> Result<Vec<u8>, GitFailure> {
    let mut child = git(folder, arguments).spawn().map_err(GitFailure::Start)?;
    let mut output = Vec::new();
    let mut words = Vec::new();
    let read = child.stdout.take().map_or(Ok(0), |pipe| pipe.take(limit + 1).read_to_end(&mut output));
    // What git says of one failure fits the pipe, so reading it after the output cannot block.
    let told = child.stderr.take().map_or(Ok(0), |pipe| pipe.take(4096).read_to_end(&mut words));
    let status = child.wait().map_err(GitFailure::Start)?;
    read.and(told).map_err(GitFailure::Start)?;
    if output.len() as u64 > limit {
        return Err(GitFailure::TooMuch);
    }
    if status.success() { Ok(output) } else { Err(GitFailure::Git(String::from_utf8_lossy(&words).trim().to_owned())) }
}

/// One git that hands out the contents of blobs, one after the other, until it is dropped.
#[derive(Debug)]
pub(super) struct Blobs {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Blobs {
    pub(super) fn start(folder: &Path) -> Result<Self, GitFailure> {
        let mut command = git(folder, &["cat-file", "--batch"]);
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(GitFailure::Start)?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(requests), Some(answers)) => Ok(Self { child, requests, answers: BufReader::new(answers) }),
            _ => Err(GitFailure::Start(io::ErrorKind::BrokenPipe.into())),
        }
    }

    /// The contents of a blob that has so many bytes.
    pub(super) fn read(&mut self, id: &str, bytes: u64) -> Result<Vec<u8>, GitFailure> {
        let mut head = String::new();
        let mut contents = Vec::new();
        self.ask(id, bytes, &mut head, &mut contents).map_err(GitFailure::Start)?;
        // The line break that ends the answer shows that nothing is missing.
        if contents.len() as u64 == bytes + 1 && contents.pop() == Some(b'\n') {
            return Ok(contents);
        }
        Err(GitFailure::Git(if head.is_empty() {
            "答えが途切れました".to_owned()
        } else {
            head.trim().to_owned()
        }))
    }

    /// Git answers `1f7a… blob 2048`, the contents and a line break, or `1f7a… missing`.
    fn ask(&mut self, id: &str, bytes: u64, head: &mut String, contents: &mut Vec<u8>) -> io::Result<()> {
        writeln!(self.requests, "{id}")?;
        self.answers.by_ref().take(HEAD_BYTES).read_line(head)?;
        if head.trim_end() == format!("{id} blob {bytes}") {
            self.answers.by_ref().take(bytes + 1).read_to_end(contents)?;
        }
        Ok(())
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // It only reads, and may be in the middle of an answer that nobody wants.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An identifier, a kind and a number are shorter.
const HEAD_BYTES: u64 = 256;
