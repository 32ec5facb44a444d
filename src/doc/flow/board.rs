//! Boxes, arrows and numbers in one look.

use crate::doc::drawing::{CaptionAlign, Grey, Point, Shape, Tenths};
use crate::text::width::{truncate, wrap};

/// The text area of a sheet of A4.
pub(super) const WIDTH: Tenths = 5100;
pub(super) const BAND_HEIGHT: Tenths = 170;
pub(super) const TEXT: Tenths = 85;
const LEADING: Tenths = 110;
const PAD: Tenths = 45;
const NUMBER_RADIUS: Tenths = 58;
/// A box with more is cut; the legend tells the whole.
const MOST_LINES: usize = 5;

const BLACK: Grey = Grey(0);
const WHITE: Grey = Grey(255);
const BAND: Grey = Grey(225);
const FRAME: Grey = Grey(64);

/// Half-width columns that fit; Latin letters of some fonts are a little wider than half.
pub(super) fn columns(space: Tenths, size: Tenths) -> usize {
    usize::try_from(space * 100 / (size * 53)).unwrap_or(0).max(2)
}

/// What stands in a box: a heading in bold, and a text.
pub(super) struct Caption {
    lines: Vec<(String, bool)>,
}

impl Caption {
    pub(super) fn new(heading: &str, text: &str, space: Tenths) -> Self {
        let columns = columns(space - 2 * PAD, TEXT);
        let wrapped = |text: &str, bold: bool| -> Vec<(String, bool)> {
            if text.trim().is_empty() {
                return Vec::new();
            }
            let mut lines = wrap(text.trim(), columns);
            lines.retain(|line| !line.is_empty());
            if lines.len() > MOST_LINES {
                lines.truncate(MOST_LINES);
                if let Some(last) = lines.last_mut() {
                    *last = truncate(&format!("{last}……"), columns);
                }
            }
            lines.into_iter().map(|line| (line, bold)).collect()
        };
        let mut lines = wrapped(heading, true);
        lines.extend(wrapped(text, false));
        Self { lines }
    }

    pub(super) fn height(&self) -> Tenths {
        Tenths::try_from(self.lines.len()).unwrap_or(0) * LEADING + 2 * PAD
    }
}

#[derive(Default)]
pub(super) struct DrawingBoard {
    pub(super) shapes: Vec<Shape>,
}

impl DrawingBoard {
    /// The heading of a lane.
    pub(super) fn band(&mut self, x: Tenths, y: Tenths, space: Tenths, text: &str) {
        self.shapes.push(Shape::Rect { x, y, width: space, height: BAND_HEIGHT, radius: 0, fill: BAND, stroke: None });
        self.text(x + space / 2, y + 115, CaptionAlign::Middle, true, text);
    }

    pub(super) fn boxed(&mut self, (x, y): Point, (width, height): Point, caption: &Caption) {
        self.frame((x, y), (width, height), WHITE);
        let mut base = y + (height - caption.height()) / 2 + PAD + LEADING - 28;
        for (line, bold) in &caption.lines {
            self.text(x + width / 2, base, CaptionAlign::Middle, *bold, line);
            base += LEADING;
        }
    }

    /// Lines without a box from `y` down; tells where they end.
    pub(super) fn lines(&mut self, y: Tenths, caption: &Caption) -> Tenths {
        for (index, (line, bold)) in (1..).zip(&caption.lines) {
            self.text(0, y + index * LEADING, CaptionAlign::Start, *bold, line);
        }
        y + caption.height()
    }

    /// A shaded box with one line.
    pub(super) fn heading(&mut self, (x, y): Point, space: Tenths, text: &str) {
        self.frame((x, y), (space, BAND_HEIGHT), BAND);
        self.text(x + space / 2, y + 115, CaptionAlign::Middle, true, text);
    }

    fn frame(&mut self, (x, y): Point, (width, height): Point, fill: Grey) {
        self.shapes.push(Shape::Rect { x, y, width, height, radius: 25, fill, stroke: Some(BLACK) });
    }

    pub(super) fn arrow(&mut self, points: Vec<Point>, both: bool) {
        self.shapes.push(Shape::Line { points, width: 7, grey: FRAME, start_head: both, end_head: true });
    }

    pub(super) fn rule(&mut self, y: Tenths) {
        let points = vec![(0, y), (WIDTH, y)];
        self.shapes.push(Shape::Line { points, width: 4, grey: Grey(170), start_head: false, end_head: false });
    }

    pub(super) fn number(&mut self, (x, y): Point, number: usize, item: &str) {
        self.shapes.push(Shape::Circle { x, y, radius: NUMBER_RADIUS, item: item.to_owned() });
        let size = if number < 100 { 75 } else { 60 };
        let text = number.to_string();
        self.shapes.push(Shape::Text {
            x,
            y: y + size * 35 / 100,
            size,
            align: CaptionAlign::Middle,
            bold: false,
            text,
        });
    }

    pub(super) fn text(&mut self, x: Tenths, y: Tenths, align: CaptionAlign, bold: bool, text: &str) {
        self.shapes.push(Shape::Text { x, y, size: TEXT, align, bold, text: text.to_owned() });
    }
}
