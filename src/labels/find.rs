//! Where a document may print a label of the form: every place that reads like one, with how much it does.

use std::cell::Cell;

use super::index::{IndexedLabel, Labels, Number};
use super::near::{ALIKE, ALIKE_IN_ANSWER, is_unlike, likeness};
use super::weights::{self, LabelPrint};
use super::words::{Gap, Words, folded};
use crate::text::limits;
use crate::text::numeral::{circled, is_circled, roman};

/// A place that reads like a label.
#[derive(Debug)]
pub struct Occurrence {
    pub start: usize,
    /// After the label and the signs that belong to it.
    pub end: usize,
    /// The slots that it may be, with a score.
    pub candidates: Vec<(usize, f32)>,
    /// 委託事項2
    pub block: Option<u32>,
    /// 委託事項6～10: the heading of blocks, not one of them.
    pub is_range: bool,
    /// It is only nearly the label.
    pub is_guess: bool,
}

/// A line as long as the longest label, and something to spare.
const LONGEST_LINE: usize = 100;
/// An exception of ※ names no more items than fit into so many characters.
const EXCEPTION: usize = 20;

impl Labels<'_> {
    /// Every place that reads like a label, in the order of the text; the places may overlap.
    pub fn find(&self, words: &Words) -> Vec<Occurrence> {
        let finder = Finder { words, labels: self, guesses: Cell::new(limits::IMPORT_GUESSES) };
        (0..words.len()).filter_map(|index| finder.at(index)).take(limits::IMPORT_LABELS).collect()
    }

    /// Whether the text is a label and nothing else.
    pub fn is_label(&self, words: &Words) -> bool {
        self.whole(words).is_some()
    }

    /// Whether the text is the label of an item that a form asks once, whatever files and blocks there are.
    pub fn is_asked_once(&self, words: &Words) -> bool {
        let once = |slot: usize| {
            let own = &self.slots[slot];
            own.item.is_some() && own.loops.is_empty() && !self.repeats_per_file(slot)
        };
        self.whole(words).is_some_and(|found| found.candidates.iter().all(|(slot, _)| once(*slot)))
    }

    /// Whether the text is the label of something that asks nothing itself.
    pub fn is_heading(&self, words: &Words) -> bool {
        let asks = |(slot, _): &(usize, f32)| self.slots[*slot].item.is_some();
        self.whole(words).is_some_and(|found| !found.candidates.iter().any(asks))
    }

    /// Whether the text is the label of an item that is a box itself.
    pub fn is_flag(&self, words: &Words) -> bool {
        let flag = |(slot, _): &(usize, f32)| self.slots[*slot].is_flag;
        self.whole(words).is_some_and(|found| found.candidates.iter().any(flag))
    }

    fn whole(&self, words: &Words) -> Option<Occurrence> {
        let finder = Finder { words, labels: self, guesses: Cell::new(0) };
        if words.is_empty() { None } else { finder.at(0).filter(|found| found.end == words.len()) }
    }
}

struct Finder<'a> {
    words: &'a Words,
    labels: &'a Labels<'a>,
    /// How many lines may still be compared letter by letter.
    guesses: Cell<usize>,
}

/// A label that stands at some place.
struct FoundLabel<'a> {
    label: &'a IndexedLabel,
    number: Option<Number>,
    /// The end of the label itself.
    end: usize,
    /// 1 for the very words.
    likeness: f32,
}

