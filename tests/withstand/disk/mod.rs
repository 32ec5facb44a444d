//! The disk under the commands: nothing is read from outside, nothing is lost, nothing is half-written, and a failing disk, a killed
//! process or a stumbling program leaves the old state or the new one.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

mod faults;
mod links;
mod together;

use crate::support;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A throw-away folder in which commands run.
struct Desk {
    folder: TempDir,
}

const CHILD: &str = "22-child-allowance/assessment.yaml";

impl Desk {
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A workspace with one small assessment.
    fn small() -> Self {
        let desk = Self::empty();
        support::copy(Path::new("examples/01-start"), desk.folder.path());
        desk
    }

    fn samples() -> Self {
        let desk = Self::empty();
        support::copy(Path::new("assessments"), desk.folder.path());
        desk
    }

    /// A copy of what another desk holds.
    fn like(other: &Self) -> Self {
        let desk = Self::empty();
        support::copy(other.folder.path(), desk.folder.path());
        desk
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    fn read(&self, inside: &str) -> String {
        fs::read_to_string(self.path(inside)).unwrap()
    }

    fn write(&self, inside: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(inside).parent().unwrap()).unwrap();
        fs::write(self.path(inside), text).unwrap();
    }

    fn edit(&self, inside: &str, old: &str, new: &str) {
        let text = self.read(inside);
        assert!(text.contains(old), "{old}");
        fs::write(self.path(inside), text.replacen(old, new, 1)).unwrap();
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
        command.current_dir(self.folder.path()).args(words).env("RAYON_NUM_THREADS", "1");
        command.env_remove("COLUMNS").env_remove("RUST_BACKTRACE");
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// Files that were on their way.
    fn leftovers(&self) -> Vec<String> {
        let is_left = |name: &String| Path::new(name).extension().is_some_and(|ending| ending == "tmp");
        self.files().into_keys().filter(is_left).collect()
    }

    /// Every file with its content, hidden ones, too.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                let name = path.strip_prefix(self.folder.path()).unwrap().to_string_lossy().into_owned();
                if path.is_symlink() {
                    files.insert(name, b"link".to_vec());
                } else if path.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        files
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

#[track_caller]
fn succeeds(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", told(output));
}

/// A published state of a sample, with one change made since.
fn changed() -> Desk {
    let desk = Desk::samples();
    for other in ["15-health-checkups", "31-nursing-insurance"] {
        fs::remove_dir_all(desk.path(other)).unwrap();
    }
    succeeds(&desk.run(&["freeze", "22-child-allowance"]));
    desk.edit(CHILD, "published_on: 2025-12-26", "published_on: 2026-06-01");
    desk.edit(CHILD, "staff: 10人以上50人未満", "staff: 50人以上100人未満  # 増員");
    desk
}

/// A sheet in which an officer has typed another word.
fn with_word(sheet: &[u8], old: &str, new: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(sheet)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name == "xl/sharedStrings.xml" {
            bytes = String::from_utf8(bytes).unwrap().replace(old, new).into_bytes();
        }
        parts.push((name, bytes));
    }
    support::office::archive(&parts)
}
