//! Text of a published document → import: the result is an assessment that can be read, and nothing is counted twice.

use hyokasho::doc::build;
use hyokasho::form::Forms;
use hyokasho::grid::{Book, read_text};
use hyokasho::house::HouseStyle;
use hyokasho::import::import;
use hyokasho::render::markdown;

use super::dice::Dice;
use super::shared::{Beside, assessment, read, text_of, valid};

pub(super) fn holds(bytes: &[u8]) {
    let Some(text) = text_of(bytes, printed) else { return };
    imported(&read_text("a.txt", &text));
}

/// The pages of a valid assessment.
fn printed(dice: Dice<'_>) -> String {
    let assessment = assessment(&valid(dice), &Forms::default()).unwrap();
    markdown::page(&build(&assessment, &HouseStyle::default()))
}

pub(super) fn imported(book: &Book) {
    let Ok(imported) = import(book, &Forms::default()) else { return };
    assert!(imported.placed <= imported.characters, "{} of {}", imported.placed, imported.characters);
    serde_json::to_string(&imported.report).unwrap();
    let (assessment, findings) = read(&imported.yaml, &Forms::default(), &Beside::default())
        .unwrap_or_else(|| panic!("what was imported cannot be read:\n{}", imported.yaml));
    assert_eq!(assessment.form.id, imported.report.form);
    let syntax = findings.iter().find(|finding| finding.rule.code < "HY018" && finding.rule.code != "HY015");
    assert!(syntax.is_none(), "{syntax:?}\n{}", imported.yaml);
}
