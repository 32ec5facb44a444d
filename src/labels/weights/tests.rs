//! How many letters a label needs to be taken for one, situation by situation, and how sure a label must be to be taken where a
//! reading has come to: each weight moves a boundary by a letter or more.

use super::super::find::Occurrence;
use super::super::index::{Labels, Number, Slot};
use super::super::words::Gap;
use super::{LEAST, LabelPrint, score};
use crate::form::{Form, Forms};

/// In the midst of a sentence, where most letters are needed.
const SENTENCE: LabelPrint = LabelPrint {
    letters: 0,
    likeness: 1.0,
    before: Gap::Space,
    after: Gap::None,
    is_before_sign: false,
    breaks: 0,
    is_short: false,
    has_own_number: false,
    number: None,
    block: false,
    in_box: false,
};

fn slot() -> Slot {
    Slot {
        part: 0,
        node: None,
        item: None,
        count: None,
        number: None,
        loops: Vec::new(),
        opens_block: false,
        is_flag: false,
    }
}

/// The fewest letters that make a label of it; 99 where none do.
fn letters(print: &LabelPrint, slot: &Slot) -> usize {
    let is_label = |letters: &usize| score(&LabelPrint { letters: *letters, ..print.clone() }, slot) >= LEAST;
    (0..=40).find(is_label).unwrap_or(99)
}

#[test]
fn words_around_a_label_decide_how_many_letters_it_needs() {
    let needs = |before, after| letters(&LabelPrint { before, after, ..SENTENCE }, &slot());
    assert_eq!(needs(Gap::Space, Gap::None), 13, "in a sentence");
    assert_eq!(needs(Gap::Line, Gap::None), 9, "a sentence that begins a line");
    assert_eq!(needs(Gap::Cell, Gap::None), 7, "a sentence that begins a cell");
    assert_eq!(needs(Gap::Space, Gap::Space), 2, "between spaces");
    let before_sign = LabelPrint { is_before_sign: true, ..SENTENCE };
    assert_eq!(letters(&before_sign, &slot()), 2, "before a box");
    assert_eq!(letters(&LabelPrint { likeness: 0.9, ..SENTENCE }, &slot()), 99, "misread in a sentence");
    let broken = |before, after| letters(&LabelPrint { before, after, breaks: 5, ..SENTENCE }, &slot());
    assert_eq!(broken(Gap::Space, Gap::Line), 9, "at the end of a line, broken five times");
    assert_eq!(broken(Gap::Line, Gap::Line), 3, "alone on its line, broken five times");
    assert_eq!(broken(Gap::Cell, Gap::Cell), 1, "alone in cells, broken five times");
    assert_eq!(letters(&LabelPrint { is_short: true, before: Gap::Cell, ..SENTENCE }, &slot()), 9, "shortened");
}

#[test]
fn more_letters_say_nothing_more() {
    let best = score(&LabelPrint { letters: 14, ..SENTENCE }, &slot());
    assert!(score(&LabelPrint { letters: 13, ..SENTENCE }, &slot()) < best);
    assert!((score(&LabelPrint { letters: 40, ..SENTENCE }, &slot()) - best).abs() < f32::EPSILON);
}

#[test]
fn numbers_tell_labels_apart() {
    let needs = |own, printed| {
        let print = LabelPrint { number: printed, before: Gap::Cell, ..SENTENCE };
        letters(&print, &Slot { number: own, ..slot() })
    };
    let (circled, plain, other) = (Some(Number::Circled(3)), Some(Number::Plain(3)), Some(Number::Circled(4)));
    assert_eq!(needs(circled, None), 7, "no number is printed");
    assert_eq!(needs(circled, circled), 1, "the number of the item");
    assert_eq!(needs(circled, plain), 3, "the same number in another kind");
    assert_eq!(needs(circled, other), 11, "another number");
    assert_eq!(needs(None, circled), 13, "a number where the item has none");
    let own = LabelPrint { has_own_number: true, before: Gap::Cell, ..SENTENCE };
    assert_eq!(letters(&own, &slot()), 1, "the number is part of the label");
}

