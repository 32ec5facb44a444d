//! The `git` program, run for one answer or kept for many.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::disk::reason;

pub(super) enum GitFailure {
    Start(io::Error),
    /// What git said.
    Git(String),
    TooMuch,
}

impl GitFailure {
    pub(super) fn told(self, folder: &Path, revision: &str) -> String {
        match self {
            Self::Start(error) if error.kind() == io::ErrorKind::NotFound => {
                "git が見つかりません。git を入れるか、--base の代わりに比べるファイルを指定してください".into()
            }
            Self::Start(error) => format!("git を動かせません（{}）", reason(&error)),
            Self::Git(words) if words.contains("not a git repository") => {
                format!("{} は git で管理されていないので、版「{revision}」を読めません", shown(folder).display())
            }
            Self::Git(words) if words.contains("dubious ownership") => {
                format!("git がフォルダー {} の所有者を信用しません（safe.directory）", shown(folder).display())
            }
            Self::Git(_) => {
                format!("git で版「{revision}」を読めません。git show '{revision}' で何が起きるかを確かめてください")
            }
            Self::TooMuch => format!("git の版「{revision}」が大きすぎます"),
        }
    }
}

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
