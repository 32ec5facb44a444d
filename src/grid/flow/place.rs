//! Blocks as sheets of cells: people find a table by its number, a paragraph by its own.

use std::collections::BTreeSet;

use super::super::budget::GridBudget;
use super::super::model::{Book, DefinedName, GridCell, GridCellKind, GridNumbering, Markup, Sheet};
use super::super::refusal::Refusal;
use super::super::rich::Rich;
use super::{FlowAttachment, FlowBlock, FlowCell, FlowMark, FlowParagraph, FlowRow, line};
use crate::text::limits;

/// Puts the blocks into the book, and what is marked in them.
pub(in crate::grid) fn fill(book: &mut Book, blocks: &[FlowBlock]) -> Result<(), Refusal> {
    let mut placer = FlowPlacer::default();
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut marked: Vec<Vec<PlacedMark>> = Vec::new();
    let (mut paragraphs, mut tables) = (0_u32, 0);
    for block in blocks {
        match block {
            FlowBlock::Paragraph(paragraph) => {
                if sheets.last().is_none_or(|last| last.numbering != GridNumbering::Paragraphs) {
                    sheets.push(named("本文".into(), GridNumbering::Paragraphs));
                }
                if let Some(last) = sheets.last_mut() {
                    placer.paragraph(paragraph, paragraphs, &mut last.cells)?;
                }
                paragraphs = paragraphs.saturating_add(1);
            }
            FlowBlock::Table(rows) => {
                tables += 1;
                if tables > limits::DOCUMENT_TABLES {
                    return Err(Refusal::too_large(format!("表が {} を超えます", limits::DOCUMENT_TABLES)));
                }
                let mut table = named(format!("表{tables}"), GridNumbering::Cells);
                placer.table(rows, (0, 0), &mut table.cells)?;
                sheets.push(table);
            }
        }
        marked.resize_with(sheets.len(), Vec::new);
        if let Some(marks) = marked.last_mut() {
            marks.append(&mut placer.marks);
        }
    }
    for (mut sheet, marks) in sheets.into_iter().zip(marked) {
        sheet.tidy();
        if !sheet.cells.is_empty() {
            marks.into_iter().for_each(|mark| mark.put(book));
            book.sheets.push(sheet);
        }
    }
    Ok(())
}

/// A mark and the cell that it belongs to.
struct PlacedMark {
    mark: FlowMark,
    row: u32,
    column: u32,
}

impl PlacedMark {
    /// It stands on the sheet that comes next.
    fn put(self, book: &mut Book) {
        let (sheet, row, column) = (book.sheets.len(), self.row, self.column);
        match self.mark {
            FlowMark::Name(name) => book.names.push(DefinedName { name, sheet, row, column, rows: 1, columns: 1 }),
            FlowMark::Markup(markup) => book.markups.push(Markup { sheet, row, column, ..markup }),
        }
    }
}

/// What stands at the head and the foot of every page, as a sheet that nothing is taken from.
pub(in crate::grid) fn running_heads(texts: BTreeSet<String>) -> Result<Option<Sheet>, Refusal> {
    let mut budget = GridBudget::default();
    let mut sheet = Sheet { hidden: true, ..named("ヘッダーとフッター".into(), GridNumbering::Paragraphs) };
    for (row, text) in texts.into_iter().enumerate() {
        budget.take(row as u32, 0, &text)?;
        sheet.cells.push(GridCell::new(row as u32, 0, text));
    }
    Ok((!sheet.cells.is_empty()).then_some(sheet))
}

#[derive(Default)]
struct FlowPlacer {
    budget: GridBudget,
    /// Of the block that is being placed.
    marks: Vec<PlacedMark>,
}

impl FlowPlacer {
    /// A paragraph outside of tables is a row; tabs part its cells, as authors part a label and its answer.
    fn paragraph(&mut self, paragraph: &FlowParagraph, row: u32, cells: &mut Vec<GridCell>) -> Result<(), Refusal> {
        for (column, piece) in paragraph.text.split('\t').into_iter().enumerate() {
            self.cell((row, column as u32), (1, 1), piece, cells)?;
        }
        self.marked(&paragraph.marks, (row, 0))?;
        self.attached(&paragraph.attached, (row, 0), cells)
    }

