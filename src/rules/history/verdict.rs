//! Whether an answer bears out what a row says.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::assessment::{Answer, Assessment, Cell};
use crate::dates::Date;
use crate::diff::{Quote, Saying, SetItem, Told, cases, option_of, plain};
use crate::form::{Form, Kind, Node, Options};
use crate::text::fold;

/// A removed passage of fewer characters may stand elsewhere by chance.
const PASSAGE: usize = 8;

/// Whether an answer bears out what a row says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Verdict {
    Agrees,
    Contradicts,
    /// A text that is not there as a whole.
    Differs,
    /// Nothing can be said.
    Open,
}

impl Quote {
    /// How much of it stands in `text`, in thousandths.
    pub(super) fn share_in(&self, text: &str) -> usize {
        let (all, missing) = missing_runs(&self.whole(), &runs(text).into_iter().collect());
        share(all, missing)
    }
}

fn share(all: usize, missing: usize) -> usize {
    (1_000 * (all - missing)).checked_div(all).unwrap_or(0)
}

/// The runs of three characters of a text.
fn runs(text: &str) -> Vec<[char; 3]> {
    let characters: Vec<char> = text.chars().collect();
    characters.windows(3).map(|run| [run[0], run[1], run[2]]).collect()
}

/// How many runs `own` has, and how many of them are not there.
fn missing_runs(own: &str, there: &BTreeSet<[char; 3]>) -> (usize, usize) {
    let own = runs(own);
    (own.len(), own.iter().filter(|run| !there.contains(*run)).count())
}

/// A text of fewer characters is quoted whole: it is there or it is not.
const SHORT: usize = 80;
/// A sentence of which less, in thousandths, is there says something else, unless only a letter of it is mistyped.
const ANOTHER: usize = 910;
/// A mistyped letter costs three runs of characters.
const MISTYPED: usize = 4;

/// No answer has more sentences.
pub(super) const SENTENCES: usize = 500;

/// The sentence of a quotation of which an answer has least.
#[derive(Debug)]
pub(super) struct Missing {
    pub(super) range: Range<usize>,
    /// It is not only spelled otherwise.
    pub(super) certain: bool,
}

/// What of a quoted text does not stand in an answer; nothing where every sentence does.
pub(super) fn missing(text: &str, answer: &str) -> Option<Missing> {
    let there = plain(answer);
    let there_runs: BTreeSet<[char; 3]> = runs(&there).into_iter().collect();
    let mut worst: Option<(usize, Range<usize>)> = None;
    let whole = Quote::of(text);
    let mut certain = whole.characters < SHORT && !whole.elided;
    let mut start = 0;
    for sentence in text.split_inclusive(['。', '\n']).take(SENTENCES) {
        let begin = start + sentence.len() - sentence.trim_start().len();
        start += sentence.len();
        let quote = Quote::of(sentence);
        if quote.is_in(&there) {
            continue;
        }
        let (all, runs) = missing_runs(&quote.whole(), &there_runs);
        let other_date = Date::find_all(sentence).iter().any(|(_, date)| !there.contains(&date.iso()));
        certain |= other_date || (runs > MISTYPED && share(all, runs) < ANOTHER);
        if worst.as_ref().is_none_or(|(most, _)| runs > *most) {
            worst = Some((runs, begin..begin + sentence.trim().len()));
        }
    }
    worst.map(|(_, range)| Missing { range, certain })
}

/// An answer as a row must tell it.
#[derive(Debug, Default)]
pub(super) struct Actual {
    pub(super) words: String,
    list: Vec<String>,
}

impl Actual {
    /// The answer of a cell; nothing where the cell is not asked for and not written.
    pub(super) fn of(assessment: &Assessment, cell: &Cell) -> Self {
        let told = cell.active || cell.typed.is_some();
        let Some(answer) = cell.answer().filter(|_| told) else { return Self::default() };
        let options = assessment.form.options_of(assessment.node(cell));
        let words = answer.words(options).trim().to_owned();
        let list = if matches!(answer, Answer::Checks(_)) { answer.list(options) } else { Vec::new() };
        Self { words, list }
    }

    pub(super) fn told(told: Option<&Told>) -> Self {
        told.map_or_else(Self::default, |told| {
            let list = told.set.iter().map(SetItem::words).collect();
            Self { words: told.words.clone(), list }
        })
    }

    fn is_blank(&self) -> bool {
        fold::says_none(&self.words)
    }
}

/// Does the answer bear out `saying`, one side of a row whose other side is `other`?
pub(super) fn verdict(form: &Form, node: &Node, saying: &Saying, other: &Saying, actual: &Actual) -> Verdict {
    let closed = matches!(node.kind, Some(Kind::Choice | Kind::Date | Kind::Count));
    match saying {
        Saying::Pointer | Saying::Description => Verdict::Open,
        Saying::Nothing | Saying::Removed if closed => {
            if actual.is_blank() {
                Verdict::Agrees
            } else {
                Verdict::Contradicts
            }
        }
        Saying::Nothing | Saying::Removed => absent(form, node, other, actual),
        Saying::Quote(quote) => match node.kind {
            Some(Kind::Choice) => choice(form.options_of(node), quote, actual),
            Some(Kind::Date) => date(quote, actual),
            Some(Kind::Count) => count(quote, actual),
            Some(Kind::Checks) => checks(form.options_of(node), quote, other, actual),
            Some(Kind::Text | Kind::Line | Kind::Period) => text(quote, actual),
            _ => Verdict::Open,
        },
    }
}

