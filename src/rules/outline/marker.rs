//! The sign that a line begins with: ①, (1), 1., １　, ア, ※1.

use std::ops::Range;

use crate::text::numeral::{circle, circled, digit};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) enum MarkerKind {
    /// ①
    Circled,
    /// (1)
    Bracketed,
    /// 1)
    Closed,
    /// 1.
    Dotted,
    /// 1 followed by a space
    Spaced,
    /// ア
    Kana,
    /// (ア)
    BracketedKana,
    /// ※1, (注1)
    Note,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Marker {
    pub(in crate::rules) kind: MarkerKind,
    pub(in crate::rules) number: u32,
    /// In the text as typed.
    pub(in crate::rules) range: Range<usize>,
}

/// In the order in which lists count by them.
const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ";

/// Followed by these, a number speaks of an item.
const SPEAKS: [&str; 17] = [
    "及び",
    "又は",
    "並びに",
    "若しくは",
    "から",
    "まで",
    "～",
    "〜",
    "~",
    "－",
    "について",
    "において",
    "における",
    "により",
    "による",
    "に掲げ",
    "とも",
];
/// These, too, unless they begin a word: 「②の措置」, but 「②がん検診」.
const PARTICLES: [char; 6] = ['の', 'を', 'に', 'は', 'が', 'と'];
/// Behind a bare number these count things.
const COUNTS: [char; 11] = ['年', '月', '日', '人', '件', 'つ', '回', '名', '項', '条', '%'];

/// What follows a number shows that it speaks of an item.
pub(in crate::rules) fn speaks_of_item(rest: &str) -> bool {
    let is_hiragana = |c: char| ('ぁ'..='ん').contains(&c);
    let particle = rest.strip_prefix(PARTICLES).is_some_and(|rest| !rest.starts_with(is_hiragana));
    particle || SPEAKS.iter().any(|word| rest.starts_with(word))
}

impl MarkerKind {
    /// The kinds that count in figures; a slip from one to another is no gap.
    pub(in crate::rules) fn is_figure(self) -> bool {
        matches!(self, Self::Bracketed | Self::Closed | Self::Dotted | Self::Spaced)
    }

    /// As it is printed.
    pub(in crate::rules) fn shown(self, number: u32) -> String {
        let kana = || KANA.chars().nth(number.saturating_sub(1) as usize).map(String::from).unwrap_or_default();
        match self {
            Self::Circled => circle(number).map_or_else(|| number.to_string(), String::from),
            Self::Bracketed => format!("({number})"),
            Self::Closed => format!("{number})"),
            Self::Dotted => format!("{number}."),
            Self::Spaced => number.to_string(),
            Self::Kana => kana(),
            Self::BracketedKana => format!("({})", kana()),
            Self::Note => format!("※{number}"),
        }
    }
}

/// The sign at the head of a line that starts at `start` of the text.
pub(super) fn marker(line: &str, start: usize) -> Option<Marker> {
    let text = line.trim_start_matches([' ', '\u{3000}', '\t']);
    let at = start + line.len() - text.len();
    let (kind, number, length) = read(text)?;
    let rest = text[length..].trim_start_matches([' ', '\u{3000}']);
    let listed = rest.strip_prefix(['、', '，', '・']).is_some_and(|rest| read(rest).is_some());
    let counts = kind == MarkerKind::Spaced && rest.starts_with(COUNTS);
    let goes_on = kind != MarkerKind::Note && (listed || counts || speaks_of_item(rest));
    (!rest.is_empty() && !goes_on).then(|| Marker { kind, number, range: at..at + length })
}

fn read(text: &str) -> Option<(MarkerKind, u32, usize)> {
    let mut characters = text.chars();
    let first = characters.next()?;
    if let Some(number) = circled(first) {
        return Some((MarkerKind::Circled, number, first.len_utf8()));
    }
    if is_open(first) {
        let inner = &text[first.len_utf8()..];
        let (kind, number, length) = note(inner)
            .or_else(|| digits(inner).map(|(number, length)| (MarkerKind::Bracketed, number, length)))
            .or_else(|| kana(inner).map(|(number, length)| (MarkerKind::BracketedKana, number, length)))?;
        let close = inner[length..].chars().next().filter(|c| is_close(*c))?;
        return Some((kind, number, first.len_utf8() + length + close.len_utf8()));
    }
    if let Some(note) = note(text) {
        return Some(note);
    }
    if let Some((number, length)) = digits(text) {
        let mut rest = text[length..].chars();
        let sign = rest.next()?;
        let kind = match sign {
            '.' | '．' if !rest.next().is_some_and(char::is_numeric) => MarkerKind::Dotted,
            ' ' | '\u{3000}' if !rest.next().is_some_and(char::is_numeric) => MarkerKind::Spaced,
            c if is_close(c) => MarkerKind::Closed,
            _ => return None,
        };
        return Some((kind, number, length + sign.len_utf8()));
    }
    let (number, length) = kana(text)?;
    let sign = text[length..].chars().next().filter(|c| matches!(c, ' ' | '\u{3000}' | '.' | '．'))?;
    Some((MarkerKind::Kana, number, length + sign.len_utf8()))
}

/// ※1, 注1
fn note(text: &str) -> Option<(MarkerKind, u32, usize)> {
    let sign = ['※', '注'].into_iter().find(|sign| text.starts_with(*sign))?;
    let (number, length) = digits(&text[sign.len_utf8()..])?;
    Some((MarkerKind::Note, number, sign.len_utf8() + length))
}

/// A number of one or two figures, with its length.
pub(in crate::rules) fn digits(text: &str) -> Option<(u32, usize)> {
    let mut number = 0;
    let mut length = 0;
    for character in text.chars() {
        let Some(digit) = digit(character) else { break };
        number = number * 10 + digit;
        length += character.len_utf8();
        if number > 99 {
            return None;
        }
    }
    (number > 0).then_some((number, length))
}

fn kana(text: &str) -> Option<(u32, usize)> {
    let first = text.chars().next()?;
    let position = KANA.chars().position(|kana| kana == first)?;
    Some((u32::try_from(position).ok()? + 1, first.len_utf8()))
}

pub(in crate::rules) fn is_open(character: char) -> bool {
    matches!(character, '(' | '（')
}

pub(in crate::rules) fn is_close(character: char) -> bool {
    matches!(character, ')' | '）')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_begin_with_signs_of_every_kind() {
        let read = |line| marker(line, 0).map(|marker| (marker.kind, marker.number));
        assert_eq!(read("　③受付"), Some((MarkerKind::Circled, 3)));
        assert_eq!(read("（２）審査"), Some((MarkerKind::Bracketed, 2)));
        assert_eq!(read("１０　通知"), Some((MarkerKind::Spaced, 10)));
        assert_eq!(read("4. 通知"), Some((MarkerKind::Dotted, 4)));
        assert_eq!(read("2) 通知"), Some((MarkerKind::Closed, 2)));
        assert_eq!(read("イ　通知"), Some((MarkerKind::Kana, 2)));
        assert_eq!(read("（※２）許可証"), Some((MarkerKind::Note, 2)));
        assert_eq!(read("②がん検診"), Some((MarkerKind::Circled, 2)));
    }

    #[test]
    fn what_speaks_of_an_item_or_of_a_quantity_begins_none() {
        for line in
            ["②及び③の措置", "①～③の流れ", "①、②共通", "②の措置", "3.5人", "10 年間保存する", "1,000人", "アクセス権"]
        {
            assert_eq!(marker(line, 0), None, "{line}");
        }
    }
}
