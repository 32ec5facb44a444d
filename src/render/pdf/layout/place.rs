//! Lays a table on pages. A row that is too tall is cut between lines, with some lines of every cell on each side; no label is cut,
//! and a page that goes on with a row says its label again.

use std::ops::Range;

use super::super::page::{ContentMark, PageItem};
use super::cuts::{cut, is_whole, kept};
use super::flow::{LEFT, LineSlot, PageFlow, THIN};
use super::grid::{Grid, PdfCell, PdfRow};

/// The bar beside a changed row, and how far it stands from the table.
const BAR: f32 = 2.5;
const BAR_GAP: f32 = 8.0;

/// A cell over several rows; its text runs on through them.
struct Running<'g> {
    cell: &'g PdfCell,
    /// Its label once more, on a page after the one that it was printed on.
    again: Option<PdfCell>,
    last_row: usize,
    /// The line that comes next, and where it would stand.
    next: usize,
    y: f32,
}

impl Running<'_> {
    fn shown(&self) -> &PdfCell {
        self.again.as_ref().unwrap_or(self.cell)
    }

    fn left(&self) -> usize {
        self.shown().lines.saturating_sub(self.next)
    }

    /// How far down it reaches.
    fn end(&self, grid: &Grid) -> f32 {
        self.y + self.left() as f32 * grid.pitch + grid.pad
    }
}

/// The piece of a table that stands on one page.
struct TableFragment<'g> {
    top: f32,
    /// Borders: a place on the one axis, from and to on the other.
    across: Vec<(f32, f32, f32)>,
    down: Vec<(f32, f32, f32)>,
    running: Vec<Running<'g>>,
    /// The last row that has lines on this page.
    last: Option<&'g PdfRow>,
}

/// A piece of a row that stands on one page: its lines, and the labels that are said again beside them.
struct Slice<'g> {
    row: &'g PdfRow,
    lines: Range<usize>,
    again: Vec<PdfCell>,
}

pub(super) fn place(flow: &mut PageFlow, grid: &Grid) {
    grid.count_spans(flow);
    flow.page();
    flow.need(kept(grid, 0, flow.page_height() - flow.waiting_height()));
    flow.name(&grid.anchor);
    flow.section[2].clone_from(&grid.title);
    let mut on = TableFragment { top: flow.y, across: Vec::new(), down: Vec::new(), running: Vec::new(), last: None };
    for (index, row) in grid.rows.iter().enumerate() {
        on.running.retain(|running| running.last_row >= index);
        for cell in row.cells.iter().filter(|cell| cell.rows > 1) {
            let last_row = index + cell.rows - 1;
            on.running.push(Running { cell, again: None, last_row, next: 0, y: flow.y + grid.pad });
        }
        on.place_row(flow, grid, index, row);
    }
    on.close(flow);
    flow.section[2].clear();
}

