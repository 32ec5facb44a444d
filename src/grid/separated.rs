//! Lists whose cells are parted by commas, tabs or semicolons, as spreadsheet programs save them.

use std::collections::BTreeMap;

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::budget::GridBudget;
use super::model::{Book, GridCell, Sheet};
use super::refusal::Refusal;
use crate::text::limits;

pub(super) fn read(name: &str, text: &str) -> Result<Book, Refusal> {
    let delimiter = delimiter(text)?;
    let mut cells = Vec::new();
    let mut budget = GridBudget::default();
    each_cell(text, delimiter, |row, column, text| {
        if row >= limits::SHEET_ROWS {
            return Err(Refusal::too_large(format!("{} 行を超えています", limits::SHEET_ROWS)));
        }
        if !text.is_empty() {
            budget.take(row, column, text)?;
            cells.push(GridCell::new(row, column, text));
        }
        Ok(())
    })?;
    let mut sheet = Sheet { name: stem(name).to_owned(), cells, ..Sheet::default() };
    sheet.tidy();
    Ok(Book { name: name.to_owned(), sheets: vec![sheet], ..Book::default() })
}

/// The sign that parts most lines into as many cells as most others; what is read as text may hold the other ones.
fn delimiter(text: &str) -> Result<u8, Refusal> {
    let mut best = (0, b',');
    for delimiter in *b"\t;," {
        let mut lines: BTreeMap<u32, usize> = BTreeMap::new();
        let mut last = (0, 0);
        each_cell(text, delimiter, |row, column, _| {
            if row != last.0 && last.1 > 0 {
                *lines.entry(last.1).or_default() += 1;
            }
            last = (row, column);
            Ok(())
        })?;
        *lines.entry(last.1).or_default() += usize::from(last.1 > 0);
        let alike = lines.into_values().max().unwrap_or_default();
        if alike > best.0 {
            best = (alike, delimiter);
        }
    }
    Ok(best.1)
}

/// Gives one cell after the other, with its row and column from 0: a line of a million empty cells costs no memory.
fn each_cell(
    text: &str,
    delimiter: u8,
    mut give: impl FnMut(u32, u32, &str) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let (mut rest, mut part, mut cell) = (text.as_bytes(), [0; 4096], Vec::new());
    let (mut row, mut column) = (0, 0);
    loop {
        let (result, read, written) = reader.read_field(rest, &mut part);
        rest = &rest[read..];
        cell.extend_from_slice(&part[..written]);
        match result {
            // Nothing more to come is said by giving nothing more.
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                give(row, column, std::str::from_utf8(&cell).map_err(|_| Refusal::broken())?)?;
                cell.clear();
                (row, column) = if record_end { (row + 1, 0) } else { (row, column + 1) };
            }
            ReadFieldResult::End => return Ok(()),
        }
    }
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
    fn the_sign_that_parts_the_lines_alike_is_meant() {
        let text = "様式3\n評価書名\t1,000人\t9\n公表日\t1,000人、2,000人\t9\n";
        let semicolons = text.replace('\t', ";");
        for text in [text, &semicolons] {
            let book = read("一覧.csv", text).ok().unwrap_or_default();
            assert_eq!(book.sheets[0].cells.len(), 7, "{text}");
            assert_eq!(book.sheets[0].cells[2].text, "1,000人");
        }
    }

    #[test]
    fn quoted_cells_hold_separators_and_lines() {
        for text in ["群,項目\r\n\"氏名,住所\",\"一\r\n二\"\r\n,三", "群\t項目\r\n\"氏名,住所\"\t\"一\r\n二\"\r\n\t三"]
        {
            let book = read("一覧/記録項目.csv", text).ok().unwrap_or_default();
            let cells = [(0, 0, "群"), (0, 1, "項目"), (1, 0, "氏名,住所"), (1, 1, "一\n二"), (2, 1, "三")];
            assert_eq!(book.sheets[0].name, "記録項目");
            assert_eq!(book.sheets[0].cells, cells.map(|(row, column, text)| GridCell::new(row, column, text)));
        }
    }
}
