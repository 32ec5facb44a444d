//! What of an assessment goes to the public: frozen versions that stand on their own feet.

use serde::{Deserialize, Serialize};

use super::internal::is_whole;
use crate::assessment::{Revision, Seal, frozen_fingerprint};
use crate::dates::Date;
use crate::diff::{compare, is_open};
use crate::inspect::inspect_version;
use crate::law;
use crate::procedure::StepKind;
use crate::typeface::Font;
use crate::workspace::{Loaded, Workspace};

/// Stands between an office and the public.
#[derive(Clone, Copy, Debug)]
pub struct PublicGate<'a> {
    pub workspace: &'a Workspace,
    pub font: Option<&'a Font>,
    pub today: Option<Date>,
    /// What does not pass is shown, too, and says that it is a draft.
    pub allow_draft: bool,
}

impl PublicGate<'_> {
    /// The day of the frozen version that the public sees, and what keeps the newest one from it.
    pub fn verdict(&self, loaded: &Loaded) -> (Option<Date>, Vec<String>) {
        let verdict = judge(self, loaded);
        let day = verdict.current(loaded).map(|position| loaded.revisions[position].date);
        (day, verdict.reasons)
    }
}

/// What is published, and why not more.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct PublicVerdict {
    /// The day of the frozen version that is published; nothing where none is.
    day: Option<String>,
    /// It does not pass, and is shown as a draft all the same.
    pub(super) draft: bool,
    /// Why the newest version does not pass.
    pub(super) reasons: Vec<String>,
}

impl PublicVerdict {
    /// The frozen version that is published, by its position.
    pub(super) fn current(&self, loaded: &Loaded) -> Option<usize> {
        let day = self.day.as_deref()?;
        loaded.revisions.iter().position(|revision| revision.date.iso() == day)
    }
}

/// When the work ended, and until when what was published of it stays public.
pub(super) fn ended(loaded: &Loaded) -> Option<(Date, Date)> {
    let steps = &loaded.procedure.as_ref()?.steps;
    let end = steps.iter().rev().find(|step| step.kind == StepKind::End)?.date;
    Some((end, end.plus_years(law::figures().public_after_end.number)))
}

/// The newest frozen version is published if nothing is wrong with it; else the newest one before it that was approved, which stays
/// public until the new one is ready.
pub(super) fn judge(gate: &PublicGate<'_>, loaded: &Loaded) -> PublicVerdict {
    let allow_draft = gate.allow_draft;
    if let (Some((end, until)), Some(today)) = (ended(loaded), gate.today)
        && until.is_before(today)
    {
        let reasons = vec![format!("{end}に終了し、公表を続ける期間が{until}で終わりました")];
        return PublicVerdict { day: None, draft: false, reasons };
    }
    let Some(newest) = loaded.revisions.len().checked_sub(1) else {
        let reasons = vec!["確定した版がありません（hyokasho freeze で確定します）".to_owned()];
        let readable = loaded.assessment.is_some() && is_whole(&loaded.findings);
        return PublicVerdict { day: None, draft: allow_draft && readable, reasons };
    };
    let revision = &loaded.revisions[newest];
    let reasons = against(gate, loaded, newest);
    let day = |revision: &Revision| Some(revision.date.iso());
    if reasons.is_empty() {
        return PublicVerdict { day: day(revision), draft: false, reasons };
    }
    if allow_draft && is_readable(revision) {
        return PublicVerdict { day: day(revision), draft: true, reasons };
    }
    let stays = loaded.revisions[..newest].iter().rev();
    let mut stays = stays.filter(|earlier| is_readable(earlier) && unsigned(loaded, earlier).is_none());
    PublicVerdict { day: stays.next().and_then(day), draft: false, reasons }
}

pub(super) fn is_readable(revision: &Revision) -> bool {
    revision.assessment.is_some() && is_whole(&revision.findings)
}

/// Everything that keeps a frozen version from the public.
fn against(gate: &PublicGate<'_>, loaded: &Loaded, position: usize) -> Vec<String> {
    let (earlier, revision) = (&loaded.revisions[..position], &loaded.revisions[position]);
    let day: Date = revision.date;
    let Some(assessment) = revision.assessment.as_ref().filter(|_| is_readable(revision)) else {
        return vec![format!("{day}の版を読めません")];
    };
    let mut reasons = Vec::new();
    if !matches!(revision.seal, Seal::Intact) {
        reasons.push(format!("{day}の版は、確定した時の記載のままであることを確かめられません"));
    }
    let found = inspect_version(gate.workspace, gate.font, &loaded.name, revision, earlier, gate.today);
    let mut errors = found.iter().filter(|one| one.bars_publication()).peekable();
    if let Some(first) = errors.peek().map(|first| format!("{} {}", first.rule.code, first.message)) {
        reasons.push(format!("{day}の版に誤りが {} 件あります（{first}）", errors.count()));
    }
    let before = earlier.iter().rev().find_map(|revision| revision.assessment.as_ref());
    let open = before.map_or(0, |before| compare(before, assessment).rows.iter().filter(|row| is_open(row)).count());
    if open > 0 {
        reasons.push(format!("{day}の版に、重要な変更かどうかを判断していない変更が {open} 件あります"));
    }
    reasons.extend(unsigned(loaded, revision));
    reasons
}

/// Why a version does not count as approved.
fn unsigned(loaded: &Loaded, revision: &Revision) -> Option<String> {
    let day = revision.date;
    let recorded = loaded.procedure.as_ref().filter(|procedure| !procedure.sign_offs.is_empty());
    let Some(procedure) = recorded else {
        return Some(format!("{day}の版に、決裁の記録（procedure.yaml の signoffs）がありません"));
    };
    let fingerprint = frozen_fingerprint(&revision.assessment.as_ref()?.source);
    let is_signed = procedure.signs_of(&fingerprint).next().is_some();
    (!is_signed).then(|| format!("{day}の版の記載は、決裁を受けたものではありません（指紋が違います）"))
}
