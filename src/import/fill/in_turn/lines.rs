//! The lines below a run of labels, each with whose it is: that of an option's label, or of no option.

use std::ops::Range;

use super::TurnLabel;
use crate::import::boxes::{is_box, kana_number};
use crate::import::fill::Filler;
use crate::import::stream::Use;
use crate::labels::Gap;

/// A line of what follows the labels.
pub(super) struct TurnLine {
    pub(super) range: Range<usize>,
    pub(super) row: u32,
    pub(super) owner: TurnOwner,
}

/// Whose a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TurnOwner {
    /// The label with this index.
    Label(usize),
    /// Of the option that follows.
    Next,
    /// Of no option.
    Text,
}

impl Filler<'_, '_> {
    /// The lines of a text with whose they are. Brackets around answers, titles of lists and counts of others stand anywhere.
    pub(super) fn lines(&mut self, ranges: &[Range<usize>], labels: &mut [TurnLabel]) -> Vec<TurnLine> {
        let mut lines: Vec<TurnLine> = Vec::new();
        for at in ranges.iter().cloned().flatten().filter(|at| self.stream.is_open(*at)) {
            match lines.last_mut() {
                Some(line) if line.range.end == at && self.stream.gap(at) < Gap::Cell => line.range.end = at + 1,
                _ => {
                    let row = self.stream.book.cell(self.stream.at(at)).row;
                    lines.push(TurnLine { range: at..at + 1, row, owner: TurnOwner::Text });
                }
            }
        }
        lines.iter_mut().for_each(|line| self.trim_brackets(&mut line.range));
        let title: Vec<char> = "<選択肢>".chars().collect();
        let is_open = |line: &TurnLine| !line.range.is_empty() && self.stream.chars[line.range.clone()] != ['※'];
        lines.retain(|line| is_open(line) && self.stream.chars[line.range.clone()] != title);
        self.drop_counts(&mut lines);
        let said: Vec<Vec<char>> = lines.iter().map(|line| self.stream.chars[line.range.clone()].to_vec()).collect();
        let mut last: Option<(usize, usize)> = None;
        // What an option still lacks, where its word is broken.
        let mut rest: Vec<char> = Vec::new();
        let mut depth = 0_i32;
        for (line, text) in lines.iter_mut().zip(&said) {
            let brackets = |text: &[char]| {
                text.iter().map(|letter| i32::from(*letter == '(') - i32::from(*letter == ')')).sum::<i32>()
            };
            if let (Some((label, _)), true) = (last, !rest.is_empty() && text.starts_with(&rest)) {
                line.owner = TurnOwner::Label(label);
                rest.clear();
            } else if is_box(&text.iter().collect::<String>()) {
                line.owner = TurnOwner::Next;
            } else if let Some((label, option, lacks)) = option_of(text, labels) {
                line.owner = TurnOwner::Label(label);
                labels[label].options[option].1 = true;
                last = Some((label, option));
                depth = brackets(text).max(0);
                rest = lacks;
            } else if let (Some((label, _)), true) =
                (last, is_bracket(text) || text[0] == '(' || depth > 0 && text[0] == ')')
            {
                // The brackets of the option before.
                line.owner = TurnOwner::Label(label);
                depth += brackets(text);
            }
        }
        // A box is that of the option after it.
        let mut next = TurnOwner::Next;
        for line in lines.iter_mut().rev() {
            match line.owner {
                TurnOwner::Next => line.owner = next,
                TurnOwner::Label(_) => next = line.owner,
                TurnOwner::Text => {}
            }
        }
        lines
    }

    /// Takes the brackets around an answer off a line, which may stand in lines of their own.
    fn trim_brackets(&mut self, range: &mut Range<usize>) {
        let bracket = |at: usize| matches!(self.stream.chars[at], '[' | ']');
        let text: String = self.stream.chars[range.clone()].iter().take(3).collect();
        if is_box(&text) || is_box(text.get(..2).unwrap_or_default()) {
            return;
        }
        let all = range.clone();
        while range.start < range.end && bracket(range.start) {
            range.start += 1;
        }
        while range.start < range.end && bracket(range.end - 1) {
            range.end -= 1;
        }
        self.stream.mark(all.start..range.start, Use::Printed);
        self.stream.mark(range.end..all.end, Use::Printed);
    }

    /// 「（2）件」, the brackets and the number in lines of their own or not.
    fn drop_counts(&self, lines: &mut Vec<TurnLine>) {
        let text = |line: &TurnLine| &self.stream.chars[line.range.clone()];
        let is_count = |text: &[char]| text.iter().all(|c| c.is_ascii_digit() || matches!(c, '(' | ')' | '件'));
        let mut at = lines.len();
        while let Some(end) = lines[..at].iter().rposition(|line| is_count(text(line)) && text(line).ends_with(&['件']))
        {
            let first = (end.saturating_sub(2)..=end).find(|first| {
                text(&lines[*first]).first() == Some(&'(')
                    && lines[*first..=end].iter().all(|line| is_count(text(line)))
            });
            at = first.unwrap_or(end);
            lines.drain(at..=end);
        }
    }
}

fn is_bracket(text: &[char]) -> bool {
    text.iter().all(|letter| matches!(letter, '(' | ')'))
}

/// The label among whose options a line is: the first where it was not seen yet, with what its word still lacks.
fn option_of(line: &[char], labels: &[TurnLabel]) -> Option<(usize, usize, Vec<char>)> {
    let boxed = (1..line.len().min(4)).rev().find(|end| is_box(&line[..*end].iter().collect::<String>())).unwrap_or(0);
    let line = &line[boxed..];
    let line = line.strip_prefix(&['・']).unwrap_or(line);
    let digits = line.iter().take_while(|letter| letter.is_ascii_digit()).count();
    let closed = |at: usize| line.get(at).is_some_and(|letter| matches!(letter, ')' | '.'));
    let number = match line.first() {
        Some(first) if kana_number(*first).is_some() && closed(1) => 2,
        _ if digits > 0 && closed(digits) => digits + 1,
        _ => 0,
    };
    let mut seen = None;
    for (label, own) in labels.iter().enumerate() {
        for (option, (word, taken)) in own.options.iter().enumerate() {
            for from in [0, number] {
                let text = &line[from..];
                let whole = text.starts_with(word) && text.get(word.len()).is_none_or(|next| *next == '(');
                let broken = text.len() > 3 && text.len() < word.len() && word.starts_with(text);
                let lacks = if whole { Vec::new() } else { word[text.len().min(word.len())..].to_vec() };
                if whole || broken {
                    if !taken {
                        return Some((label, option, lacks));
                    }
                    seen = seen.or(Some((label, option, lacks)));
                }
            }
        }
    }
    seen
}
