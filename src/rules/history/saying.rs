//! What the cells 変更前 and 変更後 say, and whether an answer bears it out.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::assessment::{Answer, Assessment, Cell, Text};
use crate::dates::Date;
use crate::diff::{Told, essence};
use crate::form::{Form, Kind, Node, Options};
use crate::house::HouseStyle;
use crate::text::fold;

/// Words that tables use for "nothing was there".
const NOTHING: [&str; 12] = [
    "記載なし",
    "記載無し",
    "追加",
    "新規",
    "新設",
    "なし",
    "無し",
    "新規追加",
    "空欄",
    "記載無",
    "該当なし",
    "特になし",
];
const REMOVED: [&str; 3] = ["削除", "記載削除", "全部削除"];
const POINTERS: [&str; 6] = ["同上", "同左", "以下同じ", "記載省略", "省略", "略"];
/// Where a quotation leaves something out.
const ELISIONS: [&str; 8] = ["(略)", "(前略)", "(中略)", "(後略)", "(以下略)", "(以下省略)", "以下略", "..."];
/// Endings of a line that describes a change and does not quote it.
const DESCRIBES: [&str; 16] = [
    "について記載",
    "の追記",
    "を追記",
    "の追加",
    "を追加",
    "を追加した",
    "の削除",
    "を削除",
    "を削除した",
    "の修正",
    "を修正",
    "を修正した",
    "の変更",
    "を変更",
    "を変更した",
    "に修正",
];
/// A description is a short line.
const DESCRIPTION: usize = 60;
/// A removed passage of fewer characters may stand elsewhere by chance.
const PASSAGE: usize = 8;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Saying {
    /// Blank, or a word that means it.
    Nothing,
    Removed,
    /// 同上, （記載省略）
    Pointer,
    /// 「…について記載」
    Description,
    Quote(Quote),
}

/// Words quoted from an answer, folded, in the pieces that elisions leave.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quote {
    pub(super) pieces: Vec<String>,
    pub(super) elided: bool,
    pub(super) characters: usize,
}

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

impl Saying {
    pub(super) fn of(text: Option<&Text>, house: Option<&HouseStyle>) -> Self {
        text.map_or(Self::Nothing, |text| Self::of_words(&text.value, house))
    }

    pub(super) fn of_words(text: &str, house: Option<&HouseStyle>) -> Self {
        let folded = fold::fold(text);
        let bare = folded.trim_matches(|c| "()[]<>「」。.・-".contains(c));
        let is_house = |word: fn(&HouseStyle) -> &str| house.is_some_and(|house| fold::fold(word(house)) == folded);
        if bare.is_empty() || NOTHING.contains(&bare) || is_house(|house| &house.nothing_before) {
            Self::Nothing
        } else if REMOVED.contains(&bare) || is_house(|house| &house.removed) {
            Self::Removed
        } else if POINTERS.contains(&bare) {
            Self::Pointer
        } else if text.lines().filter(|line| !line.trim().is_empty()).all(describes) {
            Self::Description
        } else {
            Self::Quote(Quote::of(text))
        }
    }

    /// Neither words nor a pointer to them.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Nothing | Self::Removed)
    }

    pub(super) fn quote(&self) -> Option<&Quote> {
        match self {
            Self::Quote(quote) => Some(quote),
            _ => None,
        }
    }

    /// The same is said, however it is written.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Quote(one), Self::Quote(other)) => one.pieces == other.pieces,
            _ => self.is_blank() && other.is_blank(),
        }
    }
}

fn describes(line: &str) -> bool {
    let folded = fold::fold(line);
    let bare = folded.trim_end_matches(['。', '.', ')']);
    folded.chars().count() <= DESCRIPTION && DESCRIBES.iter().any(|ending| bare.ends_with(ending) && bare != *ending)
}

