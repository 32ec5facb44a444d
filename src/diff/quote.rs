//! What stands in the cells 変更前 and 変更後 of the printed table: whole, or only the sentences that changed.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::row::DiffRow;
use super::set;
use crate::form::Kind;
use crate::house::{HouseStyle, LongCells};

/// The two cells of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    pub before: String,
    pub after: String,
}

/// How a municipality words its table.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'a> {
    pub nothing_before: &'a str,
    pub removed: &'a str,
    pub abridged: bool,
}

impl<'a> Wording<'a> {
    pub fn of(style: &'a HouseStyle) -> Self {
        let abridged = style.long_cells == LongCells::Abridged;
        Self { nothing_before: &style.nothing_before, removed: &style.removed, abridged }
    }
}

/// Cells up to this many characters are always quoted whole.
const SHORT: usize = 120;
/// A heading is a short line.
const HEADING: usize = 40;
/// A sentence of more characters does not stand beside what came or went.
const BESIDE: usize = 80;
/// Stands for what did not change.
pub const LEFT_OUT: &str = "（略）";

pub fn quote(row: &DiffRow, wording: Wording<'_>) -> Quoted {
    let (before, after) = (row.before_words(), row.after_words());
    let (before, after) = match (&row.before, &row.after) {
        (Some(old), Some(new)) if row.item_kind == Kind::Records => set::quoted(&old.set, &new.set),
        // A choice of few words is told whole.
        _ if row.item_kind == Kind::Checks => (before.to_owned(), after.to_owned()),
        _ if wording.abridged && before.chars().count().max(after.chars().count()) > SHORT => abridged(before, after),
        _ => (before.to_owned(), after.to_owned()),
    };
    let or = |text: String, word: &str| if text.trim().is_empty() { word.to_owned() } else { text };
    Quoted { before: or(before, wording.nothing_before), after: or(after, wording.removed) }
}

/// The changed sentences under the heading that they stand under, （略） for the rest. Where a sentence only came or went, the one
/// beside it tells on both sides where that was, so that no cell that says something is told as one that says nothing.
fn abridged(before: &str, after: &str) -> (String, String) {
    let (old, new) = (sentences(before), sentences(after));
    if old.is_empty() || new.is_empty() {
        return (before.to_owned(), after.to_owned());
    }
    // What was only renumbered because something came or went before it is not a change of its own.
    [without_marker as fn(&str) -> &str, str::trim]
        .into_iter()
        .find_map(|part| changed_in(&old, &new, part))
        .unwrap_or_else(|| {
            // Only where a line ends differs.
            (before.to_owned(), after.to_owned())
        })
}

/// The sentences that differ in what `part` takes of them; nothing where none does.
fn changed_in(old: &[&str], new: &[&str], part: fn(&str) -> &str) -> Option<(String, String)> {
    let bare = |sentences: &[&'_ str]| -> Vec<String> { sentences.iter().map(|one| part(one).to_owned()).collect() };
    let (old_bare, new_bare) = (bare(old), bare(new));
    let operations = capture_diff_slices(Algorithm::Myers, &old_bare, &new_bare);
    let (mut left, mut right) = (vec![false; old.len()], vec![false; new.len()]);
    for operation in operations.iter().filter(|operation| !matches!(operation, DiffOp::Equal { .. })) {
        let (gone, come) = (operation.old_range(), operation.new_range());
        left[gone.clone()].fill(true);
        right[come.clone()].fill(true);
        let heading = (0..gone.start).rev().find(|at| is_heading(old[*at].trim()));
        let above = new_bare[..come.start].iter().rposition(|one| heading.is_some_and(|at| *one == old_bare[at]));
        if let Some((heading, above)) = heading.zip(above) {
            left[heading] = true;
            right[above] = true;
        }
        if gone.is_empty() || come.is_empty() {
            let beside = match (gone.start.checked_sub(1), come.start.checked_sub(1)) {
                (Some(l), Some(r)) => (l, r),
                _ => (gone.end, come.end),
            };
            // A long one tells no better than （略） where it was.
            let is_short =
                |sentences: &[&str], at: usize| sentences.get(at).is_none_or(|one| one.chars().count() <= BESIDE);
            if is_short(old, beside.0) && is_short(new, beside.1) {
                left.get_mut(beside.0).into_iter().chain(right.get_mut(beside.1)).for_each(|told| *told = true);
            }
        }
    }
    let changed = left.contains(&true) || right.contains(&true);
    changed.then(|| (told(old, &left), told(new, &right)))
}

/// The sentences that are told, each run of others as one （略）.
fn told(sentences: &[&str], told: &[bool]) -> String {
    let mut pieces: Vec<String> = Vec::new();
    let mut last = None;
    for (sentence, told) in sentences.iter().zip(told) {
        match (*told, last) {
            (true, Some(true)) => pieces.last_mut().into_iter().for_each(|piece| piece.push_str(sentence)),
            (true, _) => pieces.push((*sentence).to_owned()),
            (false, Some(false)) => {}
            (false, _) => pieces.push(LEFT_OUT.to_owned()),
        }
        last = Some(*told);
    }
    pieces.iter().map(|piece| piece.trim_end()).collect::<Vec<_>>().join("\n")
}

/// Sentences with what ends them: a full stop that no bracket follows, or the end of a line.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let closes = characters.peek().is_some_and(|(_, next)| "）」』)".contains(*next));
        if character == '\n' || (character == '。' && !closes) {
            let end = at + character.len_utf8();
            sentences.push(&text[start..end]);
            start = end;
        }
    }
    sentences.push(&text[start..]);
    joined(text, &sentences)
}

