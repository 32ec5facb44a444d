//! What a rule tells of its bad fixture: message, path, address, help and places, held by `findings.txt` beside the fixture and
//! the same wherever the words stand.

use std::path::Path;

use hyokasho::finding::Finding;
use hyokasho::rules::CHECKS;
use hyokasho::text::Span;

use super::fixture::{Examined, Setting, examined};

#[test]
fn findings_are_told_as_they_were() {
    let bless = std::env::var_os("HYOKASHO_BLESS").is_some();
    let mut changed = Vec::new();
    for check in CHECKS.iter().copied().flatten() {
        let code = check.rule.code;
        let file = Path::new("tests/rules").join(code).join("findings.txt");
        let told: String = all(&examined(code, "bad", Setting::Plain)).map(|finding| told(finding, &place)).collect();
        if bless {
            std::fs::write(&file, &told).unwrap();
        } else if std::fs::read_to_string(&file).unwrap_or_default() != told {
            changed.push(format!("{}\n{told}", file.display()));
        }
    }
    assert!(changed.is_empty(), "run with HYOKASHO_BLESS=1 and look at the difference:\n{}", changed.join("\n"));
}

/// HY305 looks at what an author wrote here, not at passages. HY408 looks at the bytes of the file, where these fixtures still
/// have the words that [`Setting::Workspace`] takes out. HY410 names the form, which is another one there.
const DIFFERENT: [&str; 3] = ["HY305", "HY408", "HY410"];

/// Passages and forms of a workspace change neither what is found nor a word of what is told.
#[test]
fn findings_in_passages_and_under_an_overlay_are_the_same() {
    let marked = |span: &Span| span.text().split_whitespace().collect::<String>();
    let mut differing = Vec::new();
    for check in CHECKS.iter().copied().flatten() {
        let code = check.rule.code;
        if DIFFERENT.contains(&code) {
            continue;
        }
        for name in ["bad", "good"] {
            let in_setting = |setting| {
                let examined = examined(code, name, setting);
                let mut findings: Vec<String> = all(&examined).map(|finding| told(finding, &marked)).collect();
                findings.sort();
                findings
            };
            let (plain, workspace) = (in_setting(Setting::Plain), in_setting(Setting::Workspace));
            if plain != workspace {
                differing.push(format!("{code}, {name}, in one file: {plain:#?}\nin a workspace: {workspace:#?}"));
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

fn all(examined: &[Examined]) -> impl Iterator<Item = &Finding> {
    examined.iter().flat_map(|examined| &examined.findings)
}

fn told(finding: &Finding, place: &dyn Fn(&Span) -> String) -> String {
    let at = finding.span.as_ref().map(place).unwrap_or_default();
    let mut told = format!("{at}: {}・{:?}\n", finding.severity.word(), finding.confidence);
    let mut line = |line: &str| told.push_str(&format!("  {}\n", line.replace('\n', "\n  ")));
    line(&finding.message);
    for (word, text) in [("項目", &finding.path), ("番地", &finding.item), ("対処", &finding.help)] {
        if let Some(text) = text {
            line(&format!("{word}: {text}"));
        }
    }
    for (span, label) in &finding.related {
        line(&format!("関連: {} {label}", place(span)));
    }
    told + "\n"
}

/// `bad.yaml:8:5-8:20`
fn place(span: &Span) -> String {
    let (start, end) = (span.start_position(), span.end_position());
    format!("{}:{}:{}-{}:{}", span.source.path(), start.line, start.column, end.line, end.column)
}
