//! Pages for those who do not write the assessment: a reviewer sees what changed and says something to it; a council reads.

use serde::Serialize;

use super::super::answer::{Ask, ServeAnswer};
use super::super::changes::{ChangeView, row};
use super::super::desk::Desk;
use super::comments::{CommentView, views};
use super::points::{PointView, points};
use super::procedure::{StepView, steps};
use super::{PlaceView, Reviewed};
use crate::diff::compare;

#[derive(Debug, Serialize)]
struct ReviewerView {
    #[serde(flatten)]
    place: PlaceView,
    since: String,
    rows: Vec<ReviewerRow>,
    /// On items that did not change, or on the whole.
    others: Vec<CommentView>,
}

#[derive(Debug, Serialize)]
struct ReviewerRow {
    #[serde(flatten)]
    change: ChangeView,
    /// The whole text, to be proposed with other words; empty where the item is no text.
    now: String,
    comments: Vec<CommentView>,
}

/// Only what changed, each with its comments.
pub(in crate::serve) fn reviewer(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let reviewed = Reviewed::open(desk, ask.piece(0))?;
    let assessment = reviewed.assessment()?;
    let last = reviewed.opened.loaded.revisions.last();
    let mut comments = views(assessment, reviewed.procedure());
    comments.retain(|comment| comment.open);
    let mut rows = Vec::new();
    let mut since = String::new();
    if let Some((last, old)) = last.and_then(|last| Some((last, last.assessment.as_ref()?))) {
        since = format!("{}公表の版", last.date);
        for one in &compare(old, assessment).rows {
            let item = one.item.to_string();
            let (own, rest) = comments.into_iter().partition(|comment| comment.item == item);
            comments = rest;
            let text = assessment.cell(&item).and_then(|cell| cell.text());
            let now = text.map(|text| text.value.clone()).unwrap_or_default();
            rows.push(ReviewerRow { change: row(one).abridged(), now, comments: own });
        }
    }
    let place = PlaceView::of(desk, &reviewed.opened);
    Ok(desk.page(ask, "reviewer.html", &ReviewerView { place, since, rows, others: comments }))
}

#[derive(Debug, Serialize)]
struct CouncilView {
    #[serde(flatten)]
    place: PlaceView,
    form: String,
    steps: Vec<StepView>,
    points: Vec<PointView>,
    basis: String,
    comments: Vec<CommentView>,
    opinions: usize,
    answered: usize,
}

/// Nothing on it writes.
pub(in crate::serve) fn council(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let reviewed = Reviewed::open(desk, ask.piece(0))?;
    let assessment = reviewed.assessment()?;
    let mut comments = views(assessment, reviewed.procedure());
    comments.retain(|comment| comment.open);
    let (basis, points) = points(&reviewed)?;
    let opinions = &reviewed.procedure().opinions;
    let view = CouncilView {
        place: PlaceView::of(desk, &reviewed.opened),
        form: assessment.form.title(),
        steps: steps(desk, &reviewed, assessment),
        points,
        basis,
        comments,
        opinions: opinions.len(),
        answered: opinions.iter().filter(|opinion| opinion.is_answered()).count(),
    };
    Ok(desk.page(ask, "council.html", &view))
}