#[test]
fn blocks_need_numbers_and_flags_need_boxes() {
    let block = |printed, before, after| {
        letters(&LabelPrint { block: printed, before, after, ..SENTENCE }, &Slot { opens_block: true, ..slot() })
    };
    assert_eq!(block(true, Gap::Space, Gap::None), 9, "with its number in a sentence");
    assert_eq!(block(false, Gap::Cell, Gap::Cell), 1, "without its number, alone in a cell");
    assert_eq!(block(false, Gap::Space, Gap::Space), 12, "without its number, between spaces");
    let flag = |is_flag, in_box, after| letters(&LabelPrint { after, in_box, ..SENTENCE }, &Slot { is_flag, ..slot() });
    assert_eq!(flag(true, true, Gap::None), 5, "a flag in its box");
    assert_eq!(flag(true, false, Gap::Space), 10, "a flag without a box");
    assert_eq!(flag(false, true, Gap::Space), 10, "a box before what is no flag");
}

fn form() -> std::sync::Arc<Form> {
    Forms::default().get("full-2025-05").unwrap().unwrap()
}

/// The slot of an item.
fn slot_of(labels: &Labels<'_>, key: &str) -> usize {
    let item = labels.form.nodes.iter().find(|node| node.key.as_ref().is_some_and(|own| *own == *key));
    let item = item.unwrap().id;
    labels.slots.iter().position(|slot| slot.item == Some(item)).unwrap()
}

fn heading_of(labels: &Labels<'_>, slot: usize) -> usize {
    let part = labels.slots[slot].part;
    labels.slots.iter().position(|slot| slot.part == part && slot.node.is_none()).unwrap()
}

/// The least score, in tenths, with which `to` is taken after `from`, of which nobody doubts.
fn price(labels: &Labels<'_>, from: usize, to: usize) -> usize {
    let place = |start, slot, score| Occurrence {
        start,
        end: start + 1,
        candidates: vec![(slot, score)],
        block: None,
        is_range: false,
        is_guess: false,
    };
    let taken = |tenths: &usize| {
        let score = f32::from(u16::try_from(*tenths).unwrap()) / 10.0 + 0.01;
        labels.sequence(&[place(0, from, 90.0), place(1, to, score)]).len() == 2
    };
    (0..100).find(taken).unwrap_or(100)
}

#[test]
fn leaving_the_order_has_its_price() {
    let form = form();
    let labels = Labels::new(&form);
    let at = |key: &str| slot_of(&labels, key);
    let price = |from, to| price(&labels, from, to);
    let (title, agency) = (at("cover.title"), at("cover.agency"));
    assert_eq!(price(title, title + 1), 0, "the next label");
    assert_eq!(price(title, agency), 5, "two items left out");
    assert_eq!(price(title, at("disclosure.notes")), 30, "a hundred items left out");
    assert_eq!(price(title, title), 40, "the same label again");
    assert_eq!(price(agency, title), 25, "labels that changed places");
    let omitted = at("disclosure.register_omitted");
    assert_eq!(price(omitted, omitted - 4), 25, "four labels apart");
    assert_eq!(price(omitted, omitted - 5), 100, "five labels apart");
    let name = at("systems[].name");
    assert_eq!(price(at("systems[].connects"), name - 1), 4, "the next block");
    assert_eq!(price(name, name), 9, "the next block without most of it");
    let purpose = at("files[].use.purpose");
    let chapter = heading_of(&labels, purpose);
    assert_eq!(price(purpose, chapter), 20, "the next file");
    let work = heading_of(&labels, at("work.name"));
    assert_eq!(price(work, work), 10, "a heading that pages repeat");
    assert_eq!(price(at("disclosure.notes"), work), 60, "a heading that the form has before");
}
