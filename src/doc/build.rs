//! A document from an assessment: everything in the order of the form, answered or not.

use std::collections::BTreeMap;

use super::answer::{answer, records};
use super::changes;
use super::figure::figures;
use super::heading::{draft_of, exceptions, part_mark, ranges, with_remark};
use super::model::{Block, Document, Entry, Item, Label, Part, Repeat};
use crate::assessment::{Answer as Typed, Assessment, Cell};
use crate::form::{Form, Mark, Node, NodeId, Role};
use crate::workspace::HouseStyle;

/// The printed assessment. `house` words the 変更箇所 table.
pub fn build(assessment: &Assessment, house: &HouseStyle) -> Document {
    let form = &assessment.form;
    let root = assessment.root();
    let builder = Builder::new(assessment);
    let mut parts = Vec::new();
    for (index, part) in form.parts.iter().enumerate() {
        match &part.columns {
            Some(columns) => parts.push(Part {
                number: part.number.clone(),
                title: part.title.clone(),
                anchor: "changes".into(),
                blocks: vec![changes::table(assessment, house, columns)],
                ..Part::default()
            }),
            None => parts.extend(builder.parts(index)),
        }
        if index == 0 {
            parts.push(contents(form));
        }
    }
    let title = root.words("cover.title");
    Document {
        kind: format!("特定個人情報保護評価書（{}）", form.name),
        form: form.printed_mark(),
        agency: root.words("cover.agency"),
        published: root.date("cover.published_on").map(|date| date.to_string()),
        draft: draft_of(&title).map(ToOwned::to_owned),
        title,
        parts,
    }
}

/// 項目一覧, which follows the cover.
fn contents(form: &Form) -> Part {
    let mut blocks = vec![Block::Contents];
    if form.nodes.iter().any(|node| node.mark != Mark::None) {
        blocks.push(Block::Note("※　重要な変更の対象となる項目".into()));
    }
    Part { title: "項目一覧".into(), anchor: "contents".into(), blocks, ..Part::default() }
}

struct Builder<'a> {
    assessment: &'a Assessment,
    form: &'a Form,
    cells: BTreeMap<(NodeId, &'a [usize]), &'a Cell>,
}

impl<'a> Builder<'a> {
    fn new(assessment: &'a Assessment) -> Self {
        let cells = assessment.cells.iter().map(|cell| ((cell.node, cell.positions.as_slice()), cell)).collect();
        Self { assessment, form: &assessment.form, cells }
    }

    /// A chapter: one copy per file where it repeats, what is printed once in a copy of its own after the last.
    fn parts(&self, index: usize) -> Vec<Part> {
        let part = &self.form.parts[index];
        let Some(list) = &part.each else {
            return vec![self.part(index, &[], &part.nodes, format!("part.{index}"))];
        };
        let (once, repeated): (Vec<NodeId>, Vec<NodeId>) =
            part.nodes.iter().copied().partition(|id| self.form.node(*id).once);
        let blocks = self.assessment.blocks(list.trim_end_matches("[]"));
        let copy = |(position, block): (usize, &crate::assessment::Block)| {
            let anchor = format!("{}.part.{index}", block.address);
            Part { file: self.assessment.file_name(&[position]), ..self.part(index, &[position], &repeated, anchor) }
        };
        let mut parts: Vec<Part> = blocks.iter().enumerate().map(copy).collect();
        if !once.is_empty() {
            let last = self.part(index, &[], &once, format!("part.{index}"));
            match parts.as_mut_slice() {
                [only] => only.blocks.extend(last.blocks),
                _ => parts.push(last),
            }
        }
        parts
    }

    fn part(&self, index: usize, positions: &[usize], nodes: &[NodeId], anchor: String) -> Part {
        let part = &self.form.parts[index];
        Part {
            number: part.number.clone(),
            title: part.title.clone(),
            file: None,
            mark: part.mark.then(|| part_mark(&exceptions(self.form, index))),
            blocks: self.blocks(nodes, positions, &anchor, 2),
            anchor,
        }
    }

