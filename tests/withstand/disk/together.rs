//! Two who write at once, and rights that files have.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Stdio;

use hyokasho::disk::{Stage, create, overwrite, replace};

use super::{CHILD, Desk, changed, succeeds, told, with_word};

const RECORD: [&str; 4] = ["record", "22-child-allowance", "--date", "2026-05-01"];

#[test]
fn an_edit_that_came_after_reading_is_not_lost() {
    let desk = Desk::empty();
    desk.write("a.yaml", "読んだ\n");
    desk.write("a.yaml", "ほかの人が書いた\n");
    let error = replace(&desk.path("a.yaml"), "読んだ\n".as_bytes(), "書く\n".as_bytes()).unwrap_err();
    assert!(error.to_string().contains("読んだ後に書き換えられた"), "{error}");
    assert!(error.help().contains("もう一度"), "{}", error.help());
    assert_eq!(desk.read("a.yaml"), "ほかの人が書いた\n");
    fs::remove_file(desk.path("a.yaml")).unwrap();
    assert!(replace(&desk.path("a.yaml"), "読んだ\n".as_bytes(), b"").is_err(), "who removed it meant it");
    assert_eq!(desk.files().len(), 0);
}

/// Whoever says that he has written has written.
#[test]
fn recording_and_importing_at_once_lose_nothing() {
    let desk = changed();
    succeeds(&desk.run(&["render", "22-child-allowance", "-o", "sheet.xlsx"]));
    let typed = with_word(&fs::read(desk.path("sheet.xlsx")).unwrap(), "児童を監護し", "子を監護し");
    desk.write("sheet.xlsx", typed);
    let before = desk.read(CHILD);
    let edits: [(&[&str], &str); 2] = [
        (&RECORD, "item: files.child.use.staff"),
        (&["import", "sheet.xlsx", "--into", "22-child-allowance"], "子を監護し"),
    ];
    for _ in 0..6 {
        desk.write(CHILD, &before);
        let children = edits.map(|(words, _)| desk.command(words).stdout(Stdio::null()).spawn().unwrap());
        let codes = children.map(|mut child| child.wait().unwrap().code());
        let text = desk.read(CHILD);
        for ((words, edit), code) in edits.iter().zip(codes) {
            assert!(matches!(code, Some(0 | 4)), "{words:?}: {code:?}");
            assert_eq!(text.matches(edit).count(), usize::from(code == Some(0)), "{words:?}: {code:?}");
        }
        assert!(codes.contains(&Some(0)), "somebody came first");
    }
}

#[test]
fn a_new_folder_belongs_to_who_came_first() {
    let desk = Desk::empty();
    let sources = ["一", "二", "三"];
    super::support::copy("examples/01-start/40-scholarship".as_ref(), &desk.path("40"));
    for source in sources {
        desk.edit("40/assessment.yaml", "  title: ", &format!("  title: {source}番目の"));
        succeeds(&desk.run(&["render", "40", "-o", &format!("{source}.xlsx")]));
    }
    let start = |source: &&str| desk.command(&["import", &format!("{source}.xlsx"), "-o", "new"]).spawn().unwrap();
    let children: Vec<_> = sources.iter().map(start).collect();
    let codes: Vec<_> = children.into_iter().map(|mut child| child.wait().unwrap().code()).collect();
    assert_eq!(codes.iter().filter(|code| **code == Some(0)).count(), 1, "{codes:?}");
    let first = sources[codes.iter().position(|code| *code == Some(0)).unwrap()];
    assert!(desk.read("new/assessment.yaml").contains(&format!("title: {first}番目の")), "{first}");
    assert!(desk.read("new/import-report.json").contains(&format!("{first}.xlsx")), "{first}");
    assert_eq!(fs::read_dir(desk.path("new")).unwrap().count(), 2);
}

#[test]
fn nothing_that_is_new_replaces_anything() {
    let desk = Desk::empty();
    desk.write("a", "今の文");
    symlink("nowhere", desk.path("dangling")).unwrap();
    for name in ["a", "dangling"] {
        assert!(create(&desk.path(name), b"new").is_err(), "{name}");
    }
    assert_eq!((desk.read("a").as_str(), desk.files().len()), ("今の文", 2));
}

