//! Blocks that came out of another one, or went into it: a list that was split or merged is told as that.

use super::likeness::Portrait;
use super::row::{BlockRelation, BlockRelationKind};
use crate::assessment::{Address, Assessment, Block};

/// So much of a block stands in the other one, in thousandths,
const MOVED: i64 = 600;
/// and so much more than in the block that this one is in the other version.
const LEFT: i64 = 250;
/// More pairs of blocks are not looked at: nobody splits as many.
const PAIRS: usize = 400;

/// One version of a list.
#[derive(Clone, Copy)]
pub(super) struct ListVersion<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) blocks: &'a [Block],
    /// The item that names a block.
    pub(super) name: Option<&'a str>,
}

/// Of the blocks that have no partner, those that were split off and those that were merged; `pairs` are positions in both lists.
pub(super) fn relations(
    old: ListVersion<'_>,
    new: ListVersion<'_>,
    pairs: &[(usize, usize)],
) -> Vec<(Address, BlockRelation)> {
    let added: Vec<usize> = (0..new.blocks.len()).filter(|at| !pairs.iter().any(|(_, r)| r == at)).collect();
    let removed: Vec<usize> = (0..old.blocks.len()).filter(|at| !pairs.iter().any(|(l, _)| l == at)).collect();
    if pairs.is_empty() || (added.len() + removed.len()) * pairs.len() > PAIRS {
        return Vec::new();
    }
    let mut found = Vec::new();
    let paired: Vec<(usize, usize, Portrait, Portrait)> = match added.len() + removed.len() {
        0 => Vec::new(),
        _ => pairs.iter().map(|(l, r)| (*l, *r, old.portrait(*l), new.portrait(*r))).collect(),
    };
    for at in added {
        let own = new.portrait(at);
        let source = paired.iter().filter(|(_, _, before, now)| own.moved(before, now));
        if let Some((l, ..)) = source.max_by_key(|(_, _, before, _)| own.share_in(before)) {
            let relation = BlockRelation { kind: BlockRelationKind::SplitFrom, name: old.name_of(*l) };
            found.push((new.blocks[at].address.clone(), relation));
        }
    }
    for at in removed {
        let own = old.portrait(at);
        let target = paired.iter().filter(|(_, _, before, now)| own.moved(now, before));
        if let Some((_, r, ..)) = target.max_by_key(|(_, _, _, now)| own.share_in(now)) {
            let relation = BlockRelation { kind: BlockRelationKind::MergedInto, name: new.name_of(*r) };
            found.push((old.blocks[at].address.clone(), relation));
        }
    }
    found
}

impl ListVersion<'_> {
    fn portrait(&self, at: usize) -> Portrait {
        Portrait::of(self.assessment, &self.blocks[at], self.name)
    }

    fn name_of(&self, at: usize) -> String {
        let cell = self.name.and_then(|name| self.assessment.cell(self.blocks[at].address.join(name)));
        cell.map(|cell| self.assessment.words(cell)).unwrap_or_default()
    }
}

impl Portrait {
    /// What it says stands in `whole`, and not in what `whole` is in the other version.
    fn moved(&self, whole: &Self, rest: &Self) -> bool {
        let share = self.share_in(whole);
        share >= MOVED && share >= self.share_in(rest) + LEFT
    }
}
