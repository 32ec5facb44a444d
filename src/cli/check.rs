//! `hyokasho check`

use super::args::{Arguments, CheckArguments, CheckFormat};
use super::exit::Exit;
use super::terminal;
use crate::assessment::Completeness;
use crate::finding::output::{Format, Summary, render};
use crate::finding::{Confidence, Finding, Severity};
use crate::inspect::inspect;
use crate::rules::codes;
use crate::workspace::select;

pub(super) fn run(command: &CheckArguments, arguments: &Arguments) -> Exit {
    let (selections, mut findings) = select(&command.paths, &codes());
    let progress = terminal::progress("検査中");
    let mut completeness: Option<Completeness> = None;
    let mut unread = false;
    for selection in &selections {
        let inspection = inspect(selection, command.today, &progress, |_| ());
        findings.extend(inspection.shared);
        for inspected in inspection.assessments {
            findings.extend(inspected.findings);
            unread |= inspected.completeness.is_none();
            if let Some(one) = inspected.completeness {
                let total = completeness.get_or_insert_default();
                total.answered += one.answered;
                total.required += one.required;
            }
        }
    }
    drop(progress);
    if !command.pedantic {
        findings.retain(|finding| finding.confidence == Confidence::Certain);
    }
    let summary = Summary::of(&findings, completeness.map(Completeness::ratio));
    let format = match command.format {
        CheckFormat::Human => Format::Human,
        CheckFormat::Json => Format::Json,
        CheckFormat::Sarif => Format::Sarif,
        CheckFormat::Github => Format::Github,
    };
    match terminal::print(&render(format, &findings, &summary, terminal::style(arguments))) {
        Ok(()) => exit(&findings, unread),
        Err(_) => Exit::Unwritten,
    }
}

/// What cannot be read is refused here as by every other command.
fn exit(findings: &[Finding], unread: bool) -> Exit {
    if unread || findings.iter().any(|finding| finding.rule.refuses_input()) {
        Exit::Refused
    } else if findings.iter().any(|finding| finding.severity == Severity::Error) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
