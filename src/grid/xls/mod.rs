//! Workbooks of Excel 97–2003. Read here and not by calamine, which makes room for every grid that a file claims, copies a
//! shared string into each of its cells, and does not tell struck-out text.

mod container;
mod globals;
mod record;
mod sheet;

use self::container::Container;
use self::globals::Globals;
use super::budget::GridBudget;
use super::model::Book;
use super::refusal::Refusal;
use crate::text::limits;

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Book, Refusal> {
    let container = Container::open(bytes)?;
    if container.has("EncryptedPackage") {
        return Err(Refusal::password());
    }
    if container.has("WordDocument") {
        return Err(Refusal::kind("Word の文書"));
    }
    let Some(stream) = container.stream("Workbook")? else {
        return Err(Refusal::kind(if container.has("Book") {
            "Excel 95 より前の形式"
        } else {
            "表計算でない文書"
        }));
    };
    let globals = Globals::read(&stream)?;
    let mut book = Book { name: name.to_owned(), ..Book::default() };
    if container.has("_VBA_PROJECT_CUR") {
        book.remarks.push("マクロが入っています。マクロは読まず、動かしません".to_owned());
    }
    if globals.links {
        book.remarks
            .push("ほかのファイルへのリンクがあります。リンク先は開かず、保存されている値を読みます".to_owned());
    }
    let mut budget = GridBudget::default();
    let mut records = limits::SHEET_RECORDS;
    for place in globals.sheets.iter().filter(|place| place.has_cells) {
        let stream = stream.get(place.start as usize..).ok_or_else(Refusal::broken)?;
        book.sheets.push(sheet::read(place, stream, &globals, &mut budget, &mut records)?);
    }
    book.names = globals.names(&book.sheets);
    Ok(book)
}
