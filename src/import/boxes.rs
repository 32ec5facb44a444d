//! Boxes and brackets as documents print them: `[○]`, `[ ]`, `☑`, `□`, and the option lists beside them.

use std::ops::Range;

use super::scope::PlacedLabel;
use super::stream::{Stream, StreamRun, Use};
use crate::form::{Choice, Options};
use crate::labels::{ALIKE_AMONG_OPTIONS, Gap, Labels, folded, likeness};

/// What stands in a box that is not ticked, if anything does.
const NOT_TICKED: [char; 8] = ['-', '.', '・', '_', '×', ']', '[', '('];
const TICKED: [char; 8] = ['☑', '☒', '■', '✓', '✔', '✅', '○', '◯'];
const EMPTY: [char; 4] = ['☐', '□', '◻', '▢'];
const CIRCLES: [char; 3] = ['○', '◯', '〇'];
/// Beside one of these, a circle is an empty box.
const FILLED: [char; 5] = ['●', '◉', '⦿', '⚫', '⬤'];
/// Typed for ✓, and the first letter of words as well.
const LETTER_TICK: char = 'レ';

/// It says whether a box is ticked, and is no letter of an answer.
pub(super) fn is_mark(character: char) -> bool {
    let known: [&[char]; 5] = [&TICKED, &EMPTY, &CIRCLES, &FILLED, &NOT_TICKED];
    character == LETTER_TICK || known.iter().any(|marks| marks.contains(&character))
}

/// The open characters of an answer's cells, as one text that knows where it stands.
pub(super) struct CellsText {
    pub(super) chars: Vec<char>,
    pub(super) places: Vec<usize>,
    /// A circle is an empty box.
    hollow: bool,
}

