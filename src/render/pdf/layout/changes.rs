//! The table of changes: six columns that fit an upright page, its head repeated on every page.

use std::ops::Range;

use crate::doc::{Change, Span, Style};

use super::super::page::Role;
use super::flow::{BAR_GREY, Flow, LEFT, RIGHT, SMALL};
use super::grid::{Cell, Grid, Row, Spot};
use super::place::place;

/// Date, item, before, after, when told, why. Any other number of columns shares the width evenly.
const SHARES: [f32; 6] = [0.11, 0.14, 0.275, 0.275, 0.07, 0.13];
const PITCH: f32 = 11.0;

pub(super) fn table(flow: &mut Flow, columns: &[String], rows: &[Change]) {
    let strips = strips(columns.len());
    let mut grid = Grid::new(flow);
    grid.pitch = PITCH;
    grid.heads = 1;
    let mut head = Row::new(flow, grid.node);
    for (title, strip) in columns.iter().zip(&strips) {
        let mut cell = Cell::new(flow, head.node, Role::ColumnHead, *strip, BAR_GREY);
        cell.add(flow, cell.spot(SMALL), title);
        head.cells.push(cell);
    }
    grid.rows.push(head);
    for change in rows {
        let mut row = Row::new(flow, grid.node);
        for (index, strip) in strips.iter().enumerate() {
            let mut cell = Cell::new(flow, row.node, Role::Cell, *strip, 1.0);
            spans(flow, &mut cell, change.cells.get(index).map(Vec::as_slice).unwrap_or_default());
            row.cells.push(cell);
        }
        grid.rows.push(row);
    }
    if !columns.is_empty() {
        place(flow, &grid);
        flow.y += 8.0;
    }
}

fn strips(columns: usize) -> Vec<(f32, f32)> {
    let even = vec![1.0 / columns.max(1) as f32; columns];
    let shares = if columns == SHARES.len() { SHARES.to_vec() } else { even };
    let mut left = LEFT;
    let strip = |share: f32| {
        let from = left;
        left += share * (RIGHT - LEFT);
        (from, left)
    };
    shares.into_iter().map(strip).collect()
}

/// A cell of runs, some of them struck or underlined.
fn spans(flow: &mut Flow, cell: &mut Cell, spans: &[Span]) {
    let mut text = String::new();
    let mut styles: Vec<(Range<usize>, Style)> = Vec::new();
    for span in spans {
        let start = text.len();
        text.push_str(&span.text);
        styles.push((start..text.len(), span.style));
    }
    styles.retain(|(_, style)| *style != Style::Plain);
    let mut start = 0;
    for line in text.split('\n') {
        let within = start..start + line.len();
        let here: Vec<(Range<usize>, Style)> = styles
            .iter()
            .map(|(range, style)| (range.start.max(within.start)..range.end.min(within.end), *style))
            .filter(|(range, _)| range.start < range.end)
            .map(|(range, style)| (range.start - within.start..range.end - within.start, style))
            .collect();
        let spot = cell.spot(SMALL);
        if line.is_empty() {
            cell.lines += 1;
        } else {
            cell.add_line(flow, Spot { first: cell.lines, ..spot }, line, &here);
        }
        start = within.end + 1;
    }
}
