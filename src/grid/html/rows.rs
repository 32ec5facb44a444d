//! Rows of a table on a page, whose cells may cover several.

use super::super::flow::{FlowBlock, FlowCell, FlowRow};
use crate::text::limits;

pub(super) struct HtmlCell {
    pub(super) columns: u32,
    pub(super) rows: u32,
    pub(super) blocks: Vec<FlowBlock>,
}

/// Cells that cover several rows go on in each of them, which moves the cells beside them to the right.
pub(super) fn spread(rows: Vec<Vec<HtmlCell>>) -> Vec<FlowRow> {
    // For each column that is covered: how many more rows, and over how many columns.
    let mut covered: Vec<(u32, u32)> = Vec::new();
    let mut out = Vec::new();
    for row in rows {
        let mut cells = Vec::new();
        let mut next: Vec<(u32, u32)> = Vec::new();
        let mut given = row.into_iter().peekable();
        while given.peek().is_some() || next.len() < covered.len() {
            let column = next.len();
            match covered.get(column).copied().filter(|(rows, _)| *rows > 0) {
                Some((rows, columns)) => {
                    cells.push(FlowCell { columns, continues: true, blocks: Vec::new() });
                    cover(&mut next, rows - 1, columns);
                }
                None => match given.next() {
                    Some(cell) => {
                        cover(&mut next, cell.rows - 1, cell.columns);
                        cells.push(FlowCell { columns: cell.columns, continues: false, blocks: cell.blocks });
                    }
                    // A gap before the next column that is covered.
                    None => {
                        cells.push(FlowCell { columns: 1, continues: false, blocks: Vec::new() });
                        next.push((0, 1));
                    }
                },
            }
            if next.len() > limits::SHEET_COLUMNS as usize {
                break;
            }
        }
        // What is too far to the right is told by the budget of the sheet.
        cells.extend(given.map(|cell| FlowCell { columns: cell.columns, continues: false, blocks: cell.blocks }));
        covered = next;
        out.push(FlowRow { cells, ..FlowRow::default() });
    }
    out
}

fn cover(columns: &mut Vec<(u32, u32)>, rows: u32, width: u32) {
    columns.push((rows, width));
    columns.extend((1..width).map(|_| (0, 1)));
}
