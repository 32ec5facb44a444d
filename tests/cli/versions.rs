//! Comparing versions: what must hold for any two, and what the sample's history says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::path::Path;

use hyokasho::assessment::{Address, Assessment, Text};
use hyokasho::diff::{Saying, apply, compare, leaves, told_node};
use hyokasho::form::Forms;
use hyokasho::workspace::Workspace;

fn load(path: &str) -> Assessment {
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    let loaded = workspace.load(Path::new(path));
    loaded.assessment.unwrap_or_else(|| panic!("{path}: {:?}", loaded.findings))
}

/// The three states of each sample, oldest first.
fn histories() -> Vec<Vec<Assessment>> {
    ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"]
        .iter()
        .map(|name| {
            let folder = format!("assessments/{name}");
            let files = ["revisions/2023-12-15.yaml", "revisions/2024-12-20.yaml", "assessment.yaml"];
            files.iter().map(|file| load(&format!("{folder}/{file}"))).collect()
        })
        .collect()
}

#[test]
fn a_version_does_not_differ_from_itself() {
    for version in histories().iter().flatten() {
        assert!(compare(version, version).rows.is_empty());
    }
}

/// One letter is like nothing, for it has no pair of letters; it is the same all the same.
#[test]
fn blocks_without_an_id_are_themselves_however_short() {
    let text = "form: full-2025-05\nsystems:\n  - functions: |\n      0\n  - functions: |\n      1\n  - id: use\n    name: 甲\n";
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    let version = workspace.load_text(Path::new("assessments/40-a/assessment.yaml"), text).assessment.unwrap();
    assert_eq!(version.blocks(Address::from("systems")).len(), 3);
    assert!(compare(&version, &version).rows.is_empty());
}

#[test]
fn applying_the_rows_to_the_old_version_gives_the_new_one() {
    for versions in histories() {
        for old in &versions {
            for new in &versions {
                let comparison = compare(old, new);
                assert_eq!(apply(&comparison, &leaves(old)), leaves(new));
            }
        }
    }
}

/// A version without the blocks of these ids.
fn without(path: &str, ids: &[&str]) -> Assessment {
    let text = std::fs::read_to_string(path).unwrap();
    let mut kept = String::new();
    let mut gone: Option<usize> = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let starts = line.trim_start().strip_prefix("- id: ").is_some_and(|id| ids.contains(&id));
        gone = if starts { Some(indent) } else { gone.filter(|at| line.is_empty() || indent > *at) };
        if gone.is_none() {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    workspace.load_text(Path::new(path), &kept).assessment.unwrap()
}

#[test]
fn blocks_that_went_are_told_one_after_the_other() {
    let path = "assessments/31-nursing-insurance/assessment.yaml";
    for ids in [&["benefit"][..], &["qualification"], &["claims", "link"], &["benefit", "nursing"]] {
        let (whole, less) = (load(path), without(path, ids));
        let gone = compare(&whole, &less);
        assert_eq!(apply(&gone, &leaves(&whole)), leaves(&less), "{ids:?}");
        assert_eq!(apply(&compare(&less, &whole), &leaves(&less)), leaves(&whole), "{ids:?}");
        let blocks: Vec<_> = gone.rows.iter().filter_map(|row| row.block.as_ref()).collect();
        let told: std::collections::BTreeSet<_> = blocks.iter().map(|block| block.address.as_str()).collect();
        assert_eq!(told.len(), ids.len(), "{told:?}");
        let mut runs: Vec<_> = blocks.iter().map(|block| (&block.address, &block.path)).collect();
        runs.dedup();
        let distinct: std::collections::BTreeSet<_> = runs.iter().collect();
        assert_eq!(runs.len(), distinct.len(), "{runs:?}");
    }
}

#[test]
fn every_changed_leaf_is_told_by_exactly_one_row() {
    for versions in histories() {
        for pair in versions.windows(2) {
            let comparison = compare(&pair[0], &pair[1]);
            let (old, new) = (leaves(&pair[0]), leaves(&pair[1]));
            let differs = |address: &Address| {
                let before = comparison.alignment.to_old(address).and_then(|address| old.get(&address));
                before != new.get(address)
            };
            let gone = |address: &&Address| {
                comparison.alignment.to_new(address).is_none_or(|address| !new.contains_key(&address))
            };
            let mut changed: Vec<Address> = new.keys().filter(|address| differs(address)).cloned().collect();
            changed.extend(old.keys().filter(gone).map(|address| {
                let now = comparison.alignment.to_new(address);
                now.filter(|now| pair[1].cell(now).is_some()).unwrap_or_else(|| address.clone())
            }));
            let mut told: Vec<Address> = comparison.rows.iter().map(|row| row.item.clone()).collect();
            changed.sort();
            told.sort();
            assert_eq!(told, changed);
        }
    }
}

#[test]
fn blocks_are_aligned_the_same_in_both_directions() {
    for versions in histories() {
        let (there, back) = (compare(&versions[0], &versions[2]), compare(&versions[2], &versions[0]));
        assert_eq!(there.alignment.added, back.alignment.removed);
        assert_eq!(there.alignment.removed, back.alignment.added);
    }
}

#[test]
fn the_published_rows_of_the_samples_are_those_of_the_comparison() {
    for versions in histories() {
        for pair in versions.windows(2) {
            let comparison = compare(&pair[0], &pair[1]);
            let recorded = hyokasho::diff::new_rows(&pair[0], &pair[1]);
            let told: Vec<_> = recorded.iter().filter_map(|(_, row)| row.address.clone()).collect();
            let found: Vec<_> = comparison.rows.iter().map(|row| row.item.clone()).collect();
            let missing: Vec<_> = found.iter().filter(|item| !told.contains(item)).collect();
            let idle: Vec<_> = told.iter().filter(|item| !found.contains(item)).collect();
            assert!(missing.is_empty() && idle.is_empty(), "not told: {missing:?}; told for nothing: {idle:?}");
        }
    }
}

/// The answer to 「委託の有無」 may be told as 「2件」, a method under the name of the choice above it; every other item is itself.
#[test]
fn a_row_may_tell_the_answer_below_the_item_that_it_names() {
    let form = Forms::default().get("full-2025-05").unwrap().unwrap();
    let node = |key: &str| form.find(key).unwrap().id;
    let said = |text: &str| Saying::of(Some(&Text::derived(text)), None);
    let told = |key: &str, text: &str| told_node(&form, node(key), &Saying::Nothing, &said(text));
    assert_eq!(told("files[].outsourced", "2件"), node("files[].outsourced_count"));
    assert_eq!(told("files[].outsourced", "委託する"), node("files[].outsourced"));
    assert_eq!(told("files[].basics.subjects", "2件"), node("files[].basics.subjects"));
    assert_eq!(told("files[].basics.subjects", "検診の対象者"), node("files[].basics.subjects"));
}
