//! The page that leads to all assessments of a workspace.

use std::path::Path;

use super::job::{BuildFailure, Job, Made, Outcome, Previous, revision_file};
use super::share;
use crate::assessment::Assessment;
use crate::assessment::Revision;
use crate::dates::Date;
use crate::diff::DutyState;
use crate::finding::output::Summary;
use crate::finding::{Confidence, Finding};
use crate::inspect::Inspected;
use crate::render::RenderError;
use crate::render::index::{self, ChangedSince, Deadline, Index};
use crate::render::{SiteLink, Theme};
use crate::rules::due;

/// One assessment on the page, and in the summary on the terminal.
pub(super) struct SiteEntry {
    pub(super) made: Made,
}

impl SiteEntry {
    /// With its findings.
    pub(super) fn new(inspected: Inspected<Made>) -> (Self, Vec<Finding>) {
        let Inspected { findings, completeness, seen: mut made, .. } = inspected;
        let certain = findings.iter().filter(|finding| finding.confidence == Confidence::Certain);
        let summary = Summary::of(&certain.cloned().collect::<Vec<_>>(), None);
        made.shown.completeness = completeness.map(|all| share(all.ratio())).unwrap_or_default();
        (made.shown.errors, made.shown.warnings, made.shown.infos) = (summary.errors, summary.warnings, summary.infos);
        (Self { made }, findings)
    }

    pub(super) fn failure(&self) -> Option<&BuildFailure> {
        match &self.made.outcome {
            Outcome::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    pub(super) fn is_rendered(&self) -> bool {
        matches!(self.made.outcome, Outcome::Rendered)
    }

    /// What is shown of it was made the last time, if anything.
    pub(super) fn is_old(&self) -> bool {
        matches!(self.made.outcome, Outcome::Failed(_) | Outcome::Unread)
    }

    /// Leads to what is left of the last time only, and says so.
    pub(super) fn show_what_stands(&mut self, output: &Path) {
        let stands = |link: &SiteLink| output.join(&link.address).is_file();
        let shown = &mut self.made.shown;
        shown.changed = None;
        shown.files.retain(stands);
        shown.revisions.retain(stands);
        shown.old = !shown.files.is_empty();
    }

    /// It could not be read as a whole, so no page was made of it.
    pub(super) fn is_unread(&self) -> bool {
        self.made.shown.form.is_empty()
    }

    /// A row on the terminal.
    pub(super) fn summary(&self) -> Vec<String> {
        let shown = &self.made.shown;
        let made = match &self.made.outcome {
            Outcome::Failed(_) => "失敗",
            _ if self.is_unread() => "読めず",
            Outcome::Rendered => "作成",
            Outcome::Unchanged | Outcome::Unread => "変わらず",
        };
        let none = || "－".to_owned();
        vec![
            self.made.name.clone(),
            if shown.completeness.is_empty() { none() } else { shown.completeness.clone() },
            shown.errors.to_string(),
            shown.warnings.to_string(),
            shown.changed.as_ref().map_or_else(none, |changed| changed.rows.to_string()),
            made.to_owned(),
        ]
    }
}

/// What the page says of an assessment besides its findings.
pub(super) fn describe(job: &Job<'_>) -> index::IndexEntry {
    let link =
        |revision: &Revision| SiteLink::new(format!("{}公表", revision.date), job.address(&revision_file(revision)));
    let mut shown = index::IndexEntry {
        id: job.name().to_owned(),
        title: job.loaded.name.clone(),
        revisions: job.readable_revisions().rev().map(link).collect(),
        ..index::IndexEntry::default()
    };
    shown.files = job.downloads();
    if let Some(assessment) = job.assessment {
        describe_cover(&mut shown, job, assessment);
        shown.changed = job.previous.as_ref().map(|previous| changed(job, previous));
    }
    shown
}

fn describe_cover(shown: &mut index::IndexEntry, job: &Job<'_>, assessment: &Assessment) {
    let root = assessment.root();
    let today = job.builder.command.today;
    let due = due(assessment, job.loaded.procedure.as_ref(), today);
    let deadline = |date: Option<Date>| {
        date.map(|date| Deadline { date: date.to_string(), overdue: today.is_some_and(|today| date.is_before(today)) })
    };
    shown.title = root.words("cover.title");
    shown.number = root.words("cover.number");
    shown.agency = root.words("cover.agency");
    shown.form = assessment.form.title();
    shown.published = root.date("cover.published_on").map(|date| date.to_string()).unwrap_or_default();
    shown.review = deadline(due.review);
    shown.reevaluation = deadline(due.reevaluation);
}

/// What differs from the version published before, and what follows from it.
fn changed(job: &Job<'_>, previous: &Previous<'_>) -> ChangedSince {
    let duties = job.changes(previous).duties();
    ChangedSince {
        since: previous.date.to_string(),
        rows: previous.comparison.rows.len(),
        marked: previous.comparison.rows.iter().filter(|row| row.mark).count(),
        address: job.changes_address(),
        open: duties.iter().filter(|duty| duty.state != DutyState::Done).count(),
        duties,
    }
}

pub(super) fn page(theme: &Theme, organization: &str, entries: &[SiteEntry]) -> Result<String, RenderError> {
    let shown: Vec<&index::IndexEntry> = entries.iter().map(|entry| &entry.made.shown).collect();
    index::page(&Index { organization, entries: &shown }, theme)
}
