//! Reading within the limits.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use super::names::{is_device, shown};
use super::system::{HELD_HELP, is_held, reason};
use crate::finding::{Finding, Rule, reader};
use crate::text::{Source, Span, limits};

/// Reads a UTF-8 text file within the limits.
pub fn read_text(path: &Path) -> Result<Arc<Source>, Box<Finding>> {
    decode(shown(path), read_bytes(path, limits::FILE_BYTES)?)
}

/// The text in the bytes of the file called `name`.
pub fn decode(name: String, bytes: Vec<u8>) -> Result<Arc<Source>, Box<Finding>> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let message = format!("文字コードが UTF-8 ではありません（先頭から {valid} バイト目）");
            Err(refusal(&name, &reader::UNREADABLE, &message, "エディターで UTF-8 を選んで保存し直してください"))
        }
    }
}

/// Reads a regular file of at most `limit` bytes; a pipe or a device is never opened.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Box<Finding>> {
    read_as(&shown(path), path, limit)
}

/// Reads `path`, which messages call `name`.
pub(super) fn read_as(name: &str, path: &Path, limit: u64) -> Result<Vec<u8>, Box<Finding>> {
    contents(path, limit).map_err(|unread| match unread {
        UnreadFile::NoFile => {
            refusal(name, &reader::UNREADABLE, "ファイルではありません", "ファイルの名前を確かめてください")
        }
        UnreadFile::TooLarge(bytes) => too_large(name, bytes, limit),
        UnreadFile::Failed(error) => {
            let help = if is_held(&error) {
                HELD_HELP
            } else {
                "ファイルがあるか、読む権限があるかを確かめてください"
            };
            refusal(name, &reader::UNREADABLE, &format!("読めません（{}）", reason(&error)), help)
        }
    })
}

/// Why a file was not read.
#[derive(Debug)]
pub(super) enum UnreadFile {
    NoFile,
    TooLarge(u64),
    Failed(io::Error),
}

impl From<io::Error> for UnreadFile {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// The contents of a regular file, never more than `limit` bytes however many there are.
pub(super) fn contents(path: &Path, limit: u64) -> Result<Vec<u8>, UnreadFile> {
    if cfg!(windows) && path.file_name().is_some_and(|name| is_device(&name.to_string_lossy())) {
        return Err(UnreadFile::NoFile);
    }
    if !std::fs::metadata(path)?.is_file() {
        return Err(UnreadFile::NoFile);
    }
    let file = open(path)?;
    // What the name led to a moment ago is not what was opened.
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(UnreadFile::NoFile);
    }
    match metadata.len() {
        // The kernel's own files say that they are empty; reading some of them waits for ever.
        0 => Ok(Vec::new()),
        bytes if bytes > limit => Err(UnreadFile::TooLarge(bytes)),
        bytes => {
            let mut contents = Vec::with_capacity(bytes as usize);
            file.take(limit + 1).read_to_end(&mut contents)?;
            let read = contents.len() as u64;
            if read > limit { Err(UnreadFile::TooLarge(read)) } else { Ok(contents) }
        }
    }
}

/// Without waiting for the other end, should it be a pipe after all.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    options.read(true).open(path)
}

pub fn too_large(name: &str, bytes: u64, limit: u64) -> Box<Finding> {
    let message = format!("{bytes} バイトあります（{limit} バイトまで）");
    refusal(name, &reader::FILE_TOO_LARGE, &message, "評価書のファイルかどうかを確かめてください")
}

/// A finding about a whole file.
pub fn refusal(name: &str, rule: &'static Rule, message: &str, help: &str) -> Box<Finding> {
    let source = Source::new(name, "");
    Box::new(Finding::new(rule, format!("{name}: {message}")).at(Span::new(&source, 0..0)).help(help))
}
