//! Every format says the words of the page model, cell by cell: the samples in all of them, and a review edition in those that
//! show one. What a file says is read back from the file.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

mod excel;
mod markdown;
mod paper;
mod web;
mod word;

use std::path::Path;

use hyokasho::assessment::Assessment;
use hyokasho::diff::compare;
use hyokasho::doc::table::{Column, Element, Printed, Table, print};
use hyokasho::doc::{Document, build, build_review};
use hyokasho::house::HouseStyle;
use hyokasho::workspace::Workspace;

const SAMPLES: [&str; 4] =
    ["15-health-checkups", "22-child-allowance", "22-child-allowance-basic", "31-nursing-insurance"];
const REVIEWED: &str = "22-child-allowance";

/// A row as a file says it: the anchors that it bears, and the words of each cell.
#[derive(Debug, Default)]
struct Seen {
    anchors: Vec<String>,
    cells: Vec<String>,
}

fn load(path: &str) -> Assessment {
    Workspace::open(Some(Path::new("assessments")), &[]).load(Path::new(path)).assessment.unwrap()
}

fn sample(name: &str) -> Document {
    build(&load(&format!("assessments/{name}/assessment.yaml")), &HouseStyle::default())
}

fn review() -> Document {
    let old = load(&format!("assessments/{REVIEWED}/revisions/2024-12-20.yaml"));
    let new = load(&format!("assessments/{REVIEWED}/assessment.yaml"));
    build_review(&old, &new, &compare(&old, &new), "前の版", &HouseStyle::default())
}

fn documents() -> Vec<(String, Document)> {
    let samples = SAMPLES.iter().map(|name| ((*name).to_owned(), sample(name)));
    samples.chain([("review".to_owned(), review())]).collect()
}

/// Lines are broken and words are set apart by each format in its own way.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// The tables that have rows, in their order.
fn tables(printed: &Printed) -> Vec<&Table> {
    let elements = printed.chapters.iter().flat_map(|chapter| &chapter.elements);
    let tables = elements.filter_map(|element| if let Element::Table(table) = element { Some(table) } else { None });
    tables.filter(|table| !table.rows.is_empty()).collect()
}

/// The words of each cell of a row but those in the column of pages.
fn words(table: &Table, row: usize) -> Vec<String> {
    let shown = table.rows[row].cells.iter().filter(|cell| table.columns[cell.columns.start] != Column::Page);
    shown.map(|cell| squeezed(&cell.text())).collect()
}

/// Holds the tables of a file against those of the model. `anchor` is how the format spells an address; none where it is held
/// elsewhere.
fn hold(name: &str, document: &Document, seen: &[Vec<Seen>], anchor: Option<fn(&str) -> String>) {
    let printed = print(document);
    let tables = tables(&printed);
    assert_eq!(seen.len(), tables.len(), "{name}: tables");
    let mut held = 0;
    for (table, rows) in tables.iter().zip(seen) {
        assert_eq!(rows.len(), table.rows.len(), "{name}: rows of {:?}: {rows:?}", words(table, 0));
        for (index, seen) in rows.iter().enumerate() {
            let row = &table.rows[index];
            assert_eq!(seen.cells, words(table, index), "{name}: {:?}", row.addresses);
            held += 1;
            let Some(anchor) = anchor else { continue };
            for address in row.addresses.iter().map(|address| anchor(address)) {
                assert!(seen.anchors.contains(&address), "{name}: {address} is not in its row: {:?}", seen.anchors);
            }
        }
    }
    assert!(held > 50, "{name}: {held} rows were held");
}

#[test]
fn pages_say_the_words_of_the_model() {
    for (name, document) in documents() {
        let seen = paper::read(&document, &name);
        hold(&name, &document, &paper::parted(&document, seen), None);
    }
}

#[test]
fn web_pages_say_the_words_of_the_model() {
    for (name, document) in documents() {
        hold(&name, &document, &web::read(&document), Some(ToOwned::to_owned));
    }
}

#[test]
fn word_says_the_words_of_the_model() {
    for (name, document) in documents() {
        hold(&name, &document, &word::read(&document), Some(word::bookmark));
    }
}

#[test]
fn markdown_says_the_words_of_the_model() {
    for (name, document) in documents() {
        let (seen, told) = (markdown::read(&document), markdown::told(&print(&document)));
        assert_eq!(seen.len(), told.len(), "{name}");
        for (seen, told) in seen.iter().zip(&told) {
            assert_eq!(seen, told, "{name}");
        }
    }
}

#[test]
fn workbooks_say_the_words_of_the_model() {
    for name in SAMPLES {
        excel::hold(name, &sample(name));
    }
}