impl Quote {
    pub(super) fn of(text: &str) -> Self {
        let mut whole = essence(text);
        let elided = ELISIONS.iter().any(|mark| whole.contains(mark));
        for mark in ELISIONS.iter().filter(|_| elided) {
            whole = whole.replace(mark, "\u{1f}");
        }
        let pieces = whole.split('\u{1f}').map(bare).filter(|piece| !piece.is_empty()).collect();
        Self { pieces, elided, characters: fold::fold(text).chars().count() }
    }

    pub(super) fn whole(&self) -> String {
        self.pieces.concat()
    }

    /// Every piece stands in `text`.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.pieces.iter().all(|piece| text.contains(piece.as_str()))
    }

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
const SENTENCES: usize = 500;

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

/// A text as quotations are searched in it.
pub(super) fn plain(text: &str) -> String {
    bare(&essence(text))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"、。,・●○■◆◎※".contains(*c)).collect()
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
        told.map_or_else(Self::default, |told| Self { words: told.words.clone(), list: told.list.clone() })
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

/// The single option that is quoted, perhaps with the number of its printed list or a number of cases.
pub(super) fn option_of(options: &Options, quote: &Quote) -> Option<usize> {
    let whole = quote.whole();
    let unticked = whole.trim_start_matches("[]");
    let unnumbered = match unticked.split_once([')', '.']) {
        Some((number, rest)) if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) => rest,
        _ => unticked,
    };
    let counted = unnumbered.strip_suffix('件').map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit()));
    let word = counted.unwrap_or(unnumbered);
    options.choices.iter().position(|choice| plain(&choice.word) == word)
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

/// `委託する 4件` → 4
pub(super) fn cases(quote: &Quote) -> Option<u64> {
    let whole = quote.whole();
    let whole = whole.replace(['(', ')'], "");
    let number = whole.strip_suffix('件').unwrap_or(&whole);
    let start = number
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + number[at..].chars().next().map_or(0, char::len_utf8));
    number[start..].parse().ok()
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

    fn saying(text: &str) -> Saying {
        Saying::of(Some(&Text::derived(text)), None)
    }

    #[test]
    fn house_words_are_understood() {
        for nothing in ["", "―", "（記載なし）", "(追加)", "なし", "（新規）", "-"] {
            assert_eq!(saying(nothing), Saying::Nothing, "{nothing}");
        }
        assert_eq!(saying("（削除）"), Saying::Removed);
        assert_eq!(saying("(記載省略)"), Saying::Pointer);
        assert_eq!(saying("共通基盤システムについて記載"), Saying::Description);
        assert_eq!(saying("申込みの経路を追加した\n・図を修正"), Saying::Description);
        assert!(matches!(saying("情報を追加する機能"), Saying::Quote(_)));
    }

    #[test]
    fn elisions_split_a_quotation() {
        let quote = Quote::of("（前略）・第一の措置\n（略）\n第三の措置 以下略");
        assert!(quote.elided);
        assert!(quote.is_in(&plain("序\n・第一の措置\n・第二の措置\n・第三の措置\n結び")));
        assert!(!quote.is_in(&plain("・第一の措置")));
    }

    #[test]
    fn options_are_found_outside_brackets_only() {
        let choice = |word: &str| Choice { word: word.into(), group: None, text: false, about: None };
        let words = ["電子記録媒体（フラッシュメモリを除く。）", "フラッシュメモリ", "専用線", "その他"];
        let options = Options { choices: words.iter().map(|word| choice(word)).collect() };
        let found = |text: &str| options_in(&options, &plain(text));
        assert_eq!(found("[○]電子記録媒体(フラッシュメモリを除く。)、その他（専用線）"), [0, 3]);
        assert_eq!(found("フラッシュメモリ、専用線"), [1, 2]);
    }

    #[test]
    fn numbers_of_cases_and_numbered_options_are_read() {
        assert_eq!(cases(&Quote::of("委託する　４件")), Some(4));
        assert_eq!(cases(&Quote::of("（2）件")), Some(2));
        let options =
            Options { choices: vec![Choice { word: "実施する".into(), group: None, text: false, about: None }] };
        assert_eq!(option_of(&options, &Quote::of("1）実施する")), Some(0));
    }
}
