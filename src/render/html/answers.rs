//! Answers in the shape that templates read: every field is there, `kind` says which ones count.

use serde::Serialize;

use crate::doc::{Answer, Box, Item, Style};
use crate::render::markup;

#[derive(Debug, Default, Serialize)]
pub(super) struct Answered {
    /// Only of an answer that stands beside another one.
    id: String,
    kind: &'static str,
    text: String,
    /// HTML made from Markdown, or from changed words in place of `text`; nothing of an author's in it is markup.
    html: String,
    on: bool,
    unit: String,
    brackets: bool,
    words: Vec<String>,
    columns: u8,
    groups: Vec<Group>,
}

#[derive(Debug, Serialize)]
struct Group {
    title: String,
    boxes: Vec<Tick>,
}

#[derive(Debug, Serialize)]
struct Tick {
    word: String,
    on: bool,
    /// The text in its brackets, and whether it has any.
    text: String,
    bracketed: bool,
    /// `added` or `removed` in a review edition.
    style: &'static str,
}

impl Answered {
    pub(super) fn at(self, id: String) -> Self {
        Self { id, ..self }
    }
}

pub(super) fn answered(item: &Item, brackets: bool) -> Answered {
    let changed = item.revision.as_ref().map(|revision| markup::spans_to_html(&revision.words)).unwrap_or_default();
    let kind = if matches!(item.answer, Answer::Markdown(_) | Answer::Lines(_)) { Some("text") } else { None };
    let plain = of_answer(&item.answer, brackets);
    match kind {
        _ if changed.is_empty() => plain,
        Some(kind) => Answered { kind, html: changed, brackets, ..Answered::default() },
        None => Answered { html: changed, ..plain },
    }
}

/// The name of a style in templates.
pub(super) fn style(style: Style) -> &'static str {
    match style {
        Style::Plain => "",
        Style::Removed => "removed",
        Style::Added => "added",
    }
}

fn of_answer(answer: &Answer, brackets: bool) -> Answered {
    let blank = Answered { brackets, ..Answered::default() };
    match answer {
        Answer::Text(text) => Answered { kind: "text", text: text.clone(), ..blank },
        Answer::Markdown(text) => Answered { kind: "markdown", html: markup::to_html(text), ..blank },
        Answer::Choice { chosen, options } => Answered {
            kind: "choice",
            on: chosen.is_some(),
            text: chosen.clone().unwrap_or_default(),
            words: options.clone(),
            ..blank
        },
        Answer::Boxes { boxes, columns } => {
            Answered { kind: "boxes", columns: (*columns).max(1), groups: groups(boxes), ..blank }
        }
        Answer::Flag { on } => Answered { kind: "flag", on: *on, ..blank },
        Answer::Count { number, unit } => {
            Answered { kind: "count", text: number.clone().unwrap_or_default(), unit: unit.clone(), ..blank }
        }
        Answer::Lines(lines) => Answered { kind: "lines", words: lines.clone(), ..blank },
    }
}

fn groups(boxes: &[Box]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for one in boxes {
        let title = one.group.clone().unwrap_or_default();
        let tick = Tick {
            word: one.word.clone(),
            on: one.ticked,
            text: one.text.clone().unwrap_or_default(),
            bracketed: one.text.is_some(),
            style: style(one.style),
        };
        match groups.last_mut() {
            Some(group) if group.title == title => group.boxes.push(tick),
            _ => groups.push(Group { title, boxes: vec![tick] }),
        }
    }
    groups
}
