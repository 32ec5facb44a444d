//! Comparing versions: what must hold for any two, and what the sample's history says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::path::Path;

use hyokasho::assessment::Assessment;
use hyokasho::diff::{apply, compare, leaves};
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
            let told: Vec<_> =
                recorded.iter().filter_map(|(_, row)| row.item.as_ref()).map(|item| item.text.clone()).collect();
            let found: Vec<_> = comparison.rows.iter().map(|row| row.item.clone()).collect();
            let missing: Vec<_> = found.iter().filter(|item| !told.contains(item)).collect();
            let idle: Vec<_> = told.iter().filter(|item| !found.contains(item)).collect();
            assert!(missing.is_empty() && idle.is_empty(), "not told: {missing:?}; told for nothing: {idle:?}");
        }
    }
}
