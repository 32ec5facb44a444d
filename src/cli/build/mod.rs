//! `hyokasho build`

mod fingerprint;
mod job;
mod manifest;
mod site;

use std::collections::BTreeSet;

use super::args::{Arguments, BuildArguments};
use super::exit::Exit;
use super::look;
use super::table::table;
use super::terminal;
use crate::disk::{Stage, shown};
use crate::finding::output::{Format, Summary, percent, render};
use crate::finding::{Confidence, Finding};
use crate::inspect::inspect;
use crate::render::Theme;
use crate::rules::codes;
use crate::typeface::Font;
use crate::workspace::{Selection, Workspace, select};
use job::{BuildFailure, Job, Outcome};
use manifest::Manifest;
use site::SiteEntry;

/// What all assessments of a workspace share while they are built.
struct WorkspaceBuilder<'a> {
    command: &'a BuildArguments,
    workspace: &'a Workspace,
    theme: &'a Theme,
    /// The fingerprint of what they share.
    shared: &'a str,
    last: &'a Manifest,
    stage: &'a Stage,
    /// One that cannot be used is told among the findings.
    font: Option<Font>,
}

pub(super) fn run(command: &BuildArguments, arguments: &Arguments) -> Exit {
    answer(command, arguments).unwrap_or_else(|exit| exit)
}

fn answer(command: &BuildArguments, arguments: &Arguments) -> Result<Exit, Exit> {
    let (selections, mut told) = select(std::slice::from_ref(&command.folder), &codes());
    let themes = selections.iter().map(|selection| look::theme(&selection.workspace)).collect::<Result<Vec<_>, _>>()?;
    if selections.is_empty() {
        return report(arguments, command, &[], &told);
    }
    let stage = Stage::beside(&command.output).map_err(|error| terminal::unwritten(&error))?;
    let last = Manifest::read(&command.output);
    let mut entries = Vec::new();
    for (selection, theme) in selections.iter().zip(&themes) {
        let (made, findings) = build_all(command, selection, theme, &last, &stage);
        entries.extend(made);
        told.extend(findings);
    }
    told.retain(|finding| finding.confidence == Confidence::Certain);
    let settled = settle(command, &last, &stage, &mut entries);
    let mut failures: BTreeSet<BuildFailure> = entries.iter().filter_map(SiteEntry::failure).cloned().collect();
    if let (Some(selection), Some(theme)) = (selections.first(), themes.first()) {
        let led = settled.and_then(|()| lead(selection, theme, &entries, &stage));
        failures.extend(led.and_then(|()| keep(&last, &entries, &stage)).err());
    }
    failures.iter().for_each(BuildFailure::tell);
    let exit = report(arguments, command, &entries, &told)?;
    Ok(failures.iter().map(BuildFailure::exit).next().unwrap_or(exit))
}

/// Reads, checks and renders one assessment after the other; those whose input is that of the last time stay as they are.
fn build_all(
    command: &BuildArguments,
    selection: &Selection,
    theme: &Theme,
    last: &Manifest,
    stage: &Stage,
) -> (Vec<SiteEntry>, Vec<Finding>) {
    let workspace = &selection.workspace;
    let shared = fingerprint::shared(workspace);
    let font = workspace.font().ok().flatten();
    let builder = WorkspaceBuilder { command, workspace, theme, shared: &shared, last, stage, font };
    let progress = terminal::progress("作成中");
    let inspection = inspect(selection, command.today, &progress, |loaded| Job::new(&builder, loaded).run());
    let mut told = inspection.shared;
    let entry = |inspected| {
        let (entry, findings) = SiteEntry::new(inspected);
        told.extend(findings);
        entry
    };
    let entries = inspection.assessments.into_iter().map(entry).collect();
    (entries, told)
}

/// Lets what was made take its place, one assessment after the other, each with all of its pages or none.
fn settle(
    command: &BuildArguments,
    last: &Manifest,
    stage: &Stage,
    entries: &mut [SiteEntry],
) -> Result<(), BuildFailure> {
    let mut doubtful = last.clone();
    entries.iter().filter(|entry| entry.is_rendered()).for_each(|entry| doubtful.doubt(&entry.made.name));
    if entries.iter().any(SiteEntry::is_rendered) {
        doubtful.write(stage).map_err(BuildFailure::Unwritten)?;
    }
    for entry in entries {
        if entry.is_rendered()
            && let Err(error) = stage.swap(&entry.made.name, &last.files(&entry.made.name))
        {
            entry.made.outcome = Outcome::Failed(BuildFailure::Unwritten(error));
        }
        if entry.is_old() {
            entry.show_what_stands(&command.output);
        }
    }
    Ok(())
}

/// Writes the page that leads to everything.
fn lead(selection: &Selection, theme: &Theme, entries: &[SiteEntry], stage: &Stage) -> Result<(), BuildFailure> {
    let page = site::page(theme, &selection.workspace.config.organization, entries)
        .map_err(|error| BuildFailure::template(&error))?;
    stage.put("index.html", page.as_bytes()).map_err(BuildFailure::Unwritten)
}

/// Removes what was made the last time and is not made any more; notes what was made for the next time.
fn keep(last: &Manifest, entries: &[SiteEntry], stage: &Stage) -> Result<(), BuildFailure> {
    let mut next = Manifest::default();
    for entry in entries {
        if entry.is_old() { next.keep_last(last, &entry.made.name) } else { next.keep(&entry.made) }
    }
    stage.remove(&last.gone(&next));
    next.write(stage).map_err(BuildFailure::Unwritten)
}

/// What was made, and what is wrong with the input; findings go to standard error.
fn report(
    arguments: &Arguments,
    command: &BuildArguments,
    entries: &[SiteEntry],
    told: &[Finding],
) -> Result<Exit, Exit> {
    if !told.is_empty() {
        let style = terminal::error_style(arguments);
        terminal::tell(render(Format::Human, told, &Summary::of(told, None), style).trim_end());
    }
    let head = ["評価書", "記載率", "誤り", "注意", "変更", "出力"];
    let mut rows = vec![head.map(ToOwned::to_owned).to_vec()];
    rows.extend(entries.iter().map(SiteEntry::summary));
    let mut text = table(&rows, 0, terminal::style(arguments).width);
    let rendered = entries.iter().filter(|entry| entry.is_rendered()).count();
    let index = shown(&command.output.join("index.html"));
    text += &format!("\n{} 件の評価書のうち {rendered} 件を作成しました: {index}\n", entries.len());
    terminal::print(&text).map_err(|_| Exit::Unwritten)?;
    Ok(if entries.iter().any(SiteEntry::is_unread) { Exit::Refused } else { Exit::of(told) })
}

fn share(ratio: f64) -> String {
    format!("{:.1}%", percent(ratio))
}
