//! One guard for every file that a workspace names: no link and no name leads out of it, and what is no file is not opened.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::{Desk, told};

const SECRET: &str = "よそのファイルの秘密の文";

/// A workspace, and beside it a folder that is none of its business.
fn desk() -> Desk {
    let desk = Desk::empty();
    super::support::copy(Path::new("examples/03-fragments"), &desk.path("w"));
    desk.write("outside/secret.md", format!("---\nsource: よそ\n---\n{SECRET}\n"));
    desk.write("outside/assessment.yaml", format!("form: full-2025-05\ncover:\n  title: {SECRET}\n"));
    desk.write("outside/form.yaml", format!("form: outside\nbase: full-2025-05\nedition: {SECRET}\n"));
    desk.write("outside/own.css", format!("/* {SECRET} */"));
    desk.write("outside/hyokasho.yaml", format!("organization: {SECRET}\n"));
    desk
}

/// Refused with the code of paths that lead out, and nothing of the secret anywhere.
#[track_caller]
fn leads_nowhere(desk: &Desk, file: &str) {
    let check = desk.run(&["check", "w"]);
    let build = desk.run(&["build", "w", "-o", "out"]);
    assert!(told(&build).contains("HY055"), "{file}: {}", told(&build));
    assert_eq!(build.status.code(), Some(3), "{file}: {}", told(&build));
    // Nobody needs a look for checking.
    if !file.contains("templates") {
        assert!(told(&check).contains("HY055"), "{file}: {}", told(&check));
        assert_eq!(check.status.code(), Some(3), "{file}: {}", told(&check));
    }
    let render = desk.run(&["render", "w/40-scholarship", "--format", "html"]);
    for text in [told(&check), told(&build), told(&render)] {
        assert!(!text.contains(SECRET), "{text}");
    }
    for (name, bytes) in desk.files() {
        let secret = String::from_utf8_lossy(&bytes).contains(SECRET);
        assert!(!secret || name.starts_with("outside/"), "{name}");
    }
}

fn replace_by_link(desk: &Desk, file: &str, target: &str) {
    let _ = fs::remove_file(desk.path(file));
    fs::create_dir_all(desk.path(file).parent().unwrap()).unwrap();
    symlink(desk.path(target), desk.path(file)).unwrap();
}

#[test]
fn no_link_leads_out_of_a_workspace() {
    for (file, target) in [
        ("w/40-scholarship/assessment.yaml", "outside/assessment.yaml"),
        ("w/40-scholarship/revisions/2024-04-01.yaml", "outside/assessment.yaml"),
        ("w/fragments/secret.md", "outside/secret.md"),
        ("w/forms/outside.yaml", "outside/form.yaml"),
        ("w/templates/html/own.css", "outside/own.css"),
        ("w/hyokasho.yaml", "outside/hyokasho.yaml"),
    ] {
        let desk = desk();
        replace_by_link(&desk, file, target);
        leads_nowhere(&desk, file);
    }
}

#[test]
fn an_assessment_that_stands_alone_is_held_by_its_folder() {
    let desk = desk();
    replace_by_link(&desk, "alone/assessment.yaml", "outside/assessment.yaml");
    let render = desk.run(&["render", "alone", "--format", "md"]);
    assert_eq!(render.status.code(), Some(3));
    assert!(told(&render).contains("HY055") && !told(&render).contains(SECRET), "{}", told(&render));
}

#[test]
fn links_from_inside_to_inside_are_followed() {
    let desk = desk();
    fs::rename(desk.path("w/40-scholarship/assessment.yaml"), desk.path("w/shared.yaml")).unwrap();
    symlink("../shared.yaml", desk.path("w/40-scholarship/assessment.yaml")).unwrap();
    let check = desk.run(&["check", "w"]);
    assert!(!told(&check).contains("HY055"), "{}", told(&check));
    assert_ne!(check.status.code(), Some(3), "{}", told(&check));
}

#[test]
fn what_never_ends_is_no_font() {
    let desk = Desk::small();
    for font in ["/dev/zero", "/proc/kmsg", "/dev/tty"].into_iter().filter(|font| Path::new(font).exists()) {
        let output = desk.run(&["render", "40-scholarship", "-o", "a.pdf", "--font", font]);
        assert_eq!(output.status.code(), Some(3), "{font}: {}", told(&output));
    }
    assert!(!desk.path("a.pdf").exists());
    for device in ["NUL", "con.ttf", "fonts/aux", "a.ttf:stream", "../a.ttf"] {
        desk.write("hyokasho.yaml", format!("organization: 汐見台市\nstyle:\n  font: '{device}'\n"));
        let output = desk.run(&["check", "."]);
        assert!(told(&output).contains("HY055"), "{device}: {}", told(&output));
    }
}

/// A record of builds that somebody forged.
#[test]
fn a_record_of_builds_leads_nowhere_but_into_its_folder() {
    let desk = Desk::empty();
    super::support::copy(Path::new("examples/01-start"), &desk.path("w"));
    desk.write("outside/kept.txt", "残る");
    desk.write("kept.txt", "残る");
    desk.write("out/note.txt", "残る");
    symlink(desk.path("outside"), desk.path("out/link")).unwrap();
    let files = "\"link/kept.txt\", \"../kept.txt\", \"/etc/hostname\", \"a/../../kept.txt\"";
    let record = format!("{{\"assessments\": {{\"gone\": {{\"fingerprint\": \"0\", \"files\": [{files}]}}}}}}");
    desk.write("out/.hyokasho-build.json", record);
    desk.run(&["build", "w", "-o", "out"]);
    for kept in ["outside/kept.txt", "kept.txt", "out/note.txt"] {
        assert!(desk.path(kept).is_file(), "{kept}");
    }
    assert!(Path::new("/etc/hostname").exists() || !Path::new("/etc").exists());

    fs::remove_dir_all(desk.path("out/internal/40-scholarship")).unwrap();
    symlink(desk.path("outside"), desk.path("out/internal/40-scholarship")).unwrap();
    let output = desk.run(&["build", "w", "-o", "out"]);
    assert_eq!(output.status.code(), Some(4), "{}", told(&output));
    assert_eq!(fs::read_dir(desk.path("outside")).unwrap().count(), 1, "nothing is written through the link");
}