impl<'g> TableFragment<'g> {
    fn place_row(&mut self, flow: &mut PageFlow, grid: &'g Grid, index: usize, row: &'g PdfRow) {
        let (mut done, mut begun, mut turned) = (0, false, false);
        let page_lines = grid.lines_in(flow.page_height());
        let is_head = index < grid.heads;
        if !flow.is_fresh() && flow.y + kept(grid, index, flow.page_height()) > flow.bottom {
            self.turn_page(flow, grid, index);
            turned = true;
        }
        let mut again = Vec::new();
        loop {
            let rest = self.rest(flow, grid, index, row, done).max(usize::from(!begun));
            if rest == 0 {
                break;
            }
            let labels = if begun {
                again.iter().map(|cell: &PdfCell| cell.lines).max().unwrap_or(0)
            } else {
                row.label_lines()
            };
            let labels = if labels > page_lines { 0 } else { labels };
            let rest = rest.max(labels);
            let room = grid.lines_in(flow.bottom - flow.y);
            let take = if rest <= room {
                rest
            } else if turned || flow.is_fresh() {
                cut(row, done, rest, room, labels).max(1)
            } else if !begun && (is_whole(row, page_lines) || is_head) {
                0
            } else {
                cut(row, done, rest, room, labels)
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
                    running.y = running.y.max(flow.y + grid.pad);
                }
            }
            self.last = Some(row);
            let slice = Slice { row, lines: done..done + take, again: std::mem::take(&mut again) };
            self.draw_slice(flow, grid, &slice);
            done += take;
            begun = true;
            turned = self.rest(flow, grid, index, row, done) > 0;
            if turned {
                self.turn_page(flow, grid, index);
                let labels = row.own().filter(|cell| cell.lines <= done);
                again = labels.filter_map(|cell| cell.continued(flow)).collect();
            }
        }
    }

    /// Lines of the row that are still to come.
    fn rest(&self, flow: &PageFlow, grid: &Grid, index: usize, row: &PdfRow, done: usize) -> usize {
        let ending = self.running.iter().filter(|running| running.last_row == index).map(|running| {
            let missing = running.end(grid) - flow.y - 2.0 * grid.pad;
            if running.left() == 0 { 0 } else { (missing / grid.pitch - 1e-3).ceil().max(1.0) as usize }
        });
        ending.max().unwrap_or(0).max(row.lines().saturating_sub(done))
    }

    fn draw_slice(&mut self, flow: &mut PageFlow, grid: &Grid, slice: &Slice) {
        let (y, height) = (flow.y, grid.height(slice.lines.len()));
        self.draw_ground(flow, slice.row, height);
        for running in &mut self.running {
            let room = ((y + height - grid.pad - running.y) / grid.pitch + 1e-3).floor().max(0.0) as usize;
            let take = running.left().min(room);
            let lines = running.next..running.next + take;
            draw_cell(flow, running.shown(), lines, running.y, grid.pitch, running.again.is_none());
            running.next += take;
            running.y += take as f32 * grid.pitch;
        }
        for cell in slice.row.own() {
            draw_cell(flow, cell, slice.lines.clone(), y + grid.pad, grid.pitch, true);
        }
        for cell in &slice.again {
            draw_cell(flow, cell, 0..cell.lines, y + grid.pad, grid.pitch, false);
        }
        flow.y += height;
    }

    /// Backgrounds and borders of a row, and of what runs beside it.
    fn draw_ground(&mut self, flow: &mut PageFlow, row: &PdfRow, height: f32) {
        let y = flow.y;
        let shaded: Vec<&PdfCell> = row.own().chain(self.running.iter().map(|running| running.cell)).collect();
        if row.bar || shaded.iter().any(|cell| cell.grey < 1.0) {
            flow.begin(ContentMark::Layout);
            for cell in shaded.iter().filter(|cell| cell.grey < 1.0) {
                flow.draw(PageItem::Fill { x: cell.left, y, width: cell.right - cell.left, height, grey: cell.grey });
            }
            if row.bar {
                flow.draw(PageItem::Fill { x: LEFT - BAR_GAP, y, width: BAR, height, grey: 0.0 });
            }
            flow.end();
        }
        for cell in shaded {
            self.down.push((cell.left, y, y + height));
            self.down.push((cell.right, y, y + height));
        }
    }

    fn turn_page(&mut self, flow: &mut PageFlow, grid: &'g Grid, index: usize) {
        self.finish_labels(flow, grid);
        self.close(flow);
        flow.turn();
        self.top = flow.y;
        if index >= grid.heads {
            self.repeat_heads(flow, grid);
            flow.top = flow.y;
        }
        for running in &mut self.running {
            running.y = flow.y + grid.pad;
            if running.next > 0 && running.left() == 0 {
                running.again = running.cell.continued(flow);
                running.next = if running.again.is_some() { 0 } else { running.cell.lines };
            }
        }
    }

    /// The last row makes room for the labels beside it.
    fn finish_labels(&mut self, flow: &mut PageFlow, grid: &Grid) {
        let unfinished = self.running.iter().filter(|running| running.next > 0 && running.left() > 0);
        let end = unfinished.map(|running| running.end(grid)).fold(0.0, f32::max).min(flow.bottom);
        let Some(row) = self.last.filter(|_| end > flow.y) else { return };
        self.draw_ground(flow, row, end - flow.y);
        for running in &mut self.running {
            let room = ((end - grid.pad - running.y) / grid.pitch + 1e-3).floor().max(0.0) as usize;
            let take = running.left().min(if running.next > 0 { room } else { 0 });
            let lines = running.next..running.next + take;
            draw_cell(flow, running.shown(), lines, running.y, grid.pitch, running.again.is_none());
            running.next += take;
        }
        flow.y = end;
    }

    /// Read by nobody a second time, borders and all.
    fn repeat_heads(&mut self, flow: &mut PageFlow, grid: &Grid) {
        for row in grid.rows.iter().take(grid.heads) {
            let (y, height) = (flow.y, grid.height(row.lines()));
            flow.begin(ContentMark::Pagination);
            for cell in &row.cells {
                let PdfCell { left, right, grey, .. } = *cell;
                flow.draw(PageItem::Fill { x: left, y, width: right - left, height, grey });
                let below = y + height;
                for (from, to) in [((left, y), (right, y)), ((left, y), (left, below)), ((right, y), (right, below))] {
                    flow.draw(PageItem::Line { from, to, thickness: THIN });
                }
            }
            flow.end();
            for cell in &row.cells {
                draw_cell(flow, cell, 0..cell.lines, y + grid.pad, grid.pitch, false);
            }
            flow.y += height;
        }
        self.top = flow.y;
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

/// `tagged`: it is content; what is drawn again belongs to the page alone.
fn draw_cell(flow: &mut PageFlow, cell: &PdfCell, slice: Range<usize>, y: f32, pitch: f32, tagged: bool) {
    for placed in cell.texts_in(&slice) {
        let lines = flow.lines(placed.paragraph);
        let from = slice.start.saturating_sub(placed.first).min(lines.len());
        let to = slice.end.saturating_sub(placed.first).min(lines.len());
        if from >= to {
            continue;
        }
        let lines = lines[from..to].to_vec();
        if tagged {
            flow.begin_content(placed.node);
        } else {
            flow.begin(ContentMark::Pagination);
        }
        for (index, clusters) in lines.into_iter().enumerate() {
            let slot = LineSlot {
                left: placed.left + flow.hang(placed.paragraph, from + index) * placed.size,
                right: placed.right,
                y: y + (placed.first + from + index - slice.start) as f32 * pitch,
                pitch,
                align: placed.align,
            };
            if tagged {
                flow.content_line(placed.node, placed.paragraph, clusters, placed.size, slot);
            } else {
                flow.line(placed.paragraph, clusters, placed.size, slot);
            }
        }
        if tagged {
            flow.end_content(placed.node);
        } else {
            flow.end();
        }
    }
    for (line, left, right) in cell.rules.iter().filter(|rule| slice.contains(&rule.0) || slice.end == rule.0) {
        let y = y + line.saturating_sub(slice.start) as f32 * pitch;
        flow.begin(ContentMark::Layout);
        flow.draw(PageItem::Line { from: (*left, y), to: (*right, y), thickness: THIN });
        flow.end();
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
