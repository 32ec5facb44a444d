//! Markdown in a cell: paragraphs, nested lists, tables with rules, code as it was typed.

use crate::text::markdown::{MarkdownBlock, MarkdownRun};

use super::super::page::TagRole;
use super::flow::{BODY, PageFlow, STRONG};
use super::grid::{PdfCell, Spot};
use super::words::PdfWords;

/// Between the columns of a table, and how far a quotation is indented.
const GAP: f32 = 8.0;
/// Deeper lists are indented no further than this leaves for their words.
const NARROWEST: f32 = 60.0;

/// Sets passages below what is in the cell.
pub(super) fn add(flow: &mut PageFlow, cell: &mut PdfCell, passages: &[MarkdownBlock]) {
    for (index, passage) in passages.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| passages.get(index));
        if before.is_some_and(|before| stands_apart(before, passage)) {
            cell.lines += 1;
        }
        let spot = cell.spot(BODY);
        below(flow, cell, spot, std::slice::from_ref(passage));
    }
}

/// A list belongs to the words before it.
fn stands_apart(before: &MarkdownBlock, passage: &MarkdownBlock) -> bool {
    !matches!(
        (before, passage),
        (MarkdownBlock::Paragraph(_), MarkdownBlock::List { .. }) | (MarkdownBlock::Rule, _) | (_, MarkdownBlock::Rule)
    )
}

/// `spot` says where and in which element; everything goes below what is there.
fn below(flow: &mut PageFlow, cell: &mut PdfCell, spot: Spot, passages: &[MarkdownBlock]) {
    for passage in passages {
        let spot = Spot { first: cell.below(), ..spot };
        match passage {
            MarkdownBlock::Paragraph(runs) => {
                cell.add_words(flow, spot, &PdfWords::written(runs));
            }
            MarkdownBlock::Code(code) => {
                cell.add(flow, spot, code);
            }
            MarkdownBlock::Quote(inner) => below(flow, cell, indented(spot, GAP), inner),
            MarkdownBlock::Rule => cell.rule(spot.left, spot.right),
            MarkdownBlock::List { first, items } => list(flow, cell, spot, *first, items),
            MarkdownBlock::Table { head, rows } => table(flow, cell, spot, head, rows),
        }
    }
}

fn indented(spot: Spot, by: f32) -> Spot {
    Spot { left: (spot.left + by).min(spot.right - NARROWEST).max(spot.left), ..spot }
}

fn list(flow: &mut PageFlow, cell: &mut PdfCell, spot: Spot, first: Option<u64>, items: &[Vec<MarkdownBlock>]) {
    let list = flow.book.node(TagRole::List, spot.node);
    let last = MarkdownBlock::sign(first, items.len());
    let indent = flow.width_of(&last, spot.set);
    for (index, item) in items.iter().enumerate() {
        let node = flow.book.node(TagRole::ListItem, list);
        let sign = Spot { node: flow.book.node(TagRole::ListLabel, node), first: cell.below(), ..spot };
        let body = flow.book.node(TagRole::ListBody, node);
        cell.add(flow, sign, &MarkdownBlock::sign(first, index));
        // The words begin beside the sign.
        let lines = std::mem::replace(&mut cell.lines, sign.first);
        below(flow, cell, Spot { node: body, ..indented(spot, indent) }, item);
        cell.lines = cell.lines.max(lines);
    }
}

fn table(
    flow: &mut PageFlow,
    cell: &mut PdfCell,
    spot: Spot,
    head: &[Vec<MarkdownRun>],
    rows: &[Vec<Vec<MarkdownRun>>],
) {
    let edges = columns(flow, spot, head, rows);
    let table = flow.book.node(TagRole::Table, spot.node);
    for (index, row) in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).enumerate() {
        cell.rule(spot.left, spot.right);
        let first = cell.below();
        let node = flow.book.node(TagRole::Row, table);
        let (role, set) = if index == 0 { (TagRole::ColumnHead, STRONG) } else { (TagRole::Cell, BODY) };
        for (column, edges) in edges.windows(2).enumerate() {
            let &[left, right] = edges else { continue };
            let node = flow.book.node(role, node);
            let words = row.get(column).map(|runs| PdfWords::written(runs)).unwrap_or_default();
            cell.add_words(flow, Spot { node, left, right: right - GAP, first, set, ..spot }, &words);
        }
    }
    cell.rule(spot.left, spot.right);
}

/// Columns share the width as their longest words want it.
fn columns(flow: &mut PageFlow, spot: Spot, head: &[Vec<MarkdownRun>], rows: &[Vec<Vec<MarkdownRun>>]) -> Vec<f32> {
    let mut widest: Vec<f32> = vec![0.0; head.len()];
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        for (width, cell) in widest.iter_mut().zip(row) {
            *width = flow.width_of(&PdfWords::written(cell).text(), STRONG).max(*width);
        }
    }
    let available = spot.right - spot.left;
    let least = available / (head.len().max(1) * 3) as f32;
    let wanted: Vec<f32> = widest.iter().map(|width| (width + GAP + 1.0).max(least)).collect();
    let all: f32 = wanted.iter().sum();
    let scale = if all > available { available / all } else { 1.0 };
    let mut at = spot.left;
    let mut edges = vec![at];
    for width in wanted {
        at += width * scale;
        edges.push(at);
    }
    edges
}
