//! The answer of a choice among the printed options: `[実施する] ＜選択肢＞ 1) 実施する 2) 実施しない`.

use std::collections::BTreeSet;
use std::ops::Range;

use super::boxes::{CellsText, is_mark, kana_number, option_like, words};
use super::stream::{Stream, StreamRun, Use};
use crate::form::Options;
use crate::labels::Gap;
use crate::text::numeral::circled;

#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// Every option that is marked as the answer; one, where all is well.
    pub(super) options: Vec<usize>,
    /// What stands in the answer's brackets and is no option; the brackets may have been torn over several cells.
    pub(super) wrong: Vec<Vec<StreamRun>>,
    /// Every option bears the same mark, which says nothing.
    pub(super) all_marked: bool,
    /// What was read as an option, and is only nearly one.
    pub(super) guessed: Vec<(usize, Vec<StreamRun>)>,
}

/// Reads the answer in these ranges and marks what it took; what is left open belongs to another item.
pub(super) fn read(stream: &mut Stream<'_>, ranges: &[Range<usize>], options: &Options) -> Chosen {
    let words = words(options);
    if let Some(chosen) = read_boxes(stream, ranges, &words) {
        return chosen;
    }
    let printed = strike_list(stream, ranges, &words);
    let mut chosen = Chosen { options: printed.ticked, ..Chosen::default() };
    let text = CellsText::open(stream, ranges);
    for token in tokens(stream, &text) {
        // The list lost the number of its first option.
        let heads_list = token.words.end == text.len()
            || text.places.get(token.words.end).is_some_and(|next| *next > text.places[token.words.end - 1] + 1);
        if !token.bracketed
            && words.first().is_some_and(|first| text.chars[token.words.clone()] == first[..])
            && heads_list
            && printed.listed.first() == Some(&1)
        {
            text.mark(stream, token.whole, Use::Printed);
            continue;
        }
        let told = after_colon(&text.chars[token.words.clone()]);
        let content = &text.chars[token.words.start + told..token.words.end];
        let only_mark = token.bracketed && matches!(content, [mark] if is_mark(*mark));
        if content.is_empty() || only_mark {
            text.mark(stream, token.whole, Use::Printed);
            continue;
        }
        let bare = strip_number(content);
        // Where cells are not where they were, what is only like an option may be a piece of another.
        let like = option_like(&words, bare).filter(|option| !stream.is_parted || words[*option] == bare);
        match like {
            Some(option) => {
                if !chosen.options.contains(&option) {
                    chosen.options.push(option);
                }
                if words[option] != bare {
                    chosen.guessed.push((option, text.runs(stream, token.whole.clone())));
                }
                text.mark(stream, token.whole, Use::Item);
            }
            // Its number alone, where nothing else stands there.
            None if numbered(content, words.len()).is_some()
                && (token.bracketed || told > 0 || token.whole.len() == text.len()) =>
            {
                let option = numbered(content, words.len()).unwrap_or_default();
                chosen.options.push(option);
                chosen.guessed.push((option, text.runs(stream, token.whole.clone())));
                text.mark(stream, token.whole, Use::Item);
            }
            None if token.bracketed && content.len() <= 40 => {
                chosen.wrong.push(text.runs(stream, token.whole));
            }
            None => {}
        }
    }
    // A list that was cut down to the answer.
    if let (true, [only]) = (chosen.options.is_empty() && chosen.wrong.is_empty(), printed.listed.as_slice())
        && words.len() > 1
        && !stream.is_parted
    {
        chosen.options.push(*only);
    }
    chosen
}

