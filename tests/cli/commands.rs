//! What the commands do, beyond what they tell.

use std::fs;

use hyokasho::text::width::width;
use serde_json::Value;
use tempfile::TempDir;

use super::{exit, run, text};

const FORMS: [&str; 4] = ["full-2025-05", "focused-2025-05", "full-2018-05", "focused-2018-05"];

#[test]
fn a_new_assessment_lacks_its_answers_and_nothing_else() {
    for form in FORMS {
        let folder = TempDir::new().unwrap();
        assert_eq!(exit(&run(folder.path(), &["new", form, "15", "--workspace"])), 0);
        let output = run(folder.path(), &["check", "--format", "json", "--pedantic", "--today", "2030-01-01"]);
        assert_eq!(exit(&output), 1, "{form}");
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(document["summary"]["completeness"], 0.0, "{form}");
        let starter = fs::read_to_string(folder.path().join("15/assessment.yaml")).unwrap();
        let lines: Vec<&str> = starter.lines().collect();
        for finding in document["findings"].as_array().unwrap() {
            assert_eq!(finding["code"], "HY217", "{form}: {finding}");
            let key = finding["item"].as_str().unwrap().rsplit('.').next().unwrap();
            let line = lines[finding["line"].as_u64().unwrap() as usize - 1].trim_start();
            assert!(line.starts_with(&format!("{key}:")), "{form}: {finding} points at {line}");
        }
    }
}

#[test]
fn new_never_writes_over_anything() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("15/assessment.yaml");
    fs::create_dir(folder.path().join("15")).unwrap();
    fs::write(&file, "mine\n").unwrap();
    let output = run(folder.path(), &["new", "様式4", "15", "--workspace"]);
    assert_eq!(exit(&output), 4);
    assert!(text(&output.stderr).contains("15/assessment.yaml がすでにある"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine\n");
    assert!(!folder.path().join("hyokasho.yaml").exists(), "nothing is half done");
    fs::write(folder.path().join("plain"), "").unwrap();
    assert_eq!(exit(&run(folder.path(), &["new", "様式4", "plain/15"])), 4);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn new_takes_a_form_of_the_workspace() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("hyokasho.yaml"), "organization: 汐見台市\n").unwrap();
    fs::create_dir(folder.path().join("forms")).unwrap();
    let own = "form: own\nbase: full-2025-05\nedition: 令和9年4月\n";
    fs::write(folder.path().join("forms/own.yaml"), own).unwrap();
    let output = run(folder.path(), &["new", "own", "deep/15"]);
    assert_eq!((exit(&output), text(&output.stderr)), (0, String::new()));
    assert!(text(&output.stdout).contains("令和9年4月"));
    assert_eq!(exit(&run(folder.path(), &["check", "deep"])), 1);
    assert_eq!(exit(&run(&folder.path().join("deep"), &["schema", "own"])), 0);
}

