//! Published documents as text: how much of them lands where a person put it, and that nothing is lost.
//!
//! The documents are not part of this repository. Where they do not lie beside it, these tests say that they were skipped.

use std::collections::BTreeMap;

use hyokasho::assessment::{Address, Answer, Assessment, Cell};
use hyokasho::dates::Date;
use hyokasho::form::Forms;
use hyokasho::grid::{Book, read_text};
use hyokasho::import::import;
use hyokasho::text::fold::fold;
use serde_json::Value;

use super::support::needs::lacks;
use super::{bound, lost_marks, mark_cells};
use crate::published::keys::{address, key};

const SEEDS: &str = "../shared/seeds";

fn documents() -> Vec<Book> {
    let mut paths: Vec<_> = std::fs::read_dir(SEEDS).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().map(|path| read_text(&path.to_string_lossy(), &std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn a_transcribed_document_lands_where_a_person_put_it() {
    const GOLD: &str = "../shared/gold/child-medical.json";
    if lacks(&[SEEDS, GOLD]) {
        return;
    }
    let text = std::fs::read_to_string(format!("{SEEDS}/focused-child-medical.txt")).unwrap();
    let imported = import(&read_text("a.txt", &text), &Forms::default()).unwrap();
    let assessment = bound(&imported);
    let gold: Value = serde_json::from_str(&std::fs::read_to_string(GOLD).unwrap()).unwrap();
    let (mut all, mut right) = (0, 0);
    let mut wrong = Vec::new();
    for answer in gold["answers"].as_array().unwrap() {
        let own = address(&key(answer["key"].as_str().unwrap()));
        let found = assessment.cells.iter().find(|cell| positional(&assessment, cell) == own);
        if own.ends_with("records") {
            let (items, arrived) = record_items(&answer["answer"], &assessment);
            (all, right) = (all + items, right + arrived);
            continue;
        }
        let expected = match &answer["answer"] {
            Value::Bool(on) => if *on { "○" } else { "" }.to_owned(),
            Value::String(text) => fold(text),
            Value::Number(number) => number.to_string(),
            Value::Array(words) => words.iter().map(|word| fold(word.as_str().unwrap())).collect(),
            other => panic!("{other}"),
        };
        let found = found.map(|cell| fold(&assessment.words(cell))).unwrap_or_default();
        let plain = |text: &str| text.replace('、', "");
        let date = |text: &str| Date::parse(text).ok();
        let length = expected.chars().count();
        all += length;
        if plain(&found) == plain(&expected) || date(&found).is_some() && date(&found) == date(&expected) {
            right += length;
        } else {
            // A sign that the transcription left out costs a character, not the cell.
            right += similar::TextDiff::from_chars(&expected, &found)
                .iter_all_changes()
                .filter(|change| change.tag() == similar::ChangeTag::Equal)
                .count();
            wrong.push(format!("{own}: {expected} ≠ {found}"));
        }
    }
    assert!(all > 10_000 && right * 100 >= all * 99, "{right} of {all}: {wrong:#?}");
}

/// Characters of the transcribed record items, and of those that arrived; the transcription leaves their numbers out.
fn record_items(groups: &Value, assessment: &Assessment) -> (usize, usize) {
    let bare = |item: &str| fold(item).trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let groups_found = assessment.cells.iter().filter_map(|cell| match cell.answer() {
        Some(Answer::Records(groups)) => Some(groups),
        _ => None,
    });
    for item in groups_found.flatten().flat_map(|group| &group.items) {
        *found.entry(bare(&item.text)).or_default() += 1;
    }
    let mut sum = (0, 0);
    for item in groups.as_array().unwrap().iter().flat_map(|group| group["items"].as_array().unwrap()) {
        let item = bare(item.as_str().unwrap());
        let length = item.chars().count();
        let arrived = found.get_mut(&item).filter(|left| **left > 0).map(|left| *left -= 1).is_some();
        sum = (sum.0 + length, sum.1 + if arrived { length } else { 0 });
    }
    sum
}

/// `files.1.use.purpose`: blocks by position.
fn positional(assessment: &Assessment, cell: &Cell) -> String {
    let mut positions = cell.positions.iter();
    let key = assessment.node(cell).key.as_ref().unwrap();
    Address::of(key, |list| Some(list.nth(*positions.next()?))).unwrap().to_string()
}

#[test]
fn nearly_everything_finds_its_item() {
    if lacks(&[SEEDS]) {
        return;
    }
    for book in documents() {
        let imported = import(&book, &Forms::default()).unwrap();
        bound(&imported);
        assert!(imported.characters > 10_000);
        assert!(imported.placed * 100 >= imported.characters * 99, "{}: {:#?}", book.name, imported.report.unmapped);
    }
}

#[test]
fn a_mark_in_every_cell_of_a_published_document_is_found_again() {
    if lacks(&[SEEDS]) {
        return;
    }
    for mut book in documents() {
        let marks = mark_cells(&mut book);
        let lost = lost_marks(&book, &marks);
        assert!(lost.is_empty(), "{}: {lost:?}", book.name);
    }
}