#[test]
fn rights_are_kept_and_links_written_through() {
    let desk = Desk::empty();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    for rights in [0o600, 0o640, 0o664] {
        desk.write("a", "1");
        fs::set_permissions(desk.path("a"), Permissions::from_mode(rights)).unwrap();
        overwrite(&desk.path("a"), b"2").unwrap();
        assert_eq!((mode("a"), desk.read("a").as_str()), (rights, "2"));
    }
    symlink("a", desk.path("link")).unwrap();
    overwrite(&desk.path("link"), b"3").unwrap();
    assert!(desk.path("link").is_symlink(), "the link stays one");
    assert_eq!(desk.read("a"), "3");

    fs::set_permissions(desk.path("a"), Permissions::from_mode(0o444)).unwrap();
    let error = overwrite(&desk.path("a"), b"4").unwrap_err();
    assert!(error.to_string().contains("読み取り専用"), "{error}");
    assert_eq!((desk.read("a").as_str(), mode("a")), ("3", 0o444));
    assert!(overwrite(&desk.path(""), b"5").is_err(), "a folder");
    assert!(overwrite("/dev/null".as_ref(), b"5").is_err(), "a device");
    assert_eq!(desk.files().len(), 2, "nothing is left beside");
}

#[test]
fn what_earlier_attempts_left_is_swept() {
    let desk = changed();
    for left in [".assessment.yaml.4711.tmp", ".assessment.yaml.00ff00ff00ff00ff.tmp"] {
        desk.write(&format!("22-child-allowance/{left}"), "半分");
    }
    for other in [".other.yaml.4711.tmp", ".assessment.yaml.note.tmp", "assessment.yaml.tmp"] {
        desk.write(&format!("22-child-allowance/{other}"), "よそのもの");
    }
    succeeds(&desk.run(&RECORD));
    let left = desk.leftovers();
    assert_eq!(left.len(), 3, "{left:?}");
}

/// A build that holds the folder lets nobody else change it.
#[test]
fn two_builds_do_not_mix() {
    let desk = Desk::small();
    let stage = Stage::beside(&desk.path("out")).unwrap();
    let output = desk.run(&["build", ".", "-o", "out"]);
    assert_eq!(output.status.code(), Some(4), "{}", told(&output));
    assert!(told(&output).contains("ほかの hyokasho"), "{}", told(&output));
    drop(stage);
    assert_eq!(fs::read_dir(desk.path("out")).unwrap().count(), 0);
    fs::create_dir(desk.path("out/.hyokasho-build.00aa.tmp")).unwrap();
    desk.run(&["build", ".", "-o", "out"]);
    assert!(desk.path("out/internal/index.html").is_file() && !desk.path("out/.hyokasho-build.00aa.tmp").exists());
}

/// One file that cannot be replaced: the old pages stay, all of them, and the index says that they are old.
#[test]
fn a_failed_rebuild_leaves_the_old_pages() {
    let desk = Desk::small();
    let build = || desk.run(&["build", ".", "-o", "out"]);
    build();
    let pages = || -> Vec<_> {
        desk.files().into_iter().filter(|(name, _)| name.starts_with("out/internal/40-scholarship/")).collect()
    };
    let (first, index) = (pages(), desk.read("out/internal/index.html"));
    assert!(first.len() >= 3 && !index.contains("前に作ったページ"));
    desk.write("out/internal/40-scholarship/note.txt", "よそのもの");
    let before = pages();
    let pdf = desk.path("out/internal/40-scholarship/assessment.pdf");
    fs::set_permissions(&pdf, Permissions::from_mode(0o444)).unwrap();
    desk.edit("40-scholarship/assessment.yaml", "cover:", "# 覚書\ncover:");
    let output = build();
    assert_eq!(output.status.code(), Some(4), "{}", told(&output));
    assert!(told(&output).contains("失敗") && told(&output).contains("読み取り専用"), "{}", told(&output));
    assert!(pages() == before, "every page of the last time is there");
    let index = desk.read("out/internal/index.html");
    assert!(index.contains("前に作ったページ") && index.contains("40-scholarship/assessment.pdf"), "{index}");

    fs::set_permissions(&pdf, Permissions::from_mode(0o644)).unwrap();
    let output = build();
    assert!(told(&output).contains("庁内用に 1 件を作成"), "{}", told(&output));
    assert!(!desk.read("out/internal/index.html").contains("前に作ったページ"));
    assert_eq!(desk.read("out/internal/40-scholarship/note.txt"), "よそのもの", "what others put there comes along");

    desk.write("40-scholarship/assessment.yaml", "form: [\n");
    assert_eq!(build().status.code(), Some(3));
    assert!(desk.path("out/internal/40-scholarship/assessment.pdf").is_file(), "a slip of the pen takes no page away");
    assert!(desk.read("out/internal/index.html").contains("前に作ったページ"));
    assert_eq!(desk.leftovers(), [""; 0]);
}