#[test]
fn status_tells_deadlines_as_of_a_day() {
    let words = ["status", "assessments/15-health-checkups", "--format", "json", "--today"];
    let status = |today: &str| -> Value {
        let output = run(".".as_ref(), &[words.as_slice(), &[today]].concat());
        assert_eq!(exit(&output), 0);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let row = |today: &str| status(today)["assessments"][0].clone();
    assert_eq!(row("2026-01-01")["review"]["overdue"], false);
    assert_eq!(row("2026-12-26")["review"]["overdue"], false, "the day itself is in time");
    assert_eq!(row("2026-12-27")["review"]["overdue"], true);
    assert_eq!(row("2026-12-27")["reevaluation"]["overdue"], false);
    assert_eq!(row("令和12年12月27日")["reevaluation"]["overdue"], true);
    assert_eq!(status("R8.1.1")["today"], "2026-01-01");
}

#[test]
fn status_without_a_day_counts_from_today() {
    let output = run(".".as_ref(), &["status", "assessments", "--format", "json"]);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(document["today"].as_str().unwrap() > "2026", "{document}");
}

/// Every second column of a help page starts at the same place.
#[test]
fn help_pages_line_up() {
    let program = text(&run(".".as_ref(), &["--help"]).stdout);
    let commands = program.lines().skip_while(|line| *line != "コマンド:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() >= 8);
    for name in names {
        let output = run(".".as_ref(), &[name, "--help"]);
        assert_eq!(exit(&output), 0);
        let page = text(&output.stdout);
        assert_eq!(text(&run(".".as_ref(), &["help", name]).stdout), page);
        let english = ["Usage", "Options", "Arguments", "Print", "default:", "possible"];
        assert!(english.iter().all(|word| !page.contains(word)), "{page}");
        let options = page.split_once("オプション:\n").unwrap().1.split("\n\n").next().unwrap();
        let columns = options.lines().filter(|line| line.starts_with("  -")).map(|line| {
            let (left, right) = line.trim_start().split_once("  ").unwrap_or_else(|| panic!("{line}"));
            width(line) - width(right.trim_start()) + usize::from(left.is_empty())
        });
        let columns: Vec<usize> = columns.collect();
        assert!(columns.iter().all(|column| *column == columns[0]), "{name}: {columns:?}\n{page}");
    }
}

#[test]
fn no_command_at_all_shows_the_help() {
    let output = run(".".as_ref(), &[]);
    assert_eq!((exit(&output), text(&output.stdout)), (2, String::new()));
    assert_eq!(text(&output.stderr), text(&run(".".as_ref(), &["--help"]).stdout));
}

#[test]
fn help_fits_any_terminal() {
    for columns in ["40", "60", "100", "400"] {
        let output = super::program(".".as_ref()).args(["check", "--help"]).env("COLUMNS", columns).output().unwrap();
        let page = text(&output.stdout);
        let widest = page.lines().map(width).max().unwrap();
        assert!(widest <= columns.parse::<usize>().unwrap().min(100), "{columns}: {widest}\n{page}");
    }
}

/// The script of each shell asks the program; bash is asked as its script asks.
#[test]
fn shells_are_told_commands_forms_rules_and_assessments() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = run(".".as_ref(), &["completions", shell]);
        assert_eq!(exit(&output), 0);
        assert!(text(&output.stdout).contains("HYOKASHO_COMPLETE"), "{shell}");
    }
    let told = |words: &[&str]| {
        let mut asked = super::program("assessments".as_ref());
        asked.env("HYOKASHO_COMPLETE", "bash").env("_CLAP_IFS", "\n");
        asked.env("_CLAP_COMPLETE_INDEX", words.len().to_string()).args(["--", "hyokasho"]).args(words);
        let output = asked.env("_CLAP_COMPLETE_INDEX", words.len().to_string()).output().unwrap();
        assert_eq!(exit(&output), 0, "{}", text(&output.stderr));
        text(&output.stdout).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(told(&["st"]).contains(&"status".to_owned()));
    assert_eq!(told(&["new", "full-20"]), ["full-2025-05", "full-2018-05"]);
    assert_eq!(told(&["explain", "HY20"])[0], "HY201");
    assert_eq!(told(&["check", "31"])[0], "31-nursing-insurance");
    assert!(told(&["check", "--select", "HY4"]).contains(&"HY403".to_owned()));
    assert!(told(&["check", "--to"]).contains(&"--today".to_owned()));
    // Without a question the variable changes nothing.
    let mut plain = super::program("assessments".as_ref());
    assert_eq!(exit(&plain.env("HYOKASHO_COMPLETE", "").args(["forms"]).output().unwrap()), 0);
}

#[test]
fn every_rule_explains_itself() {
    for rule in hyokasho::rules::all_rules() {
        let output = run(".".as_ref(), &["explain", rule.code]);
        assert_eq!(exit(&output), 0);
        assert!(text(&output.stdout).starts_with(&format!("{} {}\n", rule.code, rule.title())));
    }
    let list = text(&run(".".as_ref(), &["explain"]).stdout);
    assert_eq!(list.lines().count(), hyokasho::rules::all_rules().len() + 1);
    assert!(list.lines().all(|line| width(line) <= 100), "{list}");
}
