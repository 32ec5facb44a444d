//! Which words of two texts differ, for messages: never a word as missing that stands there.

use super::verdict::SENTENCES;
use crate::diff::{DiffPiece, DiffPieceKind, Quote, changed_words, plain};
use crate::text::width::truncate;

/// So many columns of what differs are shown.
const SHOWN: usize = 48;
/// Fewer characters are shown with as many on either side.
const SHORT: usize = 6;
const AROUND: usize = 4;
/// Of a sentence that is another one, so much stands in its counterpart, in thousandths.
const LIKE: usize = 500;

/// The first words that differ: those of the one text, and what the other has in their place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Differing {
    pub(super) one: String,
    pub(super) other: String,
    /// Further places.
    pub(super) more: usize,
}

pub(super) fn differing(one: &str, other: &str) -> Option<Differing> {
    let pieces = changed_words(one, other);
    let at = pieces.iter().position(|piece| piece.kind != DiffPieceKind::Same)?;
    let end = at + pieces[at..].iter().take_while(|piece| piece.kind != DiffPieceKind::Same).count();
    let side = |kind: DiffPieceKind| -> String {
        pieces[at..end].iter().filter(|piece| piece.kind == kind).map(|piece| piece.text.as_str()).collect()
    };
    let (mut removed, mut added) = (side(DiffPieceKind::Removed), side(DiffPieceKind::Added));
    if removed.chars().count().min(added.chars().count()) < SHORT {
        let before: Vec<char> = at.checked_sub(1).map_or_else(Vec::new, |at| last_line(&pieces[at]));
        let after: Vec<char> = pieces.get(end).map_or_else(Vec::new, first_line);
        let (cut, rest) = (before.len().saturating_sub(AROUND), after.len().min(AROUND));
        let open = if cut > 0 { "…" } else { "" };
        let close = if rest < after.len() { "…" } else { "" };
        let before: String = open.chars().chain(before[cut..].iter().copied()).collect();
        let after: String = after[..rest].iter().copied().chain(close.chars()).collect();
        removed = format!("{before}{removed}{after}");
        added = format!("{before}{added}{after}");
    }
    let runs = |pieces: &[DiffPiece]| {
        let is_same = |piece: &DiffPiece| piece.kind == DiffPieceKind::Same;
        pieces.split(is_same).filter(|run| !run.is_empty()).count()
    };
    Some(Differing { one: shown(&removed), other: shown(&added), more: runs(&pieces[end..]) })
}

/// What a sentence says otherwise than the sentence of a text that is most like it; nothing where none is.
pub(super) fn differing_in(sentence: &str, text: &str) -> Option<Differing> {
    let quote = Quote::of(sentence);
    let sentences = text.split_inclusive(['。', '\n']).take(SENTENCES).map(str::trim).filter(|one| !one.is_empty());
    let alike = sentences.map(|one| (quote.share_in(&plain(one)), one)).max_by_key(|(share, _)| *share)?;
    if alike.0 < LIKE { None } else { differing(sentence.trim(), alike.1) }
}

/// The part of a sentence that does not stand in a text, without what does before and after it.
pub(super) fn absent(sentence: &str, text: &str) -> String {
    let there = plain(text);
    let stands = |words: &str| there.contains(&plain(words));
    let starts: Vec<usize> = sentence.char_indices().map(|(at, _)| at).collect();
    let first = starts.partition_point(|at| stands(&sentence[..*at]));
    let from = starts.get(first.saturating_sub(AROUND + 1)).copied().filter(|_| first > AROUND + SHORT).unwrap_or(0);
    let last = starts.partition_point(|at| !stands(&sentence[*at..]));
    let to = starts.get(last + AROUND).copied().filter(|_| last + AROUND + SHORT < starts.len());
    let to = to.unwrap_or(sentence.len()).max(from);
    let (open, close) = (if from > 0 { "…" } else { "" }, if to < sentence.len() { "…" } else { "" });
    format!("{open}{}{close}", shown(sentence[from..to].trim()))
}

impl Differing {
    /// 「甲」と「乙」（ほかに 2 か所）, with what each side is called.
    pub(super) fn sides(&self, one: &str, other: &str) -> String {
        let side = |words: &str| if words.is_empty() { "記載なし".to_owned() } else { format!("「{words}」") };
        format!("{one}では{}、{other}では{}{}", side(&self.one), side(&self.other), self.further())
    }

    /// 、ほかに 2 か所
    pub(super) fn further(&self) -> String {
        if self.more == 0 { String::new() } else { format!("、ほかに {} か所", self.more) }
    }
}

fn shown(words: &str) -> String {
    truncate(&words.trim_matches('\n').replace('\n', " "), SHOWN)
}

fn last_line(piece: &DiffPiece) -> Vec<char> {
    piece.text.rsplit('\n').next().unwrap_or_default().chars().collect()
}

fn first_line(piece: &DiffPiece) -> Vec<char> {
    piece.text.split('\n').next().unwrap_or_default().chars().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_differ_are_shown_with_what_is_around_short_ones() {
        let told = differing("受付の締切りは11月17日とする。", "受付の締切りは12月12日とする。").unwrap();
        assert!(told.one.contains("11") && told.other.contains("12"), "{told:?}");
        assert!(told.one.starts_with("…締切りは"), "{told:?}");
        let told = differing("甲市が行う。乙が行う。", "丙町が行う。丁が行う。").unwrap();
        assert_eq!(told.sides("行", "本文").matches('「').count(), 2);
    }

    #[test]
    fn what_stands_there_is_not_told_as_missing() {
        let body = "窓口で受け付けた届出を、担当者が確かめてから登録する。";
        let sentence = "窓口で受け付けた届出を、担当者が確かめてから消去する。";
        let told = absent(sentence, body);
        assert!(told.contains("消去") && !told.contains("窓口"), "{told}");
        assert_eq!(absent("別の文", body), "別の文");
    }

    #[test]
    fn the_sentence_that_is_most_like_is_compared() {
        let body = "初めに確かめる。\n受け付けた届出は担当者が二人で登録する。\n終わりに消す。";
        let told = differing_in("受け付けた届出は担当者が一人で登録する。", body).unwrap();
        assert!(told.one.contains('一') && told.other.contains('二'), "{told:?}");
        assert_eq!(differing_in("全く別のことを述べている。", body), None);
    }
}
