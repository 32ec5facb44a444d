//! The pieces of text on a page: what stands in each cell of a table, and each line outside of them.

use std::collections::BTreeMap;

use super::block::{self, PageBlock};
use super::lattice::Lattice;
use super::line::{PageLine, is_wrapped, joined, main_turn};
use super::overflow;
use super::page::{Area, Page, PageGlyph, PagePoint, Turn};

/// More than this is no space inside a cell, but where the text ends.
const PADDING: f64 = 8.0;
const USUAL_PADDING: f64 = 2.0;

/// A text that stands together, and the place that it has to itself.
#[derive(Clone, Debug, Default)]
pub(super) struct PagePiece {
    pub(super) area: Area,
    pub(super) lines: Vec<PageLine>,
    /// How far its lines may run.
    pub(super) right: f64,
    /// Outside of tables with lines.
    pub(super) is_loose: bool,
    /// Every page prints it at its edge.
    pub(super) is_repeated: bool,
}

impl PagePiece {
    pub(super) fn text(&self) -> String {
        joined(&self.lines, self.right)
    }
}

/// What is on a page, in no order, and its cells, whether they hold a text or not.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) pieces: Vec<PagePiece>,
    pub(super) cells: Vec<Area>,
    pub(super) height: f64,
    /// It has too many lines to be a table, and is read as one without any.
    pub(super) crowded: bool,
}

/// The page as whoever reads it holds it.
fn upright(page: &Page) -> Page {
    let turn = main_turn(page.glyphs.iter());
    if turn == Turn::None {
        return page.clone();
    }
    let mut page = page.clone();
    for glyph in &mut page.glyphs {
        glyph.middle = turn.frame(glyph.middle);
        // What ran like the page runs from left to right now; the rest is told apart, no more.
        let turns = [Turn::None, Turn::Down, Turn::Back, Turn::Up];
        glyph.turn = turns[(glyph.turn as usize + 4 - turn as usize) % 4];
    }
    if turn != Turn::Back {
        std::mem::swap(&mut page.width, &mut page.height);
    }
    for ruling in &mut page.rulings {
        let point = |along: f64| {
            if ruling.level { PagePoint { x: along, y: ruling.at } } else { PagePoint { x: ruling.at, y: along } }
        };
        let area = Area::around(&[turn.frame(point(ruling.from)), turn.frame(point(ruling.to))]);
        ruling.level ^= turn != Turn::Back;
        (ruling.at, ruling.from, ruling.to) =
            if ruling.level { (area.top, area.left, area.right) } else { (area.left, area.top, area.bottom) };
    }
    page
}

pub(super) fn layout(page: &Page) -> Layout {
    let mut page = upright(page);
    let lattice = Lattice::new(&page.rulings);
    let crowded = lattice.is_none();
    let lattice = lattice.unwrap_or_default();
    overflow::lead_back(&mut page, |point| lattice.cell(point));
    let page = &page;
    let mut inside: BTreeMap<usize, (Area, Vec<&PageGlyph>)> = BTreeMap::new();
    let mut outside = Vec::new();
    for glyph in &page.glyphs {
        match lattice.cell(glyph.middle) {
            Some((number, area)) => inside.entry(number).or_insert_with(|| (area, Vec::new())).1.push(glyph),
            None => outside.push(glyph),
        }
    }
    let mut pieces = Vec::new();
    for (area, glyphs) in inside.values() {
        for glyphs in of_each_turn(glyphs) {
            pieces.extend(ruled(block::rows(page, &glyphs), *area));
        }
    }
    for glyphs in of_each_turn(&outside) {
        pieces.extend(loose(block::rows(page, &glyphs)));
    }
    let cells = lattice.cells().map(|(_, area)| area).collect();
    Layout { pieces, cells, height: page.height, crowded }
}

