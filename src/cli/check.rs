//! `hyokasho check`

use super::args::{Arguments, CheckArguments, CheckFormat};
use super::exit::Exit;
use super::terminal;
use crate::assessment::Completeness;
use crate::finding::Confidence;
use crate::finding::output::{Format, Summary, render};
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
        // What cannot be read is refused here as by every other command.
        Ok(()) if unread => Exit::Refused,
        Ok(()) => Exit::of(&findings),
        Err(_) => Exit::Unwritten,
    }
}
