//! Compares two versions item by item.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::align::{Alignment, align};
use super::judge::judge;
use super::row::{DiffRow, DiffRowKind, Told, WholeBlock};
use super::same::is_orthographic;
use super::set::{in_order, set_of};
use crate::assessment::{Address, Assessment, Cell};
use crate::form::{Form, Kind, Mark, Node, PathStyle, Role};

/// What differs between two versions, in printed order.
#[derive(Debug)]
pub struct Comparison {
    /// The form of the new version.
    pub form: Arc<Form>,
    pub rows: Vec<DiffRow>,
    pub alignment: Alignment,
    /// Addresses in the new version of what one of the two versions says in a way that cannot be read: it is not compared.
    pub unread: BTreeSet<Address>,
}

pub fn compare(old: &Assessment, new: &Assessment) -> Comparison {
    let alignment = align(old, new);
    let (mut rows, mut unread) = (Vec::new(), BTreeSet::new());
    for cell in new.cells.iter().filter(|cell| is_told(new, cell)) {
        let old_address = alignment.to_old(&cell.address);
        let old_cell = old_address.as_ref().and_then(|address| old.cell(address));
        let lost = is_refused(old, &cell.address, |address| alignment.to_old(address));
        if lost || new.is_unknown(cell) || old_cell.is_some_and(|cell| old.is_unknown(cell)) {
            unread.insert(cell.address.clone());
            continue;
        }
        let before = old_cell.and_then(|cell| told(old, cell));
        let after = told(new, cell);
        if before == after
            || before.as_ref().zip(after.as_ref()).is_some_and(|(one, other)| same_records(new, cell, one, other))
        {
            continue;
        }
        let block = alignment
            .added
            .iter()
            .find(|block| cell.address.is_inside(block))
            .map(|block| whole(new, block, cell, &alignment));
        let passages = passages_of([Some(cell), old_cell]);
        rows.push(DiffRow { old_item: old_address, block, passages, ..row(new, cell, before, after) });
    }
    for cell in old.cells.iter().filter(|cell| is_told(old, cell)) {
        let new_address = alignment.to_new(&cell.address);
        if new_address.as_ref().is_some_and(|address| new.cell(address).is_some()) {
            continue;
        }
        if old.is_unknown(cell) || is_refused(new, &cell.address, |address| alignment.to_new(address)) {
            unread.extend(new_address);
            continue;
        }
        let Some(before) = told(old, cell) else { continue };
        let block = alignment
            .removed
            .iter()
            .find(|block| cell.address.is_inside(block))
            .map(|block| whole(old, block, cell, &alignment));
        let passages = passages_of([Some(cell), None]);
        let row = row(old, cell, Some(before), None);
        let mut row = DiffRow { old_item: Some(cell.address.clone()), block, passages, ..row };
        row.order = order_in(&new.form, old, cell);
        // A removed block stands after the one that has its place now, and a removed file after the file.
        let after = row.block.as_ref().map(|block| if is_file(old, cell, block) { 2 } else { 4 });
        after.into_iter().for_each(|at| row.order.insert(at.min(row.order.len()), usize::MAX));
        rows.push(row);
    }
    rows.sort_by(|left, right| left.order.cmp(&right.order));
    judge(&mut rows, old, new);
    Comparison { form: Arc::clone(&new.form), rows, alignment, unread }
}

/// What stands at an address of the one version, or the nearest thing around it that the other has, could not be read there.
fn is_refused(other: &Assessment, address: &Address, counterpart: impl Fn(&Address) -> Option<Address>) -> bool {
    other.has_refused()
        && address
            .outward()
            .find_map(|place| counterpart(&Address::from(place)))
            .is_some_and(|place| other.is_refused(&place))
}

/// What is never told in the table: fixed prints, and the version's own date.
fn is_told(assessment: &Assessment, cell: &Cell) -> bool {
    let node = assessment.node(cell);
    node.kind != Some(Kind::Fixed) && node.history
}

/// Record lists of the same items under the same headings, in whatever order they stand.
fn same_records(assessment: &Assessment, cell: &Cell, one: &Told, other: &Told) -> bool {
    assessment.node(cell).kind == Some(Kind::Records) && in_order(&one.set) == in_order(&other.set)
}

/// The block is what its part is printed for, once each.
fn is_file(assessment: &Assessment, cell: &Cell, block: &WholeBlock) -> bool {
    let list = assessment.form.parts[assessment.node(cell).part].each.as_ref();
    list.is_some() && block.address.key(&assessment.form).as_ref() == list
}