    fn blocks(&self, nodes: &[NodeId], positions: &[usize], anchor: &str, level: u8) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut table = Vec::new();
        for (index, id) in nodes.iter().enumerate() {
            let node = self.form.node(*id);
            if let Some(entry) = self.entry(node, positions) {
                table.push(entry);
                continue;
            }
            if !table.is_empty() {
                blocks.push(Block::Table(std::mem::take(&mut table)));
            }
            match node.role {
                // An edition that lacks an item leaves an empty note in its place.
                Role::Note if node.label.is_empty() => {}
                Role::Note => blocks.push(Block::Note(node.label.clone())),
                Role::Block => blocks.extend(self.repeat(node, positions)),
                Role::Section | Role::Risk => {
                    let anchor = format!("{anchor}.{}", index + 1);
                    blocks.push(Block::Heading {
                        level,
                        text: heading_text(node),
                        mark: node.mark == Mark::Own,
                        anchor: anchor.clone(),
                    });
                    if let Some(cell) = self.cell(node, positions) {
                        table.push(Entry::Item(self.item_of(node, cell, Label::default(), positions)));
                    } else {
                        blocks.extend(self.blocks(&node.children, positions, &anchor, level + 1));
                    }
                }
                Role::Item | Role::Group => blocks.extend(self.large(node, positions)),
            }
        }
        if !table.is_empty() {
            blocks.push(Block::Table(table));
        }
        blocks
    }

    /// Figures and record lists, which no table holds.
    fn large(&self, node: &Node, positions: &[usize]) -> Vec<Block> {
        let Some(cell) = self.cell(node, positions) else { return Vec::new() };
        match cell.answer() {
            Some(Typed::Records(groups)) => vec![Block::Records(records(&cell.address, groups))],
            Some(Typed::Figures(drawn)) => {
                figures(self.assessment, &cell.address, drawn).into_iter().map(Block::Figure).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A row of a table; none where the node is something else.
    fn entry(&self, node: &Node, positions: &[usize]) -> Option<Entry> {
        let is_large = |cell: &Cell| matches!(cell.answer(), Some(Typed::Records(_) | Typed::Figures(_)));
        match node.role {
            Role::Item => {
                let cell = self.cell(node, positions).filter(|cell| !is_large(cell) || cell.is_blank())?;
                Some(Entry::Item(self.item_of(node, cell, self.label(node), positions)))
            }
            Role::Group => Some(Entry::Group { label: self.label(node), entries: self.entries(node, positions) }),
            _ => None,
        }
    }

    fn entries(&self, node: &Node, positions: &[usize]) -> Vec<Entry> {
        node.children.iter().filter_map(|id| self.entry(self.form.node(*id), positions)).collect()
    }

    fn item_of(&self, node: &Node, cell: &Cell, label: Label, positions: &[usize]) -> Item {
        Item {
            address: cell.address.clone(),
            label,
            answer: answer(self.assessment, node, cell),
            inner: self.entries(node, positions),
            lines: node.print.lines.unwrap_or(1),
            brackets: node.print.brackets,
        }
    }

    fn label(&self, node: &Node) -> Label {
        // A unit is printed in place of the label.
        let text = if node.unit.is_some() { String::new() } else { with_remark(node) };
        Label { number: node.number.clone(), text, mark: self.shows_mark(node) }
    }

    /// ※ stands once: at the chapter, at the section's heading, or at the item.
    fn shows_mark(&self, node: &Node) -> bool {
        let marked_section = |around: &&Node| around.role == Role::Section && around.mark == Mark::Own;
        node.mark == Mark::Own && !self.form.ancestors(node.id).iter().any(marked_section)
    }

    fn cell(&self, node: &Node, positions: &[usize]) -> Option<&'a Cell> {
        self.cells.get(&(node.id, positions)).copied()
    }

    fn repeat(&self, node: &Node, positions: &[usize]) -> Option<Block> {
        let list = self.list_address(node.each.as_deref()?, positions)?;
        let blocks = self.assessment.blocks(&list);
        let block = |number: usize| {
            let mut positions = positions.to_vec();
            positions.push(number - 1);
            Some(Repeat::Block {
                title: format!("{}{number}", node.label),
                anchor: blocks.get(number - 1)?.address.clone(),
                entries: self.entries(node, &positions),
            })
        };
        let repeats = ranges(&node.label, blocks.len())
            .into_iter()
            .flat_map(|(heading, numbers)| heading.map(Repeat::Range).into_iter().chain(numbers.filter_map(block)));
        (!blocks.is_empty()).then(|| Block::Repeat(repeats.collect()))
    }

    /// `files[].outsourcing[]` in the first file: `files.checkups.outsourcing`.
    fn list_address(&self, list: &str, positions: &[usize]) -> Option<String> {
        let mut address = String::new();
        let mut positions = positions.iter();
        let mut pieces = list.trim_end_matches("[]").split("[].").peekable();
        while let Some(piece) = pieces.next() {
            address = if address.is_empty() { piece.to_owned() } else { format!("{address}.{piece}") };
            if pieces.peek().is_some() {
                address.clone_from(&self.assessment.blocks(&address).get(*positions.next()?)?.address);
            }
        }
        Some(address)
    }
}

/// １．監査, リスク１：…
fn heading_text(node: &Node) -> String {
    let separator = if node.role == Role::Risk { "：" } else { "．" };
    let number = node.number.as_ref().map(|number| format!("{number}{separator}")).unwrap_or_default();
    format!("{number}{}", with_remark(node))
}
