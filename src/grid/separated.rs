//! Lists whose cells are parted by commas or tabs, as spreadsheet programs save them.

use csv::ReaderBuilder;

use super::budget::Budget;
use super::model::{Book, Cell, Sheet};
use super::refusal::Refusal;
use crate::text::limits;

pub(super) fn read(name: &str, text: &str) -> Result<Book, Refusal> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let lines =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut budget = Budget::default();
    let mut cells = Vec::new();
    for (row, record) in lines.into_records().enumerate() {
        if row >= limits::SHEET_ROWS as usize {
            return Err(Refusal::too_large(format!("{} 行を超えています", limits::SHEET_ROWS)));
        }
        let record = record.map_err(|_| Refusal::broken())?;
        for (column, text) in record.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let (row, column) = (row as u32, column as u32);
            budget.take(row, column, text)?;
            cells.push(Cell::new(row, column, text));
        }
    }
    let mut sheet = Sheet { name: stem(name).to_owned(), cells, ..Sheet::default() };
    sheet.tidy();
    Ok(Book { name: name.to_owned(), sheets: vec![sheet], ..Book::default() })
}

/// What a spreadsheet program calls the only sheet of the file.
fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_hold_separators_and_lines() {
        for text in ["群,項目\r\n\"氏名,住所\",\"一\r\n二\"\r\n,三", "群\t項目\r\n\"氏名,住所\"\t\"一\r\n二\"\r\n\t三"]
        {
            let book = read("一覧/記録項目.csv", text).ok().unwrap_or_default();
            let cells = [(0, 0, "群"), (0, 1, "項目"), (1, 0, "氏名,住所"), (1, 1, "一\n二"), (2, 1, "三")];
            assert_eq!(book.sheets[0].name, "記録項目");
            assert_eq!(book.sheets[0].cells, cells.map(|(row, column, text)| Cell::new(row, column, text)));
        }
    }
}
