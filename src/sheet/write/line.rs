//! One line of words and fields: each of them in cells of its own, so that the fields can be written in.

use std::ops::Range;

use super::board::{Board, BoardCell};
use super::look::CellLook;
use super::measure;
use crate::doc::table::{self as model, FieldKind, Line, LineRun};
use crate::sheet::contract::{FieldRole, FieldValue, SheetField, TICK};

/// Columns of a number.
const NUMBER: u16 = 2;

pub(super) enum LineSegment<'a> {
    Words(String),
    Field(&'a model::Field),
}

/// Words that follow each other are one segment. Room around them is left by their cells.
pub(super) fn segments(line: &Line) -> Vec<LineSegment<'_>> {
    let mut segments: Vec<LineSegment<'_>> = Vec::new();
    for run in &line.runs {
        match (run, segments.last_mut()) {
            (LineRun::Words(span), Some(LineSegment::Words(words))) => words.push_str(&span.text),
            (LineRun::Words(span), _) => segments.push(LineSegment::Words(span.text.clone())),
            (LineRun::Field(field), _) => segments.push(LineSegment::Field(field)),
        }
    }
    for segment in &mut segments {
        if let LineSegment::Words(words) = segment {
            *words = words.trim_matches([' ', '　']).to_owned();
        }
    }
    segments
}

impl LineSegment<'_> {
    /// The columns that it needs; none where it takes what is left.
    fn columns(&self) -> Option<u16> {
        match self {
            Self::Words(words) if words.chars().count() <= 1 => Some(1),
            Self::Words(words) => Some(measure::columns_for(words, CellLook::Plain)),
            Self::Field(field) if field.is_tick() => Some(1),
            Self::Field(model::Field { kind: FieldKind::Number, .. }) => Some(NUMBER),
            Self::Field(_) => None,
        }
    }

    fn is_field(&self) -> bool {
        matches!(self, Self::Field(_))
    }
}

/// The columns that a line needs to stand on one row; none where it takes all that there are.
pub(super) fn columns(line: &Line) -> Option<u16> {
    segments(line).iter().map(LineSegment::columns).sum()
}

/// Where each segment stands: what needs no certain width takes what is left, or else the first words of some length.
pub(super) fn areas(segments: &[LineSegment<'_>], area: &Range<u16>) -> Vec<Range<u16>> {
    let whole = area.end - area.start;
    let long = |segment: &LineSegment<'_>| matches!(segment, LineSegment::Words(words) if words.chars().count() > 1);
    let stretched = segments
        .iter()
        .position(|segment| segment.columns().is_none())
        .or_else(|| segments.iter().position(long))
        .unwrap_or(segments.len().saturating_sub(1));
    let has_field = segments.get(stretched).is_some_and(LineSegment::is_field);
    let most = if has_field { whole / 2 } else { whole };
    let widths: Vec<u16> = segments.iter().map(|segment| segment.columns().unwrap_or(1).min(most)).collect();
    let others: u16 = widths.iter().enumerate().filter(|(index, _)| *index != stretched).map(|(_, width)| *width).sum();
    let mut at = area.start;
    let place = |(index, width): (usize, &u16)| {
        let width = if index == stretched { whole.saturating_sub(others).max(1) } else { *width };
        let begins = at.min(area.end);
        at = (begins + width).min(area.end);
        begins..at
    };
    widths.iter().enumerate().map(place).collect()
}

/// The lines that the row of a line has to hold.
pub(super) fn lines(line: &Line, area: &Range<u16>) -> usize {
    let segments = segments(line);
    let areas = areas(&segments, area);
    let lines = segments.iter().zip(areas).filter(|(_, area)| !area.is_empty()).map(|(segment, area)| match segment {
        LineSegment::Words(words) => measure::lines(words, area, CellLook::Plain),
        LineSegment::Field(field) => match &field.kind {
            FieldKind::Choice(options) => {
                options.iter().map(|option| measure::lines(option, area.clone(), CellLook::Mark)).max().unwrap_or(1)
            }
            FieldKind::BoxText(_) => measure::lines(&field.value, area, CellLook::Answer),
            _ => 1,
        },
    });
    lines.max().unwrap_or(1)
}

pub(super) fn put(board: &mut Board, row: u32, line: &Line, area: &Range<u16>) {
    let segments = segments(line);
    let areas = areas(&segments, area);
    for (index, (segment, columns)) in segments.iter().zip(areas).enumerate() {
        match segment {
            LineSegment::Words(words) => {
                let is_before =
                    segments.get(index + 1).is_some_and(LineSegment::is_field) && words.chars().count() <= 1;
                board.say(row, columns, if is_before { CellLook::Before } else { CellLook::Plain }, words.as_str());
            }
            LineSegment::Field(field) => ask(board, row, columns, field),
        }
    }
}

/// A cell with a name; what the program works out is not to be written in.
pub(super) fn ask(board: &mut Board, row: u32, columns: Range<u16>, field: &model::Field) {
    let look = if matches!(field.kind, FieldKind::BoxText(_)) { CellLook::Plain } else { CellLook::Mark };
    let cell = BoardCell::new(row, columns, look, field.value.as_str());
    let cell = match &field.kind {
        FieldKind::Choice(options) => cell.offering(options),
        FieldKind::Flag | FieldKind::Box(_) => cell.offering(&[TICK.to_owned()]),
        _ => cell,
    };
    board.ask(cell, SheetField::new(&field.address, FieldRole::of(&field.kind), FieldValue::Text(field.value.clone())));
    if let Some(cell) = board.cells.last_mut() {
        cell.free = !field.derived;
    }
}
