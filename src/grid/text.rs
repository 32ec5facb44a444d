//! Text or Markdown that was extracted from a document: a line is a row, a tab or a pipe parts the cells of it.

use super::markup;
use super::model::{Book, Cell, Numbering, Sheet};

pub fn read_text(name: &str, text: &str) -> Book {
    let mut cells = Vec::new();
    for (row, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        for (column, piece) in split(line).into_iter().enumerate() {
            let piece = markup::plain(piece);
            if !piece.is_empty() {
                cells.push(Cell::new(row as u32, column as u32, piece));
            }
        }
    }
    let sheets = vec![Sheet { numbering: Numbering::Lines, cells, ..Sheet::default() }];
    Book { name: name.to_owned(), sheets, ..Book::default() }
}

fn split(line: &str) -> Vec<&str> {
    let line = line.trim_end();
    let bare = line.trim_start();
    if bare.contains('\t') || !(bare.len() > 1 && bare.starts_with('|') && bare.ends_with('|')) {
        return line.split('\t').collect();
    }
    if bare.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) {
        return Vec::new();
    }
    bare[1..bare.len() - 1].split('|').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
