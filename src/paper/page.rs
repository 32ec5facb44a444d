//! What is printed on a page: characters with their places, and the ruled lines. Lengths are points; y grows downwards.

use std::ops::Range;

/// An affine map of the plane, as PDF writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PagePoint {
    pub(super) x: f64,
    pub(super) y: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// In which direction a line of text runs, in quarter turns from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    None,
    Down,
    Back,
    Up,
}

#[derive(Clone, Debug)]
pub(super) struct PageGlyph {
    /// Its letters in the page's text; a ligature has several.
    pub(super) letters: Range<usize>,
    /// Where it begins and ends on its line, and where the line stands, in the frame of its turn.
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) turn: Turn,
    /// Its middle on the page, or the nearest place to it that is not cut off.
    pub(super) middle: PagePoint,
}

/// A ruled line: at `at`, from one place to the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ruling {
    pub(super) level: bool,
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) glyphs: Vec<PageGlyph>,
    pub(super) rulings: Vec<Ruling>,
    pub(super) pictures: usize,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Characters of which the file does not say which they are.
    pub(super) unknown: usize,
}

impl Matrix {
    pub(super) const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Of six numbers.
    pub(super) fn of(numbers: &[f64]) -> Self {
        numbers.try_into().map_or(Self::UNIT, Self)
    }

    /// First this one, then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let [xx, xy, yx, yy, dx, dy] = self.0;
        let turned = |x: f64, y: f64| (other.0[0] * x + other.0[2] * y, other.0[1] * x + other.0[3] * y);
        let ((xx, xy), (yx, yy), (dx, dy)) = (turned(xx, xy), turned(yx, yy), turned(dx, dy));
        Self([xx, xy, yx, yy, dx + other.0[4], dy + other.0[5]])
    }

    pub(super) fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub(super) fn apply(self, x: f64, y: f64) -> PagePoint {
        let [xx, xy, yx, yy, dx, dy] = self.0;
        PagePoint { x: xx * x + yx * y + dx, y: xy * x + yy * y + dy }
    }

    /// By how much lengths grow.
    pub(super) fn scale(self) -> f64 {
        let [xx, xy, yx, yy, ..] = self.0;
        (xx * yy - xy * yx).abs().sqrt()
    }
}

impl Area {
    /// The smallest that holds all of them.
    pub(super) fn around(points: &[PagePoint]) -> Self {
        let none = Self { left: f64::MAX, top: f64::MAX, right: f64::MIN, bottom: f64::MIN };
        points.iter().fold(none, |area, point| Self {
            left: area.left.min(point.x),
            top: area.top.min(point.y),
            right: area.right.max(point.x),
            bottom: area.bottom.max(point.y),
        })
    }

    pub(super) fn common(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// The nearest point of it.
    pub(super) fn nearest(self, point: PagePoint) -> PagePoint {
        let within = |value: f64, low: f64, high: f64| if low <= high { value.clamp(low, high) } else { value };
        PagePoint { x: within(point.x, self.left, self.right), y: within(point.y, self.top, self.bottom) }
    }

    pub(super) fn holds(self, point: PagePoint) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.top..=self.bottom).contains(&point.y)
    }
}

impl Turn {
    /// The turn of a line that runs like this.
    pub(super) fn of(x: f64, y: f64) -> Self {
        match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
            (true, true, _) => Self::None,
            (true, false, _) => Self::Back,
            (false, _, true) => Self::Down,
            (false, _, false) => Self::Up,
        }
    }

    /// A point as whoever turns the page to read the line sees it.
    pub(super) fn frame(self, point: PagePoint) -> PagePoint {
        let PagePoint { x, y } = point;
        match self {
            Self::None => point,
            Self::Down => PagePoint { x: y, y: -x },
            Self::Back => PagePoint { x: -x, y: -y },
            Self::Up => PagePoint { x: -y, y: x },
        }
    }
}
