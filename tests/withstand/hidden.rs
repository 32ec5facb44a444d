//! Characters that nobody sees are found where they are typed, and stand in no output of any format; line ends do not count.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use crate::support;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(words: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(words).current_dir(folder).output().unwrap()
}

fn is_hidden(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\r'
        || ('\u{200b}'..='\u{200f}').contains(&c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
}

#[track_caller]
fn shows_nothing_hidden(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let found = text.chars().position(is_hidden);
    assert!(
        found.is_none(),
        "{what}: {:?}",
        text.chars().skip(found.unwrap().saturating_sub(40)).take(80).collect::<String>()
    );
}

/// An assessment with ESC, NUL, characters of direction and without width wherever there is room, in a folder named with ESC.
#[cfg(unix)]
#[test]
fn nothing_hidden_reaches_any_output() {
    let folder = support::fresh("hidden");
    let name = "15\u{1b}[31m\n\u{202e}";
    fs::create_dir_all(folder.join(name)).unwrap();
    fs::create_dir_all(folder.join("fragments")).unwrap();
    fs::write(folder.join("hyokasho.yaml"), "organization: \"汐見\\e台市\u{202e}\"\nvalues: {市: \"a\\eb\u{200b}\"}\n")
        .unwrap();
    let passage = "---\nsource: x\ndate: 2025-04-01\nsha: 00000000\n---\n{市}の\u{1b}[2J文\u{202e}{無\u{202e}}\n";
    fs::write(folder.join("fragments/a.md"), passage).unwrap();
    let text = "form: full-2025-05\ncover:\n  title: \"a\\e[31mb\\0c\u{202e}d\u{200b}\"\n  \"x\\e\": 1\nsystems:\n  - name: \"\\x9b\"\n\
                \x20   functions:\n      - fragment: a\nfiles:\n  - name: \"\\e]0;x\\a\"\n    records: \"項\\e目、\u{2066}\"\n  - id: b\n\
                changes:\n  - date: 2025-01-01\n    rows:\n      - printed: \"p\\e\"\n        before: \"\\e\"\n        after: \"\u{202e}\"\n";
    fs::write(folder.join(name).join("assessment.yaml"), text).unwrap();
    let found = run(&["check", "--format", "json"], &folder);
    let told = String::from_utf8(found.stdout).unwrap();
    assert!(told.contains("HY003") && told.contains("HY007") && found.status.code() == Some(3), "{told}");
    for format in ["human", "json", "sarif", "github"] {
        let output = run(&["check", "--format", format], &folder);
        shows_nothing_hidden(format, &output.stdout);
        shows_nothing_hidden(format, &output.stderr);
        let lines = String::from_utf8(output.stdout).unwrap();
        assert!(
            format != "github" || lines.lines().all(|line| line.starts_with("::") || line.starts_with("誤り")),
            "{lines}"
        );
    }
    for words in [["status", "."], ["build", "."], ["record", name], ["freeze", name], ["diff", name], ["render", name]]
    {
        let output = run(&words, &folder);
        shows_nothing_hidden(words[0], &output.stdout);
        shows_nothing_hidden(words[0], &output.stderr);
    }
    // What only is not seen is printed without it.
    fs::write(folder.join("hyokasho.yaml"), "organization: 汐見台市\n").unwrap();
    fs::remove_file(folder.join("fragments/a.md")).unwrap();
    let unseen = "form: full-2025-05\ncover:\n  title: \"甲\u{202e}乙\u{200b}\"\n";
    fs::write(folder.join(name).join("assessment.yaml"), unseen).unwrap();
    for format in ["html", "md", "json"] {
        let output = run(&["render", name, "--format", format], &folder);
        assert_eq!(output.status.code(), Some(0), "{format}: {}", String::from_utf8_lossy(&output.stderr));
        shows_nothing_hidden(format, &output.stdout);
        assert!(String::from_utf8_lossy(&output.stdout).contains("甲乙"), "{format}");
    }
}

/// The sample as it is checked out where version control writes CRLF.
#[test]
fn a_workspace_with_windows_line_ends_is_clean() {
    let folder = support::fresh("crlf");
    support::copy(Path::new("assessments"), &folder);
    let mut folders = vec![folder.clone()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "md") {
                let text = fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
                fs::write(&path, text).unwrap();
            }
        }
    }
    let told = |output: Output| String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    let plain = run(&["check", "assessments"], Path::new("."));
    let windows = run(&["check"], &folder);
    assert_eq!(windows.status.code(), plain.status.code());
    assert!(told(windows).ends_with(told(plain).lines().last().map(|line| format!("{line}\n")).as_deref().unwrap()));
    let file = folder.join("22-child-allowance/assessment.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let head = text.find("  head: ").unwrap();
    let end = head + text[head..].find('\r').unwrap();
    fs::write(&file, format!("{}  head: こども課長{}", &text[..head], &text[end..])).unwrap();
    let recorded = run(&["record", "22-child-allowance", "--date", "2026-01-15"], &folder);
    assert_eq!(recorded.status.code(), Some(0), "{}", told(recorded));
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("2026-01-15"), "a row was recorded");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "every line still ends as before");
}
