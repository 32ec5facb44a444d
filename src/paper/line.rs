//! Characters become lines, and lines the text that an author typed: what was wrapped is joined, what was broken stays broken.

use super::page::{Page, PageGlyph, Turn};

/// Characters whose lines stand this much apart, of an em, are on two lines.
const LINE: f64 = 0.55;
/// A gap that is a space, between Latin letters and between any; and one that sets apart.
const SPACE: f64 = 0.2;
const WIDE_SPACE: f64 = 0.7;
pub(super) const APART: f64 = 1.6;
/// Characters of two prints of the same letter, for a bold look, are no farther from each other.
const TWICE: f64 = 0.2;
/// What is left at the end of a full line, beyond what the next word needs.
const SLACK: f64 = 0.25;

/// They never begin a line by wrapping: what stands before them was pushed to the next line with them.
const NEVER_FIRST: &str = "、。，．,.)）」』】］]〉》〕}｝・：；:;？！?!ーっゃゅょッャュョ々ぁぃぅぇぉァィゥェォ%％";
const NEVER_LAST: &str = "(（「『【［[〈《〔{｛";
/// An author began the line that begins so.
const BEGINNINGS: &str = "　・○●◎■□◆◇▲△▼▽※＊";

#[derive(Clone, Debug)]
pub(super) struct PageLetter {
    pub(super) text: String,
    pub(super) start: f64,
    pub(super) end: f64,
    /// A space was typed before it.
    pub(super) is_spaced: bool,
}

#[derive(Clone, Debug, Default)]
pub(super) struct PageLine {
    pub(super) letters: Vec<PageLetter>,
    pub(super) base: f64,
    pub(super) size: f64,
}

impl PageLine {
    pub(super) fn start(&self) -> f64 {
        self.letters.first().map_or(0.0, |letter| letter.start)
    }

    pub(super) fn end(&self) -> f64 {
        self.letters.last().map_or(0.0, |letter| letter.end)
    }

    pub(super) fn top(&self) -> f64 {
        self.base - self.size * 0.9
    }

    pub(super) fn bottom(&self) -> f64 {
        self.base + self.size * 0.15
    }

    /// Its text, with a space where there is a gap.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        let mut last: Option<&PageLetter> = None;
        for letter in &self.letters {
            if let Some(last) = last {
                let gap = letter.start - last.end;
                let latin = is_latin(&last.text) && is_latin(&letter.text);
                // Many spaces set apart.
                if gap > self.size {
                    out.push_str("   ");
                } else if letter.is_spaced || gap > self.size * if latin { SPACE } else { WIDE_SPACE } {
                    out.push(' ');
                }
            }
            out.push_str(&letter.text);
            last = Some(letter);
        }
        out
    }

    /// How much room what stands first takes: it is never parted by wrapping.
    fn first_word(&self) -> f64 {
        let mut letters = self.letters.iter().peekable();
        let Some(first) = letters.next() else { return 0.0 };
        let mut last = first;
        while let Some(next) = letters.peek() {
            let joined = next.start - last.end < self.size * SPACE && is_latin(&last.text) && is_latin(&next.text);
            if joined || contains(NEVER_FIRST, &next.text) || contains(NEVER_LAST, &last.text) {
                last = next;
                letters.next();
            } else {
                break;
            }
        }
        last.end - first.start
    }
}

fn contains(set: &str, text: &str) -> bool {
    text.chars().next().is_some_and(|letter| set.contains(letter))
}

fn is_latin(text: &str) -> bool {
    text.chars().next_back().is_some_and(|letter| letter.is_ascii_graphic())
}

/// The lines of these characters, from top to bottom; all of one turn.
pub(super) fn lines(page: &Page, glyphs: &[&PageGlyph]) -> Vec<PageLine> {
    let mut glyphs = glyphs.to_vec();
    glyphs.sort_by(|one, other| one.base.total_cmp(&other.base).then(one.start.total_cmp(&other.start)));
    let mut rows: Vec<(f64, f64, Vec<&PageGlyph>)> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some((base, size, row)) if glyph.base - *base < LINE * size.min(glyph.size).max(*size * 0.5) => {
                row.push(glyph);
                *size = size.max(glyph.size);
            }
            _ => rows.push((glyph.base, glyph.size, vec![glyph])),
        }
    }
    rows.into_iter().filter_map(|(base, size, row)| line(page, base, size, row)).collect()
}

fn line(page: &Page, base: f64, size: f64, mut row: Vec<&PageGlyph>) -> Option<PageLine> {
    row.sort_by(|one, other| one.start.total_cmp(&other.start));
    let mut letters: Vec<PageLetter> = Vec::new();
    let mut is_spaced = false;
    for glyph in row {
        let text = &page.text[glyph.letters.clone()];
        if text.trim_matches(' ').is_empty() {
            is_spaced = !letters.is_empty();
            continue;
        }
        let printed_twice = letters
            .iter()
            .rev()
            .take(3)
            .any(|letter| letter.text == text && (letter.start - glyph.start).abs() < glyph.size * TWICE);
        if !printed_twice {
            letters.push(PageLetter { text: text.to_owned(), start: glyph.start, end: glyph.end, is_spaced });
            is_spaced = false;
        }
    }
    while letters.last().is_some_and(|letter| letter.text == "　") {
        letters.pop();
    }
    (!letters.is_empty()).then_some(PageLine { letters, base, size })
}

/// The turn that most characters have.
pub(super) fn main_turn<'a>(glyphs: impl Iterator<Item = &'a PageGlyph>) -> Turn {
    let mut counts = [0_usize; 4];
    glyphs.for_each(|glyph| counts[glyph.turn as usize] += 1);
    let most = counts.iter().max().copied().unwrap_or_default();
    let turns = [Turn::None, Turn::Down, Turn::Back, Turn::Up];
    turns.into_iter().find(|turn| counts[*turn as usize] == most).unwrap_or(Turn::None)
}

/// The text of lines that may run up to `right`.
pub(super) fn joined(lines: &[PageLine], right: f64) -> String {
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(last) = index.checked_sub(1).map(|last| &lines[last]) {
            if is_wrapped(last, line, right) {
                let latin = |text: Option<&PageLetter>| text.is_some_and(|letter| is_latin(&letter.text));
                if latin(last.letters.last()) && latin(line.letters.first()) {
                    out.push(' ');
                }
            } else {
                out.push('\n');
            }
        }
        out.push_str(&line.text());
    }
    out
}

/// Whether a line ended only because the next word had no room on it.
pub(super) fn is_wrapped(last: &PageLine, next: &PageLine, right: f64) -> bool {
    let begins = next.letters.first().is_some_and(|letter| contains(BEGINNINGS, &letter.text));
    !begins && right - last.end() < next.first_word() + next.size * SLACK
}

/// The same of lines of which nobody knows how far they may run: one is long enough to tell, and the next begins as text does.
pub(super) fn is_surely_wrapped(last: &PageLine, next: &PageLine, right: f64) -> bool {
    let forbidden = next.letters.first().is_some_and(|letter| contains(NEVER_FIRST, &letter.text));
    !forbidden && last.end() - last.start() > last.size * 3.0 && is_wrapped(last, next, right)
}
