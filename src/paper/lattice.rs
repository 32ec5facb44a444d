//! What the ruled lines of a page enclose: the boxes of its tables, however the lines were drawn.
//!
//! All places of lines cut the page into small boxes. Small boxes with no line between them are one region; a region that does
//! not reach the edge of the page is a cell, an angle around other cells, too. So a line that stops where cells are merged, is drawn piece by piece or twice, needs no rule of its own.

use super::page::{Area, PagePoint, Ruling};
use crate::text::limits;

/// Lines nearer than this are one.
const SAME: f64 = 1.6;
/// Pieces of a line with no more between them are joined.
const BREAK: f64 = 2.2;
/// How much of a side has to be ruled.
const RULED: f64 = 0.6;

#[derive(Debug, Default)]
pub(super) struct Lattice {
    across: Vec<f64>,
    down: Vec<f64>,
    /// The region of each small box, row by row.
    regions: Vec<usize>,
    cells: Vec<Option<Area>>,
}

/// All lines of one direction: their places, and where each is ruled.
#[derive(Default)]
struct Lines {
    places: Vec<f64>,
    ruled: Vec<Vec<(f64, f64)>>,
}

impl Lattice {
    /// Nothing where there are too many lines to be a table.
    pub(super) fn new(rulings: &[Ruling]) -> Option<Self> {
        let (level, upright) = (Lines::new(rulings, true), Lines::new(rulings, false));
        if level.places.len() * upright.places.len() > limits::PDF_BOXES {
            return None;
        }
        let mut framed = rulings.to_vec();
        framed.extend(frames(&level, &upright));
        let (level, upright) = (Lines::new(&framed, true), Lines::new(&framed, false));
        let (columns, rows) = (upright.places.len() + 1, level.places.len() + 1);
        if columns * rows > limits::PDF_BOXES * 2 {
            return None;
        }
        let mut joined = Joined::new(columns * rows);
        let side = |places: &[f64], index: usize| match (index.checked_sub(1).map(|low| places[low]), places.get(index))
        {
            (Some(low), Some(high)) => Some((low, *high)),
            _ => None,
        };
        for row in 0..rows {
            for column in 0..columns {
                let here = row * columns + column;
                if column + 1 < columns
                    && !side(&level.places, row).is_some_and(|(low, high)| upright.is_ruled(column, low, high))
                {
                    joined.join(here, here + 1);
                }
                if row + 1 < rows
                    && !side(&upright.places, column).is_some_and(|(low, high)| level.is_ruled(row, low, high))
                {
                    joined.join(here, here + columns);
                }
            }
        }
        Some(Self::of(&mut joined, upright.places, level.places))
    }

    fn of(joined: &mut Joined, across: Vec<f64>, down: Vec<f64>) -> Self {
        let columns = across.len() + 1;
        let rows = down.len() + 1;
        let mut regions = vec![usize::MAX; columns * rows];
        let mut numbers = vec![usize::MAX; columns * rows];
        // First and last column and row.
        let mut extents: Vec<[usize; 4]> = Vec::new();
        for (index, region) in regions.iter_mut().enumerate() {
            let root = joined.root(index);
            let (row, column) = (index / columns, index % columns);
            if numbers[root] == usize::MAX {
                numbers[root] = extents.len();
                extents.push([column, column, row, row]);
            }
            *region = numbers[root];
            let extent = &mut extents[*region];
            *extent = [extent[0].min(column), extent[1].max(column), extent[2], row];
        }
        let cells = extents
            .iter()
            .map(|[first, last, top, bottom]| {
                let inside = *first > 0 && *last < across.len() && *top > 0 && *bottom < down.len();
                inside.then(|| Area {
                    left: across[first - 1],
                    right: across[*last],
                    top: down[top - 1],
                    bottom: down[*bottom],
                })
            })
            .collect();
        Self { across, down, regions, cells }
    }

    /// The cell that a point is in: its number and its place.
    pub(super) fn cell(&self, point: PagePoint) -> Option<(usize, Area)> {
        let column = self.across.partition_point(|place| *place <= point.x);
        let row = self.down.partition_point(|place| *place <= point.y);
        let region = *self.regions.get(row * (self.across.len() + 1) + column)?;
        Some((region, self.cells[region]?))
    }

    /// All cells, those without text, too.
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, Area)> {
        self.cells.iter().enumerate().filter_map(|(number, area)| Some((number, (*area)?)))
    }
}

impl Lines {
    fn new(rulings: &[Ruling], level: bool) -> Self {
        let mut own: Vec<&Ruling> = rulings.iter().filter(|ruling| ruling.level == level).collect();
        own.sort_by(|one, other| one.at.total_cmp(&other.at).then(one.from.total_cmp(&other.from)));
        let mut lines = Self::default();
        let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut last = f64::MIN;
        for ruling in own {
            if ruling.at - last > SAME || lines.places.last().is_none_or(|place| ruling.at - place > SAME * 2.0) {
                lines.places.push(ruling.at);
                pieces.push(Vec::new());
            }
            last = ruling.at;
            if let Some(pieces) = pieces.last_mut() {
                pieces.push((ruling.from, ruling.to));
            }
        }
        lines.ruled = pieces.into_iter().map(merged).collect();
        lines
    }

    /// Whether the line is ruled from one place to the other.
    fn is_ruled(&self, line: usize, from: f64, to: f64) -> bool {
        let pieces = self.ruled[line].iter().map(|(start, end)| (end.min(to) - start.max(from)).max(0.0));
        pieces.sum::<f64>() >= (to - from) * RULED
    }
}

