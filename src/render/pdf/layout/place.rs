//! Lays a table on pages. A row that is too tall is cut between lines, with at least two lines of every cell on each side.

use std::ops::Range;

use super::super::page::{ContentMark, PageItem};
use super::cuts::{SHORT, cut, kept, page_lines};
use super::flow::{BOTTOM, LEFT, LineSlot, PAD, PageFlow, THIN, TOP};
use super::grid::{Grid, PdfCell, PdfRow};

/// The bar beside a changed row, and how far it stands from the table.
const BAR: f32 = 2.5;
const BAR_GAP: f32 = 8.0;

/// A cell over several rows; its text runs on through them.
struct Running<'g> {
    cell: &'g PdfCell,
    last_row: usize,
    /// The line of the cell that comes next, and where it would stand.
    next: usize,
    y: f32,
}

/// The piece of a table that stands on one page.
struct TableFragment<'g> {
    top: f32,
    /// Borders: a place on the one axis, from and to on the other.
    across: Vec<(f32, f32, f32)>,
    down: Vec<(f32, f32, f32)>,
    running: Vec<Running<'g>>,
}

pub(super) fn place(flow: &mut PageFlow, grid: &Grid) {
    grid.count_spans(flow);
    flow.page();
    let mut on = TableFragment { top: flow.y, across: Vec::new(), down: Vec::new(), running: Vec::new() };
    for (index, row) in grid.rows.iter().enumerate() {
        on.running.retain(|running| running.last_row >= index);
        for cell in row.cells.iter().filter(|cell| cell.rows > 1) {
            on.running.push(Running { cell, last_row: index + cell.rows - 1, next: 0, y: flow.y + PAD });
        }
        on.place_row(flow, grid, index, row);
    }
    on.close(flow);
}

impl<'g> TableFragment<'g> {
    fn place_row(&mut self, flow: &mut PageFlow, grid: &'g Grid, index: usize, row: &'g PdfRow) {
        let mut done = 0;
        let mut begun = false;
        let mut turned = false;
        if row.keep && flow.y > TOP && flow.y + kept(grid, index) > BOTTOM {
            self.turn_page(flow, grid, index);
        }
        loop {
            let rest = self.rest(flow, grid, index, row, done).max(usize::from(!begun));
            if rest == 0 {
                break;
            }
            let room = ((BOTTOM - flow.y - 2.0 * PAD) / grid.pitch + 1e-3).floor().max(0.0) as usize;
            let take = if rest <= room {
                rest
            } else if turned || flow.y <= TOP {
                cut(row, done, rest, room).max(1)
            } else if !begun && (rest <= SHORT || row.whole && rest <= page_lines(grid)) || index < grid.heads {
                0
            } else {
                cut(row, done, rest, room)
            };
            if take == 0 {
                self.turn_page(flow, grid, index);
                turned = true;
                continue;
            }
            if !begun {
                row.addresses.iter().for_each(|address| flow.name(address));
                if let Some((level, title)) = &row.entry {
                    flow.enter(*level, title);
                }
                for cell in row.cells.iter().filter(|cell| !cell.open) {
                    self.across.push((flow.y, cell.left, cell.right));
                }
                for running in self.running.iter_mut().filter(|running| running.next == 0) {
                    running.y = running.y.max(flow.y + PAD);
                }
            }
            self.draw_slice(flow, grid, row, done..done + take);
            done += take;
            begun = true;
            turned = self.rest(flow, grid, index, row, done) > 0;
            if turned {
                self.turn_page(flow, grid, index);
            }
        }
    }

    /// Lines of the row that are still to come.
    fn rest(&self, flow: &PageFlow, grid: &Grid, index: usize, row: &PdfRow, done: usize) -> usize {
        let own = row.cells.iter().filter(|cell| cell.rows == 1).map(|cell| cell.lines).max().unwrap_or(0);
        let rest = own.max(row.least).saturating_sub(done);
        let ending = self.running.iter().filter(|running| running.last_row == index).map(|running| {
            let left = running.cell.lines.saturating_sub(running.next);
            let missing = running.y + left as f32 * grid.pitch - flow.y - PAD;
            if left == 0 { 0 } else { (missing / grid.pitch - 1e-3).ceil().max(1.0) as usize }
        });
        ending.max().unwrap_or(0).max(rest)
    }

    fn draw_slice(&mut self, flow: &mut PageFlow, grid: &Grid, row: &PdfRow, slice: Range<usize>) {
        let (y, height) = (flow.y, slice.len() as f32 * grid.pitch + 2.0 * PAD);
        let own = row.cells.iter().filter(|cell| cell.rows == 1);
        let shaded: Vec<&PdfCell> = own.clone().chain(self.running.iter().map(|running| running.cell)).collect();
        if shaded.iter().any(|cell| cell.grey < 1.0) {
            flow.begin(ContentMark::Layout);
            for cell in shaded.iter().filter(|cell| cell.grey < 1.0) {
                flow.draw(PageItem::Fill { x: cell.left, y, width: cell.right - cell.left, height, grey: cell.grey });
            }
            flow.end();
        }
        if row.bar {
            flow.begin(ContentMark::Layout);
            flow.draw(PageItem::Fill { x: LEFT - BAR_GAP, y, width: BAR, height, grey: 0.0 });
            flow.end();
        }
        for cell in &shaded {
            self.down.push((cell.left, y, y + height));
            self.down.push((cell.right, y, y + height));
        }
        for running in &mut self.running {
            let left = running.cell.lines.saturating_sub(running.next);
            let room = ((y + height - PAD - running.y) / grid.pitch + 1e-3).floor().max(0.0) as usize;
            let take = left.min(room);
            draw_cell(flow, running.cell, running.next..running.next + take, running.y, grid.pitch, true);
            running.next += take;
            running.y += take as f32 * grid.pitch;
        }
        for cell in own {
            draw_cell(flow, cell, slice.clone(), y + PAD, grid.pitch, true);
        }
        flow.y += height;
    }

