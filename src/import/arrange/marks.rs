//! Boxes that stand in cells or lines of their own, apart from their options: a column of boxes before a column of options, a
//! column of marks behind them, a box that was torn off. Each is put before its option.

use super::rows;
use crate::grid::{GridCell, GridNumbering, Sheet};
use crate::import::boxes::{is_box, kana_number};
use crate::labels::{Labels, Words, folded};

/// So many cells at most lie between an option and the box that was torn off it.
const TORN: usize = 60;

/// What a cell is for the boxes around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkedCell {
    Box,
    /// An option, or the label of an item that is a box itself.
    Option,
    Other,
}

/// The cells of a sheet with every box before its option, and those cells whose box stood far away.
pub(super) fn beside_options(sheet: &Sheet, printed: &Labels<'_>) -> (Vec<GridCell>, Vec<usize>) {
    let mut cells = sheet.cells.clone();
    // Most documents have no box in a cell of its own.
    if !cells.iter().any(|cell| is_box(&cell.text)) {
        return (cells, Vec::new());
    }
    let is_lines = sheet.numbering == GridNumbering::Lines;
    if !is_lines {
        behind(&mut cells, printed);
    }
    cells = columns(&cells, is_lines, printed);
    let torn = if is_lines { torn(&mut cells, printed) } else { Vec::new() };
    (cells, torn)
}

/// A box at the end of a row whose options have none before them.
fn behind(cells: &mut Vec<GridCell>, printed: &Labels<'_>) {
    let mut taken = Vec::new();
    let all: Vec<_> = rows(cells).collect();
    for row in all {
        let kinds: Vec<MarkedCell> = row.clone().map(|cell| kind(&cells[cell].text, printed)).collect();
        let first = kinds.iter().position(|kind| *kind != MarkedCell::Other);
        let ends = kinds.last() == Some(&MarkedCell::Box);
        if !ends || first.is_none_or(|first| kinds[first] != MarkedCell::Option) {
            continue;
        }
        for at in 1..kinds.len() {
            if kinds[at] == MarkedCell::Box && kinds[at - 1] == MarkedCell::Option {
                let option = row.start + at - 1;
                cells[option].text = format!("{}{}", cells[option + 1].text, cells[option].text);
                taken.push(option + 1);
            }
        }
    }
    remove(cells, &taken);
}

/// Boxes one after the other, and as many options after them.
fn columns(cells: &[GridCell], is_lines: bool, printed: &Labels<'_>) -> Vec<GridCell> {
    let mut arranged: Vec<GridCell> = Vec::with_capacity(cells.len());
    let mut at = 0;
    while at < cells.len() {
        let boxes = cells[at..].iter().take_while(|cell| is_box(&cell.text)).count();
        let below = if boxes > 1 { options(&cells[at + boxes..], boxes + 1, is_lines, printed) } else { Vec::new() };
        if boxes < 2 || below.len() != boxes {
            let passed = boxes.max(1);
            arranged.extend_from_slice(&cells[at..at + passed]);
            at += passed;
            continue;
        }
        let pairs = cells[at..at + boxes].iter().zip(&below);
        arranged.extend(
            pairs.map(|(mark, option)| GridCell { text: format!("{} {}", mark.text, option.text), ..option.clone() }),
        );
        at += boxes + if is_lines { boxes } else { 1 };
    }
    arranged
}

/// The options that follow at once, as many as are asked for: lines, or the lines of one cell.
fn options(cells: &[GridCell], most: usize, is_lines: bool, printed: &Labels<'_>) -> Vec<GridCell> {
    let is_option = |text: &str| kind(text, printed) == MarkedCell::Option;
    let Some(first) = cells.first().filter(|cell| !is_box(&cell.text)) else { return Vec::new() };
    if is_lines {
        let block = cells.iter().enumerate().take_while(|(index, cell)| cell.row == first.row + *index as u32);
        return block.map(|(_, cell)| cell).take(most).take_while(|cell| is_option(&cell.text)).cloned().collect();
    }
    let mut options: Vec<GridCell> = Vec::new();
    for line in first.text.lines().flat_map(each_number) {
        match options.last_mut() {
            Some(last) if !is_option(line) => last.text += line,
            _ => options.push(GridCell { text: line.to_owned(), ..first.clone() }),
        }
    }
    if options.iter().all(|option| is_option(&option.text)) { options } else { Vec::new() }
}

