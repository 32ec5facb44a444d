//! `hyokasho check`

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{Arguments, CheckArguments, CheckFormat};
use super::exit::Exit;
use super::terminal;
use crate::assessment::Completeness;
use crate::finding::output::{Format, Summary, render};
use crate::finding::{Confidence, Finding, Severity};
use crate::rules::{codes, inspect};
use crate::workspace::select;

pub(super) fn run(command: &CheckArguments, arguments: &Arguments) -> Exit {
    let bar = progress();
    let tick = |done: usize, total: usize| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    };
    let (selections, mut findings) = select(&command.paths, &codes(), &tick);
    bar.finish_and_clear();
    let mut completeness: Option<Completeness> = None;
    for selection in &selections {
        let inspection = inspect(selection, command.today);
        findings.extend(inspection.shared);
        for inspected in inspection.assessments {
            findings.extend(inspected.findings);
            if let Some(one) = inspected.completeness {
                let total = completeness.get_or_insert_default();
                total.answered += one.answered;
                total.required += one.required;
            }
        }
    }
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
        Ok(()) => exit(&findings),
        Err(_) => Exit::Unwritten,
    }
}

fn exit(findings: &[Finding]) -> Exit {
    if findings.iter().any(|finding| finding.rule.refuses_input()) {
        Exit::Refused
    } else if findings.iter().any(|finding| finding.severity == Severity::Error) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// Drawn on a terminal only.
fn progress() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("検査中 {wide_bar} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}
