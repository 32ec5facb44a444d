//! Text or Markdown that was extracted from a document: a line is a row, a tab or a pipe parts the cells of it.

use super::markup;
use super::model::{Book, GridCell, GridNumbering, Sheet};
use crate::text::limits;
use crate::text::width::width;

pub fn read_text(name: &str, text: &str) -> Book {
    let mut cells = Vec::new();
    // The text of the table inside a cell; extraction often prints its cells once more beside or below.
    let mut nested = String::new();
    for (row, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let letters = bare(line);
        if markup::is_rule(line) || !letters.is_empty() && nested.contains(&letters) {
            continue;
        }
        if line.contains("<table") && letters.len() <= limits::NESTED_TABLE_BYTES {
            nested = letters;
        } else if !letters.is_empty() {
            nested.clear();
        }
        let mut tabled = false;
        let pieces = split(line);
        // Where columns are parted by spaces, it tells in which one a line begins.
        let indent = if pieces.len() == 1 { indent(line) } else { 0 };
        for (column, piece) in pieces.into_iter().enumerate() {
            let plain = markup::plain(piece);
            let copied = tabled && nested.contains(&bare(piece));
            if !plain.is_empty() && !copied {
                cells.push(GridCell::new(row as u32, column as u32 + indent, plain));
            }
            tabled |= piece.contains("<table");
        }
    }
    let sheets = vec![Sheet { numbering: GridNumbering::Lines, cells, ..Sheet::default() }];
    Book { name: name.to_owned(), sheets, ..Book::default() }
}

/// The letters of a line, without markup and white space.
fn bare(line: &str) -> String {
    if line.contains('<') { markup::plain(line) } else { line.to_owned() }.split_whitespace().collect()
}

/// How far a line is set in.
fn indent(line: &str) -> u32 {
    let space = &line[..line.len() - line.trim_start().len()];
    u32::try_from(width(space)).unwrap_or_default()
}

fn split(line: &str) -> Vec<&str> {
    let line = line.trim_end();
    let bare = line.trim_start();
    if bare.contains('\t') || !(bare.len() > 1 && bare.starts_with('|') && bare.ends_with('|')) {
        return line.split('\t').collect();
    }
    bare[1..bare.len() - 1].split('|').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_nested_table_are_read_once() {
        let cell = |row, column, text: &str| (row, column, text.to_owned());
        let text = "①方法\t<table><tr><td>窓口</td><td>郵送</td></tr></table>\n窓口\t郵送\n---\n郵送";
        assert_eq!(texts(text), [cell(0, 0, "①方法"), cell(0, 1, "窓口\n郵送")]);
        assert_eq!(texts("窓口\n窓口").len(), 2);
    }

    fn texts(text: &str) -> Vec<(u32, u32, String)> {
        let book = read_text("a.txt", text);
        book.cells().map(|(_, cell)| (cell.row, cell.column, cell.text.clone())).collect()
    }

    #[test]
    fn tabs_and_pipes_part_cells() {
        let cell = |row, column, text: &str| (row, column, text.to_owned());
        assert_eq!(texts("①名称\t\tがん検診\n\n次"), [cell(0, 0, "①名称"), cell(0, 2, "がん検診"), cell(2, 0, "次")]);
        assert_eq!(texts("| ①名称 | がん検診 |\n|---|:--|"), [cell(0, 0, "①名称"), cell(0, 1, "がん検診")]);
    }
}
