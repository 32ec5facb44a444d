//! Every part of every workbook is valid by the schemas of ECMA-376, as a validator of another make reads them.

use std::fs;
use std::process::{Command, Output};

use super::{BASIC, Desk, FOCUSED, FULL, Patched, path, program};
use crate::support::needs::lacks;

/// Where tests/run puts it.
const PACKAGES: &str = "tests/python/packages/openxml_audit";

fn audited(file: &std::path::Path) -> Output {
    let packages = std::path::absolute(PACKAGES).unwrap().parent().unwrap().to_owned();
    let mut audit = Command::new("python3");
    audit.args(["-m", "openxml_audit", "--recursive"]).arg(file).env("PYTHONPATH", packages).output().unwrap()
}

#[test]
fn every_part_of_every_workbook_is_valid() {
    if lacks(&["python3", PACKAGES]) {
        return;
    }
    let desk = Desk::new("sheets-valid");
    let made = desk.root.join("made");
    fs::create_dir(&made).unwrap();
    let file = |name: &str| made.join(name).to_str().unwrap().to_owned();
    let folder = |sample: &str| desk.root.join(sample).to_str().unwrap().to_owned();
    let root = path(&desk.root).to_owned();
    for arguments in [
        vec!["render".to_owned(), folder(FULL), "-o".into(), file("full.xlsx"), "--spare".into(), "1".into()],
        vec!["render".into(), folder(FOCUSED), "-o".into(), file("focused.xlsx")],
        vec!["render".into(), folder(BASIC), "-o".into(), file("basic.xlsx")],
        vec!["new".into(), "様式3".into(), file("new.xlsx")],
        vec!["register".into(), root.clone(), "-o".into(), file("register.xlsx")],
        vec!["report".into(), root.clone(), "-o".into(), file("report.xlsx")],
        vec!["status".into(), root, "-o".into(), file("plan.xlsx")],
    ] {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = program(&arguments);
        assert!(
            made.join(arguments.iter().find_map(|one| one.strip_prefix(path(&made))).unwrap().trim_start_matches('/'))
                .is_file(),
            "{output:?}"
        );
    }
    let output = audited(&made);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    // It would find what is wrong.
    let harmed = desk.root.join("harmed.xlsx");
    let mut book = Patched::open(&made.join("new.xlsx"));
    let part = "xl/worksheets/sheet1.xml";
    let xml = String::from_utf8(book.parts[part].clone()).unwrap();
    book.parts.insert(part.to_owned(), xml.replacen("<sheetData>", "<unheard/><sheetData>", 1).into_bytes());
    book.save(&harmed);
    assert!(!audited(&harmed).status.success());
}
