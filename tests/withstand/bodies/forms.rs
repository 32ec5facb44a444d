//! A form of a workspace, under an assessment that uses it: whatever it says, no command stumbles.

use hyokasho::diff::compare;
use hyokasho::doc::{build, table};
use hyokasho::form::{BUILTIN_IDS, Forms, differences};
use hyokasho::grid::read_text;
use hyokasho::house::HouseStyle;
use hyokasho::import::import;
use hyokasho::migrate::migrate;
use hyokasho::render::markdown;
use hyokasho::sheet;
use hyokasho::text::Source;

use super::dice::Dice;
use super::shared::{assessment, examined, form, text_of, valid};

const BASIC: &str = include_str!("../../../forms/basic-2024-10.yaml");
const OVERLAYS: &[&str] = &[
    include_str!("../../../forms/full-2018-05.yaml"),
    include_str!("../../../forms/focused-2018-05.yaml"),
    "form: own\nstyle: 様式9\nedition: 2030-01\nname: 別の様式\nbase: basic-2024-10\nremove:\n  - decision.handlers\nitems:\n  - key: cover.number\n    label: 番号\n    history: false\ninsert:\n  - after: cover.number\n    nodes:\n      - {key: cover.added, kind: records, label: 足した項目}\n",
];

pub(super) fn holds(bytes: &[u8]) {
    let Some(text) = text_of(bytes, own) else { return };
    let Some(written) = bytes.len().checked_sub(64).map(|at| &bytes[at..]).or(Some(bytes)) else { return };
    let forms = Forms::new(vec![Source::new("forms/own.yaml", text)]);
    let Some(Ok(own)) = forms.get("own") else { return };
    let starter = own.starter();
    let _ = own.schema();
    // One who was asked by the form itself, and one who wrote for another.
    let answers = [super::author::assessment(&own, Dice::new(written)), starter, valid(Dice::new(written))];
    for answers in answers {
        let line = answers.lines().find(|line| line.starts_with("form: ")).unwrap_or_default().to_owned();
        let Some(assessment) = assessment(&answers.replacen(&line, "form: own", 1), &forms) else { continue };
        examined(&assessment);
        assert!(compare(&assessment, &assessment).rows.is_empty(), "it differs from itself");
        let document = build(&assessment, &HouseStyle::default());
        let _ = table::print(&document);
        let _ = sheet::fields(&document);
        let page = markdown::page(&document);
        let _ = import(&read_text("a.txt", &page), &forms);
        for other in (0..BUILTIN_IDS.len()).map(form) {
            let _ = differences(&own, &other);
        }
        let _ = migrate(&assessment, &form(0));
    }
}

/// The smallest of the embedded forms, or what builds on one of them.
fn own(mut dice: Dice<'_>) -> String {
    let text = [BASIC, OVERLAYS[0], OVERLAYS[1], OVERLAYS[2]][dice.roll(4)];
    let line = text.lines().find(|line| line.starts_with("form: ")).unwrap_or_default();
    text.replacen(line, "form: own", 1)
}