    /// Puts a table below and to the right of a place; how many rows it takes.
    fn table(&mut self, rows: &[FlowRow], at: (u32, u32), cells: &mut Vec<GridCell>) -> Result<u32, Refusal> {
        // A column that holds tables has room for the columns of the widest.
        let inner = rows.iter().flat_map(|row| &row.cells).map(columns_inside).max().unwrap_or(1).max(1);
        let mut row_at = at.0;
        // The cell that a column's last cell is, so that it can go on.
        let mut above: Vec<Option<usize>> = Vec::new();
        for row in rows {
            let mut column = row.before;
            let mut height = 1;
            let mut going_on = Vec::new();
            for cell in &row.cells {
                let left = at.1.saturating_add(column.saturating_mul(inner));
                let start = cells.len();
                height = height.max(self.content(cell, row.deleted, (row_at, left), inner, cells)?);
                let slot = column.min(limits::SHEET_COLUMNS) as usize;
                if above.len() <= slot {
                    above.resize(slot + 1, None);
                }
                match above[slot].filter(|_| cell.continues) {
                    Some(origin) => going_on.push(origin),
                    None => above[slot] = (cells.len() > start).then_some(start),
                }
                column = column.saturating_add(cell.columns);
            }
            for origin in going_on {
                let origin = &mut cells[origin];
                origin.rows = row_at.saturating_add(height).saturating_sub(origin.row).max(origin.rows);
            }
            row_at = row_at.saturating_add(height);
        }
        Ok(row_at.saturating_sub(at.0).max(1))
    }

    /// The paragraphs of a cell are one text, up to a table in it; how many rows all of it takes.
    fn content(
        &mut self,
        cell: &FlowCell,
        deleted: bool,
        at: (u32, u32),
        inner: u32,
        cells: &mut Vec<GridCell>,
    ) -> Result<u32, Refusal> {
        let span = (1, cell.columns.saturating_mul(inner));
        let mut row = at.0;
        let mut text = Rich::default();
        for block in &cell.blocks {
            match block {
                FlowBlock::Paragraph(paragraph) => {
                    line(&mut text, &paragraph.text);
                    self.marked(&paragraph.marks, (row, at.1))?;
                    self.attached(&paragraph.attached, (row, at.1), cells)?;
                }
                FlowBlock::Table(rows) => {
                    row += u32::from(self.cell((row, at.1), span, std::mem::take(&mut text), cells)?);
                    row = row.saturating_add(self.table(rows, (row, at.1), cells)?);
                }
            }
        }
        if deleted {
            text.struck = std::iter::once(0..text.text.len()).filter(|range| !range.is_empty()).collect();
        }
        row += u32::from(self.cell((row, at.1), span, text, cells)?);
        Ok((row - at.0).max(1))
    }

    /// Whether there was a text to put there.
    fn cell(
        &mut self,
        (row, column): (u32, u32),
        (rows, columns): (u32, u32),
        text: Rich,
        cells: &mut Vec<GridCell>,
    ) -> Result<bool, Refusal> {
        if text.text.trim().is_empty() {
            return Ok(false);
        }
        self.budget.take(row, column, &text.text)?;
        let (struck, set_off) = (text.struck, text.set_off);
        cells.push(GridCell { rows, columns, struck, set_off, ..GridCell::new(row, column, text.text) });
        Ok(true)
    }

    fn marked(&mut self, marks: &[FlowMark], (row, column): (u32, u32)) -> Result<(), Refusal> {
        for mark in marks {
            let (FlowMark::Name(text) | FlowMark::Markup(Markup { text, .. })) = mark;
            self.budget.take(row, column, text)?;
            self.marks.push(PlacedMark { mark: mark.clone(), row, column });
        }
        Ok(())
    }

    fn attached(
        &mut self,
        attached: &[FlowAttachment],
        (row, column): (u32, u32),
        cells: &mut Vec<GridCell>,
    ) -> Result<(), Refusal> {
        for FlowAttachment { is_remark, text } in attached {
            self.budget.take(row, column, &text.text)?;
            let kind = if *is_remark { GridCellKind::Note } else { GridCellKind::Shape };
            cells.push(GridCell {
                kind,
                struck: text.struck.clone(),
                ..GridCell::new(row, column, text.text.as_str())
            });
        }
        Ok(())
    }
}

fn named(name: String, numbering: GridNumbering) -> Sheet {
    Sheet { name, numbering, ..Sheet::default() }
}

/// How many columns the tables inside a cell have at most.
fn columns_inside(cell: &FlowCell) -> u32 {
    let widths = cell.blocks.iter().filter_map(|block| match block {
        FlowBlock::Table(rows) => rows.iter().map(|row| row.before + row.cells.iter().map(width).sum::<u32>()).max(),
        FlowBlock::Paragraph(_) => None,
    });
    widths.max().unwrap_or(1).min(limits::SHEET_COLUMNS)
}

fn width(cell: &FlowCell) -> u32 {
    cell.columns.min(limits::SHEET_COLUMNS).saturating_mul(columns_inside(cell)).min(limits::SHEET_COLUMNS)
}
