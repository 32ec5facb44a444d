//! Review editions: what came and what went is seen, heard and found; the normal edition knows nothing of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::path::Path;
use std::process::{Command, Output};

use hyokasho::assessment::Assessment;
use hyokasho::diff::compare;
use hyokasho::doc::{DocBlock, Document, Review, build_review};
use hyokasho::house::HouseStyle;
use hyokasho::render::{Site, Theme, html};
use hyokasho::workspace::{Templates, Workspace};
use support::needs::lacks;
use support::paper::{body, is_valid, printed, sample, squeezed};

const SAMPLES: [&str; 3] = ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"];

fn load(path: &str) -> Assessment {
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    let text = std::fs::read_to_string(path).unwrap();
    workspace.load_text(Path::new(path), &text).assessment.unwrap()
}

/// A sample against its last revision.
fn review(name: &str) -> Document {
    between(
        &load(&format!("assessments/{name}/revisions/2024-12-20.yaml")),
        &load(&format!("assessments/{name}/assessment.yaml")),
    )
}

fn between(old: &Assessment, new: &Assessment) -> Document {
    build_review(old, new, &compare(old, new), "前の版", &HouseStyle::default())
}

fn summary(document: &Document) -> &Review {
    let Some(DocBlock::Review(review)) = document.parts[1].blocks.first() else { panic!("a summary after the cover") };
    review
}

#[test]
fn the_summary_leads_to_the_pages_where_changes_stand() {
    if lacks(&["qpdf", "pdfinfo", "pdftotext"]) {
        return;
    }
    for name in SAMPLES {
        let document = review(name);
        let pdf = printed(&document);
        is_valid(&pdf, &format!("review-{name}"));
        let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
        let rows: Vec<_> = summary(&document).groups.iter().flat_map(|group| &group.rows).collect();
        assert!(!rows.is_empty(), "{name}");
        let pages = places(&file);
        let text = squeezed(&body(&pdf, &format!("review-{name}")));
        for row in rows {
            let page = pages.iter().find(|(place, _)| *place == row.anchor).map(|(_, page)| page);
            let page = page.unwrap_or_else(|| panic!("{name}: nothing is called {}", row.anchor));
            let told = squeezed(&format!("{}{}{}{}{page}", row.path, row.kind, row.timing, row.reason));
            assert!(text.contains(&told), "{name}: {told}");
        }
    }
}

/// Named places with the numbers of their pages, from 1.
fn places(file: &lopdf::Document) -> Vec<(String, usize)> {
    let pages: Vec<lopdf::ObjectId> = file.get_pages().into_values().collect();
    let dictionary = |object: &lopdf::Object| match object {
        lopdf::Object::Reference(id) => file.get_dictionary(*id).unwrap().clone(),
        other => other.as_dict().unwrap().clone(),
    };
    let names = dictionary(file.catalog().unwrap().get(b"Names").unwrap());
    let names = dictionary(names.get(b"Dests").unwrap());
    let pairs = names.get(b"Names").unwrap().as_array().unwrap();
    let place = |pair: &[lopdf::Object]| {
        let name = String::from_utf8(pair[0].as_str().unwrap().to_vec()).unwrap();
        let page = pair[1].as_array().unwrap()[0].as_reference().unwrap();
        (name, pages.iter().position(|id| *id == page).unwrap() + 1)
    };
    pairs.chunks(2).map(place).collect()
}

#[test]
fn changed_words_are_told_to_those_who_do_not_see_their_lines() {
    if lacks(&["pdftotext"]) {
        return;
    }
    let pdf = printed(&review("15-health-checkups"));
    let copied = squeezed(&body(&pdf, "review-words"));
    assert!(copied.contains("（［削除：3］［追加：4］）件"), "the number of contractors");
    let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let heard = |said: &str, line: &[u8]| {
        let elements = file.objects.values().filter_map(|object| object.as_dict().ok());
        let own = |element: &&lopdf::Dictionary| {
            let text = element.get(b"ActualText").ok().map(|text| lopdf::decode_text_string(text).unwrap());
            let attributes = element.get(b"A").and_then(lopdf::Object::as_dict).ok();
            let look = attributes.and_then(|one| one.get(b"TextDecorationType").and_then(lopdf::Object::as_name).ok());
            text.as_deref() == Some(said) && look == Some(line)
        };
        elements.filter(own).count()
    };
    assert!(heard("［削除：3］", b"LineThrough") > 0 && heard("［追加：4］", b"Underline") > 0);
    assert_eq!(heard("［削除：3］", b"Underline"), 0);
    let normal = body(&printed(&sample("15-health-checkups")), "review-normal");
    assert!(!normal.contains("［削除") && !normal.contains("［追加"));
}

#[test]
fn a_version_without_changes_says_so() {
    if lacks(&["qpdf", "pdfinfo", "pdftotext"]) {
        return;
    }
    let new = load("assessments/22-child-allowance/assessment.yaml");
    let document = between(&new, &new);
    let pdf = printed(&document);
    is_valid(&pdf, "review-same");
    let text = body(&pdf, "review-same");
    assert!(text.contains("変更はありません") && text.matches("［").count() == 2, "only the legend is marked");
}

#[test]
fn another_form_of_the_old_version_is_reviewed_too() {
    if lacks(&["qpdf", "pdfinfo", "pdftotext"]) {
        return;
    }
    let (old, new) = ("assessments/15-health-checkups", "assessments/22-child-allowance");
    let document = between(&load(&format!("{old}/assessment.yaml")), &load(&format!("{new}/assessment.yaml")));
    let pdf = printed(&document);
    is_valid(&pdf, "review-forms");
    assert!(body(&pdf, "review-forms").contains("前の版の記載で、この様式に欄が無いもの"));
}

#[test]
fn the_web_page_marks_what_came_and_what_went() {
    let theme = Theme::new(Templates::default()).unwrap();
    for name in SAMPLES {
        let document = review(name);
        let page = html::page(&document, &theme, &|_| None, &Site::default()).unwrap();
        for row in summary(&document).groups.iter().flat_map(|group| &group.rows) {
            assert!(page.contains(&format!("href=\"#{}\"", row.anchor)), "{name}: {}", row.anchor);
            assert!(page.contains(&format!("id=\"{}\"", row.anchor)), "{name}: {}", row.anchor);
        }
        assert!(page.contains("<tr id=\"") && page.contains("class=\"changed\""));
        for tag in ["ins", "del"] {
            let opened = page.matches(&format!("<{tag}>")).count();
            assert!(opened > 1, "{name}: {tag}");
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{name}: {tag}");
        }
        let plain = html::page(&sample(name), &theme, &|_| None, &Site::default()).unwrap();
        assert!(!plain.contains("<ins>") && !plain.contains("<del>") && !plain.contains("class=\"changed\""));
    }
}

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).output().unwrap()
}

#[test]
fn the_version_before_is_named_in_several_ways() {
    let new = "assessments/22-child-allowance";
    let file = format!("{new}/revisions/2024-12-20.yaml");
    let page = |against: &str| {
        let output = run(&["render", new, "--format", "html", "--against", against]);
        assert_eq!(output.status.code(), Some(0), "{against}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let by_day = page("2024-12-20");
    assert!(by_day == page("令和6年12月20日") && by_day == page(&file) && by_day == page(""));
    assert_ne!(by_day, page("2023-12-15"));
    let unknown = run(&["render", new, "--format", "pdf", "--against", "2020-01-01"]);
    assert_eq!(unknown.status.code(), Some(3));
    let text = run(&["render", new, "--format", "md", "--against", "2024-12-20"]);
    assert_eq!(text.status.code(), Some(2));
}
