//! How much a place reads like a label, and what a reading pays for leaving the form's order. Every weight has a fixture in
//! `tests.rs` that fails where it is changed by as much as a letter of a label weighs, or a count by one.

#[cfg(test)]
mod tests;

use super::index::{Number, Slot};
use super::words::Gap;

/// Lower scores are the words of an answer.
pub(super) const LEAST: f32 = 1.2;

/// Any label that is there.
const LABEL: f32 = 1.0;
/// Each letter: a long label stands nowhere by chance.
const LETTER: f32 = 0.25;
/// More letters than these say nothing more.
const LETTERS: f32 = 14.0;

/// It has a line or a cell of its own.
const ALONE: f32 = 1.5;
/// It ends a line, or a cell.
const ENDS_LINE: f32 = 1.0;
/// Its answer may follow after a space, or in a box.
const BEFORE_ANSWER: f32 = 0.3;
/// Words follow at once: most likely it is part of a sentence.
const IN_SENTENCE: f32 = -2.5;

/// Labels are what cells begin with …
const BEGINS_CELL: f32 = 1.0;
/// … or lines, where a cell holds several items.
const BEGINS_LINE: f32 = 0.6;
/// Before it stands something else.
const WITHIN_LINE: f32 = -0.5;

/// Broken over cells, which happens, but to answers more often.
const BROKEN: f32 = -0.5;
/// What stands in brackets was left out.
const SHORTENED: f32 = -0.5;

/// The number of the item stands before it …
const SAME_NUMBER: f32 = 1.5;
/// … or as another numeral: (1) for ①.
const SAME_VALUE: f32 = 1.0;
/// Another number: the same label stands in many places of a form, and numbers tell them apart.
const OTHER_NUMBER: f32 = -1.0;
/// A number before the label of an item that has none.
const STRAY_NUMBER: f32 = -1.5;

/// A block is printed with its number …
const NUMBERED_BLOCK: f32 = 1.0;
/// … and without it, its title is a word like others.
const BARE_BLOCK: f32 = -2.5;

/// The box before it is what makes a flag …
const FLAG_IN_BOX: f32 = 2.0;
/// … which no other item has, and no flag lacks.
const WRONG_BOX: f32 = -2.0;

/// For each item that a reading leaves out: a page may be lost, but mostly everything is there.
pub(super) const LEFT_OUT: f32 = 0.25;
/// Beyond this, it does not matter how many.
pub(super) const LEFT_OUT_MOST: f32 = 3.0;
/// Going on with the next block of a list.
pub(super) const NEXT_BLOCK: f32 = 0.4;
/// Going on with the next file.
pub(super) const NEXT_FILE: f32 = 2.0;
/// The same label twice: one of them is a word of an answer.
pub(super) const REPEATED: f32 = 4.0;
/// The same heading twice, as pages repeat it.
pub(super) const REPEATED_HEADING: f32 = 1.0;
/// Items near each other may have changed places where cells were read in another order.
pub(super) const SWAPPED: f32 = 2.5;
/// So many labels apart is near.
pub(super) const NEAR: usize = 4;
/// A heading of a part that the form has before.
pub(super) const OUT_OF_ORDER: f32 = 6.0;

/// How a label stands there.
#[derive(Clone, Debug)]
pub(super) struct LabelPrint {
    pub(super) letters: usize,
    /// 1 for the very words.
    pub(super) likeness: f32,
    pub(super) before: Gap,
    pub(super) after: Gap,
    /// A box, or the title of an option list, follows at once, or a colon parts it from its answer.
    pub(super) is_before_sign: bool,
    /// How often it is broken over cells.
    pub(super) breaks: usize,
    /// What stands in brackets was left out.
    pub(super) is_short: bool,
    /// The number is part of the words that were found.
    pub(super) has_own_number: bool,
    pub(super) number: Option<Number>,
    /// The number of a block follows.
    pub(super) block: bool,
    pub(super) in_box: bool,
}

/// How much a print reads like the label of a slot.
pub(super) fn score(print: &LabelPrint, slot: &Slot) -> f32 {
    let words = LABEL + small(print.letters).min(LETTERS) * LETTER;
    let after = match print.after {
        Gap::Cell | Gap::Line if print.before >= Gap::Line => ALONE,
        Gap::Cell | Gap::Line => ENDS_LINE,
        Gap::Space => BEFORE_ANSWER,
        Gap::None if print.is_before_sign => BEFORE_ANSWER,
        Gap::None => IN_SENTENCE,
    };
    let before = match print.before {
        Gap::Cell => BEGINS_CELL,
        Gap::Line => BEGINS_LINE,
        Gap::Space | Gap::None => WITHIN_LINE,
    };
    let number = match (slot.number, print.number) {
        _ if print.has_own_number => SAME_NUMBER,
        (Some(own), Some(other)) if own == other => SAME_NUMBER,
        (Some(own), Some(other)) if own.value() == other.value() => SAME_VALUE,
        (Some(_), Some(_)) => OTHER_NUMBER,
        (_, None) => 0.0,
        (None, Some(_)) => STRAY_NUMBER,
    };
    let block = match (slot.opens_block, print.block) {
        (true, true) => NUMBERED_BLOCK,
        (true, false) => BARE_BLOCK,
        (false, _) => 0.0,
    };
    let flag = match (slot.is_flag, print.in_box) {
        (true, true) => FLAG_IN_BOX,
        (false, false) => 0.0,
        _ => WRONG_BOX,
    };
    let short = if print.is_short { SHORTENED } else { 0.0 };
    words * print.likeness.powi(2) + after + before + small(print.breaks) * BROKEN + short + number + block + flag
}

/// Lengths of labels are small.
pub(super) fn small(length: usize) -> f32 {
    f32::from(u16::try_from(length).unwrap_or(u16::MAX))
}
