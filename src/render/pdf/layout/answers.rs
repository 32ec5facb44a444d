//! Answers as the form prints them: chosen words in brackets beside ＜選択肢＞, boxes in columns, numbers in brackets.

use crate::doc::{Answer, Box, Item, Revision, Style};
use crate::text::markdown::passages;

use super::super::page::Role;
use super::columns::{LONG, columns, fitting, in_columns, set, widths};
use super::flow::{Align, BODY, Flow, SMALL, STRONG, Type};
use super::grid::{Cell, Spot};
use super::prose;
use super::words::Words;

/// The bracket takes at least and at most these shares of the width.
const BRACKET: (f32, f32) = (0.34, 0.5);
/// Narrower cells have the options below the chosen word.
const BESIDE: f32 = 220.0;
/// Between the bracket and the options.
const GAP: f32 = 10.0;
/// Boxes that would not fit into the form's columns may be set so small.
const BOXES: [Type; 2] = [BODY, Type { size: 8.5, ..BODY }];

/// `beside` are numbers that stand in the same cell: （2）件.
pub(super) fn add(flow: &mut Flow, cell: &mut Cell, item: &Item, beside: &[Words]) {
    let revision = item.revision.as_ref();
    let revised = |plain: &str| match revision {
        Some(revision) if !revision.words.is_empty() => Words::of_spans(&revision.words),
        _ => Words::plain(plain),
    };
    match &item.answer {
        Answer::Choice { chosen, options } => {
            let bracket = revised(chosen.as_deref().unwrap_or("　")).around("[ ", " ]");
            return choice(flow, cell, &bracket, options, beside);
        }
        Answer::Text(text) if revision.is_none() => {
            cell.add(flow, cell.spot(BODY), text);
        }
        Answer::Text(text) => {
            cell.add_words(flow, cell.spot(BODY), &revised(text));
        }
        // What came and went is told in the words as they were typed.
        Answer::Markdown(text) if revision.is_some() => {
            cell.add_words(flow, cell.spot(BODY), &revised(text));
        }
        Answer::Markdown(text) => prose::add(flow, cell, &passages(text)),
        Answer::Lines(lines) => {
            cell.add_words(flow, cell.spot(BODY), &revised(&lines.join("\n")));
        }
        Answer::Boxes { boxes, columns } => check_boxes(flow, cell, boxes, usize::from(*columns)),
        Answer::Count { .. } | Answer::Flag { .. } => {
            if let Some(words) = short(item) {
                cell.add_words(flow, cell.spot(BODY), &words);
            }
        }
    }
    for words in beside {
        cell.add_words(flow, cell.spot(BODY), words);
    }
}

/// （　2　）件, [○]
pub(super) fn short(item: &Item) -> Option<Words> {
    let revision = item.revision.as_ref();
    match &item.answer {
        Answer::Count { number, unit } => {
            let number = match revision {
                Some(Revision { words, .. }) if !words.is_empty() => Words::of_spans(words),
                _ => Words::plain(number.as_deref().unwrap_or("　")),
            };
            Some(number.around("（　", &format!("　）{unit}")))
        }
        Answer::Flag { on } => Some(Words::marked(flag(*on, ""), style(revision))),
        _ => None,
    }
}

pub(super) fn style(revision: Option<&Revision>) -> Style {
    revision.map(|revision| revision.style).unwrap_or_default()
}

/// [○] 紙
pub(super) fn flag(on: bool, label: &str) -> String {
    let tick = if on { '○' } else { '　' };
    format!("[{tick}] {label}")
}

fn choice(flow: &mut Flow, cell: &mut Cell, bracket: &Words, options: &[String], beside: &[Words]) {
    let whole = cell.spot(BODY);
    let width = whole.right - whole.left;
    let natural = flow.width_of(&bracket.text(), BODY) + 1.0;
    let own = natural.clamp(width * BRACKET.0, width * BRACKET.1);
    let is_beside = width >= BESIDE && !options.is_empty();
    let right = if is_beside { whole.left + own } else { whole.right.min(whole.left + BESIDE) };
    // Changed words are not spread over the bracket.
    let align = if bracket.runs.iter().any(|run| run.feature.is_some()) { Align::Left } else { Align::Bracket };
    let spot = Spot { right, align, ..whole };
    let mut first = whole.first + cell.add_words(flow, spot, bracket);
    for words in beside {
        first += cell.add_words(flow, Spot { right, first, ..whole }, words);
    }
    if options.is_empty() {
        return;
    }
    let first = if is_beside { whole.first } else { cell.below() };
    let left = if is_beside { right + GAP } else { whole.left };
    let caption = Spot { left, first, set: SMALL, ..whole };
    cell.add(flow, caption, "＜選択肢＞");
    let list = Spot { node: flow.book.node(Role::List, cell.node), first: first + 1, ..caption };
    let option = |(index, word): (usize, &String)| Words::plain(format!("{}) {word}", index + 1));
    let words: Vec<Words> = options.iter().enumerate().map(option).collect();
    in_columns(flow, cell, list, &words, 2);
}

fn check_boxes(flow: &mut Flow, cell: &mut Cell, boxes: &[Box], wanted: usize) {
    let groups: Vec<(&str, Vec<Words>)> = boxes
        .chunk_by(|a, b| a.group == b.group)
        .map(|group| {
            let title = group.first().and_then(|first| first.group.as_deref()).unwrap_or_default();
            (title, group.iter().map(check_box).collect())
        })
        .collect();
    let size = BOXES.into_iter().find(|size| {
        let spot = cell.spot(*size);
        let fits = |flow: &mut Flow, items: &[Words]| {
            fitting(&widths(flow, spot, items), size.size, wanted.max(2), LONG[0], spot.right - spot.left).is_some()
        };
        groups.iter().all(|(_, items)| items.len() == 1 || fits(flow, items))
    });
    let size = size.unwrap_or(BODY);
    for (title, items) in groups {
        if !title.is_empty() {
            cell.add(flow, cell.spot(STRONG), &format!("・{title}"));
        }
        let spot = cell.spot(size);
        let spot = Spot { node: flow.book.node(Role::List, cell.node), ..spot };
        let widths = widths(flow, spot, &items);
        let columns = columns(&widths, size.size, wanted, spot.right - spot.left);
        set(flow, cell, spot, &items, &columns);
    }
}

/// [○] その他（　…　）
fn check_box(one: &Box) -> Words {
    let brackets = match one.text.as_deref() {
        Some("") => "（　　　）".to_owned(),
        Some(text) => format!("（{text}）"),
        None => String::new(),
    };
    Words::marked(format!("{}{brackets}", flag(one.ticked, &one.word)), one.style)
}
