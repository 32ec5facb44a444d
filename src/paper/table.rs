//! Pieces of a page become the cells of a sheet: what begins at the same height stands in one row.

use super::layout::{Layout, PagePiece};
use super::page::Area;
use crate::grid::{GridCell, GridCellKind};

/// Places nearer than this are one.
const SAME: f64 = 2.5;

/// Where the columns of all pages begin: a table keeps its columns from page to page.
pub(super) fn columns<'a>(layouts: impl Iterator<Item = &'a Layout>) -> Vec<f64> {
    places(layouts.flat_map(areas).map(|area| area.left))
}

fn areas(layout: &Layout) -> impl Iterator<Item = Area> {
    layout.pieces.iter().map(|piece| piece.area).chain(layout.cells.iter().copied())
}

pub(super) fn cells(layout: &Layout, lefts: &[f64]) -> Vec<GridCell> {
    let tops = places(areas(layout).map(|area| area.top));
    let span = |places: &[f64], from: f64, to: f64| (at(places, to - SAME) + 1).saturating_sub(at(places, from)).max(1);
    let cell = |piece: &PagePiece| GridCell {
        rows: span(&tops, piece.area.top, piece.area.bottom) as u32,
        columns: span(lefts, piece.area.left, piece.area.right) as u32,
        kind: if piece.is_repeated { GridCellKind::Repeated } else { GridCellKind::Cell },
        ..GridCell::new(at(&tops, piece.area.top) as u32, at(lefts, piece.area.left) as u32, piece.text())
    };
    layout.pieces.iter().map(cell).collect()
}

/// Different places in their order.
fn places(all: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut all: Vec<f64> = all.collect();
    all.sort_by(f64::total_cmp);
    let mut places: Vec<f64> = Vec::new();
    for place in all {
        if places.last().is_none_or(|last| place - last > SAME) {
            places.push(place);
        }
    }
    places
}

/// The last place that is not behind this one.
fn at(places: &[f64], value: f64) -> usize {
    places.partition_point(|place| *place <= value + SAME / 2.0).saturating_sub(1)
}
