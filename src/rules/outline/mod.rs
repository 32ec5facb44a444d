//! The outline of every text: the signs that its lines begin with, its headings, the lists that follow from both.

mod marker;

pub(super) use marker::{Marker, MarkerKind, digits, is_close, is_open, speaks_of_item};

use std::ops::Range;

use crate::text::numeral::circled;

#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The lines that begin with a sign or are headings, in order.
    pub(super) lines: Vec<OutlineLine>,
}

#[derive(Debug)]
pub(super) struct OutlineLine {
    /// In the text as typed, without the spaces around it.
    pub(super) range: Range<usize>,
    /// A heading (＜…＞, 【…】, ■…) has none: what follows it is counted anew.
    pub(super) marker: Option<Marker>,
    /// The number inside of a heading: 【１　受付】.
    pub(super) numbered: Option<Marker>,
}

/// Markers of one kind that count on from one another.
#[derive(Debug)]
pub(super) struct Sequence<'a> {
    pub(super) markers: Vec<&'a Marker>,
    /// The first of them goes on where an earlier list of the text ended.
    pub(super) goes_on: bool,
    /// The end of the list of this kind before it.
    pub(super) earlier: Option<&'a Marker>,
}

const BRACKETS: [(char, char); 8] =
    [('＜', '＞'), ('<', '>'), ('【', '】'), ('〔', '〕'), ('《', '》'), ('〈', '〉'), ('［', '］'), ('[', ']')];
const SIGNS: [char; 10] = ['■', '□', '●', '○', '◆', '◇', '▼', '▽', '◎', '★'];

impl Outline {
    pub(super) fn of(text: &str) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            let at = start + line.len() - line.trim_start().len();
            let marker = marker::marker(line.trim_end(), start);
            let heading = marker.is_none() && is_heading(trimmed);
            if heading || marker.is_some() {
                let inner = heading_words(trimmed);
                let offset = trimmed.find(inner).unwrap_or_default();
                let numbered = if heading { marker::marker(inner, at + offset) } else { None };
                lines.push(OutlineLine { range: at..at + trimmed.len(), marker, numbered });
            }
            start += line.len();
        }
        Self { lines }
    }

    pub(super) fn markers(&self) -> impl Iterator<Item = &Marker> {
        self.lines.iter().filter_map(|line| line.marker.as_ref())
    }

    /// The lists of the text, nested ones apart from those around them.
    pub(super) fn sequences(&self) -> Vec<Sequence<'_>> {
        let mut sequences: Vec<Sequence<'_>> = Vec::new();
        // The lists that are still going on, outermost first, each by its position among the sequences.
        let mut open: Vec<usize> = Vec::new();
        for line in &self.lines {
            let Some(marker) = &line.marker else {
                open.clear();
                continue;
            };
            let kind = |index: &usize| sequences[*index].markers[0].kind;
            let same = open.iter().rposition(|index| kind(index) == marker.kind);
            if let Some(depth) = same {
                open.truncate(depth + 1);
            }
            match open.last().filter(|_| same.is_some() && marker.number > 1) {
                Some(index) => sequences[*index].markers.push(marker),
                None => {
                    open.truncate(same.unwrap_or(open.len()));
                    let ends = sequences.iter().filter_map(|sequence| sequence.markers.last().copied());
                    let mut ends = ends.filter(|last| last.kind == marker.kind);
                    let goes_on = ends.clone().any(|last| last.number + 1 == marker.number);
                    let earlier = ends.next_back();
                    open.push(sequences.len());
                    sequences.push(Sequence { markers: vec![marker], goes_on, earlier });
                }
            }
        }
        sequences
    }

    /// The signs of the list whose first item stands at `at`; headings may be numbered, too. None where it has an end that
    /// cannot be told.
    pub(super) fn list_after(&self, at: usize) -> Option<Vec<&Marker>> {
        let mut lines = self.lines.iter().skip_while(|line| line.range.end <= at);
        let first = lines.next()?;
        let sign = |line: &'_ OutlineLine| line.marker.is_some();
        let own = first.marker.as_ref().or(first.numbered.as_ref())?;
        let mut list = vec![own];
        for line in lines {
            let marker = line.marker.as_ref().or(line.numbered.as_ref());
            match marker {
                Some(marker) if marker.kind == own.kind && sign(line) == sign(first) => {
                    if marker.number == 1 {
                        break;
                    }
                    list.push(marker);
                }
                // Headings inside of a list, and lists below headings.
                _ => {}
            }
        }
        Some(list)
    }
}

/// ＜窓口における措置＞, 【情報照会の根拠】, ■受付.
fn is_heading(line: &str) -> bool {
    let Some(first) = line.chars().next() else { return false };
    let close = BRACKETS.iter().find(|(open, _)| *open == first).map(|(_, close)| *close);
    close.map_or(SIGNS.contains(&first), |close| line.contains(close))
}

/// The words of a heading without its brackets and signs.
pub(super) fn heading_words(line: &str) -> &str {
    let is_sign = |c: char| SIGNS.contains(&c) || BRACKETS.iter().any(|(open, close)| c == *open || c == *close);
    line.trim_matches(|c: char| is_sign(c) || c.is_whitespace())
}

/// The circled numbers of a text, each with its place.
pub(super) fn circles(text: &str) -> impl Iterator<Item = (u32, Range<usize>)> + '_ {
    text.char_indices().filter_map(|(at, character)| Some((circled(character)?, at..at + character.len_utf8())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(text: &str) -> Vec<Vec<u32>> {
        let outline = Outline::of(text);
        let numbers = |sequence: &Sequence<'_>| sequence.markers.iter().map(|marker| marker.number).collect();
        outline.sequences().iter().map(numbers).collect()
    }

    #[test]
    fn lists_are_told_apart() {
        assert_eq!(lists("①受付\n　ア　窓口\n　イ　郵送\n②審査\n　ア　書類"), [vec![1, 2], vec![1, 2], vec![1]]);
        assert_eq!(lists("＜窓口＞\n①受付\n②審査\n＜郵送＞\n①開封"), [vec![1, 2], vec![1]]);
        assert_eq!(lists("①受付\n②審査\n①開封\n③廃棄"), [vec![1, 2], vec![1, 3]]);
    }

    #[test]
    fn a_list_may_go_on_under_the_next_heading() {
        let outline = Outline::of("＜窓口＞\n①受付\n＜郵送＞\n②開封");
        assert_eq!(outline.sequences().iter().map(|sequence| sequence.goes_on).collect::<Vec<_>>(), [false, true]);
    }
}
