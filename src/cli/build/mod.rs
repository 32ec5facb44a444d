//! `hyokasho build`

mod fingerprint;
mod job;
mod manifest;
mod site;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::args::{Arguments, BuildArguments};
use super::exit::Exit;
use super::look;
use super::table::table;
use super::terminal;
use crate::finding::output::{Format, Summary, percent, render};
use crate::finding::{Confidence, Finding, Severity};
use crate::render::Theme;
use crate::rules::{Inspected, codes, inspect};
use crate::workspace::{Loaded, Selection, select, write_text};
use job::{Done, Job};
use manifest::Manifest;
use site::Entry;

pub(super) fn run(command: &BuildArguments, arguments: &Arguments) -> Exit {
    answer(command, arguments).unwrap_or_else(|exit| exit)
}

/// An assessment that was read, with its findings.
struct Subject<'a> {
    selection: &'a Selection,
    theme: &'a Theme,
    shared: &'a str,
    loaded: &'a Loaded,
    inspected: &'a Inspected,
}

fn answer(command: &BuildArguments, arguments: &Arguments) -> Result<Exit, Exit> {
    let progress = terminal::progress("検査中");
    let (selections, mut told) = select(std::slice::from_ref(&command.folder), &codes(), &progress);
    drop(progress);
    let mut inspections = Vec::new();
    let mut themes = Vec::new();
    for selection in &selections {
        let inspection = inspect(selection, command.today);
        told.extend(inspection.shared);
        inspections.push(inspection.assessments);
        themes.push((look::theme(&selection.workspace)?, fingerprint::shared(&selection.workspace)));
    }
    let mut subjects = Vec::new();
    for ((selection, inspected), (theme, shared)) in selections.iter().zip(&inspections).zip(&themes) {
        let both = selection.assessments.iter().zip(inspected);
        subjects.extend(both.map(|(loaded, inspected)| Subject { selection, theme, shared, loaded, inspected }));
    }
    let entries = render_all(command, &subjects)?;
    told.extend(subjects.iter().flat_map(|subject| subject.inspected.findings.clone()));
    told.retain(|finding| finding.confidence == Confidence::Certain);
    report(arguments, command, &entries, &told)
}

/// Renders what changed since the last time, and the page that leads to everything.
fn render_all(command: &BuildArguments, subjects: &[Subject<'_>]) -> Result<Vec<Entry>, Exit> {
    let last = Manifest::read(&command.output);
    let progress = terminal::progress("作成中");
    let finished = AtomicUsize::new(0);
    let jobs: Vec<Result<Done, String>> = subjects
        .par_iter()
        .map(|subject| {
            let done = Job::new(command, subject).run(&last);
            progress(finished.fetch_add(1, Ordering::Relaxed) + 1, subjects.len());
            done
        })
        .collect();
    drop(progress);
    let mut next = Manifest::default();
    let mut entries = Vec::new();
    let mut failures = Vec::new();
    for (subject, done) in subjects.iter().zip(jobs) {
        match done {
            Ok(done) => {
                next.keep(&done);
                entries.push(Entry::new(subject, &done, command));
            }
            Err(message) => failures.push(message),
        }
    }
    let written = || -> Result<(), String> {
        if let Some(subject) = subjects.first() {
            let page = site::page(subject.theme, &subject.selection.workspace.config.organization, &entries)?;
            write_text(&command.output.join("index.html"), &page)?;
        }
        last.remove_what_is_gone(&next, &command.output);
        next.write(&command.output)
    };
    failures.extend(written().err());
    failures.iter().for_each(|message| terminal::tell(message));
    if failures.is_empty() { Ok(entries) } else { Err(Exit::Unwritten) }
}

/// What was made, and what is wrong with the input; findings go to standard error.
fn report(arguments: &Arguments, command: &BuildArguments, entries: &[Entry], told: &[Finding]) -> Result<Exit, Exit> {
    let refused = told.iter().any(|finding| finding.rule.refuses_input()) || entries.iter().any(Entry::is_unread);
    let errors = told.iter().any(|finding| finding.severity == Severity::Error);
    if !told.is_empty() {
        let style = terminal::error_style(arguments);
        terminal::tell(render(Format::Human, told, &Summary::of(told, None), style).trim_end());
    }
    let head = ["評価書", "記載率", "誤り", "注意", "変更", "出力"];
    let mut rows = vec![head.map(ToOwned::to_owned).to_vec()];
    rows.extend(entries.iter().map(Entry::summary));
    let mut text = table(&rows, 0, terminal::style(arguments).width);
    let rendered = entries.iter().filter(|entry| entry.is_rendered()).count();
    let index = display(&command.output.join("index.html"));
    text += &format!("\n{} 件の評価書のうち {rendered} 件を作成しました: {index}\n", entries.len());
    terminal::print(&text).map_err(|_| Exit::Unwritten)?;
    Ok(match (refused, errors) {
        (true, _) => Exit::Refused,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    })
}

fn display(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn share(ratio: f64) -> String {
    format!("{:.1}%", percent(ratio))
}
