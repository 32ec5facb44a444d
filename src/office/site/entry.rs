//! One assessment in both editions: what came of it, what the pages that lead to it say.

use std::path::Path;

use super::internal::{InternalJob, PAGE, Previous, revision_file};
use super::made::{INTERNAL, Made, Outcome, PUBLIC};
use crate::assessment::Assessment;
use crate::assessment::{Revision, Scope};
use crate::dates::Date;
use crate::diff::{DutyState, is_open};
use crate::finding::output::{Summary, percent};
use crate::finding::{Confidence, Finding};
use crate::inspect::Inspected;
use crate::render::SiteLink;
use crate::render::index::{ChangedSince, Deadline, IndexEntry};
use crate::render::portfolio::{Contradiction, Holding, HoldingKind};
use crate::render::public_index::PublicEntry;
use crate::rules::{compares, due};

/// What was made of an assessment while it was in memory.
pub(super) struct SeenAssessment {
    pub(super) internal: Made,
    pub(super) shown: IndexEntry,
    pub(super) holdings: Vec<Holding>,
    pub(super) public: (Made, Option<PublicEntry>),
}

/// What came of an edition of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    Rendered,
    Unchanged,
    Unread,
    Failed,
    /// Nothing of it is in this edition.
    Nothing,
}

#[derive(Debug)]
pub struct SiteEntry {
    /// On the page of the office.
    pub shown: IndexEntry,
    /// On the page of the public, where it is published.
    pub published: Option<PublicEntry>,
    /// What it may have in common with others, and where it contradicts them.
    pub holdings: Vec<Holding>,
    pub contradictions: Vec<Contradiction>,
    internal: Made,
    public: Made,
}

impl SiteEntry {
    /// With its findings.
    pub(super) fn new(inspected: Inspected<SeenAssessment>) -> (Self, Vec<Finding>) {
        let Inspected { findings, completeness, seen, .. } = inspected;
        let SeenAssessment { internal, mut shown, holdings, public: (public, published) } = seen;
        let certain = findings.iter().filter(|finding| finding.confidence == Confidence::Certain);
        let summary = Summary::of(&certain.cloned().collect::<Vec<_>>(), None);
        shown.completeness = completeness.map(|all| format!("{:.1}%", percent(all.ratio()))).unwrap_or_default();
        (shown.errors, shown.warnings, shown.infos) = (summary.errors, summary.warnings, summary.infos);
        let contradictions = contradictions(&shown, &findings);
        (Self { shown, published, holdings, contradictions, internal, public }, findings)
    }

    /// The folder of its pages below each edition.
    pub fn name(&self) -> &str {
        self.shown.id.as_str()
    }

    /// Why its newest version is not published, or only as a draft.
    pub fn barred(&self) -> &[String] {
        self.public.verdict.as_ref().map_or(&[], |verdict| &verdict.reasons)
    }

    /// The day of the version that is published.
    pub fn published_on(&self) -> Option<&str> {
        self.published.as_ref().map(|published| published.published.as_str())
    }

    pub fn state(&self) -> EntryState {
        // It could not be read as a whole, so no page was made of it.
        if self.is_unread() && !matches!(self.internal.outcome, Outcome::Failed(_)) {
            return EntryState::Unread;
        }
        state(&self.internal)
    }

    pub fn public_state(&self) -> EntryState {
        if self.public.files.is_empty() { EntryState::Nothing } else { state(&self.public) }
    }

    pub fn is_unread(&self) -> bool {
        self.shown.form.is_empty()
    }

    pub(super) fn made(&self) -> [&Made; 2] {
        [&self.internal, &self.public]
    }

    pub(super) fn made_mut(&mut self) -> [&mut Made; 2] {
        [&mut self.internal, &mut self.public]
    }

    /// Where no pages could be made, leads to what is left of the last time only, and says so.
    pub(super) fn show_what_stands(&mut self, output: &Path) {
        if self.internal.is_old() {
            let stands = |link: &SiteLink| output.join(INTERNAL).join(&link.address).is_file();
            self.shown.changed = None;
            self.shown.files.retain(stands);
            self.shown.revisions.retain(stands);
            self.shown.old = !self.shown.files.is_empty();
        }
        if self.public.is_old() {
            let output = output.join(PUBLIC);
            self.published = self.published.take().filter(|entry| output.join(&entry.page.address).is_file());
        }
    }
}

