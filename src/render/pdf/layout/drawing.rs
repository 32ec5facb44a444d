//! Drawings of the program's own: shapes in order, their words as text that can be searched.

use crate::doc::drawing::{BORDER, CaptionAlign, Drawing, Grey, Point, Shape, Tenths};

use super::super::font::Weight;
use super::super::page::{Knot, PageItem, PdfShape, PdfText};
use super::flow::{PageFlow, Type};

/// How far the knots that bend a quarter of a circle lie from its ends, as a share of the radius.
const BEND: f32 = 0.552_284_8;

/// From tenths of a point of the drawing to points of the page.
#[derive(Clone, Copy)]
struct Placing {
    left: f32,
    top: f32,
    scale: f32,
}

impl Placing {
    fn length(self, tenths: Tenths) -> f32 {
        tenths as f32 / 10.0 * self.scale
    }

    fn point(self, (x, y): Point) -> (f32, f32) {
        (self.left + self.length(x), self.top + self.length(y))
    }
}

pub(super) fn draw(flow: &mut PageFlow, drawing: &Drawing, (left, top): (f32, f32), scale: f32) {
    let placing = Placing { left, top, scale };
    for shape in &drawing.shapes {
        paint(flow, shape, placing);
    }
}

fn paint(flow: &mut PageFlow, shape: &Shape, placing: Placing) {
    match shape {
        Shape::Rect { x, y, width, height, radius, fill, stroke } => {
            let knots =
                rounded(placing.point((*x, *y)), placing.point((x + width, y + height)), placing.length(*radius));
            let stroke = stroke.map(|stroke| (grey(stroke), placing.length(BORDER)));
            flow.draw(PageItem::Shape(PdfShape { knots, closed: true, fill: Some(grey(*fill)), stroke }));
        }
        Shape::Circle { x, y, radius, .. } => {
            let (from, to) = (placing.point((x - radius, y - radius)), placing.point((x + radius, y + radius)));
            let knots = rounded(from, to, placing.length(*radius));
            let stroke = Some((0.0, placing.length(BORDER)));
            flow.draw(PageItem::Shape(PdfShape { knots, closed: true, fill: Some(1.0), stroke }));
        }
        Shape::Line { points, width, grey: colour, .. } => {
            let stroke = Some((grey(*colour), placing.length(*width)));
            let knots = straight(points, placing);
            flow.draw(PageItem::Shape(PdfShape { knots, closed: false, fill: None, stroke }));
            for head in shape.heads() {
                let knots = straight(&head, placing);
                flow.draw(PageItem::Shape(PdfShape { knots, closed: true, fill: Some(grey(*colour)), stroke: None }));
            }
        }
        Shape::Text { x, y, size, align, bold, text } => {
            let weight = if *bold { Weight::Bold } else { Weight::Regular };
            let set = Type { weight, size: placing.length(*size) };
            let paragraph = flow.paragraph(text, set, f32::MAX);
            let Some(set_text) = flow.book.paragraphs.get(paragraph as usize) else { return };
            let clusters = set_text.whole();
            let (start, y) = placing.point((*x, *y));
            let x = match align {
                CaptionAlign::Start => start,
                CaptionAlign::Middle => start - set_text.width(clusters.clone()) * set.size / 2.0,
            };
            flow.draw(PageItem::Text(PdfText { x, y, size: set.size, paragraph, clusters, grey: 0.0, angle: 0.0 }));
        }
    }
}

fn grey(Grey(level): Grey) -> f32 {
    f32::from(level) / 255.0
}

fn straight(points: &[Point], placing: Placing) -> Vec<Knot> {
    points.iter().map(|point| Knot { at: placing.point(*point), bends: false }).collect()
}

/// A rectangle with round corners; with a radius of half its size, a circle.
fn rounded(from: (f32, f32), to: (f32, f32), radius: f32) -> Vec<Knot> {
    let corners = [from, (to.0, from.1), to, (from.0, to.1)];
    if radius <= 0.0 {
        return corners.map(|at| Knot { at, bends: false }).to_vec();
    }
    let towards = |a: (f32, f32), b: (f32, f32), length: f32| {
        (
            a.0 + (b.0 - a.0).signum() * length.min((b.0 - a.0).abs()),
            a.1 + (b.1 - a.1).signum() * length.min((b.1 - a.1).abs()),
        )
    };
    let mut knots = Vec::with_capacity(17);
    for (index, corner) in corners.into_iter().enumerate() {
        let (before, after) = (corners[(index + 3) % 4], corners[(index + 1) % 4]);
        knots.push(Knot { at: towards(corner, before, radius), bends: false });
        knots.push(Knot { at: towards(corner, before, radius * (1.0 - BEND)), bends: true });
        knots.push(Knot { at: towards(corner, after, radius * (1.0 - BEND)), bends: true });
        knots.push(Knot { at: towards(corner, after, radius), bends: false });
    }
    knots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_are_round_and_nothing_leaves_the_rectangle() {
        let knots = rounded((10.0, 20.0), (30.0, 40.0), 5.0);
        assert_eq!((knots.len(), knots.iter().filter(|knot| knot.bends).count()), (16, 8));
        assert!(knots.iter().all(|knot| (10.0..=30.0).contains(&knot.at.0) && (20.0..=40.0).contains(&knot.at.1)));
        assert_eq!((knots[0].at, knots[3].at), ((10.0, 25.0), (15.0, 20.0)));
        assert_eq!(rounded((0.0, 0.0), (1.0, 1.0), 0.0).len(), 4);
    }
}
