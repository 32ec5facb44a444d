//! The rows of the printed table: one per item, or one per block that came or went.

use super::Changes;
use crate::dates::Date;
use crate::diff::{DiffRow, DiffRowKind, Proposal, Quoted, WholeBlock, Wording, is_open, propose, quote};
use crate::form::{Kind, PathStyle};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// Every changed item has a row.
    Item,
    /// A block that was added or removed has one row for all its items.
    Block,
}

#[derive(Debug)]
pub struct ChangeEntry<'a> {
    /// The address of the item or of the block.
    pub item: &'a str,
    /// The official path in the house style.
    pub path: &'a str,
    pub kind: DiffRowKind,
    pub mark: bool,
    pub orthographic: bool,
    /// The whole answers.
    pub before: Option<String>,
    pub after: Option<String>,
    /// The two cells in the house style.
    pub quoted: Quoted,
    pub date: Option<Date>,
    pub timing: Option<String>,
    pub important: Option<bool>,
    pub reason: Option<String>,
    pub proposal: Option<Proposal>,
    pub rows: Vec<&'a DiffRow>,
}

pub(super) fn entries<'a>(changes: &'a Changes<'_>) -> Vec<ChangeEntry<'a>> {
    let rows = &changes.comparison.rows;
    // Rows of one block follow each other.
    let groups = rows.chunk_by(|left, right| match (block_of(changes, left), block_of(changes, right)) {
        (Some(left), Some(right)) => left.address == right.address && left.path == right.path,
        _ => false,
    });
    groups
        .filter_map(|group| match block_of(changes, group.first()?) {
            Some(block) => Some(of_block(changes, block, group)),
            None => group.first().map(|row| of_item(changes, row)),
        })
        .collect()
}

/// The block that the row is told with.
fn block_of<'a>(changes: &Changes<'_>, row: &'a DiffRow) -> Option<&'a WholeBlock> {
    row.block.as_ref().filter(|_| changes.granularity == Granularity::Block)
}

fn of_item<'a>(changes: &'a Changes<'_>, row: &'a DiffRow) -> ChangeEntry<'a> {
    let judged = row.judgement.as_ref();
    ChangeEntry {
        item: row.item.as_str(),
        path: if changes.path_style() == PathStyle::Full { &row.full_path } else { &row.short_path },
        kind: row.kind,
        mark: row.mark,
        orthographic: row.orthographic,
        before: row.before.as_ref().map(|told| told.words.clone()),
        after: row.after.as_ref().map(|told| told.words.clone()),
        quoted: quote(row, Wording::of(changes.style)),
        date: judged.and_then(|judged| judged.date),
        timing: judged.and_then(|judged| judged.timing.clone()),
        important: judged.and_then(|judged| judged.important),
        reason: judged.and_then(|judged| judged.reason.clone()),
        proposal: propose(row),
        rows: vec![row],
    }
}

fn of_block<'a>(changes: &'a Changes<'_>, block: &'a WholeBlock, group: &'a [DiffRow]) -> ChangeEntry<'a> {
    let gone = group.iter().all(|row| row.kind == DiffRowKind::Removed);
    let items: Vec<String> = group.iter().filter(|row| !names(row, block)).map(|row| line(row, block)).collect();
    let name = Some(block.name.clone()).filter(|name| !name.is_empty());
    let words = name.into_iter().chain(items).collect::<Vec<_>>().join("\n");
    let (before, after) = if gone { (Some(words), None) } else { (None, Some(words)) };
    let quoted = Quoted {
        before: before.clone().unwrap_or_else(|| changes.style.nothing_before.clone()),
        after: after.clone().unwrap_or_else(|| changes.style.removed.clone()),
    };
    let judged = || group.iter().filter_map(|row| row.judgement.as_ref());
    let undecided = group.iter().any(is_open);
    let mut timings: Vec<String> = judged().filter_map(|judged| judged.timing.clone()).collect();
    timings.dedup();
    let mut reasons: Vec<String> = Vec::new();
    for reason in judged().filter_map(|judged| judged.reason.as_ref()) {
        if !reasons.contains(reason) {
            reasons.push(reason.clone());
        }
    }
    let importances = || judged().filter_map(|judged| judged.important);
    ChangeEntry {
        item: block.address.as_str(),
        path: if changes.path_style() == PathStyle::Full { &block.full_path } else { &block.short_path },
        kind: if gone { DiffRowKind::Removed } else { DiffRowKind::Added },
        mark: group.iter().any(|row| row.mark),
        orthographic: false,
        before,
        after,
        quoted,
        date: judged().find_map(|judged| judged.date),
        timing: if timings.len() == 1 { timings.pop() } else { None },
        important: if importances().any(|important| important) {
            Some(true)
        } else {
            importances().next().filter(|_| !undecided)
        },
        reason: Some(reasons.join("\n")).filter(|reasons| !reasons.is_empty()),
        proposal: group.iter().find_map(propose),
        rows: group.iter().collect(),
    }
}

/// The item that the block has its name from.
fn names(row: &DiffRow, block: &WholeBlock) -> bool {
    row.item_kind == Kind::Line && [row.before_words(), row.after_words()].contains(&block.name.as_str())
}

/// 「③委託先名: 汐見台メール印刷株式会社」
fn line(row: &DiffRow, block: &WholeBlock) -> String {
    let label = row.path.strip_prefix(&block.path).unwrap_or(&row.path).trim_start();
    let words = if row.kind == DiffRowKind::Removed { row.before_words() } else { row.after_words() };
    let gap = if words.contains('\n') { "\n" } else { " " };
    format!("{label}:{gap}{words}")
}
