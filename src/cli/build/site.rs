//! The page that leads to all assessments of a workspace.

use super::job::{Done, changes_of, previous, revision_file};
use super::{Subject, share};
use crate::assessment::{Assessment, Date};
use crate::cli::args::BuildArguments;
use crate::diff::{DutyState, compare};
use crate::finding::Confidence;
use crate::finding::output::Summary;
use crate::render::index::{self, Changed, Deadline, Duty, Index};
use crate::render::{Link, Theme};
use crate::rules::due;
use crate::workspace::Revision;

/// One assessment on the page, and in the summary on the terminal.
pub(super) struct Entry {
    name: String,
    rendered: bool,
    shown: index::Entry,
}

impl Entry {
    pub(super) fn new(subject: &Subject<'_>, done: &Done, command: &BuildArguments) -> Self {
        let certain = subject.inspected.findings.iter().filter(|finding| finding.confidence == Confidence::Certain);
        let summary = Summary::of(&certain.cloned().collect::<Vec<_>>(), None);
        let mut shown = index::Entry {
            id: done.name.clone(),
            title: subject.loaded.name.clone(),
            completeness: subject.inspected.completeness.map(|all| share(all.ratio())).unwrap_or_default(),
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            ..index::Entry::default()
        };
        if let Some(assessment) = &subject.loaded.assessment {
            describe(&mut shown, assessment, command.today);
            shown.files = vec![
                Link { title: "ウェブページ".into(), address: format!("{}/assessment.html", done.name) },
                Link { title: "PDF".into(), address: format!("{}/assessment.pdf", done.name) },
                Link { title: "JSON".into(), address: format!("{}/assessment.json", done.name) },
            ];
            shown.changed = changed(subject, assessment, done);
        }
        let readable = subject.loaded.revisions.iter().rev().filter(|revision| revision.assessment.is_some());
        let link = |revision: &Revision| Link {
            title: format!("{}公表", revision.date),
            address: format!("{}/{}", done.name, revision_file(revision)),
        };
        shown.revisions = readable.map(link).collect();
        Self { name: done.name.clone(), rendered: done.rendered, shown }
    }

    pub(super) fn is_rendered(&self) -> bool {
        self.rendered
    }

    /// It could not be read, so there is no page of it.
    pub(super) fn is_unread(&self) -> bool {
        self.shown.files.is_empty()
    }

    /// A row on the terminal.
    pub(super) fn summary(&self) -> Vec<String> {
        let shown = &self.shown;
        let made = match (self.is_unread(), self.rendered) {
            (true, _) => "読めず",
            (false, true) => "作成",
            (false, false) => "変わらず",
        };
        let none = || "－".to_owned();
        vec![
            self.name.clone(),
            if shown.completeness.is_empty() { none() } else { shown.completeness.clone() },
            shown.errors.to_string(),
            shown.warnings.to_string(),
            shown.changed.as_ref().map_or_else(none, |changed| changed.rows.to_string()),
            made.to_owned(),
        ]
    }
}

fn describe(shown: &mut index::Entry, assessment: &Assessment, today: Option<Date>) {
    let root = assessment.root();
    let due = due(assessment);
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
fn changed(subject: &Subject<'_>, assessment: &Assessment, done: &Done) -> Option<Changed> {
    let (revision, old) = previous(subject)?;
    let comparison = compare(old, assessment);
    let changes = changes_of(subject, ("", old), assessment, &comparison);
    let duties = changes.duties().into_iter().map(|duty| Duty {
        title: duty.kind.title().to_owned(),
        note: duty.note,
        state: duty.state.word().to_owned(),
        done: duty.state == DutyState::Done,
    });
    Some(Changed {
        since: revision.date.to_string(),
        rows: comparison.rows.len(),
        marked: comparison.rows.iter().filter(|row| row.mark).count(),
        address: format!("{}/changes.html", done.name),
        duties: duties.collect(),
    })
}

pub(super) fn page(theme: &Theme, organization: &str, entries: &[Entry]) -> Result<String, String> {
    let shown: Vec<&index::Entry> = entries.iter().map(|entry| &entry.shown).collect();
    index::page(&Index { organization, entries: &shown }, theme)
}
