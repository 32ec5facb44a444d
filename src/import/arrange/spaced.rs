//! Extracted text whose columns are parted by spaces: labels at the left, broken over lines, and answers at the right of them,
//! beside or around their label. Every label becomes one cell, and so does its answer.

use std::collections::BTreeMap;

use super::split::{LabelRows, Split};
use crate::grid::{GridCell, GridNumbering, Sheet};
use crate::import::noise::known;
use crate::labels::{Labels, Words};
use crate::text::fold::fold;
use crate::text::numeral::is_circled;
use crate::text::width::width;

/// What is further in is no label.
const INDENT: u32 = 4;
/// So many columns of space part a label from its answer.
const APART: usize = 2;
/// So many labels with an answer beside them show that columns are parted by spaces.
const ENOUGH: usize = 8;
/// Columns of a line that are looked at.
const COLUMNS: usize = 4;
/// Lines before and after one that show where its columns begin.
const NEAR: usize = 20;
/// A label is broken over so many lines at most.
const PIECES: usize = 8;
/// One in so many headings with an answer right below it shows that labels stand in the middle of their answers.
const CENTRED: usize = 8;
/// An answer may be nearly as wide as the widest: a wide letter had no room any more.
const RAN_TO_THE_EDGE: usize = 4;
/// Signs that begin a line of their own.
const BEGINS: &str = "・･●○◆◇■□☐☑☒✔★※*(（<＜【［[〔-－";

/// A line: what stands at the left of it, and what at the right.
struct SpacedLine {
    cell: usize,
    row: u32,
    left: String,
    right: String,
}

/// A label of the form that stands at the left, with its first and its last line.
struct SpacedLabel {
    text: String,
    first: usize,
    last: usize,
    /// The heading of others, which takes no answer.
    is_heading: bool,
}

/// The cells of a text in columns; `None` where it has none. `in_table` are cells that are left as they are.
pub(super) fn of(sheet: &Sheet, in_table: &[usize], printed: &Labels<'_>) -> Option<Vec<GridCell>> {
    if sheet.numbering != GridNumbering::Lines {
        return None;
    }
    let lines = lines(sheet, in_table, printed);
    let labels = labels(&lines, printed);
    let beside = |label: &&SpacedLabel| (label.first..=label.last).any(|line| !lines[line].right.is_empty());
    if labels.iter().filter(beside).count() < ENOUGH {
        return None;
    }
    let mut cells: BTreeMap<usize, Vec<GridCell>> = BTreeMap::new();
    let mut taken = vec![false; sheet.cells.len()];
    for (label, answer) in labels.iter().zip(answers(&lines, &labels)) {
        let row = lines[label.first].row;
        let own = cells.entry(lines[label.first].cell).or_default();
        own.push(GridCell::new(row, 0, label.text.clone()));
        let text = joined(answer.iter().map(|line| lines[*line].right.as_str()));
        if !text.is_empty() {
            own.push(GridCell::new(row, 1, text));
        }
        (label.first..=label.last).for_each(|line| taken[lines[line].cell] = true);
        answer.iter().for_each(|line| taken[lines[*line].cell] = true);
    }
    let mut arranged = Vec::with_capacity(sheet.cells.len());
    for (index, cell) in sheet.cells.iter().enumerate() {
        arranged.extend(cells.remove(&index).into_iter().flatten());
        if !taken[index] {
            arranged.push(cell.clone());
        }
    }
    Some(arranged)
}

