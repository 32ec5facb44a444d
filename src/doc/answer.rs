//! Answers as they are printed.

use super::model::{DocAnswer, DocBox, DocRecordGroup, DocRecords, SpanStyle};
use crate::assessment::{Answer, Assessment, Cell, RecordGroup, Text, Tick, WITHHELD};
use crate::form::{Kind, Node};
use crate::text::markdown::literal;

/// What stands in the cell. One that is not to be answered stays empty unless the author wrote something all the same.
pub(super) fn answer(assessment: &Assessment, node: &Node, cell: &Cell) -> DocAnswer {
    if cell.withheld && cell.is_blank() {
        return DocAnswer::Text(WITHHELD.into());
    }
    let typed = if cell.active { cell.answer() } else { cell.typed.as_ref() };
    let options = assessment.form.options_of(node).map(|options| options.choices.as_slice()).unwrap_or_default();
    match node.kind.unwrap_or(Kind::Text) {
        Kind::Choice => {
            let chosen = match typed {
                Some(Answer::Choice(index)) => options.get(*index).map(|choice| choice.word.clone()),
                _ => None,
            };
            DocAnswer::Choice { chosen, options: options.iter().map(|choice| choice.word.clone()).collect() }
        }
        Kind::Checks => {
            let ticks: &[Tick] = if let Some(Answer::Checks(ticks)) = typed { ticks } else { &[] };
            let boxes = options.iter().enumerate().map(|(index, choice)| {
                let tick = ticks.iter().find(|tick| tick.index == index);
                let written = tick.and_then(|tick| tick.text.clone());
                DocBox {
                    word: choice.word.clone(),
                    group: choice.group.clone(),
                    ticked: tick.is_some(),
                    text: if choice.text { Some(written.unwrap_or_default()) } else { written },
                    style: SpanStyle::Plain,
                }
            });
            DocAnswer::Boxes { boxes: boxes.collect(), columns: node.print.columns.unwrap_or(1) }
        }
        Kind::Flag => DocAnswer::Flag { on: matches!(typed, Some(Answer::Flag(true))) },
        Kind::Count => {
            let number = if let Some(Answer::Count(number)) = typed { Some(number.to_string()) } else { None };
            DocAnswer::Count { number, unit: node.unit.clone().unwrap_or_default() }
        }
        _ => match typed {
            Some(Answer::Text(text)) if node.markdown => DocAnswer::Markdown(text.value.trim_end().to_owned()),
            Some(Answer::Text(text)) => written(text),
            Some(Answer::List(lines)) => DocAnswer::Lines(lines.clone()),
            Some(other) => DocAnswer::Text(other.words(None)),
            None => DocAnswer::Text(String::new()),
        },
    }
}

/// Text as typed, or Markdown where a passage opted in; plain text beside such a passage stays literal.
fn written(text: &Text) -> DocAnswer {
    if text.markdown.is_empty() {
        return DocAnswer::Text(text.value.trim_end().to_owned());
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    for range in &text.markdown {
        pieces.push(literal(text.value.get(at..range.start).unwrap_or_default().trim_end()));
        pieces.push(text.value.get(range.clone()).unwrap_or_default().trim_end().to_owned());
        at = range.end;
    }
    pieces.push(literal(text.value.get(at..).unwrap_or_default().trim_matches('\n')));
    pieces.retain(|piece| !piece.is_empty());
    DocAnswer::Markdown(pieces.join("\n\n"))
}

pub(super) fn records(address: &str, groups: &[RecordGroup]) -> DocRecords {
    let record = |group: &RecordGroup| DocRecordGroup {
        title: group.title.clone(),
        items: group.items.iter().map(|item| item.text.clone()).collect(),
        styles: Vec::new(),
    };
    DocRecords { address: address.to_owned(), groups: groups.iter().map(record).collect() }
}
