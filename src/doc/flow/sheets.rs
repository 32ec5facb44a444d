//! Sections and their legends on sheets of A4.

use super::board::{Caption, DrawingBoard, WIDTH};
use super::network::Office;
use super::{Arrow, FlowSection, FlowSheet, exchange, legend, network};
use crate::doc::drawing::{BORDER, Drawing, Shape, Tenths};
use crate::flow::{Exchange, Network};

/// What a page has room for under the heading of the figure.
const LIMIT: Tenths = 6700;
const GAP: Tenths = network::DOWN;
const ABOVE_LEGEND: Tenths = 120;
/// More systems do not fit under the office.
const MOST_JOINED: usize = 20;
const NOTHING: &str = "（図に表す内容がまだ書かれていません）";

pub(super) fn arrange(exchanges: &[Exchange], systems: &Network) -> Vec<FlowSheet> {
    let mut numbered = 0;
    let mut sections: Vec<FlowSection> =
        exchanges.iter().flat_map(|one| exchange::sections(one, &mut numbered, LIMIT - ABOVE_LEGEND)).collect();
    if systems.own.is_empty() {
        return flow(sections);
    }
    if let ([dealings], true) = (sections.as_slice(), systems.own.len() <= MOST_JOINED) {
        let below = network::section(systems, Office::Above, numbered);
        if dealings.height + GAP + below.height <= LIMIT {
            return flow(vec![joined(dealings, below)]);
        }
    }
    let mut office = Office::Own(exchanges.first().map_or("", |exchange| exchange.office.as_str()));
    let mut start = 0;
    while start < systems.own.len() {
        let draw = |end: usize| network::section(&systems.part(start..end), office, numbered);
        let longer = (start + 2..=systems.own.len()).take_while(|end| draw(*end).height <= LIMIT);
        let end = longer.last().unwrap_or(start + 1);
        let section = draw(end);
        numbered += section.arrows.len();
        sections.push(section);
        (start, office) = (end, Office::Earlier);
    }
    flow(sections)
}

/// The office and its systems right below in one picture.
fn joined(dealings: &FlowSection, systems: FlowSection) -> FlowSection {
    let by = dealings.height + GAP;
    let mut shapes = dealings.shapes.clone();
    shapes.extend(systems.shapes.into_iter().map(|shape| shape.moved(0, by)));
    FlowSection { shapes, height: by + systems.height, arrows: [dealings.arrows.clone(), systems.arrows].concat() }
}

/// One section after the other, each with its legend, on as many sheets as that takes.
fn flow(sections: Vec<FlowSection>) -> Vec<FlowSheet> {
    let mut sheets = Vec::new();
    let mut page = FlowPage::default();
    for section in sections {
        let needed = GAP + section.height + ABOVE_LEGEND + legend::height(&section.arrows);
        if page.y > 0 && page.y + needed > LIMIT {
            sheets.push(std::mem::take(&mut page).sheet());
        }
        page.put(&section, GAP);
        let mut arrows = section.arrows.into_iter().peekable();
        loop {
            page.explain(&mut arrows, LIMIT);
            if arrows.peek().is_none() {
                break;
            }
            sheets.push(std::mem::take(&mut page).sheet());
        }
    }
    if sheets.is_empty() && page.y == 0 {
        let mut board = DrawingBoard::default();
        page.y = board.lines(0, &Caption::new("", NOTHING, WIDTH));
        page.shapes = board.shapes;
    }
    if page.y > 0 {
        sheets.push(page.sheet());
    }
    sheets
}

#[derive(Default)]
struct FlowPage {
    shapes: Vec<Shape>,
    y: Tenths,
    sentences: Vec<String>,
}

impl FlowPage {
    fn put(&mut self, section: &FlowSection, gap: Tenths) {
        if self.y > 0 {
            self.y += gap;
        }
        let y = self.y;
        self.shapes.extend(section.shapes.iter().cloned().map(|shape| shape.moved(0, y)));
        self.y += section.height;
    }

    /// Rows of the legend down to `limit`; on an empty page at least one.
    fn explain(&mut self, arrows: &mut std::iter::Peekable<impl Iterator<Item = Arrow>>, limit: Tenths) {
        let gap = if self.y > 0 { ABOVE_LEGEND } else { 0 };
        let first = arrows.peek().map_or(0, legend::row_height);
        if self.y > 0 && self.y + gap + legend::HEADING + first > limit {
            return;
        }
        let mut board = DrawingBoard::default();
        let top = self.y;
        self.y += gap;
        legend::draw_heading(&mut board, self.y);
        self.y += legend::HEADING;
        while let Some(arrow) = arrows.next_if(|arrow| {
            let nothing_else = top == 0 && self.y == legend::HEADING;
            nothing_else || self.y + legend::row_height(arrow) <= limit
        }) {
            legend::draw_row(&mut board, self.y, &arrow);
            self.y += legend::row_height(&arrow);
            self.sentences.push(legend::sentence(&arrow));
        }
        self.shapes.extend(board.shapes);
    }

    fn sheet(self) -> FlowSheet {
        // Room for the outer half of every border.
        let shapes = self.shapes.into_iter().map(|shape| shape.moved(BORDER, BORDER)).collect();
        let drawing = Drawing { width: WIDTH + 2 * BORDER, height: self.y + 2 * BORDER, shapes };
        FlowSheet { drawing, alternative: self.sentences.join("\n") }
    }
}