/// 「2) 甲3) 乙」: numbered options that stand in one line.
fn each_number(line: &str) -> Vec<&str> {
    let begins = |at: usize| {
        let digits = line[at..].bytes().take_while(u8::is_ascii_digit).count();
        let after_digit = line[..at].ends_with(|letter: char| letter.is_ascii_digit() || letter == ',');
        digits > 0 && digits < 3 && !after_digit && line[at + digits..].starts_with([')', '）', '.', '．'])
    };
    let mut from = 0;
    let mut pieces = Vec::new();
    for at in line.char_indices().map(|(at, _)| at).skip(1).filter(|at| begins(*at)) {
        pieces.push(&line[from..at]);
        from = at;
    }
    pieces.push(&line[from..]);
    pieces
}

/// A box before nothing belongs to the one option before it that has none.
fn torn(cells: &mut Vec<GridCell>, printed: &Labels<'_>) -> Vec<usize> {
    let (mut waiting, mut open): (Vec<usize>, Option<usize>) = (Vec::new(), None);
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for at in 0..cells.len() {
        match kind_of_line(cells, at, printed) {
            MarkedCell::Box => {
                waiting.retain(|option| at - option < TORN);
                if let (Some(mark), [option]) = (open, waiting.as_slice()) {
                    moved.push((mark, *option));
                }
                if open.is_some() {
                    waiting.clear();
                }
                open = Some(at);
            }
            MarkedCell::Option if open.is_some() => open = None,
            MarkedCell::Option => waiting.push(at),
            MarkedCell::Other => {}
        }
    }
    for (mark, option) in &moved {
        cells[*option].text = format!("{} {}", cells[*mark].text, cells[*option].text);
    }
    let taken: Vec<usize> = moved.iter().map(|(mark, _)| *mark).collect();
    remove(cells, &taken);
    let before = |option: usize| taken.partition_point(|mark| *mark < option);
    moved.iter().map(|(_, option)| option - before(*option)).collect()
}

/// An option may be broken over two lines.
fn kind_of_line(cells: &[GridCell], at: usize, printed: &Labels<'_>) -> MarkedCell {
    let own = kind(&cells[at].text, printed);
    let next = cells.get(at + 1).filter(|next| next.row == cells[at].row + 1 && own == MarkedCell::Other);
    let whole = next.map(|next| kind(&format!("{}{}", cells[at].text, next.text), printed));
    whole.filter(|whole| *whole == MarkedCell::Option).unwrap_or(own)
}

pub(super) fn kind(text: &str, printed: &Labels<'_>) -> MarkedCell {
    if is_box(text) {
        return MarkedCell::Box;
    }
    let letters = folded(text);
    let digits = letters.iter().take_while(|letter| letter.is_ascii_digit()).count();
    let closed = |at: usize| letters.get(at).is_some_and(|letter| matches!(letter, ')' | '.'));
    let number = match letters.first() {
        Some(first) if kana_number(*first).is_some() => 1 + usize::from(closed(1)),
        _ if closed(digits) => digits + 1,
        _ => 0,
    };
    let whole = |from: usize| {
        let length = printed.option_at(&letters[from..]);
        length > 0 && letters.get(from + length).is_none_or(|next| matches!(next, '(' | '['))
    };
    let is_flag = || printed.is_flag(&Words::of(text));
    if whole(0) || number > 0 && whole(number) || is_flag() { MarkedCell::Option } else { MarkedCell::Other }
}

/// `taken` are in order.
fn remove(cells: &mut Vec<GridCell>, taken: &[usize]) {
    let mut index = 0;
    cells.retain(|_| {
        index += 1;
        taken.binary_search(&(index - 1)).is_err()
    });
}
