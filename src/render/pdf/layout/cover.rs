//! 表紙: number and name side by side, then declaration and the rest in boxes one below the other.

use crate::doc::{Answer, Block, Document, Entry, Item, Part};
use crate::render::Pictures;

use super::super::font::Weight;
use super::super::page::Role;
use super::answers;
use super::flow::{Align, BODY, BOTTOM, Flow, LABEL_GREY, LEFT, LINE, RIGHT, SMALL, Type};
use super::grid::{Cell, Grid, Row};
use super::lay_out_block;
use super::place::place;

const TITLE: Type = Type { weight: Weight::Bold, size: 17.0 };
const NAME: Type = Type { weight: Weight::Regular, size: 10.5 };
/// The column of a short first answer.
const NUMBER: f32 = 90.0;

pub(super) fn lay_out(flow: &mut Flow, document: &Document, part: &Part, pictures: Pictures<'_>) {
    flow.y += 30.0;
    let level = flow.level(1);
    flow.enter(level, &document.kind);
    flow.text(&document.kind, Role::Heading(level), TITLE, Align::Centre);
    if let Some(old) = &document.compared {
        flow.y += 6.0;
        let edition = format!("前の版（{old}）からの変更を示した版");
        flow.text(&edition, Role::Paragraph, NAME, Align::Centre);
    }
    flow.y += 24.0;
    for (index, block) in part.blocks.iter().enumerate() {
        let Block::Table(entries) = block else {
            lay_out_block(flow, block, part.blocks.get(index + 1..).unwrap_or_default(), pictures);
            continue;
        };
        let items: Vec<&Item> = entries.iter().flat_map(items_of).collect();
        let short = items.iter().take_while(|item| item.lines <= 1).count();
        let (heading, boxes) = items.split_at(short.min(2));
        side_by_side(flow, heading);
        for item in boxes {
            flow.y += 14.0;
            titled_box(flow, item);
        }
    }
    // The mark of the form stands at the foot of the page.
    flow.y = (flow.y + 12.0).max(BOTTOM - LINE);
    flow.text(&document.form, Role::Paragraph, SMALL, Align::Right);
}

fn items_of(entry: &Entry) -> Vec<&Item> {
    match entry {
        Entry::Item(item) => vec![item],
        Entry::Group { entries, .. } => entries.iter().flat_map(items_of).collect(),
    }
}

fn side_by_side(flow: &mut Flow, items: &[&Item]) {
    let edges = match items.len() {
        0 => return,
        1 => vec![LEFT, RIGHT],
        _ => vec![LEFT, LEFT + NUMBER, RIGHT],
    };
    let mut grid = Grid::new(flow);
    let mut head = Row::new(flow, grid.node);
    let mut body = Row::new(flow, grid.node);
    body.least = 2;
    for (item, edges) in items.iter().zip(edges.windows(2)) {
        let &[left, right] = edges else { continue };
        let mut title = Cell::new(flow, head.node, Role::ColumnHead, (left, right), LABEL_GREY);
        let mut spot = title.spot(BODY);
        spot.align = Align::Centre;
        title.add(flow, spot, &item.label.printed());
        head.cells.push(title);
        let mut cell = Cell::new(flow, body.node, Role::Cell, (left, right), 1.0);
        body.addresses.push(item.address.clone());
        let mut spot = cell.spot(NAME);
        spot.align = Align::Centre;
        match (&item.answer, &item.revision) {
            (Answer::Text(text), None) => {
                cell.add(flow, spot, text);
            }
            _ => answers::add(flow, &mut cell, item, &[]),
        }
        body.bar |= item.revision.is_some();
        body.cells.push(cell);
    }
    grid.rows = vec![head, body];
    place(flow, &grid);
}

/// A shaded title with the answer below it.
fn titled_box(flow: &mut Flow, item: &Item) {
    let mut grid = Grid::new(flow);
    let mut head = Row::new(flow, grid.node);
    let mut title = Cell::new(flow, head.node, Role::ColumnHead, (LEFT, RIGHT), LABEL_GREY);
    let mut spot = title.spot(BODY);
    spot.align = Align::Centre;
    title.add(flow, spot, &item.label.printed());
    head.cells.push(title);
    head.keep = true;
    let mut body = Row::new(flow, grid.node);
    body.least = usize::from(item.lines).max(1);
    body.addresses.push(item.address.clone());
    let mut cell = Cell::new(flow, body.node, Role::Cell, (LEFT, RIGHT), 1.0);
    body.bar = item.revision.is_some();
    match &item.answer {
        Answer::Text(text) if item.lines <= 1 && item.revision.is_none() => {
            let mut spot = cell.spot(NAME);
            spot.align = Align::Centre;
            cell.add(flow, spot, text);
        }
        _ => answers::add(flow, &mut cell, item, &[]),
    }
    body.cells.push(cell);
    grid.rows = vec![head, body];
    place(flow, &grid);
}