impl CellsText {
    pub(super) fn open(stream: &Stream<'_>, ranges: &[Range<usize>]) -> Self {
        let places: Vec<usize> = ranges.iter().cloned().flatten().filter(|index| stream.is_open(*index)).collect();
        let chars: Vec<char> = places.iter().map(|index| stream.chars[*index]).collect();
        let hollow = stream.hollow || chars.iter().any(|mark| FILLED.contains(mark));
        Self { chars, places, hollow }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(super) fn mark(&self, stream: &mut Stream<'_>, range: Range<usize>, what: Use) {
        for place in &self.places[range] {
            stream.mark(*place..place + 1, what);
        }
    }

    /// Where a piece of it stands in the cells.
    pub(super) fn runs(&self, stream: &Stream<'_>, range: Range<usize>) -> Vec<StreamRun> {
        stream.runs(self.places[range].iter().copied())
    }

    /// What parts the character from the one before it.
    pub(super) fn gap(&self, stream: &Stream<'_>, index: usize) -> Gap {
        self.places.get(index).map_or(Gap::Cell, |place| stream.gap(*place))
    }

    pub(super) fn string(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }

    /// A box at this place: whether it is ticked, and its length.
    pub(super) fn box_at(&self, at: usize) -> Option<(bool, usize)> {
        let rest = &self.chars[at..];
        match rest {
            ['[', ']', ..] => Some((false, 2)),
            ['[', '-' | '.' | '・' | '_' | '×', ']', ..] => Some((false, 3)),
            ['[', mark, ']', ..] if !NOT_TICKED.contains(mark) => Some((true, 3)),
            [mark, ..] if FILLED.contains(mark) => Some((true, 1)),
            [mark, ..] if CIRCLES.contains(mark) && self.hollow => Some((false, 1)),
            [mark, ..] if TICKED.contains(mark) => Some((true, 1)),
            [mark, ..] if EMPTY.contains(mark) => Some((false, 1)),
            // A box whose end was lost.
            ['[', mark, ..] if CIRCLES.contains(mark) => Some((true, 2)),
            _ => None,
        }
    }

    /// A box where an option follows.
    pub(super) fn box_before_option(&self, at: usize) -> Option<(bool, usize)> {
        self.box_at(at).or((self.chars[at] == LETTER_TICK).then_some((true, 1)))
    }

    /// A circle stands here, which is an empty box where others of its list are filled.
    pub(super) fn is_hollow(&self, at: usize) -> bool {
        self.hollow && CIRCLES.contains(&self.chars[at])
    }

    /// What an empty box looks like: brackets with or without a space, or a sign.
    pub(super) fn shape(&self, stream: &Stream<'_>, at: usize) -> (char, bool) {
        (self.chars[at], self.chars[at] == '[' && self.gap(stream, at + 1) > Gap::None)
    }

    /// How far a word stands at this place.
    pub(super) fn common(&self, at: usize, word: &[char]) -> usize {
        self.chars[at.min(self.len())..].iter().zip(word).take_while(|(one, other)| one == other).count()
    }
}

/// A box of a single letter, ticked or not.
fn is_sign(letter: char) -> bool {
    let signs: [&[char]; 4] = [&TICKED, &EMPTY, &CIRCLES, &FILLED];
    signs.iter().any(|signs| signs.contains(&letter))
}

/// A cell or a line that is a box and nothing else.
pub(super) fn is_box(text: &str) -> bool {
    match folded(text).as_slice() {
        [mark] => is_sign(*mark) || *mark == LETTER_TICK,
        ['[', ']'] | ['[', _, ']'] => true,
        _ => false,
    }
}

/// Nothing but the form's own words: boxes, and options with their numbers. A single word without either may be an answer.
pub(super) fn is_list(text: &[char], labels: &Labels<'_>) -> bool {
    let (mut at, mut options, mut signs) = (0, 0, 0);
    while at < text.len() {
        let length = labels.option_at(&text[at..]);
        let sign = list_sign(&text[at..]);
        if length > 0 {
            options += 1;
        } else if sign > 0 {
            signs += 1;
        } else {
            return false;
        }
        at += length.max(sign);
    }
    signs > 0 || options > 1
}

/// A line that can only be one of an option list: its title, or options behind numbers or boxes.
pub(super) fn spills(line: &[char], labels: &Labels<'_>) -> bool {
    let is_title = line.starts_with(&['<', '選', '択', '肢']);
    let is_numbered = line.first().is_some_and(|first| first.is_ascii_digit() || is_sign(*first) || *first == '[');
    (is_title || is_numbered) && line.len() > 2 && is_list(line, labels)
}

/// How many letters are a sign of a list: a box, the number of an option, the title of the list.
fn list_sign(text: &[char]) -> usize {
    let title: Vec<char> = "選択肢".chars().collect();
    let choice: Vec<char> = "選択:".chars().collect();
    let digits = text.iter().take_while(|c| c.is_ascii_digit()).count();
    let number = if text[0] == '(' { text[1..].iter().take_while(|c| c.is_ascii_digit()).count() } else { 0 };
    if text[0] == '(' && text[1 + number..].starts_with(&[')', '件']) {
        number + 3
    } else if text.starts_with(&title) {
        title.len()
    } else if text.starts_with(&choice) {
        choice.len()
    } else if digits > 0 {
        if text.get(digits).is_some_and(|c| matches!(c, ')' | '.')) { digits + 1 } else { 0 }
    } else {
        let dresses = matches!(text[0], '[' | ']' | '<' | '>' | '(' | ')' | '※');
        usize::from(dresses || is_sign(text[0]) || kana_number(text[0]).is_some())
    }
}

/// ア, イ, ウ …, which number options as well.
pub(super) fn kana_number(letter: char) -> Option<usize> {
    "アイウエオカキクケコ".chars().position(|kana| kana == letter).map(|at| at + 1)
}

/// The words of an option list, folded.
pub(super) fn words(options: &Options) -> Vec<Vec<char>> {
    options.choices.iter().map(|choice| folded(&choice.word)).collect()
}

/// The option that a text is, misread letters aside.
pub(super) fn option_like(words: &[Vec<char>], text: &[char]) -> Option<usize> {
    if let Some(same) = words.iter().position(|word| word == text) {
        return Some(same);
    }
    let text: String = text.iter().collect();
    let likeness = |word: &Vec<char>| likeness(&word.iter().collect::<String>(), &text);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let same_figures = |word: &Vec<char>| digits(&word.iter().collect::<String>()) == digits(&text);
    let best =
        (0..words.len()).filter(|index| same_figures(&words[*index])).map(|index| (index, likeness(&words[index])));
    best.max_by(|one, other| one.1.total_cmp(&other.1))
        .filter(|(_, likeness)| *likeness >= ALIKE_AMONG_OPTIONS)
        .map(|(index, _)| index)
}

/// The box before a label: whether it is ticked, and where it begins. It may stand in cells of its own in the same row.
pub(super) fn box_before(stream: &Stream<'_>, label: usize) -> Option<(bool, usize)> {
    let row = |index: usize| (stream.at(index).sheet, stream.book.cell(stream.at(index)).row);
    let first = label.saturating_sub(4);
    let start = (first..label).find(|index| row(*index) == row(label))?;
    let before = &stream.chars[start..label];
    // The last box before the label, and nothing else between the two.
    let is_hollow = |c: &char| stream.hollow && CIRCLES.contains(c);
    let is_tick = |c: &char| !is_hollow(c) && TICKED.contains(c) || FILLED.contains(c);
    let open =
        before.iter().rposition(|c| *c == '[' || EMPTY.contains(c) || TICKED.contains(c) || FILLED.contains(c))?;
    let open = if open > 0 && before[open - 1] == '[' { open - 1 } else { open };
    let inside = before[open + 1..].iter().filter(|c| !matches!(c, ']' | '「'));
    let marks: Vec<char> = inside.copied().collect();
    let ticked = is_tick(&before[open]) || marks.first().is_some_and(|mark| !NOT_TICKED.contains(mark));
    (marks.len() < 2).then_some((ticked, start + open))
}

/// Whether options of the document are marked by filled circles, so that the others are empty boxes.
pub(super) fn fills_circles(stream: &Stream<'_>, labels: &Labels<'_>) -> bool {
    let marks = (0..stream.len()).filter(|at| FILLED.contains(&stream.chars[*at]));
    let alone = |at: usize| stream.gap(at) == Gap::Cell && stream.gap(at + 1) == Gap::Cell;
    let opens = |at: usize| at == 0 || stream.chars[at - 1] != '[';
    marks.filter(|at| opens(*at)).any(|at| alone(at) || labels.option_at(&stream.chars[at + 1..]) > 0)
}

/// The cell after a label, where it holds a box and nothing else: whether it is ticked, and where it stands.
pub(super) fn box_beside(stream: &Stream<'_>, label: &PlacedLabel) -> Option<(bool, Range<usize>)> {
    let start = label.text.clone().find(|index| stream.is_open(*index))?;
    let (at, own) = (stream.at(start), stream.at(label.label.start));
    let beside = at != own && at.sheet == own.sheet && stream.book.cell(at).row == stream.book.cell(own).row;
    let end = stream.end_of(start, Gap::Cell).min(label.text.end);
    let text = CellsText::open(stream, &[start..end]);
    let (ticked, length) = match text.chars.as_slice() {
        [mark] if CIRCLES.contains(mark) => (!stream.hollow, 1),
        _ => text.box_at(0)?,
    };
    (beside && length == text.len()).then_some((ticked, start..end))
}

/// 「（3）件」: the number, and where each 件 stands; the brackets of a label of its own are empty.
pub(super) fn count_in(stream: &Stream<'_>, range: Range<usize>, unit: &str) -> Vec<(Option<u64>, Range<usize>)> {
    let unit = folded(unit);
    let units = range.clone().filter(|index| stream.is_open(*index) && stream.starts_with(*index, &unit));
    let counts = units.filter_map(|at| {
        let mut start = at;
        let mut digits = String::new();
        while start > range.start && matches!(stream.chars[start - 1], '(' | ')' | '0'..='9') {
            start -= 1;
            if stream.chars[start].is_ascii_digit() {
                digits.insert(0, stream.chars[start]);
            }
            if stream.chars[start] == '(' {
                break;
            }
        }
        let end = at + unit.len();
        let end = end + usize::from(stream.chars.get(end) == Some(&'※'));
        (start < at).then(|| (digits.parse().ok(), start..end))
    });
    counts.collect()
}

/// Whether an option has a text in brackets.
pub(super) fn has_text(options: &Options, index: usize) -> bool {
    options.choices.get(index).is_some_and(|choice: &Choice| choice.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_have_a_fifth_misread_and_not_a_third() {
        let words: Vec<Vec<char>> = ["再委託する", "統計分析"].map(folded).to_vec();
        assert_eq!(option_like(&words, &folded("再委口する")), Some(0));
        assert_eq!(option_like(&words, &folded("再口口する")), None);
        assert_eq!(option_like(&words, &folded("統計分口")), Some(1), "a fourth");
    }
}