/// Lines that are one cell, parted where a column begins. What pages repeat is no line of them.
fn lines(sheet: &Sheet, in_table: &[usize], printed: &Labels<'_>) -> Vec<SpacedLine> {
    let alone = |index: usize| {
        let row = sheet.cells[index].row;
        let beside =
            |other: Option<usize>| other.and_then(|other| sheet.cells.get(other)).is_some_and(|cell| cell.row == row);
        !beside(index.checked_sub(1)) && !beside(Some(index + 1)) && !sheet.cells[index].text.contains('\n')
    };
    let free: Vec<usize> =
        (0..sheet.cells.len()).filter(|index| in_table.binary_search(index).is_err() && alone(*index)).collect();
    let known = known(printed.form);
    let free: Vec<usize> = free.into_iter().filter(|cell| !known.contains(&fold(&sheet.cells[*cell].text))).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    free.iter().for_each(|cell| *times.entry(&sheet.cells[*cell].text).or_default() += 1);
    // What stands beside the number of a page, on page after page, is the head of it.
    let page = |at: Option<usize>| at.and_then(|at| free.get(at)).is_some_and(|cell| is_page(&sheet.cells[*cell]));
    let is_head = |at: usize| {
        let cell = &sheet.cells[free[at]];
        let repeated = cell.column >= INDENT && times.get(cell.text.as_str()).is_some_and(|times| *times > 2);
        is_page(cell) || repeated && (page(at.checked_sub(1)) || page(Some(at + 1)))
    };
    let free: Vec<usize> = (0..free.len()).filter(|at| !is_head(*at)).map(|at| free[at]).collect();
    let begins: Vec<Vec<SpacedBegin<'_>>> = free.iter().map(|cell| begins(&sheet.cells[*cell])).collect();
    (0..free.len())
        .map(|at| {
            let cell = &sheet.cells[free[at]];
            let near = &begins[at.saturating_sub(NEAR)..(at + NEAR).min(begins.len())];
            let shown = |own: &SpacedBegin<'_>| {
                let same = |test: fn(&SpacedBegin<'_>) -> usize| {
                    near.iter().filter(|line| line.iter().any(|other| test(other).abs_diff(test(own)) < 2)).count()
                };
                same(|begin| begin.columns).max(same(|begin| begin.letters))
            };
            let is_label = |text: &str| printed.is_label(&Words::of(text));
            let own = &begins[at][1..];
            let after_label = own.iter().find(|begin| is_label(begin.left));
            let column = own
                .iter()
                .filter(|begin| shown(begin) > 3)
                .max_by_key(|begin| (shown(begin), usize::MAX - begin.columns));
            let (left, right) = match after_label.or(column.filter(|_| cell.column < INDENT)) {
                _ if is_label(&cell.text) => (cell.text.as_str(), ""),
                Some(begin) => (begin.left, begin.right),
                None if cell.column >= INDENT => ("", cell.text.as_str()),
                None => (cell.text.as_str(), ""),
            };
            SpacedLine { cell: free[at], row: cell.row, left: left.to_owned(), right: right.to_owned() }
        })
        .collect()
}

/// The number of a page, set in: `3 ページ`, `3/7`, `- 3 -`.
fn is_page(cell: &GridCell) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '－' | '/' | '／');
    let bare = cell.text.trim_end_matches('頁').trim_end_matches("ページ");
    cell.column >= INDENT && bare.chars().all(is_sign) && bare.contains(|c: char| c.is_ascii_digit())
}

/// A place where a column may begin.
struct SpacedBegin<'a> {
    /// In columns of a terminal, and in letters, as some programs count.
    columns: usize,
    letters: usize,
    left: &'a str,
    right: &'a str,
}

/// Where a line begins, and what stands behind each wide space in it.
fn begins(cell: &GridCell) -> Vec<SpacedBegin<'_>> {
    let (text, indent) = (cell.text.as_str(), cell.column as usize);
    let mut begins = vec![SpacedBegin { columns: indent, letters: indent, left: "", right: text }];
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_whitespace).map(|found| at + found) {
        let rest = text[start..].trim_start();
        at = text.len() - rest.len();
        if width(&text[start..at]) >= APART {
            let (columns, letters) = (indent + width(&text[..at]), indent + text[..at].chars().count());
            begins.push(SpacedBegin { columns, letters, left: &text[..start], right: rest });
        }
        if begins.len() > COLUMNS {
            break;
        }
    }
    begins
}

