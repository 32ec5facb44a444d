//! Items side by side in the columns of the form: each column as wide as its widest item wants it.

use super::super::page::TagRole;
use super::flow::PageFlow;
use super::grid::{PdfCell, Spot};
use super::words::PdfWords;

/// Between an item and the next column, as a share of the type's size.
const GAP: f32 = 0.5;
/// An item that is so much wider than its share of the width has a row of its own; the first that fits is taken.
pub(super) const LONG: [f32; 3] = [1.4, 1.2, 1.0];

/// Where columns begin, and which items have a row of their own.
pub(super) struct PdfColumns {
    edges: Vec<f32>,
    long: Vec<bool>,
}

/// At most as many columns as wanted, in as few rows as can be: fewer columns where words would not fit.
pub(super) fn columns(widths: &[f32], size: f32, wanted: usize, available: f32) -> PdfColumns {
    let possible = (2..=wanted.max(1)).rev().flat_map(|columns| LONG.map(|long| (columns, long)));
    let possible = possible.filter_map(|(columns, long)| fitting(widths, size, columns, long, available));
    let best = possible.min_by_key(PdfColumns::rows);
    best.unwrap_or_else(|| PdfColumns { edges: vec![0.0, available], long: vec![false; widths.len()] })
}

impl PdfColumns {
    fn count(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    fn rows(&self) -> usize {
        let short = self.long.split(|long| *long).map(|run| run.len().div_ceil(self.count().max(1)));
        short.sum::<usize>() + self.long.iter().filter(|long| **long).count()
    }
}

/// So many columns, if all but a few items find room in them. `long`: see above.
pub(super) fn fitting(widths: &[f32], size: f32, columns: usize, long: f32, available: f32) -> Option<PdfColumns> {
    let gap = GAP * size;
    let share = available / columns as f32;
    let long: Vec<bool> = widths.iter().map(|width| width + gap > share * long).collect();
    if long.iter().filter(|long| **long).count() * 3 > widths.len() {
        return None;
    }
    let mut widest = vec![0.0_f32; columns];
    let mut at = 0;
    for (width, long) in widths.iter().zip(&long) {
        if *long {
            at = 0;
            continue;
        }
        widest[at] = widest[at].max(width + gap);
        at = (at + 1) % columns;
    }
    let spare = available - widest.iter().sum::<f32>();
    if spare < 0.0 {
        return None;
    }
    let mut edges = vec![0.0];
    for width in widest {
        let last = edges.last().copied().unwrap_or(0.0);
        edges.push(last + width + spare / columns as f32);
    }
    Some(PdfColumns { edges, long })
}

/// The width of every item as it is set.
pub(super) fn widths(flow: &mut PageFlow, spot: Spot, items: &[PdfWords]) -> Vec<f32> {
    items.iter().map(|item| flow.width_of(&item.text(), spot.set)).collect()
}

/// Items of a list side by side.
pub(super) fn in_columns(flow: &mut PageFlow, cell: &mut PdfCell, spot: Spot, items: &[PdfWords], wanted: usize) {
    let widths = widths(flow, spot, items);
    let columns = columns(&widths, spot.set.size, wanted, spot.right - spot.left);
    set(flow, cell, spot, items, &columns);
}

pub(super) fn set(flow: &mut PageFlow, cell: &mut PdfCell, spot: Spot, items: &[PdfWords], columns: &PdfColumns) {
    let gap = GAP * spot.set.size;
    let count = columns.count();
    let (mut at, mut top, mut height) = (0, spot.first, 0);
    for (item, long) in items.iter().zip(&columns.long) {
        if at >= count || *long && at > 0 {
            top += height;
            (at, height) = (0, 0);
        }
        let edge = |column: usize| columns.edges.get(column).copied().unwrap_or(0.0);
        let left = spot.left + edge(at);
        let next = if *long { count } else { at + 1 };
        let right = if next >= count { spot.right } else { spot.left + edge(next) - gap };
        let node = flow.book.node(TagRole::ListItem, spot.node);
        let node = flow.book.node(TagRole::ListBody, node);
        height = cell.add_words(flow, Spot { node, left, right, first: top, ..spot }, item).max(height);
        at = next;
    }
}
