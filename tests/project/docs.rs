//! The pages that the program writes about itself: `docs/rules.md` from what rules say of themselves, `docs/commands.md` from
//! the help pages. `HYOKASHO_BLESS=1 cargo test --test project docs` writes them anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::fmt::Write;
use std::process::Command;

use hyokasho::finding::{Confidence, Rule};
use hyokasho::rules::{body, families};

const BLESS: &str = "HYOKASHO_BLESS";

fn hold(path: &str, page: &str) {
    if std::env::var_os(BLESS).is_some() {
        std::fs::create_dir_all("docs").unwrap();
        std::fs::write(path, page).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    let line = written.lines().zip(page.lines()).position(|(left, right)| left != right);
    assert!(written == page, "{path} is stale from line {line:?} on: {BLESS}=1 cargo test --test project docs");
}

#[test]
fn rules_are_listed() {
    let mut page = String::from(
        "<!-- HYOKASHO_BLESS=1 cargo test --test project docs -->\n\n# 指摘の一覧\n\n\
         同じ説明は `hyokasho explain コード` でも読めます。重さは hyokasho.yaml の `severity:` で変えられます。\n",
    );
    for (family, rules) in families() {
        write!(page, "\n**{family}**\n\n| コード | 題 | 名前 | 重さ | 確かさ |\n|---|---|---|---|---|\n").unwrap();
        for rule in rules {
            let sure = if rule.confidence == Confidence::Certain { "確実" } else { "`--pedantic`" };
            let (code, name, title, weight) = (rule.code, rule.name, rule.title(), rule.severity.word());
            writeln!(page, "| [{code}](#{name}) | {title} | `{name}` | {weight} | {sure} |").unwrap();
        }
    }
    for (family, rules) in families() {
        writeln!(page, "\n---\n\n## {family}").unwrap();
        rules.into_iter().for_each(|rule| page += &entry(rule));
    }
    hold("docs/rules.md", &page);
}

/// One rule under an anchor that stays when its title is reworded.
fn entry(rule: &Rule) -> String {
    let mut entry = format!("\n<a id=\"{}\"></a>\n\n### {} {}\n\n", rule.name, rule.code, rule.title());
    for line in body(rule).lines() {
        let deeper = if line.starts_with("## ") { "##" } else { "" };
        writeln!(entry, "{deeper}{line}").unwrap();
    }
    entry
}

fn help(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
        .args(words)
        .arg("--help")
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn commands_are_described() {
    let program = help(&[]);
    let mut page = format!(
        "<!-- HYOKASHO_BLESS=1 cargo test --test project docs -->\n\n# コマンドの使い方\n\n```text\n{program}```\n"
    );
    let commands = program.lines().skip_while(|line| *line != "コマンド:").skip(1).take_while(|line| !line.is_empty());
    for name in commands.filter_map(|line| line.split_whitespace().next()) {
        write!(page, "\n## {name}\n\n```text\n{}```\n", help(&[name])).unwrap();
    }
    assert!(page.contains("\n## check\n"));
    hold("docs/commands.md", &page);
}
