//! A table before it is laid on pages: rows of cells, each cell a number of lines.

use std::ops::Range;

use super::super::page::TagRole;
use super::flow::{LINE, LineAlign, PageFlow, SIDE, Type};
use super::words::PdfWords;

const CONTINUED: &str = "（続き）";

/// Rows share the pitch of their lines, so that a row can be cut below any of them.
pub(super) struct Grid {
    pub(super) node: u32,
    pub(super) rows: Vec<PdfRow>,
    /// How many rows are repeated on every page.
    pub(super) heads: usize,
    pub(super) pitch: f32,
    /// Between a border and the lines above and below it.
    pub(super) pad: f32,
    /// What leads to the table as a whole.
    pub(super) anchor: String,
    /// What a page says that goes on with it: 委託事項1
    pub(super) title: String,
}

pub(super) struct PdfRow {
    pub(super) node: u32,
    pub(super) cells: Vec<PdfCell>,
    /// Least height in lines.
    pub(super) least: usize,
    pub(super) addresses: Vec<String>,
    /// What the outline calls it, and on which level.
    pub(super) entry: Option<(u8, String)>,
    /// Stands on one page with the beginning of so many rows below it.
    pub(super) keep: usize,
    /// Is not cut unless it is taller than a page.
    pub(super) whole: bool,
    /// Has a bar in the margin.
    pub(super) bar: bool,
}

pub(super) struct PdfCell {
    pub(super) node: u32,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) grey: f32,
    /// Over how many rows it reaches.
    pub(super) rows: usize,
    /// Has no border to what is above it.
    pub(super) open: bool,
    pub(super) texts: Vec<PlacedParagraph>,
    /// What a page says in its place where the row goes on: the label.
    pub(super) label: Option<(String, Type)>,
    /// Lines across the cell: above which of its lines, from where to where.
    pub(super) rules: Vec<(usize, f32, f32)>,
    /// Every text begins below the one before it; so it is but for choices in columns.
    in_order: bool,
    pub(super) lines: usize,
}

/// A paragraph in a cell.
pub(super) struct PlacedParagraph {
    pub(super) paragraph: u32,
    pub(super) node: u32,
    /// From the edges of the page.
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) size: f32,
    pub(super) align: LineAlign,
    /// The cell's line in which it begins.
    pub(super) first: usize,
    /// The line after its last one.
    end: usize,
}

/// Where in a cell a text goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// Elements of the tree that hold it, the paragraph's own being made here.
    pub(super) node: u32,
    /// What the text is in there.
    pub(super) role: TagRole,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) first: usize,
    pub(super) set: Type,
    pub(super) align: LineAlign,
}

impl Grid {
    pub(super) fn new(flow: &mut PageFlow) -> Self {
        let node = flow.book.node(TagRole::Table, 0);
        let pad = flow.air.pad;
        Self { node, rows: Vec::new(), heads: 0, pitch: LINE, pad, anchor: String::new(), title: String::new() }
    }

    /// Of so many lines between its borders.
    pub(super) fn height(&self, lines: usize) -> f32 {
        lines as f32 * self.pitch + 2.0 * self.pad
    }

    /// How many lines have room in a height.
    pub(super) fn lines_in(&self, height: f32) -> usize {
        ((height - 2.0 * self.pad) / self.pitch + 1e-3).floor().max(0.0) as usize
    }

    /// Tells the tree how many columns and rows each cell covers; a column begins wherever a cell does.
    pub(super) fn count_spans(&self, flow: &mut PageFlow) {
        let mut edges: Vec<i32> =
            self.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| [edge(cell.left), edge(cell.right)]).collect();
        edges.sort_unstable();
        edges.dedup();
        for cell in self.rows.iter().flat_map(|row| &row.cells) {
            let columns = edges.iter().filter(|at| **at >= edge(cell.left) && **at < edge(cell.right)).count();
            if let Some(node) = flow.book.nodes.get_mut(cell.node as usize) {
                node.columns = columns as u16;
                node.rows = cell.rows as u16;
            }
        }
    }
}

/// Edges are the same if no eye can tell them apart.
fn edge(x: f32) -> i32 {
    (x * 8.0).round() as i32
}

impl PdfRow {
    /// Cells that stand in this row alone.
    pub(super) fn own(&self) -> impl Iterator<Item = &PdfCell> + Clone {
        self.cells.iter().filter(|cell| cell.rows == 1)
    }

    pub(super) fn lines(&self) -> usize {
        self.own().map(|cell| cell.lines).max().unwrap_or(0).max(self.least)
    }

    /// Lines of its labels, which are not cut.
    pub(super) fn label_lines(&self) -> usize {
        self.own().filter(|cell| cell.label.is_some()).map(|cell| cell.lines).max().unwrap_or(0)
    }

    pub(super) fn new(flow: &mut PageFlow, table: u32) -> Self {
        let node = flow.book.node(TagRole::Row, table);
        Self {
            node,
            cells: Vec::new(),
            least: 1,
            addresses: Vec::new(),
            entry: None,
            keep: 0,
            whole: false,
            bar: false,
        }
    }
}

