//! Binds an author's tree to a form: cells in printed order, derived values, what is to be answered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::budget::TextBudget;
use super::changes::ChangeReader;
use super::model::{Assessment, Cell};
use super::raw::AnswerWalk;
use super::read::ValueReader;
use super::{Address, Resources, complete, derive, withhold};
use crate::finding::{Finding, reader};
use crate::form::{Form, Key, NodeId, Role};
use crate::text::{Source, Span, limits};
use crate::yaml::{self, YamlNode};

/// The assessment, and what reading it found.
#[derive(Debug)]
pub struct Bound {
    pub assessment: Assessment,
    pub findings: Vec<Finding>,
}

pub fn bind(source: &Arc<Source>, root: &YamlNode, form: &Arc<Form>, resources: &dyn Resources) -> Bound {
    let (shown, told) = yaml::reveal(source, root);
    let root = shown.as_ref().unwrap_or(root);
    let mut walk =
        AnswerWalk::new(ValueReader { source, form, resources, budget: TextBudget::new(), findings: Vec::new() });
    walk.root(root);
    let mut changes = ChangeReader { source, form, findings: Vec::new() };
    let changes_node = root.entry("changes");
    let days = changes_node.map(|entry| changes.days(&entry.node)).unwrap_or_default();
    let mut findings = walk.reader.findings;
    findings.append(&mut changes.findings);
    let withheld = root.get("withhold").map(|node| withhold::read(source, node, &mut findings)).unwrap_or_default();
    findings.extend(told);
    let mut assessment = Assessment {
        form: Arc::clone(form),
        source: Arc::clone(source),
        cells: Vec::new(),
        lists: walk.lists,
        changes: days,
        changes_span: changes_node.map(|entry| Span::new(source, entry.key_range.clone())),
        threshold: walk.threshold,
        withheld,
        fragments_used: BTreeSet::new(),
        by_address: BTreeMap::new(),
        anchors: walk.anchors,
        refused: walk.refused,
    };
    let mut layout = CellLayout { form, assessment: &mut assessment, cells: Vec::new() };
    layout.parts();
    let mut cells = layout.cells;
    if cells.len() > limits::CELLS {
        cells.truncate(limits::CELLS);
        let message = format!("繰り返される一覧が多く、欄が {} を超えます", limits::CELLS);
        let span = Span::new(source, 0..source.line(1).len());
        findings.push(Finding::new(&reader::ASSESSMENT_TOO_LARGE, message).at(span));
    }
    for cell in &mut cells {
        if let Some(typed) = walk.answers.remove(&cell.address) {
            cell.typed = typed.answer;
            cell.span = typed.span;
        }
    }
    assessment.by_address = cells.iter().enumerate().map(|(index, cell)| (cell.address.clone(), index)).collect();
    assessment.cells = cells;
    assessment.fragments_used =
        assessment.texts().flat_map(|(_, text)| text.fragments.iter().cloned()).collect::<BTreeSet<_>>();
    for finding in &mut findings {
        let cell = finding.item.as_deref().and_then(|item| assessment.cell(item));
        finding.path = cell.map(|cell| assessment.path(cell));
    }
    derive::apply(&mut assessment);
    complete::apply_conditions(&mut assessment);
    Bound { assessment, findings }
}

/// A block that a node stands in: the list `files[]`, the block `files.checkups` of it, and its position.
#[derive(Clone)]
struct EnclosingBlock {
    list: Key,
    block: Address,
    position: usize,
}

/// Lays the cells out in printed order.
struct CellLayout<'a> {
    form: &'a Form,
    assessment: &'a mut Assessment,
    cells: Vec<Cell>,
}

impl CellLayout<'_> {
    fn parts(&mut self) {
        for part in &self.form.parts {
            let once = |id: &&NodeId| part.each.is_none() || self.form.node(**id).once;
            let (single, repeated): (Vec<&NodeId>, Vec<&NodeId>) = part.nodes.iter().partition(once);
            if let Some(list) = &part.each {
                let addresses = self.block_addresses(list, &[]);
                for (position, address) in addresses.iter().enumerate() {
                    let scope = [EnclosingBlock { list: list.clone(), block: address.clone(), position }];
                    repeated.iter().for_each(|id| self.node(**id, &scope));
                }
            }
            single.iter().for_each(|id| self.node(**id, &[]));
        }
    }

    fn block_addresses(&self, list: &Key, scope: &[EnclosingBlock]) -> Vec<Address> {
        let around = list.parent().map(|around| address_of(&around, scope)).unwrap_or_default();
        self.assessment.blocks(around.join(list.last())).iter().map(|block| block.address.clone()).collect()
    }

    fn node(&mut self, id: NodeId, scope: &[EnclosingBlock]) {
        if self.cells.len() > limits::CELLS {
            return;
        }
        let node = self.form.node(id);
        if let Some(key) = &node.key {
            let address = address_of(key, scope);
            let span = self.assessment.anchor(&address);
            let positions = scope.iter().map(|around| around.position).collect();
            self.cells.push(Cell {
                node: id,
                withheld: self.assessment.is_withheld(&address),
                address,
                positions,
                typed: None,
                derived: None,
                active: true,
                span,
            });
        }
        match (&node.each, node.role) {
            (Some(list), Role::Block) => {
                let addresses = self.block_addresses(list, scope);
                for (position, address) in addresses.iter().enumerate() {
                    let mut inner = scope.to_vec();
                    inner.push(EnclosingBlock { list: list.clone(), block: address.clone(), position });
                    node.children.iter().for_each(|child| self.node(*child, &inner));
                }
            }
            _ => node.children.iter().for_each(|child| self.node(*child, scope)),
        }
    }
}

/// `files[].use.purpose` in the scope of `files.checkups` is `files.checkups.use.purpose`.
fn address_of(key: &Key, scope: &[EnclosingBlock]) -> Address {
    let inside = scope.iter().rev().find_map(|around| Some(around.block.join(key.rest(&around.list)?)));
    inside.unwrap_or_else(|| Address::from(key.as_str()))
}
