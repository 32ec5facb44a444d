//! Tables of text cells, read from spreadsheets, Word documents, web pages, comma-separated lists and text; nothing here knows of
//! a form.

mod archive;
mod budget;
mod decode;
mod docx;
mod flow;
mod html;
mod markdown;
mod markup;
mod model;
mod number;
mod ods;
mod reference;
mod refusal;
mod rich;
mod separated;
mod text;
mod xls;
mod xlsx;
mod xml;

use self::archive::Archive;
pub(crate) use self::refusal::Refusal;
use crate::finding::Finding;
use crate::text::limits;

pub use docx::noted;
pub use model::{Book, CellPlace, DefinedName, GridCell, GridCellKind, GridNumbering, Markup, MarkupKind, Sheet};
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
        if let Some(main) = docx::main_part(&archive) {
            return docx::read(name, &archive, &main);
        }
        let odf = archive.part("mimetype").map(str::trim);
        return match odf {
            None => xlsx::read(name, &archive),
            Some("application/vnd.oasis.opendocument.spreadsheet") => ods::read(name, &archive),
            Some(_) => Err(Refusal::kind("表計算でない文書")),
        };
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let too_large = bytes.len() as u64 > limits::SHEET_UNPACKED_BYTES;
        return if too_large { Err(Refusal::bytes(limits::SHEET_UNPACKED_BYTES)) } else { xls::read(name, bytes) };
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Refusal::unreadable("PDF です。一覧は表計算ファイルにしてください"));
    }
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(Refusal::bytes(limits::FILE_BYTES));
    }
    let text = decode::decode(bytes)?;
    if html::is_html(&text) {
        return html::read(name, &text);
    }
    if markdown::is_markdown(name, &text) {
        return markdown::read(name, &text);
    }
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if SEPARATED.contains(&ending.as_str()) { separated::read(name, &text) } else { Ok(read_text(name, &text)) }
}