impl PdfCell {
    pub(super) fn new(flow: &mut PageFlow, row: u32, role: TagRole, strip: (f32, f32), grey: f32) -> Self {
        let node = flow.book.node(role, row);
        Self::of_node(node, strip, grey)
    }

    pub(super) fn of_node(node: u32, strip: (f32, f32), grey: f32) -> Self {
        let (left, right) = strip;
        Self {
            node,
            left,
            right,
            grey,
            rows: 1,
            open: false,
            texts: Vec::new(),
            label: None,
            in_order: true,
            rules: Vec::new(),
            lines: 0,
        }
    }

    /// The line below everything that stands in the cell.
    pub(super) fn below(&self) -> usize {
        self.lines
    }

    /// The texts that may stand in these lines: a text over a thousand pages is not looked through on each of them.
    pub(super) fn texts_in(&self, lines: &Range<usize>) -> &[PlacedParagraph] {
        if !self.in_order {
            return &self.texts;
        }
        let from = self.texts.partition_point(|text| text.end <= lines.start);
        let length = self.texts[from..].partition_point(|text| text.first < lines.end);
        &self.texts[from..from + length]
    }

    /// The whole width inside the borders, below what is there.
    pub(super) fn spot(&self, set: Type) -> Spot {
        Spot {
            node: self.node,
            role: TagRole::Paragraph,
            left: self.left + SIDE,
            right: self.right - SIDE,
            first: self.below(),
            set,
            align: LineAlign::Left,
        }
    }

    /// In its place where the row goes on: the label, read by nobody a second time.
    pub(super) fn continued(&self, flow: &mut PageFlow) -> Option<Self> {
        let (label, set) = self.label.as_ref()?;
        let mut cell = Self::of_node(self.node, (self.left, self.right), self.grey);
        let Spot { left, right, align, .. } = cell.spot(*set);
        for line in format!("{label}{CONTINUED}").lines() {
            let paragraph = flow.paragraph(line, *set, right - left);
            let (first, end) = (cell.lines, cell.lines + flow.lines(paragraph).len());
            cell.texts.push(PlacedParagraph { paragraph, node: 0, left, right, size: set.size, align, first, end });
            cell.lines = end;
        }
        Some(cell)
    }

    /// Sets a text; every line break counts. Says how many lines it takes.
    pub(super) fn add(&mut self, flow: &mut PageFlow, spot: Spot, text: &str) -> usize {
        let mut first = spot.first;
        for line in text.lines() {
            if line.is_empty() {
                first += 1;
                continue;
            }
            let paragraph = flow.paragraph(line, spot.set, spot.right - spot.left);
            first += self.put(flow, Spot { first, ..spot }, paragraph);
        }
        self.lines = self.lines.max(first);
        first - spot.first
    }

    /// Sets a text of runs.
    pub(super) fn add_words(&mut self, flow: &mut PageFlow, spot: Spot, words: &PdfWords) -> usize {
        let mut first = spot.first;
        for line in words.lines() {
            if line.runs.is_empty() {
                first += 1;
                continue;
            }
            let paragraph = flow.words(&line, spot.set, spot.right - spot.left);
            first += self.put(flow, Spot { first, ..spot }, paragraph);
        }
        self.lines = self.lines.max(first);
        first - spot.first
    }

    fn put(&mut self, flow: &mut PageFlow, spot: Spot, paragraph: u32) -> usize {
        let Spot { left, right, first, set, align, .. } = spot;
        let node = flow.book.node(spot.role, spot.node);
        let lines = flow.lines(paragraph).len();
        let end = first + lines;
        self.in_order &= self.texts.last().is_none_or(|last| last.end <= first);
        self.texts.push(PlacedParagraph { paragraph, node, left, right, size: set.size, align, first, end });
        self.lines = self.lines.max(end);
        lines
    }

    /// A line across, below what is there.
    pub(super) fn rule(&mut self, left: f32, right: f32) {
        self.rules.push((self.lines, left, right));
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::font::Fonts;
    use super::super::super::kinsoku::Kinsoku;
    use super::super::super::page::PdfBook;
    use super::super::flow::BODY;
    use super::*;

    #[test]
    fn lines_of_a_long_cell_are_found_without_looking_at_the_others() {
        let mut fonts = Fonts::new(None).unwrap();
        let mut flow = PageFlow::new(&mut fonts, Kinsoku::default(), PdfBook::new("題", "市長"));
        let mut cell = PdfCell::of_node(0, (0.0, 100.0), 1.0);
        cell.add(&mut flow, cell.spot(BODY), &"文\n\n".repeat(500));
        let firsts = |lines| cell.texts_in(&lines).iter().map(|text| text.first).collect::<Vec<_>>();
        assert_eq!(firsts(100..105), [100, 102, 104]);
        assert_eq!(firsts(999..2_000), Vec::<usize>::new());
        // A second column begins at the top again.
        let top = Spot { first: 0, ..cell.spot(BODY) };
        cell.add(&mut flow, top, "文");
        assert_eq!(cell.texts_in(&(0..1)).len(), 501);
    }
}
