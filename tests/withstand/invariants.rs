//! What holds for every valid assessment: random ones of every embedded form, the same every time. `HYOKASHO_CASES=300` looks at
//! so many of them, `HYOKASHO_SEED=7` at others.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that fails tells which case it was at")]

use std::sync::Arc;

use hyokasho::assessment::{Assessment, Fingerprints, Seal, flatten, sealed};
use hyokasho::dates::Date;
use hyokasho::diff::{RecordOrder, Wording, compare, leaves, record};
use hyokasho::doc::build;
use hyokasho::finding::Severity;
use hyokasho::form::{BUILTIN_IDS, Form, Forms};
use hyokasho::grid::{Book, read};
use hyokasho::house::HouseStyle;
use hyokasho::render::pdf::{self, PdfOptions};
use hyokasho::render::{Site, Theme, docx, html, json, markdown};
use hyokasho::sheet::{self, Origin, ReturnTerms};
use hyokasho::text::Source;
use hyokasho::workspace::Templates;
use hyokasho::yaml;

use super::bodies::author;
use super::bodies::dice::Dice;
use super::bodies::shared::{self, Beside, examined, form};
use super::fuzzed::{noise, setting};

/// One valid assessment after the other, with its form and the number of the case.
fn each(usual: u64, mut look: impl FnMut(&Arc<Form>, &str)) {
    let (cases, seed) = (setting("HYOKASHO_CASES", usual), setting("HYOKASHO_SEED", 20_251_226));
    for case in 0..cases {
        println!("case {case} of seed {seed}");
        let form = form(case as usize);
        let bytes = noise(seed.wrapping_mul(1_000_003).wrapping_add(case), 4_000);
        look(&form, &author::assessment(&form, Dice::new(&bytes)));
    }
}

fn load(text: &str) -> Assessment {
    shared::assessment(text, &Forms::default()).unwrap()
}

#[test]
fn what_is_valid_is_never_refused() {
    let validators: Vec<_> =
        (0..BUILTIN_IDS.len()).map(|at| jsonschema::draft202012::new(&form(at).schema()).unwrap()).collect();
    each(10, |form, text| {
        let value = serde_json::to_value(serde_yaml::from_str::<serde_yaml::Value>(text).unwrap()).unwrap();
        let at = BUILTIN_IDS.iter().position(|id| *id == form.id).unwrap();
        let wrong: Vec<String> =
            validators[at].iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "the author wrote what is not valid: {wrong:#?}\n{text}");
        let (assessment, findings) = shared::read(text, &Forms::default(), &Beside::default()).unwrap();
        let refused = |code: &str| code.starts_with("HY0");
        let errors = findings.iter().filter(|found| refused(found.rule.code) && found.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{findings:#?}\n{text}");
        examined(&assessment);
    });
}

#[test]
fn nothing_differs_from_itself_nor_from_its_frozen_version() {
    each(10, |_, text| {
        let assessment = load(text);
        assert!(compare(&assessment, &assessment).rows.is_empty(), "{text}");
        let root = yaml::parse(&assessment.source).root.unwrap();
        let frozen = sealed(&yaml::emit::document(&flatten(&assessment, &root, &Fingerprints::new())));
        assert!(matches!(Seal::of(&Source::new("revisions/2025-01-01.yaml", frozen.as_str())), Seal::Intact));
        let again = load(&frozen);
        for comparison in [compare(&assessment, &again), compare(&again, &assessment)] {
            assert!(comparison.rows.is_empty(), "{:#?}\n{text}\n{frozen}", comparison.rows);
        }
    });
}

#[test]
fn what_is_recorded_is_recorded_once() {
    let (style, date) = (HouseStyle::default(), Date::new(2026, 1, 15).unwrap());
    let order = RecordOrder::new(date, Wording::of(&style));
    let mut others: Vec<Option<String>> = vec![None; BUILTIN_IDS.len()];
    each(10, |form, text| {
        let at = BUILTIN_IDS.iter().position(|id| *id == form.id).unwrap();
        let Some(before) = others[at].replace(text.to_owned()) else { return };
        let (old, new) = (load(&before), load(text));
        let first = record(&old, &new, &compare(&old, &new), &order).unwrap();
        let recorded = load(&first.text);
        let second = record(&old, &recorded, &compare(&old, &recorded), &order).unwrap();
        assert!(second.added.is_empty() && second.merged.is_empty(), "{second:?}");
        assert_eq!(second.text, first.text);
    });
}

#[test]
fn every_format_shows_it() {
    let theme = Theme::new(Templates::default()).unwrap();
    let mut case = 0;
    each(5, |_, text| {
        let assessment = load(text);
        let document = build(&assessment, &HouseStyle::default());
        html::page(&document, &theme, &|_| None, &Site::default()).unwrap();
        markdown::page(&document);
        serde_json::from_str::<serde_json::Value>(&json::page(&assessment)).unwrap();
        // These take long.
        if case % 5 == 0 {
            pdf::render(&document, &PdfOptions::default(), &|_| None).unwrap();
            docx::render(&document, None, &|_| None).unwrap();
        }
        case += 1;
    });
}

fn workbook(assessment: &Assessment) -> Book {
    let document = build(assessment, &HouseStyle::default());
    let workbook = sheet::render(&document, &Origin::of(assessment), &|_| None).unwrap();
    read("a.xlsx", &workbook.bytes).unwrap()
}

#[test]
fn its_workbook_changes_nothing_and_becomes_the_same_assessment_again() {
    let house = HouseStyle::default();
    each(5, |_, text| {
        let assessment = load(text);
        let book = workbook(&assessment);
        let read = |text: &str| shared::assessment(text, &Forms::default());
        let terms = ReturnTerms { allow_blank: false, earlier: None, file: &book.name, read: &read };
        let merged = sheet::into(&book, &assessment, &house, &terms).unwrap();
        assert_eq!(merged.text, text, "{:?}", merged.changed);
        assert!(merged.changed.is_empty() && merged.left.is_empty(), "{:?} {:?}", merged.changed, merged.left);
        let imported = sheet::anew(&book, &house, &|text| shared::assessment(text, &Forms::default())).unwrap();
        assert!(imported.report.unmapped.is_empty() && imported.report.conflicts.is_empty(), "{:#?}", imported.report);
        let again = load(&imported.yaml);
        assert_eq!(leaves(&again), leaves(&assessment), "{text}\n{}", imported.yaml);
        // What is not answered, what is empty, and the recorded changes.
        let tree = |assessment: &Assessment| {
            let mut value: serde_yaml::Value = serde_yaml::from_str(assessment.source.text()).unwrap();
            value.as_mapping_mut().unwrap().shift_remove("form");
            value
        };
        assert_eq!(tree(&again), tree(&assessment), "{text}\n{}", imported.yaml);
    });
}