/// Every option with a box before it: `□ 実施する ■ 実施しない`, numbered or not. Such a list is the answer by its marks alone.
fn read_boxes(stream: &mut Stream<'_>, ranges: &[Range<usize>], words: &[Vec<char>]) -> Option<Chosen> {
    let text = CellsText::open(stream, ranges);
    let mut seen: Vec<(bool, usize, Range<usize>)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let found = text.box_before_option(at).and_then(|(ticked, length)| {
            let after = option_number(stream, &text, at + length).map_or(at + length, |(_, after)| after);
            let fits = |option: &usize| text.common(after, &words[*option]) == words[*option].len();
            let option = (0..words.len()).filter(fits).max_by_key(|option| words[*option].len())?;
            Some((ticked, option, at..after + words[option].len()))
        });
        at = found.as_ref().map_or(at + 1, |(.., range)| range.end);
        seen.extend(found);
    }
    let options: BTreeSet<usize> = seen.iter().map(|(_, option, _)| *option).collect();
    // A single bracket may be that of the answer, which stands elsewhere.
    let in_brackets = seen.first().is_some_and(|(.., range)| text.chars[range.start] == '[');
    if options.is_empty() || options.len() == 1 && in_brackets {
        return None;
    }
    // Among options without boxes, the one that is circled is the answer, whatever boxes other lists have.
    if let [(ticked, _, range)] = seen.as_mut_slice()
        && text.is_hollow(range.start)
        && words.len() > 1
    {
        *ticked = true;
    }
    let mut chosen = Chosen::default();
    // The same mark before every option marks none of them.
    let all = options.len() > 1 && options.len() == words.len() && seen.iter().all(|(ticked, ..)| *ticked);
    chosen.all_marked = all;
    for (ticked, option, range) in seen {
        let ticked = ticked && !all;
        text.mark(stream, range, if ticked { Use::Item } else { Use::Printed });
        if ticked && !chosen.options.contains(&option) {
            chosen.options.push(option);
        }
    }
    strike_list(stream, ranges, words);
    Some(chosen)
}

/// `3)` or `3`: the option with this number.
fn numbered(content: &[char], options: usize) -> Option<usize> {
    let text: String = content.iter().collect();
    let number: usize = text.trim_matches(['(', ')', '.']).parse().ok()?;
    (1..=options).contains(&number).then(|| number - 1)
}

/// Reads an answer in brackets with its option list that stands in the cells of another item, whose text it spilt into.
pub(super) fn read_spilt(stream: &mut Stream<'_>, ranges: &[Range<usize>], options: &Options) -> Option<usize> {
    let words = words(options);
    let text = CellsText::open(stream, ranges);
    let found = tokens(stream, &text).into_iter().filter(|token| token.bracketed).find_map(|token| {
        let option = words.iter().position(|word| word[..] == text.chars[token.words.clone()])?;
        Some((option, token.whole))
    });
    let (option, whole) = found?;
    text.mark(stream, whole, Use::Item);
    strike_list(stream, ranges, &words);
    Some(option)
}

#[derive(Debug, Default)]
pub(super) struct List {
    /// Options that stand in the list.
    pub(super) listed: Vec<usize>,
    /// Those with a ticked box of their own.
    ticked: Vec<usize>,
}

/// Marks the printed option list: its title and every numbered option.
pub(super) fn strike_list(stream: &mut Stream<'_>, ranges: &[Range<usize>], words: &[Vec<char>]) -> List {
    let text = CellsText::open(stream, ranges);
    let mut list = List::default();
    let title: Vec<char> = "選択肢".chars().collect();
    let mut at = 0;
    while at < text.len() {
        if text.common(at, &title) == title.len() {
            let start = at - usize::from(at > 0 && matches!(text.chars[at - 1], '<' | '[' | '(' | '【' | '〈'));
            let end = at + title.len();
            let close = text.chars.get(end).is_some_and(|c| matches!(c, '>' | ']' | ')' | '】' | '〉'));
            text.mark(stream, start..end + usize::from(close), Use::Printed);
            at = end;
            continue;
        }
        let Some((number, after)) = option_number(stream, &text, at).filter(|(number, _)| *number <= words.len())
        else {
            at += 1;
            continue;
        };
        let word = &words[number - 1];
        let common = text.common(after, word);
        // The answer itself, with its number.
        if at > 0 && text.chars[at - 1] == '[' && text.chars.get(after + common) == Some(&']') {
            at = after;
            continue;
        }
        // Cut off, or misread near its end.
        if common < word.len() && (common < 3 || common * 2 < word.len()) {
            at += 1;
            continue;
        }
        let read = after + common;
        let end = if common < word.len() { tail(stream, &text, read, word.len() - common) } else { read };
        let bullet = at > 0 && matches!(text.chars[at - 1], '-' | '・') && text.gap(stream, at - 1) >= Gap::Line;
        text.mark(stream, at - usize::from(bullet)..read, Use::Printed);
        text.mark(stream, read..end, Use::Left);
        list.listed.push(number - 1);
        let before =
            (at.saturating_sub(3)..at).find_map(|from| text.box_at(from).filter(|(_, length)| from + length == at));
        if let Some((ticked, length)) = before {
            text.mark(stream, at - length..at, Use::Printed);
            if ticked {
                list.ticked.push(number - 1);
            }
        }
        at = end;
    }
    list
}

