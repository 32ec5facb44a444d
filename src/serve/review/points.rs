//! 審査の観点 held to an assessment: each point with what answers it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::answer::{Ask, ServeAnswer};
use super::super::desk::Desk;
use super::{PlaceView, Reviewed, refused};
use crate::assessment::{Assessment, Cell};
use crate::procedure::{CheckedPoint, Checklist};

#[derive(Debug, Serialize)]
pub(super) struct PointView {
    /// Empty where it is that of the point before.
    group: String,
    asked: String,
    basis: String,
    answers: Vec<PointAnswer>,
    gaps: Vec<PointAnswer>,
}

#[derive(Debug, Serialize)]
struct PointAnswer {
    item: String,
    path: String,
    words: String,
}

#[derive(Debug, Serialize)]
struct PointsView {
    #[serde(flatten)]
    place: PlaceView,
    basis: String,
    points: Vec<PointView>,
    /// Points to which something is missing.
    open: usize,
}

pub(in crate::serve) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let reviewed = Reviewed::open(desk, ask.piece(0))?;
    let (basis, points) = points(&reviewed)?;
    let open = points.iter().filter(|point| !point.gaps.is_empty()).count();
    let place = PlaceView::of(desk, &reviewed.opened);
    Ok(desk.page(ask, "points.html", &PointsView { place, basis, points, open }))
}

/// What the list rests on, and its points.
pub(super) fn points(reviewed: &Reviewed) -> Result<(String, Vec<PointView>), ServeAnswer> {
    let assessment = reviewed.assessment()?;
    let checklist = match reviewed.opened.workspace().own_template("checklist.yaml") {
        None => Checklist::ours(),
        Some(own) => {
            let own = own.map_err(|finding| refused(&[*finding]))?;
            let (checklist, findings) = Checklist::read(&own);
            if !findings.is_empty() {
                return Err(refused(&findings));
            }
            checklist
        }
    };
    let cells: BTreeMap<String, &Cell> = assessment.cells.iter().map(|cell| (assessment.path(cell), cell)).collect();
    let mut last = String::new();
    let view = |point: CheckedPoint| {
        let group = if point.group == last { String::new() } else { point.group.clone() };
        last.clone_from(&point.group);
        PointView {
            group,
            asked: point.point,
            basis: point.basis,
            answers: answers(assessment, &cells, point.answered),
            gaps: answers(assessment, &cells, point.gaps),
        }
    };
    Ok((checklist.basis.clone(), checklist.held_to(assessment).into_iter().map(view).collect()))
}

fn answers(assessment: &Assessment, cells: &BTreeMap<String, &Cell>, paths: Vec<String>) -> Vec<PointAnswer> {
    let answer = |path: String| {
        let cell = cells.get(&path);
        PointAnswer {
            item: cell.map(|cell| cell.address.to_string()).unwrap_or_default(),
            words: cell.map(|cell| assessment.words(cell)).unwrap_or_default(),
            path,
        }
    };
    paths.into_iter().map(answer).collect()
}
