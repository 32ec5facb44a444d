//! Answers as the form prints them: chosen words in brackets beside ＜選択肢＞, boxes in columns, numbers in brackets.

use crate::doc::{Answer, Box};

use super::super::page::Role;
use super::flow::{Align, BODY, Flow, SMALL, STRONG};
use super::grid::{Cell, Spot};

/// Where the list of options begins, as a share of the width.
const OPTIONS: f32 = 0.4;
/// Narrower cells have the options below the chosen word.
const BESIDE: f32 = 220.0;

pub(super) fn add(flow: &mut Flow, cell: &mut Cell, answer: &Answer) {
    let spot = cell.spot(BODY);
    match answer {
        Answer::Text(text) | Answer::Markdown(text) => {
            cell.add(flow, spot, text);
        }
        Answer::Lines(lines) => {
            for line in lines {
                cell.add(flow, cell.spot(BODY), line);
            }
        }
        Answer::Choice { chosen, options } => choice(flow, cell, chosen.as_deref(), options),
        Answer::Boxes { boxes, columns } => check_boxes(flow, cell, boxes, usize::from(*columns)),
        Answer::Count { number, unit } => {
            cell.add(flow, spot, &count(number.as_deref(), unit));
        }
        Answer::Flag { on } => {
            cell.add(flow, spot, &flag(*on, ""));
        }
    }
}

/// （　2　）件
pub(super) fn count(number: Option<&str>, unit: &str) -> String {
    format!("（　{}　）{unit}", number.unwrap_or("　"))
}

/// [○] 紙
pub(super) fn flag(on: bool, label: &str) -> String {
    let tick = if on { '○' } else { '　' };
    format!("[{tick}] {label}")
}

fn choice(flow: &mut Flow, cell: &mut Cell, chosen: Option<&str>, options: &[String]) {
    let whole = cell.spot(BODY);
    let width = whole.right - whole.left;
    let beside = width >= BESIDE && !options.is_empty();
    let middle = whole.left + width * OPTIONS;
    let right = if beside { middle - 12.0 } else { whole.right.min(whole.left + BESIDE) };
    let bracket = Spot { right, align: Align::Bracket, ..whole };
    cell.add(flow, bracket, &format!("[ {} ]", chosen.unwrap_or("　")));
    if options.is_empty() {
        return;
    }
    let node = flow.book.node(Role::List, cell.node);
    let first = if beside { whole.first } else { cell.below() };
    let left = if beside { middle } else { whole.left };
    let list = Spot { node, left, first, set: SMALL, ..whole };
    let caption = Spot { node: cell.node, ..list };
    cell.add(flow, caption, "＜選択肢＞");
    let words: Vec<String> = options.iter().enumerate().map(|(index, word)| format!("{}) {word}", index + 1)).collect();
    in_columns(flow, cell, Spot { first: first + 1, ..list }, &words, 2);
}

fn check_boxes(flow: &mut Flow, cell: &mut Cell, boxes: &[Box], columns: usize) {
    for group in boxes.chunk_by(|a, b| a.group == b.group) {
        if let Some(title) = group.first().and_then(|first| first.group.as_deref()) {
            cell.add(flow, cell.spot(STRONG), &format!("・{title}"));
        }
        let node = flow.book.node(Role::List, cell.node);
        let words: Vec<String> = group.iter().map(check_box).collect();
        let spot = Spot { node, ..cell.spot(BODY) };
        in_columns(flow, cell, spot, &words, columns);
    }
}

/// [○] その他（　…　）
fn check_box(one: &Box) -> String {
    let brackets = match one.text.as_deref() {
        Some("") => "（　　　）".to_owned(),
        Some(text) => format!("（{text}）"),
        None => String::new(),
    };
    format!("{}{brackets}", flag(one.ticked, &one.word))
}

/// Items of a list side by side; one that is wider than a column takes as many as it needs.
pub(super) fn in_columns(flow: &mut Flow, cell: &mut Cell, spot: Spot, items: &[String], columns: usize) {
    const GAP: f32 = 6.0;
    let columns = columns.max(1);
    let column = (spot.right - spot.left) / columns as f32;
    let (mut at, mut top, mut height) = (0, spot.first, 0);
    for item in items {
        let width = flow.width_of(item, spot.set) + GAP;
        let needed = ((width / column).ceil() as usize).clamp(1, columns);
        if at + needed > columns {
            top += height;
            (at, height) = (0, 0);
        }
        let node = flow.book.node(Role::ListItem, spot.node);
        let node = flow.book.node(Role::ListBody, node);
        let left = spot.left + at as f32 * column;
        let right = (left + needed as f32 * column - GAP).min(spot.right).max(left + spot.set.size);
        height = cell.add(flow, Spot { node, left, right, first: top, ..spot }, item).max(height);
        at += needed;
    }
}