/// The answer as it is told; an item that is not asked for and not written tells nothing.
fn told(assessment: &Assessment, cell: &Cell) -> Option<Told> {
    let answer = cell.answer()?;
    if !cell.active && cell.typed.is_none() {
        return None;
    }
    let options = assessment.form.options_of(assessment.node(cell));
    let words = answer.words(options).trim_end().to_owned();
    if words.is_empty() {
        return None;
    }
    Some(Told { words, set: set_of(answer, options) })
}

/// The passages behind an answer; a frozen version has none, for it stands alone.
fn passages_of(cells: [Option<&Cell>; 2]) -> Vec<String> {
    let texts = cells.into_iter().flatten().filter_map(Cell::text);
    let mut passages: Vec<String> = texts.flat_map(|text| text.fragments.iter().cloned()).collect();
    passages.sort();
    passages.dedup();
    passages
}

fn row(assessment: &Assessment, cell: &Cell, before: Option<Told>, after: Option<Told>) -> DiffRow {
    let node = assessment.node(cell);
    let kind = match (&before, &after) {
        (None, _) => DiffRowKind::Added,
        (_, None) => DiffRowKind::Removed,
        _ => DiffRowKind::Changed,
    };
    let orthographic = match (&before, &after) {
        (Some(before), Some(after)) => is_orthographic(&before.words, &after.words),
        _ => false,
    };
    DiffRow {
        item: cell.address.clone(),
        old_item: None,
        path: assessment.path(cell),
        full_path: assessment.path_in(cell, PathStyle::Full),
        short_path: assessment.path_in(cell, PathStyle::Short),
        part: assessment.form.parts[node.part].title.clone(),
        item_kind: node.kind.unwrap_or(Kind::Text),
        kind,
        mark: node.mark != Mark::None,
        before,
        after,
        orthographic,
        block: None,
        passages: Vec::new(),
        judgement: None,
        order: order(&assessment.form, node, &cell.positions),
    }
}

/// Where an old version's item stands among those of the new form: at its own place there, else behind the last item before it
/// that is there.
fn order_in(form: &Form, old: &Assessment, cell: &Cell) -> Vec<usize> {
    let node = old.node(cell);
    let there = |node: &Node| form.find(node.key.as_ref()?);
    if let Some(own) = there(node) {
        return order(form, own, &cell.positions);
    }
    let before = old.form.nodes[..node.id.index()].iter().rev().find_map(there);
    let mut order = before.map(|before| order(form, before, &cell.positions)).unwrap_or_default();
    order.extend([usize::MAX, node.id.index()]);
    order
}

/// Part, file, list or item, position in the list, item: sorts as printed.
fn order(form: &Form, node: &Node, positions: &[usize]) -> Vec<usize> {
    let per_file = form.parts[node.part].each.is_some();
    let file = if !per_file || node.once { usize::MAX } else { positions.first().copied().unwrap_or(usize::MAX) };
    let block = form.ancestors(node.id).into_iter().find(|ancestor| ancestor.role == Role::Block);
    match block {
        Some(block) => {
            vec![node.part, file, block.id.index(), positions.last().copied().unwrap_or_default(), node.id.index()]
        }
        None => vec![node.part, file, node.id.index()],
    }
}

/// The block around a cell that only one version has.
fn whole(assessment: &Assessment, block: &Address, cell: &Cell, alignment: &Alignment) -> WholeBlock {
    let list = block.key(&assessment.form);
    let around = assessment.form.ancestors(cell.node).into_iter();
    let node = around.rev().find(|ancestor| ancestor.role == Role::Block && ancestor.each == list);
    let file = assessment.file_of(list.as_ref(), &cell.positions);
    let path = |style| match node {
        Some(node) => assessment.form.block_path(node.id, &cell.positions, file.as_deref(), style),
        // A whole file is told part by part.
        None => assessment.form.part_path(assessment.node(cell).part, file.as_deref(), style),
    };
    let is_name = |cell: &&Cell| cell.address.is_inside(block) && assessment.node(cell).kind == Some(Kind::Line);
    let named = assessment.cells.iter().find(is_name);
    WholeBlock {
        address: block.clone(),
        path: path(PathStyle::Plain),
        full_path: path(PathStyle::Full),
        short_path: path(PathStyle::Short),
        name: named.map(|cell| assessment.words(cell)).unwrap_or_default(),
        relation: alignment.relations.get(block).cloned(),
    }
}