/// The characters by the direction that they run in.
fn of_each_turn<'a>(glyphs: &[&'a PageGlyph]) -> Vec<Vec<&'a PageGlyph>> {
    let turns = [Turn::None, Turn::Down, Turn::Back, Turn::Up];
    let of = |turn| glyphs.iter().copied().filter(|glyph| glyph.turn == turn).collect::<Vec<_>>();
    turns.into_iter().map(of).filter(|glyphs| !glyphs.is_empty()).collect()
}

/// The pieces of a cell: one, unless texts stand beside each other in it.
fn ruled(rows: Vec<Vec<PageBlock>>, area: Area) -> Vec<PagePiece> {
    let left = rows.iter().flatten().map(|block| block.left - area.left).fold(f64::MAX, f64::min);
    let padding = if (0.0..PADDING).contains(&left) { left } else { USUAL_PADDING };
    let mut pieces: Vec<PagePiece> = Vec::new();
    let mut goes_on = false;
    for mut row in rows {
        let top = if pieces.is_empty() { area.top } else { row.iter().map(|block| block.top).fold(f64::MAX, f64::min) };
        if row.len() > 1 {
            let last = row.len() - 1;
            pieces.extend(row.into_iter().enumerate().map(|(index, block)| {
                let (left, right) = (
                    if index == 0 { area.left } else { block.left },
                    if index == last { area.right } else { block.right },
                );
                beside(block.lines, Area { left, top, right, bottom: area.bottom })
            }));
            goes_on = false;
        } else if let Some(block) = row.pop() {
            match pieces.last_mut().filter(|_| goes_on) {
                Some(piece) => piece.lines.extend(block.lines),
                None => {
                    pieces.push(PagePiece { right: area.right - padding, ..beside(block.lines, Area { top, ..area }) });
                }
            }
            goes_on = true;
        }
    }
    pieces
}

/// A text beside another: it may run as far as its longest line.
fn beside(lines: Vec<PageLine>, area: Area) -> PagePiece {
    let right = lines.iter().map(PageLine::end).fold(f64::MIN, f64::max);
    PagePiece { area, lines, right, ..PagePiece::default() }
}

/// Whether two lines may be of one text: of one size, below each other, begun at about the same place.
fn is_alike(last: &PageLine, next: &PageLine) -> bool {
    let size = last.size.max(next.size);
    (last.size - next.size).abs() < size * 0.15
        && next.base - last.base < size * 2.2
        && (last.start() - next.start()).abs() < size * 3.0
}

/// Text outside of tables: a line is a row, as long as it was not wrapped; texts beside each other are cells.
fn loose(rows: Vec<Vec<PageBlock>>) -> Vec<PagePiece> {
    let right = rows.iter().flatten().map(|block| block.right).fold(f64::MIN, f64::max);
    let mut pieces: Vec<PagePiece> = Vec::new();
    for mut row in rows {
        if row.len() > 1 {
            let top = row.iter().map(|block| block.top).fold(f64::MAX, f64::min);
            pieces.extend(row.into_iter().map(|block| {
                let area = Area { left: block.left, top, right: block.right, bottom: block.bottom };
                PagePiece { is_loose: true, ..beside(block.lines, area) }
            }));
            continue;
        }
        for line in row.pop().map(|block| block.lines).unwrap_or_default() {
            let area = Area { left: line.start(), top: line.top(), right: line.end(), bottom: line.bottom() };
            let last = pieces.last_mut().filter(|piece| {
                piece.lines.last().is_some_and(|last| is_wrapped(last, &line, right) && is_alike(last, &line))
            });
            match last {
                Some(piece) => {
                    let (left, right) = (piece.area.left.min(area.left), piece.area.right.max(area.right));
                    piece.area = Area { left, right, bottom: area.bottom, ..piece.area };
                    piece.lines.push(line);
                }
                None => pieces.push(PagePiece { area, lines: vec![line], right, is_loose: true, is_repeated: false }),
            }
        }
    }
    pieces
}
