//! The table of changes: six columns that fit an upright page, its head repeated on every page.

use crate::doc::{Change, Style};

use super::super::page::Role;
use super::flow::{BAR_GREY, Flow, LEFT, RIGHT, SMALL};
use super::grid::{Cell, Grid, Row};
use super::place::place;
use super::words::Words;

/// Date, item, before, after, when told, why. Any other number of columns shares the width evenly.
const SHARES: [f32; 6] = [0.105, 0.15, 0.27, 0.27, 0.08, 0.125];
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
            let spans = change.cells.get(index).map(Vec::as_slice).unwrap_or_default();
            row.bar |= spans.iter().any(|span| span.style != Style::Plain);
            cell.add_words(flow, cell.spot(SMALL), &Words::of_spans(spans));
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