/// What is only blank belongs to the sentence before it: the line ends there.
fn joined<'t>(text: &'t str, pieces: &[&'t str]) -> Vec<&'t str> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for piece in pieces {
        let end = at + piece.len();
        match sentences.last_mut() {
            Some(last) if piece.trim().is_empty() => last.end = end,
            _ if piece.trim().is_empty() => {}
            _ => sentences.push(at..end),
        }
        at = end;
    }
    sentences.into_iter().map(|range| &text[range]).collect()
}

/// A sentence without the number or sign of a list that it begins with: 「③税額の決定」 → 「税額の決定」.
fn without_marker(sentence: &str) -> &str {
    let sentence = sentence.trim();
    let circled = |c: char| ('①'..='⑳').contains(&c) || ('❶'..='❿').contains(&c);
    if let Some(rest) = sentence.strip_prefix(circled) {
        return rest.trim_start();
    }
    let number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let opened = sentence.strip_prefix(['(', '（']).unwrap_or(sentence);
    let rest = opened.trim_start_matches(number);
    let closed = rest.strip_prefix([')', '）', '.', '．']).filter(|rest| rest.len() < opened.len() && !rest.is_empty());
    // 「1.5倍」 begins with no number of a list.
    let closed = closed.filter(|after| !(rest.starts_with(['.', '．']) && after.starts_with(number)));
    closed.filter(|_| !opened.starts_with(rest)).map_or(sentence, str::trim_start)
}

/// ＜…における措置＞, ①…, (1)…: a short line that something stands under.
fn is_heading(sentence: &str) -> bool {
    let begins = sentence.starts_with(['＜', '<', '【', '［', '■', '◆', '●', '〈', '《', '(', '（'])
        || sentence.starts_with(|c| ('①'..='⑳').contains(&c) || ('❶'..='❿').contains(&c));
    begins && sentence.chars().count() <= HEADING && !sentence.ends_with('。')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_sentences_are_quoted_under_their_heading() {
        let (before, after) =
            abridged("＜甲＞\n一。\n二。\n＜乙＞\n三。四。\n五。", "＜甲＞\n一。\n二。\n＜乙＞\n三。四改。\n五。");
        assert_eq!(before, "（略）\n＜乙＞\n（略）\n四。\n（略）");
        assert_eq!(after, "（略）\n＜乙＞\n（略）\n四改。\n（略）");
    }

    #[test]
    fn what_only_came_or_went_stands_beside_what_stayed() {
        assert_eq!(abridged("一\n二", "一\n二\n三"), ("（略）\n二".into(), "（略）\n二\n三".into()));
        assert_eq!(abridged("一\n二", "二"), ("一\n二".into(), "二".into()));
        assert_eq!(abridged("一。二。三。", "一。三。"), ("一。二。\n（略）".into(), "一。\n（略）".into()));
    }

    #[test]
    fn what_was_only_renumbered_is_left_out() {
        let before = "①甲を行う。\n②乙を行う。\n③丙を行う。";
        let after = "①甲を行う。\n②新たに丁を行う。\n③乙を行う。\n④丙を行う。";
        assert_eq!(
            abridged(before, after),
            ("①甲を行う。\n（略）".into(), "①甲を行う。\n②新たに丁を行う。\n（略）".into())
        );
        // Where nothing else changed, the numbers did.
        let renumbered = "②甲を行う。\n②乙を行う。\n③丙を行う。";
        assert_eq!(abridged(before, renumbered), ("①甲を行う。\n（略）".into(), "②甲を行う。\n（略）".into()));
        assert_eq!(without_marker("(1)甲"), "甲");
        assert_eq!(without_marker("10人以上"), "10人以上");
        assert_eq!(without_marker("1.5倍とする。"), "1.5倍とする。");
        assert_eq!(without_marker("令和7年"), "令和7年");
    }

    #[test]
    fn lines_stay_lines() {
        let (before, after) = abridged("一。\n①二。\n②三。", "一。\n①二改。\n②三改。");
        assert_eq!((before.as_str(), after.as_str()), ("（略）\n①二。\n②三。", "（略）\n①二改。\n②三改。"));
    }

    #[test]
    fn a_full_stop_in_brackets_ends_no_sentence() {
        assert_eq!(sentences("媒体（紙を除く。）を使う。運ぶ"), ["媒体（紙を除く。）を使う。", "運ぶ"]);
        assert_eq!(sentences("一。\n\n二。"), ["一。\n\n", "二。"], "what ends a line belongs to the sentence");
    }
}
