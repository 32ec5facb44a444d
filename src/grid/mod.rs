//! Tables of text cells, read from spreadsheets, comma-separated lists and text; nothing here knows of a form.

mod archive;
mod budget;
mod decode;
mod guarded;
mod markup;
mod model;
mod number;
mod reference;
mod refusal;
mod separated;
mod text;
mod xlsx;
mod xml;

use self::archive::Archive;
use self::refusal::Refusal;
use crate::finding::Finding;

pub use model::{At, Book, Cell, Kind, Name, Numbering, Sheet};
pub use text::read_text;

/// Endings of files that spreadsheet programs save as text.
const SEPARATED: [&str; 6] = ["csv", "tsv", "xls", "xlsx", "xlsm", "ods"];

/// Reads a file; what it is, its content says. Only text that a spreadsheet program saved is known by its name's ending.
pub fn read(name: &str, bytes: &[u8]) -> Result<Book, Box<Finding>> {
    read_any(name, bytes).map_err(|refusal| refusal.finding(name))
}

fn read_any(name: &str, bytes: &[u8]) -> Result<Book, Refusal> {
    if bytes.starts_with(b"PK") {
        let archive = Archive::open(bytes)?;
        if archive.has(|part| part == "xl/workbook.bin") {
            return Err(Refusal::kind("Excel のバイナリ形式（.xlsb）"));
        }
        if archive.has(|part| part == "word/document.xml") {
            return Err(Refusal::kind("Word の文書"));
        }
        return xlsx::read(name, &archive);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(if is_encrypted(bytes) { Refusal::password() } else { Refusal::kind("古い形式（.xls）") });
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Refusal::unreadable("PDF です。文字を取り出したテキストを読ませてください"));
    }
    let text = decode::decode(bytes)?;
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if SEPARATED.contains(&ending.as_str()) { separated::read(name, &text) } else { Ok(read_text(name, &text)) }
}

/// A workbook with a password is a compound file with a stream of this name.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}
