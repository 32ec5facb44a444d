//! The path that is being drawn, as far as it may be a ruled line: strokes, and filled boxes that are as thin as one.

use super::page::{Area, PagePoint, Ruling};

/// A filled box up to this is a line.
const THICK: f64 = 3.0;
/// A line is longer than this, and so many times longer than it is thick.
const SHORT: f64 = 4.0;
const SLENDER: f64 = 3.0;
/// How far a level line may lean.
const LEAN: f64 = 0.6;

#[derive(Default)]
pub(super) struct Path {
    parts: Vec<PathPart>,
    points: Vec<PagePoint>,
}

#[derive(Default)]
struct PathPart {
    points: Vec<PagePoint>,
    curved: bool,
}

impl Path {
    pub(super) fn start(&mut self, point: PagePoint) {
        self.parts.push(PathPart { points: vec![point], curved: false });
        self.points.push(point);
    }

    pub(super) fn line(&mut self, point: PagePoint, straight: bool) {
        if let Some(part) = self.parts.last_mut() {
            part.points.push(point);
            part.curved |= !straight;
            self.points.push(point);
        }
    }

    pub(super) fn close(&mut self) {
        if let Some(part) = self.parts.last_mut()
            && let Some(first) = part.points.first().copied()
        {
            part.points.push(first);
        }
    }

    pub(super) fn area(&self) -> Area {
        Area::around(&self.points)
    }

    /// What a pen of this width draws.
    pub(super) fn strokes(&self, width: f64, out: &mut Vec<Ruling>) {
        if width > THICK * 2.0 {
            return;
        }
        for part in self.parts.iter().filter(|part| !part.curved) {
            out.extend(part.points.windows(2).filter_map(|ends| between(ends[0], ends[1])));
        }
    }

    /// What is filled and so thin that it is a line.
    pub(super) fn thin(&self, out: &mut Vec<Ruling>) {
        for part in self.parts.iter().filter(|part| !part.curved && part.points.len() > 2) {
            let area = Area::around(&part.points);
            let (width, height) = (area.width(), area.height());
            let (thin, long) = (width.min(height), width.max(height));
            if thin <= THICK && long > SHORT && long > thin * SLENDER {
                out.push(if width > height {
                    Ruling { level: true, at: f64::midpoint(area.top, area.bottom), from: area.left, to: area.right }
                } else {
                    Ruling { level: false, at: f64::midpoint(area.left, area.right), from: area.top, to: area.bottom }
                });
            }
        }
    }
}

fn between(one: PagePoint, other: PagePoint) -> Option<Ruling> {
    let area = Area::around(&[one, other]);
    let level = area.height() <= LEAN;
    if !level && area.width() > LEAN || area.width().max(area.height()) <= SHORT {
        return None;
    }
    Some(if level {
        Ruling { level, at: f64::midpoint(one.y, other.y), from: area.left, to: area.right }
    } else {
        Ruling { level, at: f64::midpoint(one.x, other.x), from: area.top, to: area.bottom }
    })
}
