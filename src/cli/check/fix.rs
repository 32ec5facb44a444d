//! `--fix`: makes every repair that findings carry, and checks again.

use std::path::PathBuf;
use std::sync::Arc;

use similar::TextDiff;

use super::filter::FindingFilter;
use super::{Checked, unwritten};
use crate::cli::args::{Arguments, CheckArguments};
use crate::cli::exit::Exit;
use crate::cli::terminal;
use crate::disk::{replace, shown};
use crate::finding::{Finding, Repair};
use crate::office::repaired as repaired_text;
use crate::text::{Source, limits};
use crate::workspace::Selection;

/// A file with its repairs made.
struct Repaired {
    selection: usize,
    file: PathBuf,
    before: Arc<Source>,
    after: String,
}

pub(super) fn run(
    command: &CheckArguments,
    arguments: &Arguments,
    filter: &FindingFilter<'_>,
    selections: &mut [Selection],
    lost: &[Finding],
) -> Result<Exit, Exit> {
    let mut repaired: Vec<Repaired> = Vec::new();
    let mut done: Vec<String> = Vec::new();
    let mut checked = Checked::of(command, filter, selections, lost.to_owned());
    // One repair may let another be seen; each round makes those of the round before.
    for _ in 0..limits::REPAIR_ROUNDS {
        let told = round(&checked, selections, &mut repaired);
        if told.is_empty() {
            break;
        }
        done.extend(told);
        for one in &repaired {
            selections[one.selection].workspace.unsaved.insert(one.file.clone(), one.after.clone());
        }
        checked = Checked::of(command, filter, selections, lost.to_owned());
    }
    if command.dry_run {
        let diff: String = repaired.iter().map(diff).collect();
        return Ok(match terminal::print(&diff) {
            Err(_) => Exit::Unwritten,
            Ok(()) if checked.unread => Exit::Refused,
            Ok(()) if repaired.is_empty() || command.exit_zero => Exit::Clean,
            Ok(()) => Exit::Findings,
        });
    }
    for one in &repaired {
        replace(&one.file, one.before.text().as_bytes(), one.after.as_bytes()).map_err(|error| unwritten(&error))?;
    }
    if !done.is_empty() {
        terminal::tell(&format!("{} か所を直しました", done.len()));
        done.iter().for_each(|line| terminal::tell(line));
    }
    Ok(checked.tell(command, terminal::style(arguments)))
}

/// Makes the repairs of all findings once; tells what was done.
fn round(checked: &Checked, selections: &[Selection], repaired: &mut Vec<Repaired>) -> Vec<String> {
    let mut told = Vec::new();
    for (at, (selection, inspection)) in selections.iter().zip(&checked.inspections).enumerate() {
        for (file, one) in selection.files.iter().zip(&inspection.assessments) {
            let findings = one.findings.iter().flat_map(Finding::all).filter(|finding| checked.asks_for(finding));
            let name = shown(file);
            let own = |repair: &&Repair| repair.edits.iter().all(|edit| edit.span.source.path() == name);
            let repairs: Vec<(&Finding, &Repair)> =
                findings.filter_map(|finding| Some((finding, finding.repair.as_ref().filter(own)?))).collect();
            let Some((_, first)) = repairs.first() else { continue };
            let Some(source) = first.edits.first().map(|edit| Arc::clone(&edit.span.source)) else { continue };
            let (after, lines) = repaired_text(&source, &repairs);
            if lines.is_empty() {
                continue;
            }
            told.extend(lines);
            match repaired.iter_mut().find(|one| one.selection == at && one.file == *file) {
                Some(one) => one.after = after,
                None => repaired.push(Repaired { selection: at, file: file.clone(), before: source, after }),
            }
        }
    }
    told
}

fn diff(one: &Repaired) -> String {
    let name = shown(&one.file);
    let diff = TextDiff::from_lines(one.before.text(), one.after.as_str());
    diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string()
}