/// The labels at the left, put together from their lines.
fn labels(lines: &[SpacedLine], printed: &Labels<'_>) -> Vec<SpacedLabel> {
    let lefts: Vec<usize> = (0..lines.len()).filter(|line| !lines[*line].left.is_empty()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lefts.len() {
        let whole = |pieces: usize| -> Option<SpacedLabel> {
            let own = lefts.get(at..at + pieces)?;
            // What stands on a line of its own goes on in the next line, or around a line of the answer.
            if own.windows(2).any(|pair| lines[pair[1]].row - lines[pair[0]].row > 2) {
                return None;
            }
            let text: String = own.iter().map(|line| lines[*line].left.as_str()).collect();
            let words = Words::of(&text);
            printed.is_label(&words).then(|| SpacedLabel {
                is_heading: printed.is_heading(&words),
                text,
                first: own[0],
                last: own[pieces - 1],
            })
        };
        let label = (1..=PIECES).rev().find_map(whole);
        at += label.as_ref().map_or(1, |label| {
            label.last - label.first + 1
                - (label.first..=label.last).filter(|line| lines[*line].left.is_empty()).count()
        });
        found.extend(label);
    }
    found
}

/// The lines of the answer of every label.
fn answers(lines: &[SpacedLine], labels: &[SpacedLabel]) -> Vec<Vec<usize>> {
    let mut answers: Vec<Vec<usize>> = labels.iter().map(|_| Vec::new()).collect();
    // A heading, and what is neither a label nor an answer, parts what stands around it.
    let mut owner: Vec<Option<usize>> = vec![None; lines.len()];
    for (index, label) in labels.iter().enumerate() {
        owner[label.first..=label.last].fill(Some(index));
    }
    let parts = |line: usize| match owner[line] {
        Some(label) => labels[label].is_heading,
        None => !lines[line].left.is_empty(),
    };
    let mut regions: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for line in 0..=lines.len() {
        if line == lines.len() || parts(line) {
            regions.push((start, line));
            start = line + 1;
        }
    }
    // Where answers stand before the first label below a heading, labels stand in the middle of their answers.
    let before = |region: &&(usize, usize)| {
        (region.0..region.1).find(|line| owner[*line].is_some()).is_some_and(|first| first > region.0)
    };
    let labelled = regions.iter().filter(|region| (region.0..region.1).any(|line| owner[line].is_some())).count();
    let is_centred = regions.iter().filter(before).count() * CENTRED > labelled;
    for (start, end) in regions {
        let mut own: Vec<LabelRows> = Vec::new();
        for &label in owner[start..end].iter().flatten() {
            if own.last().is_none_or(|last| last.label != label) {
                let rows = lines[labels[label].first].row..lines[labels[label].last].row + 1;
                own.push(LabelRows { label, lines: labels[label].first..labels[label].last + 1, rows });
            }
        }
        let rows: Vec<u32> = lines[start..end].iter().map(|line| line.row).collect();
        for (label, range) in (Split { rows: &rows, from: start, labels: &own, is_centred }).blocks() {
            answers[label].extend(range.filter(|line| !lines[*line].right.is_empty()));
        }
    }
    answers
}

/// The lines of an answer: one goes on in the next where it ran to the edge.
fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<&str> = lines.collect();
    let edge = lines.iter().map(|line| width(line)).max().unwrap_or_default();
    let mut text = String::new();
    let mut before = 0;
    for line in lines {
        let begins = line.starts_with(|c: char| BEGINS.contains(c) || is_circled(c));
        let goes_on = before + RAN_TO_THE_EDGE > edge && !begins && edge > 2 * RAN_TO_THE_EDGE;
        if !text.is_empty() && !goes_on {
            text.push('\n');
        }
        text.push_str(line);
        before = width(line);
    }
    text
}
