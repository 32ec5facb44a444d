//! The parts of which citations are made: 第19条, 9条の2, 第1項, 第3号, 81の項.

use std::ops::Range;

use super::numbers::{Ordinal, branch, is_digit, ordinal};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CitationUnit {
    /// 条
    Article,
    /// 項
    Paragraph,
    /// 号
    Item,
    /// の項, of a table
    Row,
}

#[derive(Clone, Debug)]
pub struct CitationPart {
    /// With 第 and branches.
    pub range: Range<usize>,
    pub unit: CitationUnit,
    pub number: Ordinal,
    /// 第 stands before it.
    pub has_prefix: bool,
}

/// The units, each with what would make another word of it: 条例, 項目, 号機.
const UNITS: [(char, CitationUnit, &str); 3] = [
    ('条', CitationUnit::Article, "例件約文理項通"),
    ('項', CitationUnit::Paragraph, "目番"),
    ('号', CitationUnit::Item, "機車棟館線室様令"),
];

/// Every part in a text, in order.
pub fn parts(text: &str) -> Vec<CitationPart> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(part) = next_part(text, at) {
        at = part.range.end;
        parts.push(part);
    }
    parts
}

fn next_part(text: &str, from: usize) -> Option<CitationPart> {
    let mut at = from;
    loop {
        let start = at + text[at..].find(is_digit)?;
        // Behind digits that are no number of a part, such as those of a telephone.
        let skipped = start + text[start..].find(|character| !is_digit(character)).unwrap_or(text.len() - start);
        let Some((number, length)) = ordinal(&text[start..]) else {
            at = skipped;
            continue;
        };
        let Some((unit, number, end)) = unit_at(text, start + length, number) else {
            at = skipped;
            continue;
        };
        let prefix = text[..start].strip_suffix('第').map(str::len).filter(|prefix| *prefix >= from);
        return Some(CitationPart { range: prefix.unwrap_or(start)..end, unit, number, has_prefix: prefix.is_some() });
    }
}

/// The unit behind a number, with the branches behind it: 第9条の2.
fn unit_at(text: &str, at: usize, mut number: Ordinal) -> Option<(CitationUnit, Ordinal, usize)> {
    if text[at..].starts_with("の項") && !text[at..].starts_with("の項目") {
        return Some((CitationUnit::Row, number, at + "の項".len()));
    }
    let (sign, unit, _) = *UNITS.iter().find(|(sign, _, others)| {
        text[at..].strip_prefix(*sign).is_some_and(|rest| !rest.starts_with(|next| others.contains(next)))
    })?;
    let mut end = at + sign.len_utf8();
    while let Some((next, length)) = branch(&text[end..]) {
        // 第2条の139の項 leaves out a word; it is no 第2条の139.
        if unit == CitationUnit::Paragraph || text[end + length..].starts_with(['の', '項']) {
            break;
        }
        number = number.with_branch(next);
        end += length;
    }
    Some((unit, number, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_as_they_are_written() {
        let told = |text: &str| {
            let part = |part: &CitationPart| {
                format!("{:?} {}{}", part.unit, part.number, if part.has_prefix { "" } else { "*" })
            };
            parts(text).iter().map(part).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told("番号法第19条第8号"), "Article 19 Item 8");
        assert_eq!(told("第九条の二第一項三号"), "Article 9の2 Paragraph 1 Item 3*");
        assert_eq!(told("別表の102の2の項"), "Row 102の2*");
        assert_eq!(told("9条1項、100項目、5号機、条例第3条例"), "Article 9* Paragraph 1*");
        assert_eq!(told("電話0000-11-2222、一部の項目"), "");
    }
}
