//! 括弧が対になっていない
//!
//! ## 何を見るか
//! 一つの欄の中で、（）「」『』【】〔〕［］〈〉《》の開きと閉じが、入れ子も含めて対になっているかを見ます。全角と半角の
//! 混ざった対は対と見ます。「1)」「①)」「ア)」のような見出しの番号は数えません。＜＞は、見出しの行の初めの「＜」が
//! 閉じていないとき、行の終わりの「＞」に開きが無いときだけを知らせ、不等号や矢印や「設定＞印刷」は数えません。
//!
//! ## なぜ大切か
//! 括弧の閉じ忘れは、文がどこまで括弧の中かを分からなくします。項目を写したときの切れ残りであることもあります。
//!
//! ## 例
//! 「資格情報をマイナポータルへ提供する。＞」と、開きの無い「＞」が残っている。
//!
//! ## 直し方
//! 対になる括弧を書くか、余分な括弧を消します。

use crate::rules::prelude::*;
use crate::text::numeral::is_circled;

rule!("HY605", "brackets", Info, Certain, "brackets.rs", One(check));

/// Full and half width are one; these are the half-width ones where both exist.
const PAIRS: [(char, char); 9] = [
    ('(', ')'),
    ('[', ']'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('〔', '〕'),
    ('〈', '〉'),
    ('《', '》'),
    ('{', '}'),
];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for piece in subject.current() {
        let value = piece.value;
        let characters: Vec<PlacedChar> = value.char_indices().map(|(at, c)| (at, half_width(c))).collect();
        let mut faults = unpaired(&without_paired_lines(&characters));
        faults.extend(unpaired_angles(&characters));
        for (at, character) in faults {
            let bracket = value[at..].chars().next().unwrap_or_default();
            let opens = character == '<' || PAIRS.iter().any(|(open, _)| *open == character);
            let what = if opens { "閉じる括弧" } else { "開く括弧" };
            let message = format!("「{}」の「{bracket}」に対する{what}がありません", around(value, at));
            let finding = report.at(piece.cell, piece.typed_span(at..at + bracket.len_utf8()), message);
            finding.help = Some("対になる括弧を書くか、余分な括弧を消してください".into());
        }
    }
}

/// A character with its place; full width made half width.
type PlacedChar = (usize, char);

/// Most lines are paired in themselves; what is left is paired across lines, or not at all.
fn without_paired_lines(characters: &[PlacedChar]) -> Vec<PlacedChar> {
    let lines = characters.split_inclusive(|(_, character)| *character == '\n');
    lines.filter(|line| !unpaired(line).is_empty()).flatten().copied().collect()
}

/// The brackets without a partner. 「（1)と2)を除く。）」 is paired only without its list numbers, 「（ア、イ)」 only with them.
fn unpaired(characters: &[PlacedChar]) -> Vec<PlacedChar> {
    let strict = unpaired_among(characters, false);
    if strict.is_empty() {
        return strict;
    }
    let lenient = unpaired_among(characters, true);
    if lenient.len() < strict.len() { lenient } else { strict }
}

/// `without_numbers`: a bracket behind a list number counts for nothing.
fn unpaired_among(characters: &[PlacedChar], without_numbers: bool) -> Vec<PlacedChar> {
    let mut open: Vec<(PlacedChar, char)> = Vec::new();
    let mut faults = Vec::new();
    for (index, place) in characters.iter().enumerate() {
        let character = place.1;
        if let Some((_, close)) = PAIRS.iter().find(|(open, _)| *open == character) {
            open.push((*place, *close));
        } else if PAIRS.iter().any(|(_, close)| *close == character) {
            let number = character == ')' && ends_list_number(&characters[..index]);
            if without_numbers && number {
                continue;
            }
            match open.iter().rposition(|(_, close)| *close == character) {
                Some(partner) => faults.extend(open.drain(partner..).skip(1).map(|(place, _)| place)),
                None if number => {}
                None => faults.push(*place),
            }
        }
    }
    faults.extend(open.into_iter().map(|(place, _)| place));
    faults.sort_unstable();
    faults
}

/// Behind 1, 12, ①, ア or a that starts a line or follows a space or a mark.
fn ends_list_number(before: &[PlacedChar]) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let digits = before.iter().rev().take_while(|(_, c)| is_digit(*c)).count();
    let is_letter = |c: char| c.is_ascii_alphabetic() || ('ァ'..='ン').contains(&c) || ('ぁ'..='ん').contains(&c);
    let length = match before.last() {
        Some((_, c)) if is_circled(*c) || ('Ⅰ'..='ⅿ').contains(c) => return true,
        Some((_, c)) if is_letter(*c) => 1,
        Some(_) if (1..=2).contains(&digits) => digits,
        _ => return false,
    };
    let previous = before.len().checked_sub(length + 1).map(|index| before[index].1);
    match previous {
        None => true,
        Some('(') => false,
        Some(c) if digits > 0 => !c.is_ascii_alphanumeric() && c != '.',
        Some(c) => c.is_whitespace() || matches!(c, '、' | '。' | '・' | ',' | '.' | ')'),
    }
}

/// Angle brackets are headings, but also arrows and comparisons: only those that can be nothing else.
fn unpaired_angles(characters: &[PlacedChar]) -> Vec<PlacedChar> {
    let mut open: Vec<usize> = Vec::new();
    let mut faults = Vec::new();
    for (index, (_, character)) in characters.iter().enumerate() {
        match character {
            '<' | '>' if is_arrow(characters, index) => {}
            '<' => open.push(index),
            '>' if open.last().is_some_and(|start| is_heading(&characters[*start..index])) => {
                open.pop();
            }
            '>' if ends_line(characters[index + 1..].iter()) => faults.push(characters[index]),
            _ => {}
        }
    }
    let starts_line = |index: &usize| ends_line(characters[..*index].iter().rev());
    faults.extend(open.into_iter().filter(starts_line).map(|index| characters[index]));
    faults
}

/// Part of ->, =>, >=, << and the like.
fn is_arrow(characters: &[PlacedChar], index: usize) -> bool {
    let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
    beside.filter_map(|index| characters.get(index)).any(|(_, c)| matches!(c, '-' | '=' | '<' | '>'))
}

/// A heading stands on one line, or is broken but no sentence.
fn is_heading(between: &[PlacedChar]) -> bool {
    let has = |wanted: char| between.iter().any(|(_, character)| *character == wanted);
    !has('\n') || !has('。')
}

/// Nothing but spaces up to the end of the line in this direction.
fn ends_line<'a>(mut characters: impl Iterator<Item = &'a PlacedChar>) -> bool {
    characters.find(|(_, c)| *c == '\n' || !c.is_whitespace()).is_none_or(|(_, c)| *c == '\n')
}

/// Some words before the bracket and after it, for finding it by eye.
fn around(value: &str, at: usize) -> String {
    let before: String = value[..at].lines().next_back().unwrap_or_default().chars().rev().take(8).collect();
    let after: String = value[at..].lines().next().unwrap_or_default().chars().take(9).collect();
    before.chars().rev().chain(after.chars()).collect()
}

fn half_width(character: char) -> char {
    match character {
        '！'..='～' => char::from_u32(character as u32 - '！' as u32 + u32::from('!')).unwrap_or(character),
        '｢' => '「',
        '｣' => '」',
        other => other,
    }
}
