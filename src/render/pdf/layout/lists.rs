//! Record items in columns.

use crate::doc::{Records, Style};

use super::super::page::Role;
use super::columns::in_columns;
use super::flow::{BODY, Flow, LABEL_GREY, LEFT, RIGHT, STRONG, Type};
use super::grid::{Cell, Grid, Row, Spot};
use super::place::place;
use super::words::Words;

const ITEM: Type = Type { size: 9.0, ..BODY };
const MOST_COLUMNS: usize = 4;

/// Each group under its title; as many columns as let nine items of ten stand in one line.
pub(super) fn records(flow: &mut Flow, records: &Records) {
    flow.name(&records.address);
    if records.groups.iter().all(|group| group.items.is_empty() && group.title.is_empty()) {
        return;
    }
    let mut grid = Grid::new(flow);
    for group in &records.groups {
        if !group.title.is_empty() {
            let mut row = Row::new(flow, grid.node);
            let mut cell = Cell::new(flow, row.node, Role::RowHead, (LEFT, RIGHT), LABEL_GREY);
            cell.add(flow, cell.spot(STRONG), &group.title);
            row.cells.push(cell);
            row.keep = true;
            grid.rows.push(row);
        }
        let mut row = Row::new(flow, grid.node);
        row.bar = group.styles.iter().any(|style| *style != Style::Plain);
        let mut cell = Cell::new(flow, row.node, Role::Cell, (LEFT, RIGHT), 1.0);
        let node = flow.book.node(Role::List, cell.node);
        let columns = columns(flow, &group.items);
        let spot = Spot { node, ..cell.spot(ITEM) };
        let styles = group.styles.iter().copied().chain(std::iter::repeat(Style::Plain));
        let items: Vec<Words> =
            group.items.iter().zip(styles).map(|(item, style)| Words::marked(item, style)).collect();
        in_columns(flow, &mut cell, spot, &items, columns);
        row.cells.push(cell);
        grid.rows.push(row);
    }
    place(flow, &grid);
    flow.y += 8.0;
}

fn columns(flow: &mut Flow, items: &[String]) -> usize {
    let mut widths: Vec<f32> = items.iter().map(|item| flow.width_of(item, ITEM)).collect();
    widths.sort_by(f32::total_cmp);
    let most = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0.0) + ITEM.size;
    (((RIGHT - LEFT) / most) as usize).clamp(1, MOST_COLUMNS)
}