impl Finder<'_> {
    fn at(&self, start: usize) -> Option<Occurrence> {
        let gap = self.words.gap(start);
        let after_box = start > 0 && self.words.chars[start - 1] == ']';
        if gap == Gap::None && !is_circled(self.words.chars[start]) && !after_box {
            return None;
        }
        let mut best: Option<FoundLabel<'_>> = None;
        for (number, at) in self.openings(start) {
            let Some(found) = self.exact(number, at) else { continue };
            if best.as_ref().is_none_or(|best| found.end > best.end) {
                best = Some(found);
            }
        }
        // A label that other words follow at once may be the beginning of a longer one that was misread.
        let goes_on = best.as_ref().is_none_or(|found| self.words.gap(found.end) == Gap::None);
        let alike = if goes_on && gap >= Gap::Line { self.alike(start) } else { None };
        let longer = |alike: &FoundLabel<'_>| {
            best.as_ref().is_none_or(|best| alike.label.chars.len() > best.label.chars.len() + 2)
        };
        let found = alike.filter(longer).or(best)?;
        self.judge(start, &found)
    }

    /// Where the label may begin: at once, after a bracket, after a box, after a number.
    fn openings(&self, start: usize) -> Vec<(Option<Number>, usize)> {
        let mut openings = vec![(None, start)];
        let first = self.words.chars[start];
        if matches!(first, '(' | '■' | '●' | '◆' | '【' | '[' | '「') {
            openings.push((None, start + 1));
        }
        let end_of_box = self.words.chars[start..].iter().take(3).position(|c| *c == ']').filter(|_| first == '[');
        openings.extend(end_of_box.map(|length| (None, start + length + 1)).filter(|(_, at)| *at < self.words.len()));
        openings.extend(self.number(start).map(|(number, next)| (Some(number), next)));
        openings
    }

    /// `①`, `1.`, `(1)`, `Ⅱ`
    fn number(&self, start: usize) -> Option<(Number, usize)> {
        let chars = &self.words.chars;
        if let Some(number) = circled(chars[start]) {
            return Some((Number::Circled(number), start + 1));
        }
        let bracket = usize::from(chars[start] == '(');
        let from = start + bracket;
        let run = |test: fn(&char) -> bool| chars[from..].iter().take(5).take_while(|c| test(c)).count();
        let digits = run(char::is_ascii_digit);
        let numerals = run(|c| matches!(c, 'I' | 'V' | 'X'));
        let number = if digits > 0 && digits < 3 {
            Number::Plain(self.words.folded(from..from + digits).parse().ok()?)
        } else {
            Number::Roman(roman(&self.words.folded(from..from + numerals))?)
        };
        let mut next = from + digits.max(numerals);
        if chars.get(next).is_some_and(|c| matches!(c, ')' | '.' | '、' | ':' | ',')) {
            next += 1;
        }
        (next < chars.len()).then_some((number, next))
    }

    fn exact(&self, number: Option<Number>, at: usize) -> Option<FoundLabel<'_>> {
        let first = *self.words.chars.get(at)?;
        let label = self.labels.beginning_with(first).find(|label| self.words.starts_with(at, &label.chars))?;
        Some(FoundLabel { label, number, end: at + label.chars.len(), likeness: 1.0 })
    }

    /// A whole line that is nearly a label: letters that were misread or left out.
    fn alike(&self, start: usize) -> Option<FoundLabel<'_>> {
        let openings = self.openings(start);
        let (number, at) = openings.last().copied()?;
        let mut best: Option<FoundLabel<'_>> = None;
        let left = self.guesses.get();
        self.guesses.set(left.saturating_sub(1));
        if left == 0 {
            return None;
        }
        let near =
            |gap: Gap| (at + 1..=(at + LONGEST_LINE).min(self.words.len())).find(|next| self.words.gap(*next) >= gap);
        let mut ends = vec![near(Gap::Cell), near(Gap::Line)];
        ends.dedup();
        for end in ends.into_iter().flatten().filter(|end| end - at > 4) {
            let is_sure = self.words.gap(start) == Gap::Cell || number.is_some();
            let least = if is_sure { ALIKE } else { ALIKE_IN_ANSWER };
            let end = self.without_signs(at, end);
            let line = &self.words.chars[at..end];
            let text: String = line.iter().collect();
            if self.labels.is_option(&text) {
                continue;
            }
            for label in self.labels.printed.iter().filter(|label| !is_unlike(&label.chars, line)) {
                let likeness = likeness(&label.chars.iter().collect::<String>(), &text);
                // What follows the label on its line is no part of it.
                let end = if end - at > label.chars.len() + 2 { at + label.chars.len() } else { end };
                if likeness >= least && best.as_ref().is_none_or(|best| likeness as f32 > best.likeness) {
                    best = Some(FoundLabel { label, number, end, likeness: likeness as f32 });
                }
            }
        }
        best
    }

    /// The end of a line without the signs that may follow a label.
    fn without_signs(&self, start: usize, end: usize) -> usize {
        let signs = self.words.chars[start..end].iter().rposition(|c| !matches!(c, '※' | ':' | ')'));
        let cut = self.words.chars[start..end].iter().position(|c| *c == '※');
        start + cut.unwrap_or_else(|| signs.map_or(end - start, |last| last + 1))
    }

    fn judge(&self, start: usize, found: &FoundLabel<'_>) -> Option<Occurrence> {
        let words = self.words;
        let mut end = found.end;
        let opens_block = found.label.slots.iter().any(|slot| self.labels.slots[*slot].opens_block);
        let (mut block, mut is_range) = (None, false);
        if opens_block {
            (block, is_range, end) = self.block_number(end);
        }
        let bracketed = matches!(words.chars[start], '(' | '【') && !found.label.numbered;
        end = self.signs(end, bracketed);
        let from = found.end.saturating_sub(found.label.chars.len());
        let print = LabelPrint {
            letters: found.label.chars.len(),
            likeness: found.likeness,
            before: words.gap(start),
            after: words.gap(end),
            is_before_sign: words.chars.get(end).is_some_and(|c| matches!(c, '[' | '<')) || words.chars[end - 1] == ':',
            breaks: (from + 1..found.end).filter(|index| words.gap(*index) == Gap::Cell).count(),
            is_short: found.label.short,
            has_own_number: found.label.numbered,
            number: found.number,
            block: block.is_some(),
            in_box: self.follows_box(start),
        };
        let score = |slot: &usize| weights::score(&print, &self.labels.slots[*slot]);
        let candidates: Vec<_> = found
            .label
            .slots
            .iter()
            .map(|slot| (*slot, score(slot)))
            .filter(|(_, score)| *score >= weights::LEAST)
            .collect();
        (!candidates.is_empty()).then_some(Occurrence {
            start,
            end,
            candidates,
            block,
            is_range,
            is_guess: found.likeness < 1.0,
        })
    }

    fn follows_box(&self, start: usize) -> bool {
        let before = |back: usize| start.checked_sub(back).map(|index| self.words.chars[index]);
        before(1).is_some_and(|c| matches!(c, ']' | '☑' | '☐' | '■' | '□' | '○')) || self.words.chars[start] == '['
    }

    /// The number after the label of a block: `2`, or the range `6~10`.
    fn block_number(&self, end: usize) -> (Option<u32>, bool, usize) {
        let on_line = |index: &usize| self.words.chars[*index].is_ascii_digit() && self.words.gap(*index) < Gap::Line;
        let digits = |from: usize| (from..self.words.len()).take(3).take_while(on_line).count();
        let own = digits(end);
        let number = self.words.folded(end..end + own).parse().ok();
        let next = end + own;
        let dash = self.words.chars.get(next).is_some_and(|c| matches!(c, '~' | '-' | 'ー'));
        let second = if dash && own > 0 { digits(next + 1) } else { 0 };
        if second > 0 { (number, true, next + 1 + second) } else { (number, false, next) }
    }

    /// What may stand after a label and belongs to it: ※ with its exception, 【任意】, a colon, the bracket that was opened before.
    fn signs(&self, mut end: usize, mut bracketed: bool) -> usize {
        let chars = &self.words.chars;
        while let Some(sign) = chars.get(end) {
            let length = match sign {
                '※' | ':' => 1,
                '*' if self.words.gap(end + 1) >= Gap::Line => 1,
                ')' | '】' if bracketed => {
                    bracketed = false;
                    1
                }
                '【' => self.remark(end),
                '(' if chars[end - 1] == '※' => self.exception(end),
                _ => 0,
            };
            if length == 0 {
                break;
            }
            end += length;
        }
        end
    }

    /// ※（7. ②を除く。）
    fn exception(&self, at: usize) -> usize {
        let is_number = |c: char| c.is_ascii_digit() || is_circled(c) || matches!(c, '.' | '、' | '・' | '~' | '-');
        let rest = &self.words.chars[at + 1..];
        let named = rest.iter().take(EXCEPTION).take_while(|c| is_number(**c)).count();
        let close = ['を', '除', 'く', '。', ')'];
        if named > 0 && rest[named..].starts_with(&close) { 1 + named + close.len() } else { 0 }
    }

    /// 【任意】, 【行政機関等のみ】
    fn remark(&self, at: usize) -> usize {
        let form = self.labels.form;
        let remarks = std::iter::once("任意").chain(form.nodes.iter().filter_map(|node| node.only.as_deref()));
        let rest = &self.words.chars[at..];
        let mut printed = remarks.map(|words| folded(&format!("【{words}】")));
        printed.find(|remark| rest.starts_with(remark)).map_or(0, |remark| remark.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Forms;

    fn found(text: &str) -> usize {
        let form = Forms::default().get("full-2025-05").unwrap().unwrap();
        let mut words = Words::default();
        text.lines().for_each(|line| words.push_cell(line, |_| {}));
        Labels::new(&form).find(&words).len()
    }

    #[test]
    fn a_document_of_nothing_but_labels_is_cut_off() {
        assert_eq!(found(&"公表日\n".repeat(20)), 20);
        assert_eq!(found(&"公表日\n".repeat(limits::IMPORT_LABELS + 20)), limits::IMPORT_LABELS);
    }

    #[test]
    fn only_so_many_lines_are_compared_letter_by_letter() {
        let misread = "評価実施機口名\n";
        assert_eq!(found(misread), 1);
        assert_eq!(found(&misread.repeat(limits::IMPORT_GUESSES + 20)), limits::IMPORT_GUESSES);
    }
}
