//! The newest 重要な変更 of an assessment, and what was published before it.

use crate::assessment::{Address, Assessment, ChangeDay, ChangeRow};
use crate::dates::Date;
use crate::finding::Confidence;
use crate::form::Mark;
use crate::rules::registry::Subject;
use crate::text::fold;

pub(super) struct ImportantChange<'a> {
    pub(super) changed: Date,
    /// The publication before it: the day of change before, or else a frozen version.
    pub(super) previous: Date,
    pub(super) confidence: Confidence,
    /// The rows from that day on.
    pub(super) since: Vec<&'a ChangeRow>,
}

pub(super) fn newest<'a>(subject: &Subject<'a>) -> Option<ImportantChange<'a>> {
    let assessment = subject.assessment;
    let mut days: Vec<(Date, &ChangeDay)> =
        assessment.changes.iter().filter_map(|day| Some((day.date?, day))).collect();
    days.sort_by_key(|(date, _)| *date);
    let newest = days.last().map(|(date, _)| *date)?;
    let important = days.iter().rev().find_map(|(date, day)| {
        let confidence = importance(assessment, day).filter(|sure| *sure == Confidence::Certain || *date == newest)?;
        Some((*date, confidence))
    });
    let (changed, confidence) = important?;
    let earlier = days.iter().map(|(date, _)| *date).rfind(|date| date.is_before(changed));
    let frozen = || subject.revisions.iter().map(|revision| revision.date).rfind(|date| date.is_before(changed));
    let previous = earlier.or_else(frozen)?;
    let since = days.iter().filter(|(date, _)| *date >= changed).flat_map(|(_, day)| day.rows.iter()).collect();
    Some(ImportantChange { changed, previous, confidence, since })
}

/// Whether the day holds a 重要な変更, and how surely.
fn importance(assessment: &Assessment, day: &ChangeDay) -> Option<Confidence> {
    if day.rows.iter().any(|row| says_important(row) == Some(true)) {
        return Some(Confidence::Certain);
    }
    let before = assessment.form.timings.iter().position(|word| word == "事前");
    let seems = |row: &ChangeRow| {
        row.timing.is_some() && row.timing == before && says_important(row).is_none() && is_marked(assessment, row)
    };
    day.rows.iter().any(seems).then_some(Confidence::Likely)
}

/// The recorded judgement, or else what the reason says.
fn says_important(row: &ChangeRow) -> Option<bool> {
    if row.important.is_some() {
        return row.important;
    }
    let reason = fold::fold(&row.reason.as_ref()?.value);
    let (_, judgement) = reason.split_once("重要な変更")?;
    let judgement = judgement.split('。').next().unwrap_or_default();
    if ["ない", "なく", "せず", "らず"].iter().any(|word| judgement.contains(word)) {
        return Some(false);
    }
    let affirms = ["に該当", "に当た", "にあた", "である", "のため"];
    affirms.iter().any(|words| judgement.starts_with(words)).then_some(true)
}

fn is_marked(assessment: &Assessment, row: &ChangeRow) -> bool {
    let by_form =
        |address: &Address| assessment.cell(address).is_some_and(|cell| assessment.node(cell).mark != Mark::None);
    row.address.as_ref().is_some_and(by_form) || row.printed.as_ref().is_some_and(|item| item.text.contains('※'))
}