fn merged(mut pieces: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    pieces.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut out: Vec<(f64, f64)> = Vec::new();
    for (from, to) in pieces {
        match out.last_mut() {
            Some(last) if from - last.1 <= BREAK => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}

/// Tables are often open at their sides: a frame around all lines that meet each other.
fn frames(level: &Lines, upright: &Lines) -> Vec<Ruling> {
    let flat = |lines: &Lines| -> Vec<(f64, f64, f64)> {
        let pieces = lines.places.iter().zip(&lines.ruled);
        pieces.flat_map(|(at, ruled)| ruled.iter().map(|(from, to)| (*at, *from, *to))).collect()
    };
    let (level, upright) = (flat(level), flat(upright));
    if level.len() * upright.len() > limits::PDF_BOXES {
        return Vec::new();
    }
    let mut joined = Joined::new(level.len() + upright.len());
    for (one, (y, left, right)) in level.iter().enumerate() {
        for (other, (x, top, bottom)) in upright.iter().enumerate() {
            let near = |at: f64, from: f64, to: f64| at >= from - BREAK && at <= to + BREAK;
            if near(*x, *left, *right) && near(*y, *top, *bottom) {
                joined.join(one, level.len() + other);
            }
        }
    }
    let mut groups: Vec<(Area, usize, usize)> = vec![(Area::around(&[]), 0, 0); joined.0.len()];
    let points = |at: f64, from: f64, to: f64, is_level: bool| {
        let corner = |along| if is_level { PagePoint { x: along, y: at } } else { PagePoint { x: at, y: along } };
        Area::around(&[corner(from), corner(to)])
    };
    for index in 0..level.len() + upright.len() {
        let is_level = index < level.len();
        let (at, from, to) = if is_level { level[index] } else { upright[index - level.len()] };
        let own = points(at, from, to, is_level);
        let (area, levels, uprights) = &mut groups[joined.root(index)];
        let corners = [PagePoint { x: own.left, y: own.top }, PagePoint { x: own.right, y: own.bottom }];
        let before = [PagePoint { x: area.left, y: area.top }, PagePoint { x: area.right, y: area.bottom }];
        *area = if *levels + *uprights == 0 { own } else { Area::around(&[corners, before].concat()) };
        *levels += usize::from(is_level);
        *uprights += usize::from(!is_level);
    }
    let framed =
        groups.iter().filter(|(_, levels, uprights)| *levels > 1 && *uprights > 0 || *levels > 0 && *uprights > 1);
    framed
        .flat_map(|(area, _, _)| {
            let level = |at| Ruling { level: true, at, from: area.left, to: area.right };
            let upright = |at| Ruling { level: false, at, from: area.top, to: area.bottom };
            [level(area.top), level(area.bottom), upright(area.left), upright(area.right)]
        })
        .collect()
}

/// Sets that grow together.
struct Joined(Vec<usize>);

impl Joined {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        // The smaller number stays, whatever the order.
        let (low, high) = (one.min(other), one.max(other));
        self.0[high] = low;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(at: f64, from: f64, to: f64) -> Ruling {
        Ruling { level: true, at, from, to }
    }

    fn upright(at: f64, from: f64, to: f64) -> Ruling {
        Ruling { level: false, at, from, to }
    }

    fn at(lattice: &Lattice, x: f64, y: f64) -> Option<[f64; 4]> {
        let (_, area) = lattice.cell(PagePoint { x, y })?;
        Some([area.left, area.top, area.right, area.bottom])
    }

    #[test]
    fn merged_cells_and_broken_lines_need_no_rule() {
        // Two rows; the first is one cell. The middle line is drawn in two pieces, the left side twice.
        let rulings = [
            level(0.0, 0.0, 100.0),
            level(20.0, 0.0, 50.0),
            level(20.4, 51.0, 100.0),
            level(40.0, 0.0, 100.0),
            upright(0.0, 0.0, 40.0),
            upright(1.0, 0.0, 40.0),
            upright(50.0, 20.0, 40.0),
            upright(100.0, 0.0, 40.0),
        ];
        let lattice = Lattice::new(&rulings).unwrap_or_default();
        assert_eq!(at(&lattice, 70.0, 10.0), Some([0.0, 0.0, 100.0, 20.0]));
        assert_eq!(at(&lattice, 20.0, 30.0), Some([0.0, 20.0, 50.0, 40.0]));
        assert_eq!(at(&lattice, 70.0, 30.0), Some([50.0, 20.0, 100.0, 40.0]));
        assert_eq!(at(&lattice, 120.0, 30.0), None);
        assert_eq!(lattice.cells().count(), 3);
    }

    #[test]
    fn a_table_open_at_its_sides_has_cells_up_to_its_ends() {
        let rulings =
            [level(0.0, 0.0, 100.0), level(20.0, 0.0, 100.0), level(40.0, 0.0, 100.0), upright(50.0, 0.0, 40.0)];
        let lattice = Lattice::new(&rulings).unwrap_or_default();
        assert_eq!(at(&lattice, 20.0, 30.0), Some([0.0, 20.0, 50.0, 40.0]));
        assert_eq!(at(&lattice, 70.0, 10.0), Some([50.0, 0.0, 100.0, 20.0]));
    }

    #[test]
    fn a_line_below_a_word_is_no_cell() {
        let lattice = Lattice::new(&[level(10.0, 0.0, 30.0)]).unwrap_or_default();
        assert_eq!(at(&lattice, 10.0, 5.0), None);
        assert!(Lattice::new(&[]).is_some_and(|lattice| lattice.cells().next().is_none()));
    }
}
