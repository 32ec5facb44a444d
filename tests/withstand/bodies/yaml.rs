//! YAML → tree → assessment → findings → document → pages.

use hyokasho::diff::compare;
use hyokasho::doc::{build, table};
use hyokasho::finding::output::{Format, Summary, TerminalStyle, render};
use hyokasho::form::Forms;
use hyokasho::house::HouseStyle;
use hyokasho::render::{json, markdown};
use hyokasho::sheet;

use super::shared::{Beside, examined, read, text_of, valid};

const STYLE: TerminalStyle = TerminalStyle { color: true, width: 80 };

pub(super) fn holds(bytes: &[u8]) {
    let Some(text) = text_of(bytes, valid) else { return };
    let Some((assessment, mut findings)) = read(&text, &Forms::default(), &Beside::default()) else { return };
    findings.extend(examined(&assessment));
    let summary = Summary::of(&findings, Some(assessment.completeness().ratio()));
    for format in [Format::Human, Format::Json, Format::Sarif, Format::Github] {
        let _ = render(format, &findings, &summary, STYLE);
    }
    assert!(compare(&assessment, &assessment).rows.is_empty(), "it differs from itself");
    let document = build(&assessment, &HouseStyle::default());
    let _ = table::print(&document);
    let _ = markdown::page(&document);
    serde_json::from_str::<serde_json::Value>(&json::page(&assessment)).unwrap();
    let _ = sheet::fields(&document);
}
