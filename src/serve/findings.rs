//! What was found: beside the items on every page, as a list, and put right where there is one way only.

use serde::{Deserialize, Serialize};

use super::answer::{Ask, ServeAnswer};
use super::change::{Change, edited};
use super::desk::{Desk, Opened};
use super::editor::Seen;
use crate::finding::{Confidence, Finding};
use crate::inspect::inspect;
use crate::office::repaired;

#[derive(Clone, Debug, Serialize)]
pub(super) struct FindingView {
    pub(super) code: &'static str,
    /// `error`, `warning`, `info`
    severity: &'static str,
    /// 誤り, 注意, 参考
    word: &'static str,
    message: String,
    help: String,
    /// The address of the item, and its path.
    pub(super) item: String,
    path: String,
    line: u32,
    /// What would put it right.
    repair: String,
    /// It is known by this from one page to the next.
    id: String,
    /// The chapter that it is shown in.
    pub(super) chapter: Option<usize>,
    /// Elsewhere, with the same cause.
    others: Vec<String>,
}

impl FindingView {
    fn of(finding: &Finding) -> Self {
        Self {
            code: finding.rule.code,
            severity: finding.severity.key(),
            word: finding.severity.word(),
            message: finding.message.clone(),
            help: finding.help.clone().unwrap_or_default(),
            item: finding.item.clone().unwrap_or_default(),
            path: finding.path.clone().unwrap_or_default(),
            line: finding.span.as_ref().map_or(0, |span| span.start_position().line),
            repair: finding.repair.as_ref().map(|repair| repair.title.clone()).unwrap_or_default(),
            id: finding.fingerprint.clone(),
            chapter: None,
            others: finding.others.iter().filter_map(|other| other.path.clone()).collect(),
        }
    }
}

impl FindingView {
    pub(super) fn word(&self) -> &'static str {
        self.word
    }
}

/// Those that are told without being asked for.
pub(super) fn views(findings: &[Finding]) -> Vec<FindingView> {
    findings.iter().filter(|finding| finding.confidence == Confidence::Certain).map(FindingView::of).collect()
}

pub(super) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    Seen::of(desk, ask.piece(0), 0).map(|seen| desk.page(ask, "findings.html", &seen))
}

#[derive(Debug, Deserialize)]
struct RepairAsked {
    chapter: usize,
    /// Of the finding; empty for all that can be repaired.
    id: String,
}

pub(super) fn repair(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: RepairAsked = ask.json()?;
    edited(desk, ask, asked.chapter, |opened, assessment| {
        let findings = found(desk, opened);
        let wished = findings.iter().flat_map(Finding::all).filter(|finding| {
            asked.id.is_empty() && finding.confidence == Confidence::Certain || finding.fingerprint == asked.id
        });
        let repairs: Vec<_> = wished.filter_map(|finding| Some((finding, finding.repair.as_ref()?))).collect();
        let here = assessment.source.path();
        let own = |repair: &crate::finding::Repair| repair.edits.iter().all(|edit| edit.span.source.path() == here);
        let repairs: Vec<_> = repairs.into_iter().filter(|(_, repair)| own(repair)).collect();
        let (text, done) = repaired(&assessment.source, &repairs);
        if done.is_empty() {
            return Err(ServeAnswer::refused("この画面からは直せません"));
        }
        let what = repairs.iter().filter_map(|(finding, _)| finding.path.clone()).collect();
        Ok(Change::to(text, what))
    })
}

pub(super) fn found(desk: &Desk, opened: &Opened) -> Vec<Finding> {
    let inspection = inspect(&opened.selection, desk.today(), &|_, _| {}, |_| ());
    inspection.assessments.into_iter().flat_map(|one| one.findings).collect()
}
