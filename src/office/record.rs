//! Rows of the 変更箇所 table for what differs from the last frozen version.

use super::{Undone, last_version, whole};
use crate::assessment::Assessment;
use crate::diff::{Comparison, RecordOrder, Recorded, compare, record};
use crate::text::fold;
use crate::workspace::{Loaded, Workspace};

/// What recording did to one assessment.
#[derive(Debug)]
pub struct RecordedAssessment {
    pub comparison: Comparison,
    pub recorded: Recorded,
}

impl RecordedAssessment {
    pub fn is_nothing(&self) -> bool {
        self.recorded.added.is_empty() && self.recorded.merged.is_empty() && self.recorded.judged.is_empty()
    }
}

/// The assessment with its rows, or why somebody has to look at it.
pub fn record_assessment(loaded: &Loaded, order: &RecordOrder<'_>) -> Result<RecordedAssessment, Undone> {
    let new = whole(loaded)?;
    let old = last_version(loaded)?.ok_or(Undone::NoVersion)?;
    fits(old, new, order)?;
    let comparison = compare(old, new);
    let recorded = record(old, new, &comparison, order)?;
    Ok(RecordedAssessment { comparison, recorded })
}

/// The differences with the judgements that they would have if `text` stood in the assessment.
pub fn foreseen(workspace: &Workspace, loaded: &Loaded, text: &str) -> Option<Comparison> {
    let old = loaded.revisions.last()?.assessment.as_ref()?;
    let new = workspace.load_text(&loaded.path, text).assessment?;
    Some(compare(old, &new))
}

/// What is ordered can be done to this assessment; why not, where it cannot.
fn fits(old: &Assessment, new: &Assessment, order: &RecordOrder<'_>) -> Result<(), Undone> {
    let is_day = |assessment: &Assessment| assessment.changes.iter().any(|day| day.date == Some(order.date));
    let latest = new.changes.iter().filter_map(|day| day.date).max();
    // A day that is being prepared may be gone on with.
    if let Some(latest) = latest.filter(|latest| order.date.is_before(*latest) && (!is_day(new) || is_day(old))) {
        return Err(Undone::EarlierDay { date: order.date, latest });
    }
    let known = &new.form.timings;
    match order.decision.timing {
        Some(timing) if !known.iter().any(|word| fold::same(word, timing)) => {
            Err(Undone::NoTiming { word: timing.to_owned(), known: known.clone() })
        }
        _ => Ok(()),
    }
}
