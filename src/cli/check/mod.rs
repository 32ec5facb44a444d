//! `hyokasho check`

mod baseline;
mod filter;
mod fix;
mod statistics;
mod stdin;
mod watch;

use std::collections::BTreeSet;
use std::path::Path;

use self::filter::FindingFilter;
use super::args::{Arguments, CheckArguments, CheckFormat};
use super::exit::Exit;
use super::{forms, terminal};
use crate::assessment::Completeness;
use crate::disk::{Unwritten, overwrite};
use crate::finding::output::{Format, Summary, TerminalStyle, render_all};
use crate::finding::{Finding, gather_places};
use crate::inspect::{Inspection, inspect};
use crate::rules::codes;
use crate::workspace::{ASSESSMENT_FILE, Selection, root_of, select};

/// Stands for standard input.
const STDIN: &str = "-";

pub(super) fn run(command: &CheckArguments, arguments: &Arguments) -> Exit {
    answer(command, arguments).unwrap_or_else(|exit| exit)
}

fn answer(command: &CheckArguments, arguments: &Arguments) -> Result<Exit, Exit> {
    if command.watch {
        return watch::run(command, arguments);
    }
    once(command, arguments)
}

fn once(command: &CheckArguments, arguments: &Arguments) -> Result<Exit, Exit> {
    let (mut selections, lost) = selected(command)?;
    let filter = FindingFilter::of(command);
    if command.fix {
        return fix::run(command, arguments, &filter, &mut selections, &lost);
    }
    let checked = Checked::of(command, &filter, &selections, lost);
    if let Some(reason) = &command.add_baseline {
        let until = command.until.ok_or(Exit::Usage)?;
        return baseline::add(reason, until, &selections, &checked);
    }
    Ok(checked.tell(command, terminal::style(arguments)))
}

/// What is to be checked, and paths with nothing in them.
fn selected(command: &CheckArguments) -> Result<(Vec<Selection>, Vec<Finding>), Exit> {
    let form = match &command.form {
        Some(name) => Some(forms::named(name, root_of(Path::new(ASSESSMENT_FILE)).as_deref())?.id.clone()),
        None => None,
    };
    if command.paths.iter().any(|path| path == Path::new(STDIN)) {
        if command.paths.len() > 1 || command.fix {
            terminal::tell("誤り: 標準入力（-）は、ほかのパスや --fix と一緒には使えません");
            return Err(Exit::Usage);
        }
        return stdin::select(form.as_deref());
    }
    let (mut selections, lost) = select(&command.paths, &codes());
    for selection in &mut selections {
        selection.workspace.form.clone_from(&form);
    }
    Ok((selections, lost))
}

/// What was found, as it was asked for.
struct Checked {
    /// By workspace, each with the assessments in it.
    inspections: Vec<Inspection<()>>,
    /// What is to be told.
    findings: Vec<Finding>,
    accepted: Vec<Finding>,
    completeness: Option<Completeness>,
    unread: bool,
    /// The fingerprints of what is to be told.
    asked: BTreeSet<String>,
}

impl Checked {
    fn of(command: &CheckArguments, filter: &FindingFilter<'_>, selections: &[Selection], lost: Vec<Finding>) -> Self {
        let progress = terminal::progress("検査中");
        let all = selections.iter().map(|selection| inspect(selection, command.today, &progress, |_| ()));
        let inspections: Vec<Inspection<()>> = all.collect();
        drop(progress);
        let mut findings = lost;
        let mut accepted = Vec::new();
        let mut completeness: Option<Completeness> = None;
        let mut unread = false;
        for inspection in &inspections {
            findings.extend(inspection.shared.iter().cloned());
            for inspected in &inspection.assessments {
                findings.extend(inspected.findings.iter().cloned());
                accepted.extend(inspected.accepted.iter().cloned());
                unread |= inspected.completeness.is_none();
                if let Some(one) = inspected.completeness {
                    let total = completeness.get_or_insert_default();
                    total.answered += one.answered;
                    total.required += one.required;
                }
            }
        }
        let findings = gather_places(filter.of_all(findings));
        let asked = findings.iter().flat_map(Finding::all).map(|finding| finding.fingerprint.clone()).collect();
        Self { inspections, findings, accepted: filter.of_all(accepted), completeness, unread, asked }
    }

    /// The finding is one of those that are to be told.
    fn asks_for(&self, finding: &Finding) -> bool {
        self.asked.contains(&finding.fingerprint)
    }

    fn summary(&self) -> Summary {
        Summary::of(&self.findings, self.completeness.map(Completeness::ratio))
    }

    /// Prints what was found; the exit code says how bad it is.
    fn tell(&self, command: &CheckArguments, style: TerminalStyle) -> Exit {
        let file = command.output_file.as_deref();
        let style = TerminalStyle { color: style.color && file.is_none(), ..style };
        let format = match command.format {
            CheckFormat::Human if command.quiet => Format::Brief,
            CheckFormat::Human => Format::Human,
            CheckFormat::Json => Format::Json,
            CheckFormat::Sarif => Format::Sarif,
            CheckFormat::Github => Format::Github,
        };
        let text = if command.statistics {
            statistics::table(&self.findings, style.width)
        } else {
            render_all(format, &self.findings, &self.accepted, &self.summary(), style)
        };
        match file.map(|file| overwrite(file, text.as_bytes())) {
            Some(Ok(())) => self.exit(command),
            Some(Err(error)) => unwritten(&error),
            None if terminal::print(&text).is_ok() => self.exit(command),
            None => Exit::Unwritten,
        }
    }

    /// What cannot be read is refused here as by every other command.
    fn exit(&self, command: &CheckArguments) -> Exit {
        match Exit::of(&self.findings) {
            _ if self.unread => Exit::Refused,
            Exit::Findings if command.exit_zero => Exit::Clean,
            exit => exit,
        }
    }
}

fn unwritten(error: &Unwritten) -> Exit {
    terminal::unwritten(error)
}
