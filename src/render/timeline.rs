//! The 変更箇所 for citizens: what changed on which day, newest first, the words that came and went marked.

use serde::Serialize;

use super::{RenderError, Site, Theme};
use crate::assessment::{Assessment, ChangeDay, ChangeRow, Text};
use crate::diff::{DiffPiece, DiffPieceKind, changed_words};
use crate::doc::item_path;
use crate::form::PathStyle;
use crate::house::HouseStyle;

#[derive(Serialize)]
struct TimelinePage<'a> {
    title: String,
    agency: String,
    days: Vec<TimelineDay<'a>>,
    site: &'a Site,
}

#[derive(Serialize)]
struct TimelineDay<'a> {
    date: String,
    id: String,
    rows: Vec<TimelineRow<'a>>,
}

#[derive(Serialize)]
struct TimelineRow<'a> {
    path: String,
    before: Vec<TimelinePiece>,
    after: Vec<TimelinePiece>,
    important: bool,
    timing: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct TimelinePiece {
    text: String,
    changed: bool,
}

pub fn page(assessment: &Assessment, house: &HouseStyle, theme: &Theme, site: &Site) -> Result<String, RenderError> {
    let root = assessment.root();
    let days = assessment.changes.iter().rev().filter(|day| !day.rows.is_empty());
    let page = TimelinePage {
        title: root.words("cover.title"),
        agency: root.words("cover.agency"),
        days: days.map(|day| timeline_day(assessment, house, day)).collect(),
        site,
    };
    theme.page("timeline", &page)
}

fn timeline_day<'a>(assessment: &'a Assessment, house: &HouseStyle, day: &'a ChangeDay) -> TimelineDay<'a> {
    TimelineDay {
        date: day.date.map_or_else(|| day.date_text.clone(), |date| date.to_string()),
        id: format!("on-{}", day.date.map(crate::dates::Date::iso).unwrap_or_default()),
        rows: day.rows.iter().map(|row| timeline_row(assessment, house, row)).collect(),
    }
}

fn timeline_row<'a>(assessment: &'a Assessment, house: &HouseStyle, row: &'a ChangeRow) -> TimelineRow<'a> {
    let path = match (&row.printed, &row.address) {
        (Some(printed), _) => printed.text.trim_end().to_owned(),
        (None, Some(address)) => {
            item_path(assessment, address, PathStyle::Full).unwrap_or_else(|| address.as_str().to_owned())
        }
        (None, None) => String::new(),
    };
    let before = said(row.before.as_ref()).filter(|text| *text != house.nothing_before);
    let after = said(row.after.as_ref()).filter(|text| *text != house.removed);
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => sides(before, after),
        (before, after) => (whole(before, &house.nothing_before), whole(after, &house.removed)),
    };
    TimelineRow {
        path,
        before,
        after,
        important: row.important == Some(true),
        timing: row.timing.and_then(|index| assessment.form.timings.get(index)).map_or("", String::as_str),
        reason: said(row.reason.as_ref()).unwrap_or_default(),
    }
}

fn said(text: Option<&Text>) -> Option<&str> {
    text.map(|text| text.value.trim_end()).filter(|text| !text.is_empty())
}

fn sides(before: &str, after: &str) -> (Vec<TimelinePiece>, Vec<TimelinePiece>) {
    let pieces = changed_words(before, after);
    let side = |other: DiffPieceKind| {
        let own = pieces.iter().filter(move |piece| piece.kind != other);
        let piece =
            |piece: &DiffPiece| TimelinePiece { text: piece.text.clone(), changed: piece.kind != DiffPieceKind::Same };
        own.map(piece).collect()
    };
    (side(DiffPieceKind::Added), side(DiffPieceKind::Removed))
}

/// A side that has no counterpart is told as it is.
fn whole(text: Option<&str>, nothing: &str) -> Vec<TimelinePiece> {
    vec![TimelinePiece { text: text.unwrap_or(nothing).to_owned(), changed: false }]
}