    fn turn_page(&mut self, flow: &mut PageFlow, grid: &'g Grid, index: usize) {
        self.close(flow);
        flow.new_page();
        self.top = flow.y;
        if index >= grid.heads {
            self.repeat_heads(flow, grid);
        }
        for running in &mut self.running {
            running.y = flow.y + PAD;
        }
    }

    fn repeat_heads(&mut self, flow: &mut PageFlow, grid: &Grid) {
        for row in grid.rows.iter().take(grid.heads) {
            let lines = row.cells.iter().map(|cell| cell.lines).max().unwrap_or(1);
            let (y, height) = (flow.y, lines as f32 * grid.pitch + 2.0 * PAD);
            flow.begin(ContentMark::Pagination);
            for cell in &row.cells {
                flow.draw(PageItem::Fill { x: cell.left, y, width: cell.right - cell.left, height, grey: cell.grey });
                draw_cell(flow, cell, 0..cell.lines, y + PAD, grid.pitch, false);
                self.across.push((y, cell.left, cell.right));
                self.down.push((cell.left, y, y + height));
                self.down.push((cell.right, y, y + height));
            }
            flow.end();
            flow.y += height;
        }
        if grid.heads > 0 {
            self.rule(flow.y);
        }
    }

    /// A border over the whole width of what stands here.
    fn rule(&mut self, y: f32) {
        let left = self.down.iter().map(|line| line.0).fold(f32::MAX, f32::min);
        let right = self.down.iter().map(|line| line.0).fold(0.0, f32::max);
        self.across.push((y, left, right));
    }

    /// Draws the borders of what stands on this page.
    fn close(&mut self, flow: &mut PageFlow) {
        let bottom = flow.y;
        let left = self.down.iter().map(|line| line.0).fold(f32::MAX, f32::min);
        let right = self.down.iter().map(|line| line.0).fold(0.0, f32::max);
        let (across, down) = (std::mem::take(&mut self.across), std::mem::take(&mut self.down));
        if down.is_empty() {
            return;
        }
        let mut across = across;
        across.extend([(self.top, left, right), (bottom, left, right)]);
        flow.begin(ContentMark::Layout);
        for (y, from, to) in joined(across) {
            flow.draw(PageItem::Line { from: (from, y), to: (to, y), thickness: THIN });
        }
        for (x, from, to) in joined(down) {
            flow.draw(PageItem::Line { from: (x, from), to: (x, to), thickness: THIN });
        }
        flow.end();
    }
}

fn draw_cell(flow: &mut PageFlow, cell: &PdfCell, slice: Range<usize>, y: f32, pitch: f32, tagged: bool) {
    for placed in cell.texts_in(&slice) {
        let lines = flow.lines(placed.paragraph);
        let from = slice.start.saturating_sub(placed.first).min(lines.len());
        let to = slice.end.saturating_sub(placed.first).min(lines.len());
        if from >= to {
            continue;
        }
        let lines = lines[from..to].to_vec();
        let slot = |index: usize| LineSlot {
            left: placed.left,
            right: placed.right,
            y: y + (placed.first + from + index - slice.start) as f32 * pitch,
            pitch,
            align: placed.align,
        };
        if tagged {
            flow.begin_content(placed.node);
        }
        for (index, clusters) in lines.into_iter().enumerate() {
            if tagged {
                flow.content_line(placed.node, placed.paragraph, clusters, placed.size, slot(index));
            } else {
                flow.line(placed.paragraph, clusters, placed.size, slot(index));
            }
        }
        if tagged {
            flow.end_content(placed.node);
        }
    }
    for (line, left, right) in cell.rules.iter().filter(|rule| slice.contains(&rule.0) || slice.end == rule.0) {
        let y = y + line.saturating_sub(slice.start) as f32 * pitch;
        if tagged {
            flow.begin(ContentMark::Layout);
        }
        flow.draw(PageItem::Line { from: (*left, y), to: (*right, y), thickness: THIN });
        if tagged {
            flow.end();
        }
    }
}

/// Borders that touch are drawn as one.
fn joined(mut lines: Vec<(f32, f32, f32)>) -> Vec<(f32, f32, f32)> {
    const TOUCHING: f32 = 0.05;
    lines.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut joined: Vec<(f32, f32, f32)> = Vec::with_capacity(lines.len() / 2);
    for (at, from, to) in lines {
        match joined.last_mut() {
            Some(last) if (last.0 - at).abs() < TOUCHING && from <= last.2 + TOUCHING => last.2 = last.2.max(to),
            _ => joined.push((at, from, to)),
        }
    }
    joined
}
