//! The review page: self-contained, escaped, and complete.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::path::Path;

use hyokasho::assessment::Assessment;
use hyokasho::diff::{Duty, DutyKind, DutyState, compare};
use hyokasho::render::review::{ReviewHeading, page};
use hyokasho::render::{Site, Theme};
use hyokasho::workspace::{Templates, Workspace};

fn load(path: &str, change: impl Fn(String) -> String) -> Assessment {
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    let text = change(std::fs::read_to_string(path).unwrap());
    workspace.load_text(Path::new(path), &text).assessment.unwrap()
}

fn review(old: &Assessment, new: &Assessment) -> String {
    let duty = Duty { kind: DutyKind::Hearing, state: DutyState::Open, note: "期間<b>".into(), item: None };
    let heading =
        ReviewHeading { title: "児童手当<script>".into(), duties: vec![duty], ..ReviewHeading::default() };
    page(&compare(old, new), &heading, &Theme::new(Templates::default()).unwrap(), &Site::default()).unwrap()
}

#[test]
fn the_page_asks_nothing_of_the_network_and_escapes_text() {
    let path = "assessments/22-child-allowance/assessment.yaml";
    let old = load("assessments/22-child-allowance/revisions/2024-12-20.yaml", |text| text);
    let new = load(path, |text| text.replace("児童手当の支給", "児童手当<img src=x onerror=alert(1)>の支給"));
    let html = review(&old, &new);
    assert!(!html.contains("http://") && !html.contains("https://"));
    assert!(!html.contains("<link") && !html.contains("<script src") && !html.contains("url("));
    assert!(!html.contains("<img") && html.contains("&lt;img"));
    assert!(!html.contains("児童手当<script>") && !html.contains("期間<b>"));
    let articles = html.matches("<article").count();
    assert_eq!(articles, compare(&old, &new).rows.len());
    assert!(html.contains("<ins>") && html.contains("<del>") && html.contains("未判断"));
}

#[test]
fn two_equal_versions_say_so() {
    let version = load("assessments/22-child-allowance/assessment.yaml", |text| text);
    assert!(review(&version, &version).contains("違いはありません"));
}
