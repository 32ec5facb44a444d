//! Reading within the limits, and writing whole files or none.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use crate::finding::{Finding, Rule, reader};
use crate::text::{Source, Span, limits};

/// The name of a path in messages: as given, with `/` on every system.
pub(super) fn display(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    shown.strip_prefix("./").unwrap_or(&shown).to_owned()
}

/// Reads a UTF-8 text file within the limits.
pub fn read_text(path: &Path) -> Result<Arc<Source>, Box<Finding>> {
    text(display(path), read_bytes(path, limits::FILE_BYTES)?)
}

/// The text in the bytes of the file called `name`.
pub(super) fn text(name: String, bytes: Vec<u8>) -> Result<Arc<Source>, Box<Finding>> {
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
    let name = display(path);
    let unreadable = |message: &str, help| refusal(&name, &reader::UNREADABLE, message, help);
    let failed = |error: io::Error| {
        let help = "ファイルがあるか、読む権限があるかを確かめてください";
        unreadable(&format!("読めません（{}）", reason(&error)), help)
    };
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(unreadable("ファイルではありません", "ファイルの名前を確かめてください"));
    }
    if metadata.len() > limit {
        return Err(too_large(&name, metadata.len(), limit));
    }
    fs::read(path).map_err(failed)
}

pub(super) fn too_large(name: &str, bytes: u64, limit: u64) -> Box<Finding> {
    let message = format!("{bytes} バイトあります（{limit} バイトまで）");
    refusal(name, &reader::FILE_TOO_LARGE, &message, "評価書のファイルかどうかを確かめてください")
}

pub(super) fn refusal(name: &str, rule: &'static Rule, message: &str, help: &str) -> Box<Finding> {
    let source = Source::new(name, "");
    Box::new(Finding::new(rule, format!("{name}: {message}")).at(Span::new(&source, 0..0)).help(help))
}

/// What went wrong, in Japanese.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "ファイルがありません".into(),
        io::ErrorKind::PermissionDenied => "権限がありません".into(),
        io::ErrorKind::AlreadyExists => "同じ名前のファイルがあります".into(),
        io::ErrorKind::StorageFull => "空き容量がありません".into(),
        _ => error.to_string(),
    }
}

/// Writes a file that is not there yet.
pub fn write_new_text(path: &Path, text: &str) -> Result<(), String> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(format!("{} がすでにあるので、何も書きませんでした", display(path)));
    }
    write_text(path, text)
}

/// Writes a file beside its place and renames it, so that nobody ever sees half of it.
pub fn write_text(path: &Path, text: &str) -> Result<(), String> {
    write_bytes(path, text.as_bytes())
}

/// Like [`write_text`], for what is no text.
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let failed = |error: io::Error| format!("{} を書けません（{}）", display(path), reason(&error));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = fs::File::create(&temporary)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&temporary, path));
    written.map_err(|error| {
        // What is left of the attempt; that it cannot be removed either adds nothing to the message.
        let _ = fs::remove_file(&temporary);
        failed(error)
    })
}
