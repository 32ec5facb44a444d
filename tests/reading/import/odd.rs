//! A short document in which choices, boxes, numbers, files and blocks are printed in every odd way that offices have: what becomes of
//! each is held to the letter. `HYOKASHO_BLESS=1 cargo test --test reading odd` writes it anew.

use std::fs;

use hyokasho::form::Forms;
use hyokasho::grid::read_text;
use hyokasho::import::{Imported, import};

/// The assessment, then what was told of it.
fn outcome(imported: &Imported) -> String {
    let report = &imported.report;
    let conflicts = report.conflicts.iter().map(|one| format!("# 確認: {}（{}）\n", one.message, one.place));
    let unmapped =
        report.unmapped.iter().map(|one| format!("# 残り: {}（{}）\n", one.text.replace('\n', "⏎"), one.place));
    let counted = format!("# {} 字のうち {} 字\n", imported.characters, imported.placed);
    conflicts.chain(unmapped).fold(imported.yaml.clone(), |all, line| all + &line) + &counted
}

#[test]
fn odd_ways_of_printing_are_read_to_the_letter() {
    for name in ["choices", "files"] {
        let text = fs::read_to_string(format!("tests/reading/import/odd/{name}.txt")).unwrap();
        let found = outcome(&import(&read_text("a.txt", &text), &Forms::default()).unwrap());
        let path = format!("tests/reading/import/odd/{name}.yaml");
        if std::env::var_os("HYOKASHO_BLESS").is_some() {
            fs::write(&path, &found).unwrap();
        }
        assert_eq!(found, fs::read_to_string(&path).unwrap(), "{name}");
    }
}
