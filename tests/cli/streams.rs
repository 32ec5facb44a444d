//! Exit codes, colour, pipes, and what goes where.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;

use super::{exit, program, run, text};

const SAMPLE: &str = "assessments/22-child-allowance";

#[test]
fn every_exit_code_has_its_meaning() {
    let folder = TempDir::new().unwrap();
    let place = folder.path();
    fs::write(place.join("half.yaml"), "form: full-2025-05\n").unwrap();
    fs::write(place.join("nul.yaml"), "form: \0\n").unwrap();
    assert_eq!(exit(&run(place, &["new", "様式3", "15"])), 0);
    assert_eq!(exit(&run(place, &["check", "half.yaml"])), 1);
    assert_eq!(exit(&run(place, &["status", "15"])), 0, "status lists, and judges nothing");
    assert_eq!(exit(&run(place, &["check", "--nonsense"])), 2);
    assert_eq!(exit(&run(place, &["check", "nul.yaml"])), 3);
    assert_eq!(exit(&run(place, &["check", "nowhere"])), 3);
    assert_eq!(exit(&run(place, &["status", "nowhere"])), 3);
    assert_eq!(exit(&run(place, &["new", "様式3", "15"])), 4);
    let help = text(&run(place, &["--help"]).stdout);
    assert!((0..5).all(|code| help.contains(&format!("\n  {code}  "))), "{help}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_told_by_the_exit_code() {
    for words in [
        ["check", SAMPLE].as_slice(),
        &["status", SAMPLE],
        &["explain"],
        &["schema", "様式4"],
        &["completions", "bash"],
        &["--help"],
        &["--version"],
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = program(".".as_ref()).args(words).stdout(full).output().unwrap();
        assert_eq!(exit(&output), 4, "{words:?}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    for words in [["schema", "様式4"].as_slice(), &["explain"], &["completions", "zsh"], &["--help"]] {
        let mut child =
            program(".".as_ref()).args(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""), "{words:?}");
    }
}

#[test]
fn json_is_one_document_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("15")).unwrap();
    fs::write(folder.path().join("15/assessment.yaml"), "form: full-2025-05\ncovr: 1\n").unwrap();
    for words in [
        ["check", "--format", "json"].as_slice(),
        &["check", "--format", "json", "--color", "always"],
        &["check", "--format", "sarif"],
        &["status", "--format", "json", "--color", "always"],
        &["schema", "様式3", "--color", "always"],
    ] {
        let output = run(folder.path(), words);
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(document.is_object(), "{words:?}");
        assert_eq!(text(&output.stderr), "", "{words:?}");
    }
}

#[test]
fn colour_is_worn_when_wished_and_never_in_a_pipe() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.yaml"), "form: full-2025-05\n").unwrap();
    let coloured = |words: &[&str], no_color: Option<&str>| {
        let mut command = program(folder.path());
        command.args(words);
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        command.output().unwrap().stdout.contains(&0x1b)
    };
    for words in [["check", "a.yaml"], ["explain", "HY217"]] {
        let with = |choice| [words.as_slice(), &["--color", choice]].concat();
        assert!(!coloured(&words, None), "{words:?}: nobody looks at a pipe");
        assert!(coloured(&with("always"), None), "{words:?}");
        assert!(coloured(&with("always"), Some("1")), "{words:?}: the option is the closer wish");
        assert!(!coloured(&with("never"), None), "{words:?}");
        assert!(!coloured(&with("auto"), Some("1")), "{words:?}");
    }
}

#[test]
fn the_result_is_the_same_wherever_it_is_asked_for() {
    let first = run(".".as_ref(), &["check", SAMPLE]);
    assert_eq!(run(".".as_ref(), &["check", SAMPLE]).stdout, first.stdout);
    let inside = run(SAMPLE.as_ref(), &["check"]);
    assert_eq!((exit(&inside), exit(&first)), (0, 0), "{}", text(&inside.stdout));
}

#[test]
fn the_version_is_that_of_the_package() {
    for words in [["--version"], ["-V"]] {
        let expected = format!("hyokasho {}\n", env!("CARGO_PKG_VERSION"));
        assert_eq!(text(&run(".".as_ref(), &words).stdout), expected);
    }
}
