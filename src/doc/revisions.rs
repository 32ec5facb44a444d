//! Where and how the version before differs, as the pages of a review edition mark it.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::answer;
use super::build::DocumentBuilder;
use super::marks::{GONE, marked_boxes, marked_record, struck, struck_block, words};
use super::model::{
    AnswerDifference, DocAnswer, DocBox, DocItem, DocLabel, DocPart, DocRecordGroup, DocRecords, OutlineEntry, Repeat,
    SpanStyle,
};
use crate::assessment::{Address, Answer, Assessment, Cell, ChangeRow};
use crate::diff::{Comparison, DiffRow, DiffRowKind, new_rows};
use crate::form::{Node, Part};

/// Everything that the builder of the new version asks for.
pub(super) struct Revisions<'a> {
    old: &'a Assessment,
    new: &'a Assessment,
    comparison: &'a Comparison,
    /// By the address in the new version.
    rows: BTreeMap<&'a str, &'a DiffRow>,
    added: BTreeSet<&'a Address>,
}

impl<'a> Revisions<'a> {
    pub(super) fn new(old: &'a Assessment, new: &'a Assessment, comparison: &'a Comparison) -> Self {
        let there = comparison.rows.iter().filter(|row| !is_gone(row, new));
        let rows = there.map(|row| (row.item.as_str(), row)).collect();
        let added = comparison.alignment.added.iter().collect();
        Self { old, new, comparison, rows, added }
    }

    /// 委託事項3（追加）
    pub(super) fn title(&self, title: String, block: &Address) -> String {
        if self.added.contains(block) { title + "（追加）" } else { title }
    }

    /// What is said of an item, and the answer with its boxes marked.
    pub(super) fn item(&self, cell: &Cell, answer: DocAnswer) -> (DocAnswer, Option<AnswerDifference>) {
        let Some(row) = self.rows.get(cell.address.as_str()) else { return (answer, None) };
        let style = match row.kind {
            DiffRowKind::Changed => SpanStyle::Plain,
            DiffRowKind::Added => SpanStyle::Added,
            DiffRowKind::Removed => SpanStyle::Removed,
        };
        match answer {
            DocAnswer::Boxes { boxes, columns } => {
                let boxes = marked_boxes(boxes, self.old_boxes(row));
                (DocAnswer::Boxes { boxes, columns }, Some(AnswerDifference { style, words: Vec::new() }))
            }
            answer => (answer, Some(AnswerDifference { style, words: words(row.before_words(), row.after_words()) })),
        }
    }

    fn old_boxes(&self, row: &DiffRow) -> Vec<DocBox> {
        let cell = row.old_item.as_ref().and_then(|address| self.old.cell(address));
        match cell.map(|cell| answer(self.old, self.old.node(cell), cell)) {
            Some(DocAnswer::Boxes { boxes, .. }) => boxes,
            _ => Vec::new(),
        }
    }

    /// Record items that came are marked, those that went stand after them.
    pub(super) fn records(&self, records: DocRecords) -> DocRecords {
        let Some(row) = self.rows.get(records.address.as_str()) else { return records };
        let cell = row.old_item.as_ref().and_then(|address| self.old.cell(address));
        let Some(Answer::Records(before)) = cell.and_then(Cell::answer) else { return records };
        let mut gone: Vec<DocRecordGroup> = super::answer::records("", before).groups;
        let mut groups = Vec::new();
        for group in records.groups {
            let before = gone.iter().position(|old| old.title == group.title).map(|index| gone.remove(index));
            groups.push(marked_record(group, &before.unwrap_or_default()));
        }
        groups.extend(
            gone.into_iter().map(|old| {
                marked_record(DocRecordGroup { title: old.title.clone(), ..DocRecordGroup::default() }, &old)
            }),
        );
        DocRecords { groups, ..records }
    }

    /// The blocks that a list (by its address in the new version) has lost.
    pub(super) fn gone_blocks(&self, list: &Address, node: &Node) -> Vec<Repeat> {
        let alignment = &self.comparison.alignment;
        let own = |block: &Address| alignment.to_new(&block.list()?);
        let lost: Vec<&Address> =
            alignment.removed.iter().filter(|block| own(block).is_some_and(|own| own == *list)).collect();
        let old = self.old.form.nodes.iter().find(|old| old.each.is_some() && old.each == node.each);
        let (Some(old), false) = (old, lost.is_empty()) else { return Vec::new() };
        let builder = DocumentBuilder::new(self.old, None);
        let repeat = |block: &Address| {
            let (positions, block) = builder.position(block)?;
            Some(Repeat::Block {
                title: format!("{}{}（削除）", old.label, positions.last()? + 1),
                anchor: format!("{GONE}{}", block.address),
                entries: struck(builder.entries(old, &positions)),
            })
        };
        lost.into_iter().filter_map(repeat).collect()
    }

