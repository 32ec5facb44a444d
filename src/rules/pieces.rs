//! Every piece of writing of an assessment: texts, the texts in the brackets of boxes, record items, lists, remarks on figures.

use std::ops::Range;

use super::scan::Folded;
use crate::assessment::{Answer, Assessment, Cell, Text};
use crate::text::Span;

#[derive(Debug)]
pub(super) struct TextPiece<'a> {
    pub(super) cell: &'a Cell,
    pub(super) value: &'a str,
    pub(super) folded: Folded,
    place: PiecePlace<'a>,
}

#[derive(Debug)]
enum PiecePlace<'a> {
    Text(&'a Text),
    /// Somewhere in here.
    Within(&'a Span),
}

/// What is written in the items (passages from fragments included); not what is derived, not the history of changes.
pub(super) fn pieces(assessment: &Assessment) -> Vec<TextPiece<'_>> {
    assessment.cells.iter().flat_map(pieces_of).collect()
}

/// A text that stands elsewhere and speaks of a cell.
pub(super) fn piece_of<'a>(cell: &'a Cell, text: &'a Text) -> TextPiece<'a> {
    TextPiece { cell, value: &text.value, folded: Folded::new(text), place: PiecePlace::Text(text) }
}

pub(super) fn pieces_of(cell: &Cell) -> Vec<TextPiece<'_>> {
    let within = |value, span| TextPiece { cell, value, folded: Folded::of(value), place: PiecePlace::Within(span) };
    match &cell.typed {
        Some(Answer::Text(text)) => vec![piece_of(cell, text)],
        Some(Answer::Checks(ticks)) => {
            ticks.iter().filter_map(|tick| Some(within(tick.text.as_deref()?, &tick.span))).collect()
        }
        Some(Answer::List(lines)) => lines.iter().map(|line| within(line, &cell.span)).collect(),
        Some(Answer::Records(groups)) => groups
            .iter()
            .flat_map(|group| {
                let items = group.items.iter().map(|item| within(&item.text, &item.span));
                std::iter::once(within(&group.title, &group.span)).chain(items)
            })
            .collect(),
        Some(Answer::Figures(figures)) => figures
            .iter()
            .flat_map(|figure| {
                let texts = [&figure.title, &figure.alternative, &figure.remarks];
                texts.into_iter().filter_map(|text| Some(within(text.as_deref()?, &figure.span)))
            })
            .collect(),
        _ => Vec::new(),
    }
}

impl<'a> TextPiece<'a> {
    /// The words behind a range of the folded text, as they were typed.
    pub(super) fn words(&self, folded: &Range<usize>) -> &'a str {
        self.value[self.folded.original(folded)].trim_end()
    }

    /// Where these words stand.
    pub(super) fn span(&self, folded: &Range<usize>) -> Span {
        let start = self.folded.original(folded).start;
        self.typed_span(start..start + self.words(folded).len())
    }

    /// Where a range of the value stands.
    pub(super) fn typed_span(&self, range: Range<usize>) -> Span {
        match self.place {
            PiecePlace::Text(text) => text.span(range).unwrap_or_else(|| self.cell.span.clone()),
            PiecePlace::Within(span) => {
                let whole = narrow(span, self.value);
                if whole.text() != self.value {
                    return narrow(span, &self.value[range]);
                }
                let start = whole.range().start;
                Span::new(&whole.source, start + range.start..start + range.end)
            }
        }
    }

    /// A free text, not a name in a list or the text in the brackets of a box.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.place, PiecePlace::Text(_))
    }

    /// A range of the folded text stands at the head of a line.
    pub(super) fn opens_line(&self, folded: &Range<usize>) -> bool {
        let before = &self.value[..self.folded.original(folded).start];
        before.trim_end_matches([' ', '\u{3000}', '・']).chars().next_back().is_none_or(|character| character == '\n')
    }
}

/// The place of `words` inside of `span`, if they stand there as typed.
pub(super) fn narrow(span: &Span, words: &str) -> Span {
    match span.text().find(words) {
        Some(at) => Span::new(&span.source, span.range().start + at..span.range().start + at + words.len()),
        None => span.clone(),
    }
}
