//! Figures: a title, the picture in a box as wide as the text, and what is said of it.

use crate::doc::{DocFigure, FigureSource};
use crate::picture::{self, Picture};
use crate::render::Pictures;

use super::super::page::{FigureText, PageItem, TagRole};
use super::bars::BarStyle;
use super::drawing;
use super::flow::{BAR_PAD, BODY, LABEL_GREY, LEFT, LINE, LineAlign, PageFlow, SMALL, STRONG};
use super::grid::{Grid, PdfCell, PdfRow};
use super::place::place;

/// Between the box and the picture.
const MARGIN: f32 = 8.0;
/// Dots of a screen, which pictures are measured in, to the point.
const DOTS: f32 = 0.75;
/// A drawing loses nothing by growing; pixels do.
const MOST_GROWTH: f32 = 2.0;
/// A picture goes on this page if it need not shrink below this share of its size.
const LEAST_SHARE: f32 = 0.75;

enum FigureContent<'a> {
    Drawing(&'a crate::doc::drawing::Drawing),
    Read(Picture),
}

impl FigureContent<'_> {
    /// Its own size in points, and how far it may grow.
    fn size(&self) -> (f32, f32, f32) {
        match self {
            Self::Drawing(drawing) => (drawing.width as f32 / 10.0, drawing.height as f32 / 10.0, 1.0),
            Self::Read(Picture::Raster(raster)) => (raster.width as f32 * DOTS, raster.height as f32 * DOTS, 1.0),
            Self::Read(Picture::Vector(vector)) => {
                let size = vector.tree.size();
                (size.width() * DOTS, size.height() * DOTS, MOST_GROWTH)
            }
        }
    }
}

pub(super) fn figure(flow: &mut PageFlow, figure: &DocFigure, pictures: Pictures<'_>) {
    let content = match &figure.picture {
        FigureSource::Drawing(drawing) => Some(FigureContent::Drawing(drawing)),
        FigureSource::File(file) => {
            pictures(file).and_then(|bytes| picture::read(&bytes).ok()).map(FigureContent::Read)
        }
    };
    let title = if figure.title.is_some() { 2.0 * LINE } else { 0.0 };
    let Some(content) = content else {
        flow.need(title + 8.0 * LINE);
        head(flow, figure);
        absent(flow, figure);
        remarks(flow, figure);
        return;
    };
    let (width, height, growth) = content.size();
    let scale = ((flow.width() - 2.0 * MARGIN) / width).min(growth);
    let around = title + 2.0 * MARGIN;
    let wanted = (height * scale).min(flow.page_height() - around);
    let room = flow.room() - around;
    let height_here = if room >= wanted * LEAST_SHARE { wanted.min(room) } else { wanted };
    flow.need(around + height_here);
    head(flow, figure);
    let scale = scale.min(height_here / height);
    draw(flow, figure, content, (width * scale, height * scale), scale);
    remarks(flow, figure);
}

fn head(flow: &mut PageFlow, figure: &DocFigure) {
    flow.name(&figure.address);
    if let Some(title) = &figure.title {
        flow.bar(title, TagRole::Paragraph, BarStyle { set: STRONG, grey: LABEL_GREY, below: 0.0 });
    }
}

fn draw(flow: &mut PageFlow, figure: &DocFigure, content: FigureContent, (width, height): (f32, f32), scale: f32) {
    let (left, top) = ((LEFT + flow.right() - width) / 2.0, flow.y + MARGIN);
    flow.frame(LEFT, flow.right(), height + 2.0 * MARGIN, 1.0);
    let node = flow.book.node(TagRole::Figure, 0);
    let words = [Some(&figure.alternative), figure.title.as_ref()].into_iter().flatten();
    let alternative = words.into_iter().find(|words| !words.trim().is_empty()).map_or("図", |words| words).to_owned();
    if let Some(node) = flow.book.nodes.get_mut(node as usize) {
        node.seen = Some(FigureText { alternative, area: [left, top, left + width, top + height] });
    }
    flow.begin_content(node);
    match content {
        FigureContent::Drawing(drawing) => drawing::draw(flow, drawing, (left, top), scale),
        FigureContent::Read(read) => {
            flow.book.pictures.push(read);
            let picture = flow.book.pictures.len() as u32 - 1;
            flow.draw(PageItem::Picture { picture, left, top, width, height });
        }
    }
    flow.end();
    flow.y += height + 2.0 * MARGIN;
}

/// A box that says what the picture would show.
fn absent(flow: &mut PageFlow, figure: &DocFigure) {
    const LEAST: usize = 8;
    let mut grid = Grid::new(flow);
    let mut row = PdfRow::new(flow, grid.node);
    row.least = LEAST;
    let mut cell = PdfCell::new(flow, row.node, TagRole::Cell, (LEFT, flow.right()), 1.0);
    if let FigureSource::File(file) = &figure.picture {
        cell.add(flow, cell.spot(SMALL), &format!("図：{file}"));
    }
    cell.add(flow, cell.spot(BODY), &figure.alternative);
    row.cells.push(cell);
    grid.rows.push(row);
    place(flow, &grid);
}

fn remarks(flow: &mut PageFlow, figure: &DocFigure) {
    if let Some(remarks) = &figure.remarks {
        flow.y += BAR_PAD;
        flow.text(remarks, TagRole::Paragraph, BODY, LineAlign::Left);
    }
    flow.y += 10.0;
}
