//! A picture of rectangles, lines, circles and short lines of text. Whoever renders only has to paint the shapes in order.

/// A length or a place in tenths of a point; whole numbers, so that the same picture has the same bytes everywhere.
pub type Tenths = i32;

/// The y axis points down.
pub type Point = (Tenths, Tenths);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    pub width: Tenths,
    pub height: Tenths,
    /// Painted in this order.
    pub shapes: Vec<Shape>,
}

/// 0 is black, 255 white: pictures must survive a copying machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grey(pub u8);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptionAlign {
    Start,
    Middle,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    Rect {
        x: Tenths,
        y: Tenths,
        width: Tenths,
        height: Tenths,
        /// Of its corners.
        radius: Tenths,
        fill: Grey,
        /// Its border, where it has one.
        stroke: Option<Grey>,
    },
    /// Straight pieces from point to point, with heads where they are wanted.
    Line { points: Vec<Point>, width: Tenths, grey: Grey, start_head: bool, end_head: bool },
    /// A white circle with a black border, behind the number that comes next; it leads to the item that says what is drawn.
    Circle { x: Tenths, y: Tenths, radius: Tenths, item: String },
    /// One line of text; `y` is its base line, `x` its start or its middle.
    Text { x: Tenths, y: Tenths, size: Tenths, align: CaptionAlign, bold: bool, text: String },
}

/// Thickness of every border.
pub const BORDER: Tenths = 8;
const HEAD_LENGTH: Tenths = 60;
const HEAD_HALF_WIDTH: Tenths = 26;

/// The triangle at the end of a line along the axes that comes from `from` and ends at `tip`.
fn head(from: Point, tip: Point) -> [Point; 3] {
    let (dx, dy) = ((tip.0 - from.0).signum(), (tip.1 - from.1).signum());
    let base = (tip.0 - dx * HEAD_LENGTH, tip.1 - dy * HEAD_LENGTH);
    let (side_x, side_y) = (dy * HEAD_HALF_WIDTH, dx * HEAD_HALF_WIDTH);
    [tip, (base.0 + side_x, base.1 + side_y), (base.0 - side_x, base.1 - side_y)]
}

impl Shape {
    /// The filled triangles of a line.
    pub fn heads(&self) -> Vec<[Point; 3]> {
        let Self::Line { points, start_head, end_head, .. } = self else { return Vec::new() };
        let mut heads = Vec::new();
        if let ([first, second, ..], true) = (points.as_slice(), start_head) {
            heads.push(head(*second, *first));
        }
        if let ([.., before, last], true) = (points.as_slice(), end_head) {
            heads.push(head(*before, *last));
        }
        heads
    }

    /// The same shape elsewhere.
    pub(super) fn moved(mut self, dx: Tenths, dy: Tenths) -> Self {
        match &mut self {
            Self::Rect { x, y, .. } | Self::Circle { x, y, .. } | Self::Text { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Self::Line { points, .. } => points.iter_mut().for_each(|point| *point = (point.0 + dx, point.1 + dy)),
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_point_where_the_line_goes() {
        let points = vec![(0, 0), (200, 0), (200, 300)];
        let line = Shape::Line { points, width: 8, grey: Grey(0), start_head: true, end_head: true };
        assert_eq!(line.heads(), [[(0, 0), (60, -26), (60, 26)], [(200, 300), (226, 240), (174, 240)]]);
    }
}