fn state(made: &Made) -> EntryState {
    match &made.outcome {
        Outcome::Failed(_) => EntryState::Failed,
        Outcome::Rendered => EntryState::Rendered,
        Outcome::Unchanged | Outcome::Unread => EntryState::Unchanged,
    }
}

/// Where it says something else than another one, as the rules that compare assessments found.
fn contradictions(shown: &IndexEntry, findings: &[Finding]) -> Vec<Contradiction> {
    let compared = findings.iter().filter(|one| one.confidence == Confidence::Certain && compares(one.rule));
    let told = compared.map(|finding| {
        let path = finding.path.as_deref().unwrap_or_default();
        let item = finding.item.as_deref().unwrap_or_default();
        Contradiction {
            code: finding.rule.code,
            message: finding.message.clone(),
            place: SiteLink::new(format!("{}　{path}", shown.title), format!("{}/{PAGE}", shown.id)).at(item),
        }
    });
    told.collect()
}

/// The systems, contractors, recipients and passages that it names.
pub(super) fn holdings(job: &InternalJob<'_>) -> Vec<Holding> {
    let Some(assessment) = job.assessment else { return Vec::new() };
    let title = assessment.root().words("cover.title");
    let holding = |kind, name: String, address: &str| {
        let place = SiteLink::new(title.as_str(), job.address(PAGE)).at(address);
        Holding { kind, name, place }
    };
    let named = |kind, scopes: Vec<Scope<'_>>, key: &str| -> Vec<Holding> {
        scopes.iter().map(|scope| holding(kind, scope.words(key), scope.address.as_str())).collect()
    };
    let mut holdings = named(HoldingKind::System, assessment.root().blocks("systems"), "name");
    for file in assessment.files() {
        holdings.extend(named(HoldingKind::Contractor, file.blocks("outsourcing"), "vendor"));
        holdings.extend(named(HoldingKind::Recipient, file.blocks("provision"), "to"));
        holdings.extend(named(HoldingKind::Recipient, file.blocks("transfer"), "to"));
    }
    for (cell, text) in assessment.texts() {
        let passages = text.fragments.iter();
        holdings.extend(passages.map(|name| holding(HoldingKind::Passage, name.clone(), cell.address.as_str())));
    }
    holdings
}

/// What the page says of an assessment besides its findings.
pub(super) fn describe(job: &InternalJob<'_>) -> IndexEntry {
    let link =
        |revision: &Revision| SiteLink::new(format!("{}公表", revision.date), job.address(&revision_file(revision)));
    let mut shown = IndexEntry {
        id: job.name().to_owned(),
        title: job.loaded.name.clone(),
        revisions: job.readable_revisions().rev().map(link).collect(),
        ..IndexEntry::default()
    };
    shown.files = job.downloads();
    if let Some(assessment) = job.assessment {
        describe_cover(&mut shown, job, assessment);
        shown.changed = job.previous.as_ref().map(|previous| changed(job, previous));
    }
    shown
}

fn describe_cover(shown: &mut IndexEntry, job: &InternalJob<'_>, assessment: &Assessment) {
    let root = assessment.root();
    let today = job.builder.order.today;
    let due = due(assessment, job.loaded.procedure.as_ref(), today);
    let deadline = |date: Option<Date>| {
        date.map(|date| Deadline {
            date: date.to_string(),
            day: date.iso(),
            overdue: today.is_some_and(|today| date.is_before(today)),
        })
    };
    shown.title = root.words("cover.title");
    shown.number = root.words("cover.number");
    shown.agency = root.words("cover.agency");
    shown.form = assessment.form.title();
    shown.kind.clone_from(&assessment.form.name);
    root.words("office.name").trim().clone_into(&mut shown.department);
    shown.published_on = root.date("cover.published_on").map(Date::iso).unwrap_or_default();
    shown.published = root.date("cover.published_on").map(|date| date.to_string()).unwrap_or_default();
    shown.review = deadline(due.review);
    shown.reevaluation = deadline(due.reevaluation);
}

/// What differs from the version published before, and what follows from it.
fn changed(job: &InternalJob<'_>, previous: &Previous<'_>) -> ChangedSince {
    let duties = job.changes(previous).duties();
    ChangedSince {
        since: previous.date.to_string(),
        rows: previous.comparison.rows.len(),
        marked: previous.comparison.rows.iter().filter(|row| row.mark).count(),
        undecided: previous.comparison.rows.iter().filter(|row| is_open(row)).count(),
        address: job.changes_address(),
        open: duties.iter().filter(|duty| duty.state != DutyState::Done).count(),
        duties,
    }
}
