//! When an assessment must be looked at again: reviewed, and evaluated anew.

use crate::assessment::{Assessment, Cell, ChangeDay, Text};
use crate::dates::{Date, Period};
use crate::law;
use crate::procedure::Procedure;
use crate::text::fold;

/// What an evaluation led to is published within so many years, or is no longer known to be that.
const YEARS_TO_PUBLISH: u16 = 1;

/// The days by which something is to be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// The yearly review, counted from the last publication, change or review.
    pub review: Option<Date>,
    /// The new evaluation, counted from the publication of the last one.
    pub reevaluation: Option<Date>,
}

/// Works out the deadlines from the dates that the assessment and the record of its procedure hold, as they are known on a day. One
/// that has ended has none.
pub fn due(assessment: &Assessment, procedure: Option<&Procedure>, today: Option<Date>) -> Due {
    if has_ended(assessment) {
        return Due::default();
    }
    let published = assessment.root().date("cover.published_on");
    let changed = assessment.changes.iter().filter_map(|day| day.date);
    // A row dated after the publication, or after today, has not been published yet: it is no review.
    let is_public = |date: &Date| [published, today].into_iter().flatten().all(|last| !last.is_before(*date));
    let publications: Vec<Date> = changed.chain(published).filter(is_public).collect();
    let reviewed = procedure.and_then(|procedure| procedure.last_review(today));
    let figures = law::figures();
    Due {
        review: publications.iter().copied().chain(reviewed).max().map(|date| date.plus_years(figures.review.number)),
        reevaluation: last_evaluation(assessment, &publications)
            .or(published)
            .map(|date| date.plus_years(figures.reevaluation.number)),
    }
}

/// 【令和7年3月31日 終了】 is put behind the title when the work ends.
fn has_ended(assessment: &Assessment) -> bool {
    let title = fold::fold(&assessment.root().words("cover.title"));
    title.ends_with("終了】") || title.ends_with("終了)")
}

/// The publication that the last evaluation led to. Small corrections are published too, but are no evaluation.
fn last_evaluation(assessment: &Assessment, publications: &[Date]) -> Option<Date> {
    let root = assessment.root();
    let hearing = root.cell("procedure.opinion.period").and_then(Cell::text).and_then(heard);
    let review = root.date("procedure.review.date");
    let mut steps: Vec<Date> = hearing.into_iter().chain(review).collect();
    let heard_by_duty = root
        .cell("procedure.opinion.period")
        .is_some_and(|cell| !cell.is_blank() && !assessment.form.is_voluntary(cell.node));
    if !heard_by_duty {
        steps.extend(root.date("procedure.basic.date"));
    }
    let done = steps.into_iter().max();
    let led_to = done.map(|done| {
        let soon = |date: &&Date| **date >= done && !done.plus_years(YEARS_TO_PUBLISH).is_before(**date);
        publications.iter().filter(soon).min().copied().unwrap_or(done)
    });
    let important = assessment.changes.iter().filter(|day| is_important(day)).filter_map(|day| day.date);
    important.chain(led_to).max()
}

fn heard(period: &Text) -> Option<Date> {
    Period::read(&period.value).map(|period| period.to)
}

/// The day holds a change that was recorded as a 重要な変更.
fn is_important(day: &ChangeDay) -> bool {
    day.rows.iter().any(|row| row.important == Some(true))
}