/// What the other side quotes must not be there.
fn absent(form: &Form, node: &Node, other: &Saying, actual: &Actual) -> Verdict {
    let Saying::Quote(gone) = other else { return Verdict::Open };
    match node.kind {
        Some(Kind::Checks) => {
            let Some(options) = form.options_of(node) else { return Verdict::Open };
            let (gone, there) = (options_in(options, &gone.whole()), ticked(options, actual));
            // Where only the text in the brackets of an option changed, it is ticked before and after.
            let stays = |option: &usize| there.contains(option) && !options.choices[*option].text;
            if gone.iter().any(stays) { Verdict::Contradicts } else { Verdict::Agrees }
        }
        Some(Kind::Text | Kind::Line | Kind::Period) => {
            let there = gone.characters >= PASSAGE && gone.is_in(&plain(&actual.words));
            if there { Verdict::Contradicts } else { Verdict::Agrees }
        }
        _ => Verdict::Open,
    }
}

fn choice(options: Option<&Options>, quote: &Quote, actual: &Actual) -> Verdict {
    let Some(told) = options.and_then(|options| option_of(options, quote)) else { return Verdict::Open };
    let same = options.and_then(|options| options.position(&actual.words)) == Some(told);
    if same { Verdict::Agrees } else { Verdict::Contradicts }
}

fn date(quote: &Quote, actual: &Actual) -> Verdict {
    match (Date::parse(&quote.whole()), Date::parse(&actual.words)) {
        (Ok(told), Ok(there)) if told.is_before(there) || there.is_before(told) => Verdict::Contradicts,
        (Ok(_), Ok(_)) => Verdict::Agrees,
        (Ok(_), Err(_)) if actual.is_blank() => Verdict::Contradicts,
        _ => Verdict::Open,
    }
}

fn count(quote: &Quote, actual: &Actual) -> Verdict {
    match (cases(quote), actual.words.parse::<u64>()) {
        (Some(told), Ok(there)) if told != there => Verdict::Contradicts,
        (Some(_), Ok(_)) => Verdict::Agrees,
        _ => Verdict::Open,
    }
}

fn checks(options: Option<&Options>, quote: &Quote, other: &Saying, actual: &Actual) -> Verdict {
    let Some(options) = options else { return Verdict::Open };
    let (told, there) = (options_in(options, &quote.whole()), ticked(options, actual));
    let gone = other.quote().map(|other| options_in(options, &other.whole())).unwrap_or_default();
    let stays = |option: &usize| !told.contains(option) && there.contains(option) && !options.choices[*option].text;
    let stayed = gone.iter().any(stays);
    if told.is_empty() {
        Verdict::Open
    } else if stayed || told.iter().any(|option| !there.contains(option)) {
        Verdict::Contradicts
    } else {
        Verdict::Agrees
    }
}

fn ticked(options: &Options, actual: &Actual) -> Vec<usize> {
    let starts = |words: &String, word: &str| fold::fold(words).starts_with(&fold::fold(word));
    let option = |words: &String| {
        let fits = options.choices.iter().enumerate().filter(|(_, choice)| starts(words, &choice.word));
        fits.max_by_key(|(_, choice)| choice.word.len()).map(|(index, _)| index)
    };
    actual.list.iter().filter_map(option).collect()
}

/// The options named in a text, longer words first; words inside the brackets of another option are not options.
pub(super) fn options_in(options: &Options, text: &str) -> Vec<usize> {
    let mut rest = text.to_owned();
    let mut order: Vec<usize> = (0..options.choices.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(options.choices[*index].word.len()));
    let mut found = Vec::new();
    for index in order {
        let word = plain(&options.choices[index].word);
        let open = |at: usize| rest[..at].matches('(').count() > rest[..at].matches(')').count();
        let Some((at, _)) = rest.match_indices(word.as_str()).find(|(at, _)| !open(*at)) else { continue };
        rest.replace_range(at..at + word.len(), &" ".repeat(word.len()));
        found.push(index);
    }
    found.sort_unstable();
    found
}

fn text(quote: &Quote, actual: &Actual) -> Verdict {
    let there = plain(&actual.words);
    if quote.is_in(&there) { Verdict::Agrees } else { Verdict::Differs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Choice;

    #[test]
    fn options_are_found_outside_brackets_only() {
        let choice = |word: &str| Choice { word: word.into(), group: None, text: false, about: None };
        let words = ["電子記録媒体（フラッシュメモリを除く。）", "フラッシュメモリ", "専用線", "その他"];
        let options = Options { choices: words.iter().map(|word| choice(word)).collect() };
        let found = |text: &str| options_in(&options, &plain(text));
        assert_eq!(found("[○]電子記録媒体(フラッシュメモリを除く。)、その他（専用線）"), [0, 3]);
        assert_eq!(found("フラッシュメモリ、専用線"), [1, 2]);
    }
}
