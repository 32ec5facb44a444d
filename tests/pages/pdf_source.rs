//! A PDF carries the assessment that it was made from: a valid archive, and exactly that assessment when it is imported.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hyokasho::assessment::Assessment;
use hyokasho::import::open;
use hyokasho::render::{json, markdown};
use hyokasho::rules::codes;
use hyokasho::workspace::Workspace;
use lopdf::{Document, Object};

use crate::support::needs::lacks;
use crate::support::{copy, fresh, structure};

const SAMPLES: [&str; 4] =
    ["15-health-checkups", "22-child-allowance", "22-child-allowance-basic", "31-nursing-insurance"];

fn run(words: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

fn desk(name: &str) -> PathBuf {
    let root = fresh(name);
    copy(Path::new("assessments"), &root);
    root
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn rendered(root: &Path, sample: &str, more: &[&str]) -> PathBuf {
    let file = root.join(format!("{sample}.pdf"));
    let folder = root.join(sample);
    let words = [&["render", path(&folder), "-o", path(&file)], more].concat();
    assert_eq!(run(&words).0, Some(0));
    file
}

fn load(root: Option<&Path>, folder: &Path) -> Assessment {
    Workspace::open(root, &codes()).load(&folder.join("assessment.yaml")).assessment.unwrap()
}

fn pages(assessment: &Assessment) -> [String; 2] {
    let document = hyokasho::doc::build(assessment, &hyokasho::house::HouseStyle::default());
    [json::page(assessment), markdown::page(&document)]
}

#[test]
fn importing_our_own_pdf_is_exact() {
    let root = desk("pdf-source");
    for sample in SAMPLES {
        let file = rendered(&root, sample, &[]);
        assert_eq!(structure::faults(&fs::read(&file).unwrap()), Vec::<String>::new(), "{sample}");
        let again = root.join(format!("again-{sample}"));
        let (code, told) = run(&["import", path(&file), "-o", path(&again)]);
        assert_eq!(code, Some(0), "{told}");
        assert!(told.contains("元の評価書から作り直しました"), "{told}");
        let (before, after) = (load(Some(&root), &root.join(sample)), load(Some(&root), &again));
        assert_eq!(pages(&after), pages(&before), "{sample}");
        let used = |assessment: &Assessment| assessment.fragments_used.clone();
        assert_eq!(used(&after), used(&before), "{sample}: passages keep their names");
    }
}

/// Where the passages are not at hand, or say something else, their words stand there as they were printed.
#[test]
fn the_pdf_alone_says_all_that_it_says() {
    let root = desk("pdf-source-alone");
    let file = rendered(&root, SAMPLES[0], &[]);
    let before = pages(&load(Some(&root), &root.join(SAMPLES[0])));
    let elsewhere = fresh("pdf-source-elsewhere");
    assert_eq!(run(&["import", path(&file), "-o", path(&elsewhere.join("a"))]).0, Some(0));
    let after = load(None, &elsewhere.join("a"));
    assert_eq!(pages(&after)[1], before[1]);
    assert!(after.fragments_used.is_empty());
    let passage = fs::read_dir(root.join("fragments")).unwrap().count();
    assert!(passage > 0, "there are passages to be missed");
}

#[test]
fn pictures_come_back_beside_the_assessment_and_no_name_leads_out() {
    let root = desk("pdf-source-pictures");
    let yaml = root.join(SAMPLES[0]).join("assessment.yaml");
    let text = fs::read_to_string(&yaml).unwrap();
    let (figure, known) = ("file: figures/流れ.png\n    alternative: 流れの図", "generate: flow");
    assert!(text.contains(known));
    fs::write(&yaml, text.replacen(known, figure, 1)).unwrap();
    fs::create_dir(root.join(SAMPLES[0]).join("figures")).unwrap();
    fs::copy("tests/pictures/grey.jpg", root.join(SAMPLES[0]).join("figures/流れ.png")).unwrap();
    let file = rendered(&root, SAMPLES[0], &[]);
    let again = root.join("again");
    let (code, told) = run(&["import", path(&file), "-o", path(&again)]);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(fs::read(again.join("figures/流れ.png")).unwrap(), fs::read("tests/pictures/grey.jpg").unwrap());

    // The same file, whose picture is called by a name that leads out of the folder.
    let mut document = Document::load(&file).unwrap();
    for object in document.objects.values_mut() {
        if let Object::Dictionary(one) = object
            && one.has_type(b"Filespec")
            && one.get(b"AFRelationship").and_then(Object::as_name).is_ok_and(|kind| kind == b"Supplement")
        {
            one.set("UF", Object::string_literal("../out.png"));
        }
    }
    let bent = root.join("bent.pdf");
    document.save(&bent).unwrap();
    assert!(open("bent.pdf", &fs::read(&bent).unwrap()).unwrap().attachments.contains_key("../out.png"));
    assert_eq!(run(&["import", path(&bent), "-o", path(&root.join("bent"))]).0, Some(0));
    assert!(!root.join("out.png").exists());
}

#[test]
fn a_pdf_without_its_source_is_what_it_was() {
    let root = desk("pdf-source-none");
    let file = rendered(&root, SAMPLES[1], &["--no-source"]);
    let bytes = fs::read(&file).unwrap();
    assert_eq!(structure::faults(&bytes), Vec::<String>::new());
    assert!(open("a.pdf", &bytes).unwrap().attachments.is_empty());
    let (code, told) = run(&["import", path(&file), "-o", path(&root.join("again"))]);
    assert_eq!(code, Some(0), "{told}");
    assert!(!told.contains("元の評価書から"), "read from its pages: {told}");
}

#[test]
fn other_programs_find_the_attached_files() {
    if lacks(&["pdfdetach", "qpdf"]) {
        return;
    }
    let root = desk("pdf-source-others");
    let file = rendered(&root, SAMPLES[0], &[]);
    let listed = Command::new("pdfdetach").arg("-list").arg(&file).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains("1: assessment.yaml") && listed.contains("2: passages.json"), "{listed}");
    assert!(Command::new("qpdf").arg("--check").arg(&file).output().unwrap().status.success());
}
