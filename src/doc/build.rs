//! A document from an assessment: everything in the order of the form, answered or not.

use std::collections::BTreeMap;

use super::answer::{answer, records};
use super::changes;
use super::figure::figures;
use super::heading::{draft_of, exceptions, part_mark, ranges, with_remark};
use super::model::{DocBlock, DocItem, DocLabel, DocPart, Document, OutlineEntry, Repeat};
use super::revisions::Revisions;
use crate::assessment::{Address, Answer, Assessment, Block, Cell};
use crate::form::{CONTENTS_TITLE, Form, Key, MARK_NOTE, Mark, Node, NodeId, Role};
use crate::house::HouseStyle;

/// The printed assessment. `house` words the 変更箇所 table.
pub fn build(assessment: &Assessment, house: &HouseStyle) -> Document {
    build_with(assessment, house, None)
}

/// With every change from the version before marked, where `revisions` knows them.
pub(super) fn build_with(assessment: &Assessment, house: &HouseStyle, revisions: Option<&Revisions>) -> Document {
    let form = &assessment.form;
    let root = assessment.root();
    let builder = DocumentBuilder::new(assessment, revisions);
    let new_rows = revisions.map(Revisions::new_rows).unwrap_or_default();
    let mut parts = Vec::new();
    for (index, part) in form.parts.iter().enumerate() {
        match &part.columns {
            Some(columns) => parts.push(DocPart {
                number: part.number.clone(),
                title: part.title.clone(),
                anchor: "changes".into(),
                blocks: vec![changes::table(assessment, house, columns, &new_rows)],
                ..DocPart::default()
            }),
            None => {
                parts.extend(builder.parts(index));
                add_lost(&mut parts, revisions.map(|revisions| revisions.lost_items(&part.title)));
            }
        }
        if index == 0 {
            parts.push(contents(form));
        }
    }
    parts.extend(revisions.map(Revisions::gone_elsewhere).unwrap_or_default());
    add_lost(&mut parts, revisions.map(Revisions::lost_elsewhere));
    let title = root.words("cover.title");
    Document {
        kind: format!("特定個人情報保護評価書（{}）", form.name),
        form: form.printed_mark(),
        timings: form.timings.clone(),
        agency: root.words("cover.agency"),
        published: root.date("cover.published_on").map(|date| date.to_string()),
        draft: draft_of(&title).map(ToOwned::to_owned),
        compared: None,
        title,
        parts,
    }
}

/// 項目一覧, which follows the cover.
fn contents(form: &Form) -> DocPart {
    let mut blocks = vec![DocBlock::Contents];
    if form.nodes.iter().any(|node| node.mark != Mark::None) {
        blocks.push(DocBlock::Note(MARK_NOTE.into()));
    }
    DocPart { title: CONTENTS_TITLE.into(), anchor: "contents".into(), blocks, ..DocPart::default() }
}

/// Items of the version before that the form does not ask for any more, at the end of their chapter.
fn add_lost(parts: &mut [DocPart], lost: Option<Vec<OutlineEntry>>) {
    let Some(entries) = lost.filter(|entries| !entries.is_empty()) else { return };
    let Some(part) = parts.last_mut() else { return };
    let text = "前の版の記載で、この様式に欄が無いもの".to_owned();
    part.blocks.push(DocBlock::Heading { level: 2, text, mark: false, anchor: format!("{}.lost", part.anchor) });
    part.blocks.push(DocBlock::Table(entries));
}

pub(super) struct DocumentBuilder<'a> {
    assessment: &'a Assessment,
    form: &'a Form,
    cells: BTreeMap<(NodeId, &'a [usize]), &'a Cell>,
    revisions: Option<&'a Revisions<'a>>,
}

impl<'a> DocumentBuilder<'a> {
    pub(super) fn new(assessment: &'a Assessment, revisions: Option<&'a Revisions<'a>>) -> Self {
        let cells = assessment.cells.iter().map(|cell| ((cell.node, cell.positions.as_slice()), cell)).collect();
        Self { assessment, form: &assessment.form, cells, revisions }
    }

