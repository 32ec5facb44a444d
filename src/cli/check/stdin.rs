//! An assessment that is handed over on standard input.

use std::io::{Read as _, stdin};

use crate::cli::exit::Exit;
use crate::cli::terminal;
use crate::disk::{decode, too_large};
use crate::finding::Finding;
use crate::rules::codes;
use crate::text::limits;
use crate::workspace::{Selection, select_text};

/// Its name in messages.
const NAME: &str = "標準入力";

/// The text in the workspace around the current folder, or why it cannot be read.
pub(super) fn select(form: Option<&str>) -> Result<(Vec<Selection>, Vec<Finding>), Exit> {
    let mut bytes = Vec::new();
    if stdin().take(limits::FILE_BYTES + 1).read_to_end(&mut bytes).is_err() {
        terminal::tell("誤り: 標準入力を読めません");
        return Err(Exit::Refused);
    }
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Ok((Vec::new(), vec![*too_large(NAME, bytes.len() as u64, limits::FILE_BYTES)]));
    }
    Ok(match decode(NAME.to_owned(), bytes) {
        Ok(source) => (vec![select_text(NAME, source.text().to_owned(), form, &codes())], Vec::new()),
        Err(finding) => (Vec::new(), vec![*finding]),
    })
}
