//! All assessments of the workspace, and how each stands.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::PoisonError;

use serde::Serialize;

use super::answer::{Ask, ServeAnswer};
use super::desk::Desk;
use super::taken_in;
use crate::assessment::Assessment;
use crate::diff::{compare, is_open};
use crate::finding::output::percent;
use crate::finding::{Confidence, Finding, Severity};
use crate::form::BUILTIN_IDS;
use crate::inspect::inspect;
use crate::rules::{codes, due};
use crate::workspace::{FORMS_FOLDER, FRAGMENTS_FOLDER, Loaded, select_alone};

/// Rows that were made before, by the name of the assessment, each with what its files were then.
pub(super) type KnownRows = BTreeMap<String, (String, OverviewRow)>;

#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct OverviewRow {
    name: String,
    number: String,
    title: String,
    form: String,
    /// In percent; empty where it cannot be read.
    completeness: String,
    errors: usize,
    warnings: usize,
    /// Changes since the last frozen version, and how many of them wait for a judgement.
    changed: usize,
    open: usize,
    /// That are not settled.
    comments: usize,
    /// An import waits to be walked through.
    taken_in: bool,
    published: String,
    /// By when something is to be done next.
    due: String,
    due_iso: String,
    overdue: bool,
}

#[derive(Serialize)]
struct Overview {
    organization: String,
    /// Where the first assessment is made.
    folder: String,
    rows: Vec<OverviewRow>,
    /// What is wrong with settings, passages and forms.
    shared: Vec<String>,
    forms: Vec<FormChoice>,
}

#[derive(Serialize)]
struct FormChoice {
    id: String,
    title: String,
}

#[allow(clippy::unnecessary_wraps, reason = "all routes answer alike")]
pub(super) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let workspace = desk.workspace();
    let shared = stamp_of_shared(desk.root());
    let mut known = desk.known.lock().unwrap_or_else(PoisonError::into_inner);
    let mut rows = Vec::new();
    for (name, file) in desk.assessments() {
        let stamp = format!("{shared}{}{:?}", stamp(file.parent().unwrap_or(&file)), desk.today());
        let row = match known.remove(&name) {
            Some((then, row)) if then == stamp => row,
            _ => row(desk, &name, &file),
        };
        rows.push((name, stamp, row));
    }
    *known = rows.iter().map(|(name, stamp, row)| (name.clone(), (stamp.clone(), row.clone()))).collect();
    drop(known);
    let forms = BUILTIN_IDS.iter().filter_map(|id| workspace.forms.get(id)?.ok());
    let view = Overview {
        folder: crate::disk::shown(desk.root()),
        organization: workspace.config.organization.clone(),
        rows: rows.into_iter().map(|(_, _, row)| row).collect(),
        shared: workspace.findings.iter().map(|finding| finding.message.clone()).collect(),
        forms: forms.map(|form| FormChoice { id: form.id.clone(), title: form.title() }).collect(),
    };
    Ok(desk.page(ask, "overview.html", &view))
}

fn row(desk: &Desk, name: &str, file: &Path) -> OverviewRow {
    let selection = select_alone(file, &codes());
    let look = |loaded: &Loaded| {
        let row = loaded.assessment.as_ref().map(|assessment| told(desk, loaded, assessment));
        row.unwrap_or_default()
    };
    let inspection = inspect(&selection, desk.today(), &|_, _| {}, look);
    let Some(one) = inspection.assessments.into_iter().next() else { return OverviewRow::default() };
    let count = |severity| {
        let told = |finding: &&Finding| finding.severity == severity && finding.confidence == Confidence::Certain;
        one.findings.iter().filter(told).count()
    };
    OverviewRow {
        name: name.to_owned(),
        title: if one.seen.title.is_empty() { name.to_owned() } else { one.seen.title.clone() },
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        ..one.seen
    }
}

fn told(desk: &Desk, loaded: &Loaded, assessment: &Assessment) -> OverviewRow {
    let root = assessment.root();
    let last = loaded.revisions.last().and_then(|last| last.assessment.as_ref());
    let rows = last.map(|last| compare(last, assessment).rows).unwrap_or_default();
    let due = due(assessment, loaded.procedure.as_ref(), desk.today());
    let next = [due.review, due.reevaluation].into_iter().flatten().min();
    OverviewRow {
        number: root.words("cover.number"),
        title: root.words("cover.title"),
        form: assessment.form.title(),
        completeness: whole_percent(assessment),
        changed: rows.len(),
        open: rows.iter().filter(|row| is_open(row)).count(),
        taken_in: taken_in::waits(loaded.path.parent().unwrap_or(&loaded.path)),
        comments: loaded.procedure.as_ref().map_or(0, |procedure| procedure.open_comments().count()),
        published: root.date("cover.published_on").map(|date| date.to_string()).unwrap_or_default(),
        due: next.map(|date| date.to_string()).unwrap_or_default(),
        due_iso: next.map(crate::dates::Date::iso).unwrap_or_default(),
        overdue: next.zip(desk.today()).is_some_and(|(due, today)| due.is_before(today)),
        ..OverviewRow::default()
    }
}

/// Only what is complete has a hundred.
pub(super) fn whole_percent(assessment: &Assessment) -> String {
    format!("{}", percent(assessment.completeness().ratio()).floor())
}

/// Of the files that all assessments draw on.
fn stamp_of_shared(root: &Path) -> String {
    [FRAGMENTS_FOLDER, FORMS_FOLDER, "law"].iter().map(|folder| stamp(&root.join(folder))).collect::<String>()
        + &stamp_of_file(&root.join(crate::workspace::CONFIG_FILE))
        + &stamp_of_file(&root.join(crate::workspace::BASELINE_FILE))
}

/// Sizes and times of all files below a folder: enough for an overview, which is made anew when in doubt.
fn stamp(folder: &Path) -> String {
    crate::disk::files_below(folder).iter().map(|file| stamp_of_file(file)).collect()
}

fn stamp_of_file(file: &Path) -> String {
    let Ok(found) = std::fs::metadata(file) else { return String::new() };
    format!("{}:{}:{:?};", file.display(), found.len(), found.modified().ok())
}
