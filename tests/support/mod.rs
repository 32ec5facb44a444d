//! Workspaces made by program: large ones, many, and hostile ones. Tests and benches share them.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "a test that cannot write its files fails; not everybody uses everything"
)]

pub(crate) mod every_byte;
pub(crate) mod hostile;
pub(crate) mod layouts;
pub(crate) mod needs;
pub(crate) mod office;
pub(crate) mod paper;
pub(crate) mod pdf;
pub(crate) mod samples;
pub(crate) mod secret;
pub(crate) mod served;
pub(crate) mod structure;

use std::fs;
use std::path::{Path, PathBuf};

/// A fresh folder below `target/tmp`, which stays for a look at it.
pub(crate) fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}