/// What is left of a misread option: the rest of its line, as long as the word may be.
fn tail(stream: &Stream<'_>, text: &CellsText, from: usize, length: usize) -> usize {
    let end = (from..text.len()).find(|index| text.gap(stream, *index) >= Gap::Space).unwrap_or(text.len());
    if end - from <= length + 1 { end } else { from }
}

/// `2)` or `イ` before an option.
fn option_number(stream: &Stream<'_>, text: &CellsText, at: usize) -> Option<(usize, usize)> {
    let first = *text.chars.get(at)?;
    if let Some(number) = circled(first) {
        return Some((number as usize, at + 1));
    }
    let closes = |at: usize| text.chars.get(at).is_some_and(|c| matches!(c, ')' | '.'));
    if let Some(number) = kana_number(first) {
        let begins = at == 0 || text.gap(stream, at) >= Gap::Space || is_mark(text.chars[at - 1]);
        let ends = closes(at + 1) || at + 1 < text.len() && text.gap(stream, at + 1) >= Gap::Space;
        return (begins && ends).then_some((number, at + 1 + usize::from(closes(at + 1))));
    }
    if at > 0 && text.chars[at - 1].is_ascii_digit() {
        return None;
    }
    let digits = text.chars[at..].iter().take(2).take_while(|c| c.is_ascii_digit()).count();
    let number: usize = text.string(at..at + digits).parse().ok()?;
    (number > 0 && closes(at + digits)).then_some((number, at + digits + 1))
}

/// How many letters of a line say what follows: 「選択：実施する」, 「回答：1」.
fn after_colon(line: &[char]) -> usize {
    /// No word for an answer is longer.
    const LONGEST: usize = 4;
    line.iter().take(LONGEST + 1).position(|c| *c == ':').map_or(0, |colon| colon + 1)
}

/// `4)` before the answer itself.
fn strip_number(content: &[char]) -> &[char] {
    let digits = content.iter().take_while(|c| c.is_ascii_digit()).count();
    match content.get(digits) {
        Some(')') if digits > 0 => &content[digits + 1..],
        _ => content,
    }
}

struct Token {
    whole: Range<usize>,
    words: Range<usize>,
    bracketed: bool,
}

/// What stands in brackets, and every line outside of them.
fn tokens(stream: &Stream<'_>, text: &CellsText) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if text.chars[at] == '[' {
            let close = text.chars[at..].iter().take(60).position(|c| *c == ']').map(|length| at + length);
            if let Some(close) = close {
                tokens.push(Token { whole: at..close + 1, words: at + 1..close, bracketed: true });
                at = close + 1;
                continue;
            }
        }
        let start = at + usize::from(text.chars[at] == '[');
        let ends = |index: &usize| text.gap(stream, *index) >= Gap::Line || matches!(text.chars[*index], '[' | ']');
        let mut end = (at + 1..text.len()).find(ends).unwrap_or(text.len());
        let words = start..end;
        if text.chars.get(end) == Some(&']') {
            end += 1;
        }
        tokens.push(Token { whole: at..end, bracketed: end > words.end, words });
        at = end;
    }
    tokens
}