    /// The copies of a chapter for files that are gone.
    pub(super) fn gone_parts(&self, index: usize) -> Vec<DocPart> {
        let part = &self.new.form.parts[index];
        let same = |old: &Part| old.each.is_some() && old.each == part.each && old.title == part.title;
        self.old.form.parts.iter().position(same).map(|index| self.gone_copies(index)).unwrap_or_default()
    }

    /// Those of chapters that this form does not have.
    pub(super) fn gone_elsewhere(&self) -> Vec<DocPart> {
        let old = self.old.form.parts.iter().enumerate();
        let lost = old.filter(|(_, part)| part.each.is_some() && !self.has_part(&part.title));
        lost.flat_map(|(index, _)| self.gone_copies(index)).collect()
    }

    fn gone_copies(&self, index: usize) -> Vec<DocPart> {
        let Some(list) = &self.old.form.parts[index].each else { return Vec::new() };
        let removed: BTreeSet<&Address> = self.comparison.alignment.removed.iter().collect();
        let builder = DocumentBuilder::new(self.old, None);
        let blocks =
            self.old.blocks(list.last()).iter().enumerate().filter(|(_, block)| removed.contains(&block.address));
        let parts = blocks.map(|(position, block)| {
            let part = builder.copy(index, position, block);
            let file = self.old.file_name(&[position]).map(|file| format!("{file}（削除）"));
            DocPart {
                file,
                blocks: part.blocks.into_iter().map(struck_block).collect(),
                anchor: format!("{GONE}{}", part.anchor),
                ..part
            }
        });
        parts.collect()
    }

    /// Items that this form does not ask for any more, by the title of the chapter where they stood.
    pub(super) fn lost_items(&self, title: &str) -> Vec<OutlineEntry> {
        let rows = self
            .comparison
            .rows
            .iter()
            .filter(|row| is_gone(row, self.new) && row.block.is_none() && row.part == title);
        rows.map(lost_item).collect()
    }

    /// Is there a chapter of this title?
    fn has_part(&self, title: &str) -> bool {
        self.new.form.parts.iter().any(|part| part.title == title)
    }

    /// Those of chapters that this form does not have.
    pub(super) fn lost_elsewhere(&self) -> Vec<OutlineEntry> {
        let rows = self
            .comparison
            .rows
            .iter()
            .filter(|row| is_gone(row, self.new) && row.block.is_none() && !self.has_part(&row.part));
        rows.map(lost_item).collect()
    }

    /// Rows of the 変更箇所 table that the version before does not have.
    pub(super) fn new_rows(&self) -> BTreeSet<*const ChangeRow> {
        new_rows(self.old, self.new).into_iter().map(|(_, change)| std::ptr::from_ref(change)).collect()
    }
}

/// Where a row leads to.
pub(super) fn anchor(row: &DiffRow, old: &Assessment, new: &Assessment) -> String {
    match &row.block {
        Some(block) if row.kind == DiffRowKind::Removed => {
            format!("{GONE}{}", block_anchor(old, &block.address, &row.part))
        }
        Some(block) => block_anchor(new, &block.address, &row.part),
        None if is_gone(row, new) => format!("{GONE}{}", row.item),
        None => row.item.to_string(),
    }
}

/// A file stands in several chapters; the other blocks have one place.
fn block_anchor(assessment: &Assessment, block: &Address, title: &str) -> String {
    let list = block.key(&assessment.form);
    let repeats = |part: &Part| part.title == title && part.each.is_some() && part.each == list;
    match assessment.form.parts.iter().position(repeats) {
        Some(index) => format!("{block}.part.{index}"),
        None => block.to_string(),
    }
}

/// The new version has no place for the item.
fn is_gone(row: &DiffRow, new: &Assessment) -> bool {
    row.kind == DiffRowKind::Removed && (row.block.is_some() || new.cell(&row.item).is_none())
}

fn lost_item(row: &DiffRow) -> OutlineEntry {
    let label = DocLabel { number: None, text: row.path.clone(), mark: row.mark };
    let words = words(row.before_words(), "");
    let revision = Some(AnswerDifference { style: SpanStyle::Removed, words });
    OutlineEntry::Item(DocItem {
        address: format!("{GONE}{}", row.item),
        label,
        lines: 1,
        revision,
        ..DocItem::default()
    })
}