    /// A block of a list (`files.checkups.outsourcing`) by its address, with its position and those around it.
    pub(super) fn position(&self, address: &Address) -> Option<(Vec<usize>, &'a Block)> {
        let place = self.assessment.place(address)?;
        let block = self.assessment.blocks(address.list()?).get(*place.positions.last()?)?;
        place.is_here.then_some((place.positions, block))
    }

    /// The copy of a chapter for one file.
    pub(super) fn copy(&self, index: usize, position: usize, block: &Block) -> DocPart {
        let nodes = self.form.parts[index].nodes.iter().copied().filter(|id| !self.form.node(*id).once);
        let anchor = format!("{}.part.{index}", block.address);
        let file = self.assessment.file_name(&[position]);
        DocPart { file, ..self.part(index, &[position], &nodes.collect::<Vec<_>>(), anchor) }
    }

    /// A chapter: one copy per file where it repeats, what is printed once in a copy of its own after the last.
    fn parts(&self, index: usize) -> Vec<DocPart> {
        let part = &self.form.parts[index];
        let Some(list) = &part.each else {
            return vec![self.part(index, &[], &part.nodes, format!("part.{index}"))];
        };
        let once: Vec<NodeId> = part.nodes.iter().copied().filter(|id| self.form.node(*id).once).collect();
        let blocks = self.assessment.blocks(list.last());
        let copy = |(position, block): (usize, &Block)| {
            let mut part = self.copy(index, position, block);
            if let Some(revisions) = self.revisions {
                part.file = part.file.map(|file| revisions.title(file, &block.address));
            }
            part
        };
        let mut parts: Vec<DocPart> = blocks.iter().enumerate().map(copy).collect();
        parts.extend(self.revisions.map(|revisions| revisions.gone_parts(index)).unwrap_or_default());
        if !once.is_empty() {
            let last = self.part(index, &[], &once, format!("part.{index}"));
            match parts.as_mut_slice() {
                [only] => only.blocks.extend(last.blocks),
                _ => parts.push(last),
            }
        }
        parts
    }

    fn part(&self, index: usize, positions: &[usize], nodes: &[NodeId], anchor: String) -> DocPart {
        let part = &self.form.parts[index];
        DocPart {
            number: part.number.clone(),
            title: part.title.clone(),
            file: None,
            mark: part.mark.then(|| part_mark(&exceptions(self.form, index))),
            blocks: self.blocks(nodes, positions, &anchor, 2),
            anchor,
        }
    }

    fn blocks(&self, nodes: &[NodeId], positions: &[usize], anchor: &str, level: u8) -> Vec<DocBlock> {
        let mut blocks = Vec::new();
        let mut table = Vec::new();
        for (index, id) in nodes.iter().enumerate() {
            let node = self.form.node(*id);
            if let Some(entry) = self.entry(node, positions) {
                table.push(entry);
                continue;
            }
            if !table.is_empty() {
                blocks.push(DocBlock::Table(std::mem::take(&mut table)));
            }
            match node.role {
                // An edition that lacks an item leaves an empty note in its place.
                Role::Note if node.label.is_empty() => {}
                Role::Note => blocks.push(DocBlock::Note(node.label.clone())),
                Role::Block => blocks.extend(self.repeat(node, positions)),
                Role::Section | Role::Risk => {
                    let anchor = format!("{anchor}.{}", index + 1);
                    blocks.push(DocBlock::Heading {
                        level,
                        text: heading_text(node),
                        mark: node.mark == Mark::Own,
                        anchor: anchor.clone(),
                    });
                    if let Some(cell) = self.cell(node, positions) {
                        table.push(OutlineEntry::Item(self.item_of(node, cell, DocLabel::default(), positions)));
                    } else {
                        blocks.extend(self.blocks(&node.children, positions, &anchor, level + 1));
                    }
                }
                Role::Item | Role::Group => blocks.extend(self.large(node, positions)),
            }
        }
        if !table.is_empty() {
            blocks.push(DocBlock::Table(table));
        }
        blocks
    }

