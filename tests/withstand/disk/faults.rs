//! A disk that fails at each step, a process killed before each, a program that stumbles there: the old state or the new one, never
//! half of it, and running again heals. The steps are those of `src/disk/system.rs`; debug builds alone take orders.

#![cfg(debug_assertions)]

use std::collections::BTreeMap;

use super::{Desk, changed, succeeds, told, with_word};

type Files = BTreeMap<String, Vec<u8>>;

/// What people see: no file that is hidden or on its way.
fn seen(desk: &Desk) -> Files {
    desk.files().into_iter().filter(|(name, _)| !name.split('/').any(|piece| piece.starts_with('.'))).collect()
}

/// A command, and what of its outcome belongs together: each part is as it was or as it will be.
struct Trial<'a> {
    start: Desk,
    words: &'a [&'a str],
    parts: &'a [&'a str],
    old: Files,
    new: Files,
}

impl<'a> Trial<'a> {
    fn new(start: Desk, words: &'a [&'a str], parts: &'a [&'a str]) -> Self {
        let whole = Desk::like(&start);
        let output = whole.run(words);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{words:?}: {}", told(&output));
        let (old, new) = (seen(&start), seen(&whole));
        assert!(old != new, "{words:?} writes something");
        Self { start, words, parts, old, new }
    }

    /// Lets every `stride`th step fail, and kills the process before every one; `false` where there is no such step any more.
    fn survives_everything(&self, stride: usize) {
        let steps = (1..500).find(|step| (step - 1) % stride == 0 && !self.survives("kill", *step)).unwrap();
        assert!(steps > 4, "{:?}: {steps} steps", self.words);
        (1..steps).skip(stride / 2).step_by(stride).for_each(|step| {
            self.survives("fail", step);
        });
        self.survives("panic", steps / 2);
    }

    /// `false` where the process came to its end by itself.
    fn survives(&self, kind: &str, step: usize) -> bool {
        let (words, fault) = (self.words, format!("{kind}:{step}"));
        let desk = Desk::like(&self.start);
        let output = desk.command(words).env("HYOKASHO_FAULT", &fault).output().unwrap();
        let now = seen(&desk);
        let said = told(&output);
        for part in self.parts {
            let inside = |files: &Files| -> Files {
                files.iter().filter(|(name, _)| name.starts_with(part)).map(|(a, b)| (a.clone(), b.clone())).collect()
            };
            let is_whole = [&self.old, &self.new].into_iter().any(|state| inside(state) == inside(&now));
            assert!(is_whole, "{words:?} {fault}: {part} is half of it: {:?}\n{said}", now.keys());
        }
        if kind != "kill" {
            assert!(output.status.code().is_some_and(|code| code != 101), "{words:?} {fault}: {said}");
            let left = desk.leftovers();
            assert!(left.is_empty(), "{words:?} {fault}: {left:?}");
        }
        if kind == "panic" {
            assert_eq!(output.status.code(), Some(3), "{words:?} {fault}: {said}");
            assert!(said.contains("HY006") && !said.contains("panicked"), "{words:?} {fault}: {said}");
        }
        let again = desk.run(words);
        // What is new is never replaced: the second time it is there already.
        let is_there = now == self.new && again.status.code() != Some(0);
        assert!(seen(&desk) == self.new || is_there, "{words:?} {fault}: not healed\n{}", told(&again));
        let left = desk.leftovers();
        assert!(left.is_empty() || is_there, "{words:?} {fault}: left after the second time: {left:?}");
        output.status.code().is_none()
    }
}

#[test]
fn recording() {
    let words = ["record", "22-child-allowance", "--date", "2026-05-01"];
    Trial::new(changed(), &words, &[""]).survives_everything(1);
}

#[test]
fn importing_into() {
    let desk = Desk::small();
    succeeds(&desk.run(&["render", "40-scholarship", "-o", "sheet.xlsx"]));
    let typed = with_word(&std::fs::read(desk.path("sheet.xlsx")).unwrap(), "学務課長", "学務二課長");
    desk.write("sheet.xlsx", typed);
    Trial::new(desk, &["import", "sheet.xlsx", "--into", "40-scholarship"], &[""]).survives_everything(1);
}

#[test]
fn importing() {
    let desk = Desk::empty();
    super::support::copy("examples/01-start/40-scholarship".as_ref(), &desk.path("40"));
    succeeds(&desk.run(&["render", "40", "-o", "a.xlsx"]));
    Trial::new(desk, &["import", "a.xlsx", "-o", "new/40"], &["new/40/assessment.yaml"]).survives_everything(1);
}

#[test]
fn migrating() {
    let words = ["migrate", "40-scholarship", "--to", "様式4"];
    Trial::new(Desk::small(), &words, &[""]).survives_everything(1);
}

#[test]
fn freezing() {
    let desk = Desk::samples();
    for other in ["15-health-checkups", "31-nursing-insurance"] {
        std::fs::remove_dir_all(desk.path(other)).unwrap();
    }
    let parts = ["22-child-allowance/revisions/2025-12-26.yaml", "22-child-allowance/assessment.yaml"];
    Trial::new(desk, &["freeze", "22-child-allowance"], &parts).survives_everything(1);
}

#[test]
fn rendering() {
    let desk = Desk::small();
    desk.write("out/a.md", "前の版");
    Trial::new(desk, &["render", "40-scholarship", "-o", "out/a.md"], &[""]).survives_everything(1);
}

/// Each assessment's pages come and go together; the list of them says how far it got.
#[test]
fn building() {
    let desk = Desk::small();
    desk.run(&["build", ".", "-o", "out"]);
    desk.edit("40-scholarship/assessment.yaml", "cover:", "# 覚書\ncover:");
    desk.edit("40-scholarship/assessment.yaml", "奨学金", "奨学の金");
    Trial::new(desk, &["build", ".", "-o", "out"], &["out/internal/40-scholarship/"]).survives_everything(3);
}

/// The program stumbles over one assessment of several: that one is told and not made, the others are, by the binary as it is.
#[test]
fn a_fault_in_one_assessment_is_told_and_leaves_the_others() {
    let desk = Desk::small();
    super::support::copy(&desk.path("40-scholarship"), &desk.path("41-other"));
    desk.edit("41-other/assessment.yaml", "number: 40", "number: 41");
    succeeds(&desk.run(&["build", ".", "-o", "out"]));
    let steps = (1..200).find_map(|step| {
        let desk = Desk::like(&desk);
        std::fs::remove_dir_all(desk.path("out")).unwrap();
        let output = desk.command(&["build", ".", "-o", "out"]).env("HYOKASHO_FAULT", format!("panic:{step}")).output();
        let (output, said) = output.map(|output| (output.status.code(), told(&output))).unwrap();
        let made = |name: &str| desk.path(&format!("out/internal/{name}/assessment.html")).is_file();
        (said.contains("41-other/assessment.yaml") && said.contains("HY006")).then(|| {
            assert_eq!(output, Some(3), "{said}");
            assert!(made("40-scholarship") && !made("41-other"), "{said}");
            assert!(said.contains("庁内用に 1 件を作成しました"), "{said}");
        })
    });
    assert!(steps.is_some(), "one of the steps makes the pages of the other assessment");
}
