//! Answers in the words of the form: `[ 委託する ]`, ＜選択肢＞, `（　2　）件`, `[○] その他（…）`.

use super::field::{Field, FieldKind};
use super::line::Line;
use super::model::{BoxSet, OptionList, Piece};
use crate::doc::model::{DocAnswer, DocBox, DocItem};

/// The ○ of a box that is ticked.
pub const TICK: &str = "○";
const OPTIONS: &str = "＜選択肢＞";
/// Room for one letter, and for a few words.
const LETTER: &str = "　";
const WORDS: &str = "　　　";

/// What stands in the cell of an answer.
pub(super) fn answer(item: &DocItem) -> Vec<Piece> {
    match &item.answer {
        DocAnswer::Markdown(text) if item.revision.is_none() => {
            vec![Piece::Prose(field(item, FieldKind::Markdown, text, ""))]
        }
        DocAnswer::Choice { options, .. } => {
            let numbered = options.iter().enumerate().map(|(index, word)| format!("{}) {word}", index + 1)).collect();
            vec![Piece::Choice { chosen: line(item), options: OptionList { caption: OPTIONS, options: numbered } }]
        }
        DocAnswer::Boxes { boxes, columns } => {
            vec![Piece::Boxes { columns: (*columns).max(1), sets: sets(item, boxes) }]
        }
        _ => vec![Piece::Text(line(item))],
    }
}

/// The answer in brackets with its label: （備考：…）. A number has brackets of its own.
pub(super) fn in_brackets(item: &DocItem) -> Vec<Piece> {
    let label = item.label.printed();
    let colon = if label.is_empty() { "" } else { "：" };
    let opening = format!("（{label}{colon}");
    match &item.answer {
        DocAnswer::Count { .. } => answer(item),
        DocAnswer::Text(_) => vec![Piece::Text(Line::of(opening).with_line(line(item)).with("）"))],
        _ => {
            let mut pieces = vec![Piece::of(opening)];
            pieces.extend(answer(item));
            pieces.push(Piece::of("）"));
            pieces
        }
    }
}

/// An answer that is told in one line; of a choice, the chosen word in its brackets.
pub(super) fn line(item: &DocItem) -> Line {
    match &item.answer {
        DocAnswer::Text(text) => Line::of_field(field(item, FieldKind::Text, text, "")),
        // What came and went is told in the words as they were typed.
        DocAnswer::Markdown(text) => Line::of_field(field(item, FieldKind::Markdown, text, "")),
        DocAnswer::Lines(lines) => Line::of_field(field(item, FieldKind::Lines, &lines.join("\n"), "")),
        DocAnswer::Choice { chosen, options } => {
            let chosen = chosen.as_deref().unwrap_or_default();
            Line::of("[ ").with_field(field(item, FieldKind::Choice(options.clone()), chosen, LETTER)).with(" ]")
        }
        DocAnswer::Count { number, unit } => {
            let number = number.as_deref().unwrap_or_default();
            Line::of("（　").with_field(field(item, FieldKind::Number, number, LETTER)).with(format!("　）{unit}"))
        }
        DocAnswer::Flag { on } => {
            let style = item.revision.as_ref().map(|revision| revision.style).unwrap_or_default();
            ticked(field(item, FieldKind::Flag, tick(*on), LETTER), &item.label.printed()).styled(style)
        }
        DocAnswer::Boxes { boxes, .. } => boxes
            .iter()
            .enumerate()
            .fold(Line::default(), |line, (index, one)| line.with_line(check_box(item, index, one))),
    }
}

fn field(item: &DocItem, kind: FieldKind, value: &str, blank: &'static str) -> Field {
    Field {
        address: item.address.clone(),
        kind,
        value: value.to_owned(),
        marked: item.revision.as_ref().map(|revision| revision.words.clone()).unwrap_or_default(),
        blank,
        derived: item.derived,
    }
}

fn tick(on: bool) -> &'static str {
    if on { TICK } else { "" }
}

/// [○] 紙
fn ticked(field: Field, word: &str) -> Line {
    Line::of("[").with_field(field).with("]").with(format!(" {word}"))
}

fn sets(item: &DocItem, boxes: &[DocBox]) -> Vec<BoxSet> {
    let mut index = 0;
    let set = |group: &[DocBox]| BoxSet {
        title: group.first().and_then(|first| first.group.as_ref()).map(|title| format!("・{title}")),
        boxes: group
            .iter()
            .map(|one| {
                index += 1;
                check_box(item, index - 1, one)
            })
            .collect(),
    };
    boxes.chunk_by(|one, next| one.group == next.group).map(set).collect()
}

/// [○] その他（…）
fn check_box(item: &DocItem, index: usize, one: &DocBox) -> Line {
    let own = |kind, value: &str, blank| Field { marked: Vec::new(), ..field(item, kind, value, blank) };
    let mut line = ticked(own(FieldKind::Box(index), tick(one.ticked), LETTER), &one.word);
    if let Some(text) = &one.text {
        line = line.with("（").with_field(own(FieldKind::BoxText(index), text, WORDS)).with("）");
    }
    line.styled(one.style)
}