    /// Figures and record lists, which no table holds.
    fn large(&self, node: &Node, positions: &[usize]) -> Vec<DocBlock> {
        let Some(cell) = self.cell(node, positions) else { return Vec::new() };
        match cell.answer() {
            Some(Answer::Records(groups)) => {
                let records = records(cell.address.as_str(), groups);
                let marked = |revisions: &Revisions| revisions.records(records.clone());
                vec![DocBlock::Records(self.revisions.map_or_else(|| records.clone(), marked))]
            }
            Some(Answer::Figures(drawn)) => {
                figures(self.assessment, cell.address.as_str(), drawn).into_iter().map(DocBlock::Figure).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A row of a table; none where the node is something else.
    fn entry(&self, node: &Node, positions: &[usize]) -> Option<OutlineEntry> {
        let is_large = |cell: &Cell| matches!(cell.answer(), Some(Answer::Records(_) | Answer::Figures(_)));
        match node.role {
            Role::Item => {
                let cell = self.cell(node, positions).filter(|cell| !is_large(cell) || cell.is_blank())?;
                Some(OutlineEntry::Item(self.item_of(node, cell, self.label(node), positions)))
            }
            Role::Group => {
                Some(OutlineEntry::Group { label: self.label(node), entries: self.entries(node, positions) })
            }
            _ => None,
        }
    }

    pub(super) fn entries(&self, node: &Node, positions: &[usize]) -> Vec<OutlineEntry> {
        node.children.iter().filter_map(|id| self.entry(self.form.node(*id), positions)).collect()
    }

    fn item_of(&self, node: &Node, cell: &Cell, label: DocLabel, positions: &[usize]) -> DocItem {
        let answer = answer(self.assessment, node, cell);
        let (answer, revision) = match self.revisions {
            Some(revisions) => revisions.item(cell, answer),
            None => (answer, None),
        };
        DocItem {
            address: cell.address.to_string(),
            label,
            answer,
            inner: self.entries(node, positions),
            lines: node.print.lines.unwrap_or(1),
            brackets: node.print.brackets,
            derived: node.is_derived() && cell.typed.is_none(),
            revision,
        }
    }

    fn label(&self, node: &Node) -> DocLabel {
        // A unit is printed in place of the label.
        let text = if node.unit.is_some() { String::new() } else { with_remark(node) };
        DocLabel { number: node.number.clone(), text, mark: self.shows_mark(node) }
    }

    /// ※ stands once: at the chapter, at the section's heading, or at the item.
    fn shows_mark(&self, node: &Node) -> bool {
        let marked_section = |around: &&Node| around.role == Role::Section && around.mark == Mark::Own;
        node.mark == Mark::Own && !self.form.ancestors(node.id).iter().any(marked_section)
    }

    fn cell(&self, node: &Node, positions: &[usize]) -> Option<&'a Cell> {
        self.cells.get(&(node.id, positions)).copied()
    }

    fn repeat(&self, node: &Node, positions: &[usize]) -> Option<DocBlock> {
        let list = self.list_address(node.each.as_ref()?, positions)?;
        let blocks = self.assessment.blocks(&list);
        let gone = self.revisions.map(|revisions| revisions.gone_blocks(&list, node)).unwrap_or_default();
        let block = |number: usize| {
            let mut positions = positions.to_vec();
            positions.push(number - 1);
            let (title, address) = (format!("{}{number}", node.label), &blocks.get(number - 1)?.address);
            Some(Repeat::Block {
                title: self.revisions.map_or(title.clone(), |revisions| revisions.title(title, address)),
                anchor: address.to_string(),
                entries: self.entries(node, &positions),
            })
        };
        let repeats = ranges(&node.label, blocks.len())
            .into_iter()
            .flat_map(|(heading, numbers)| heading.map(Repeat::Range).into_iter().chain(numbers.filter_map(block)));
        let is_there = !blocks.is_empty() || !gone.is_empty();
        is_there.then(|| DocBlock::Repeat(repeats.chain(gone).collect()))
    }

    /// `files[].outsourcing[]` in the first file: `files.checkups.outsourcing`.
    fn list_address(&self, list: &Key, positions: &[usize]) -> Option<Address> {
        let mut positions = positions.iter();
        Address::of_list(list, |around| Some(self.assessment.blocks(around).get(*positions.next()?)?.address.clone()))
    }
}

/// １．監査, リスク１：…
fn heading_text(node: &Node) -> String {
    let separator = if node.role == Role::Risk { "：" } else { "．" };
    let number = node.number.as_ref().map(|number| format!("{number}{separator}")).unwrap_or_default();
    format!("{number}{}", with_remark(node))
}
