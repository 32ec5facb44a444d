//! Which block of the old version is which of the new one: by the id that an author gave it, then by name, then by likeness.

use std::collections::{BTreeMap, BTreeSet};

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use super::likeness::Portrait;
use super::related::{ListVersion, relations};
use super::row::BlockRelation;
use crate::assessment::{Address, Assessment, Block};
use crate::form::{FormShape, Kind};

/// How alike two blocks without a common id or name must be, from 0 to 1000.
const ALIKE: i64 = 450;
/// Two blocks to which authors gave different ids are the same block only if nothing much else changed.
const RENAMED: i64 = 800;
/// Enough where both have the id of the same position.
const IN_PLACE: i64 = 300;
/// Names that are as like are one name, changed.
const SAME_NAME: i64 = 520;
/// So much more alike than others of the list two blocks must be where their names do not tell that they are one.
const APART: i64 = 60;
/// Of two that are as like, the one that stays where it is.
const STAYS: i64 = 20;

/// The blocks of two versions, matched.
#[derive(Debug, Default)]
pub struct Alignment {
    old_of: BTreeMap<Address, Address>,
    new_of: BTreeMap<Address, Address>,
    /// Addresses in the new version.
    pub added: Vec<Address>,
    /// Addresses in the old version.
    pub removed: Vec<Address>,
    /// Those of them that came out of another block, or went into one.
    pub relations: BTreeMap<Address, BlockRelation>,
}

impl Alignment {
    /// The address in the old version of what stands at `address` in the new one.
    pub fn to_old(&self, address: &Address) -> Option<Address> {
        translate(&self.old_of, &self.added, address)
    }

    /// The address in the new version of what stood at `address` in the old one.
    pub fn to_new(&self, address: &Address) -> Option<Address> {
        translate(&self.new_of, &self.removed, address)
    }
}

/// Replaces the block that an address stands in; one inside a block without a partner has no counterpart.
fn translate(partners: &BTreeMap<Address, Address>, without: &[Address], address: &Address) -> Option<Address> {
    if without.iter().any(|block| address.is_within(block)) {
        return None;
    }
    match address.outward().find_map(|block| partners.get_key_value(block)) {
        Some((block, partner)) => address.moved(block, partner),
        None => Some(address.clone()),
    }
}

pub fn align(old: &Assessment, new: &Assessment) -> Alignment {
    let mut alignment = Alignment::default();
    let root = Address::default();
    lists((old, &root), (new, &root), new.form.shape(), &mut alignment);
    alignment
}

/// Aligns the lists of a shape, and the lists inside every pair of blocks.
fn lists(
    (old, old_at): (&Assessment, &Address),
    (new, new_at): (&Assessment, &Address),
    shape: &FormShape,
    alignment: &mut Alignment,
) {
    for (key, inner) in shape.entries() {
        let (old_at, new_at) = (old_at.join(key), new_at.join(key));
        match inner {
            FormShape::Item(_) => {}
            FormShape::Map(_) => lists((old, &old_at), (new, &new_at), inner, alignment),
            FormShape::List(..) => {
                let name = name_key(new, inner);
                let (old_blocks, new_blocks) = (old.blocks(&old_at), new.blocks(&new_at));
                let found = pairs(old, old_blocks, new, new_blocks, name.as_deref());
                let list = |assessment, blocks| ListVersion { assessment, blocks, name: name.as_deref() };
                alignment.relations.extend(relations(list(old, old_blocks), list(new, new_blocks), &found));
                for (left, right) in found {
                    let (left, right) = (&old_blocks[left].address, &new_blocks[right].address);
                    alignment.old_of.insert(right.clone(), left.clone());
                    alignment.new_of.insert(left.clone(), right.clone());
                    lists((old, left), (new, right), inner, alignment);
                }
                let unmatched = |blocks: &[Block], partners: &BTreeMap<Address, Address>| -> Vec<Address> {
                    let addresses = blocks.iter().map(|block| block.address.clone());
                    addresses.filter(|address| !partners.contains_key(address)).collect()
                };
                alignment.removed.extend(unmatched(old_blocks, &alignment.new_of));
                alignment.added.extend(unmatched(new_blocks, &alignment.old_of));
            }
        }
    }
}

/// The item that names a block: its first line of text.
fn name_key(assessment: &Assessment, block: &FormShape) -> Option<String> {
    let named =
        |shape: &FormShape| matches!(shape, FormShape::Item(id) if assessment.form.node(*id).kind == Some(Kind::Line));
    block.entries().iter().find(|(_, shape)| named(shape)).map(|(key, _)| key.clone())
}

/// Positions of matched blocks. What an author called a block decides; an id that was made from a position says nothing about it.
fn pairs(
    old: &Assessment,
    old_blocks: &[Block],
    new: &Assessment,
    new_blocks: &[Block],
    name: Option<&str>,
) -> Vec<(usize, usize)> {
    let mut open =
        OpenBlocks { left: (0..old_blocks.len()).collect(), right: (0..new_blocks.len()).collect(), found: Vec::new() };
    let lasting = |l: usize, r: usize| (old_blocks[l].lasting_id(), new_blocks[r].lasting_id());
    open.take(|l, r| matches!(lasting(l, r), (Some(one), Some(other)) if one == other));
    if open.left.is_empty() || open.right.is_empty() {
        return open.found;
    }
    let old_portraits: Vec<Portrait> = old_blocks.iter().map(|block| Portrait::of(old, block, name)).collect();
    let new_portraits: Vec<Portrait> = new_blocks.iter().map(|block| Portrait::of(new, block, name)).collect();
    let likely = |l: usize, r: usize| !matches!(lasting(l, r), (Some(_), Some(_)));
    let placed = |l: usize, r: usize| l == r && old_blocks.len() == new_blocks.len();
    let same_id = |l: usize, r: usize| old_blocks[l].id.is_some() && old_blocks[l].id == new_blocks[r].id;
    // Too short a text is like nothing, not even itself. Of several that are equal, each stays where it is if it can.
    let equal = |l: usize, r: usize| likely(l, r) && old_portraits[l].is_equal(&new_portraits[r]);
    open.take(|l, r| (same_id(l, r) || placed(l, r)) && equal(l, r));
    open.take(equal);
    let only =
        |portraits: &[Portrait], at: usize| portraits.iter().filter(|one| one.name == portraits[at].name).count() == 1;
    open.take(|l, r| {
        let name = &old_portraits[l].name;
        let named = likely(l, r) && !name.is_empty() && *name == new_portraits[r].name;
        named && only(&old_portraits, l) && only(&new_portraits, r)
    });
    // What one of them is as like to as to others is what all blocks of the list have in common.
    let (all_old, all_new) = (0..old_portraits.len(), 0..new_portraits.len());
    let likeness = |l: usize, r: usize| old_portraits[l].likeness(&new_portraits[r]);
    let most_left: BTreeMap<usize, MostAlike> =
        open.left.iter().map(|l| (*l, MostAlike::of(all_new.clone(), |r| likeness(*l, r)))).collect();
    let most_right: BTreeMap<usize, MostAlike> =
        open.right.iter().map(|r| (*r, MostAlike::of(all_old.clone(), |l| likeness(l, *r)))).collect();
    let common = |l: usize, r: usize| {
        let besides = [most_left.get(&l).map(|most| most.besides(r)), most_right.get(&r).map(|most| most.besides(l))];
        besides.into_iter().flatten().max().unwrap_or_default()
    };
    let score = |l: usize, r: usize| {
        let likeness = likeness(l, r);
        let (least, stays) = match (likely(l, r), same_id(l, r)) {
            (true, true) => (IN_PLACE, STAYS),
            (true, false) => (ALIKE, 0),
            (false, _) => (RENAMED, 0),
        };
        let is_told_apart = || {
            let named = likely(l, r) && old_portraits[l].name_likeness(&new_portraits[r]) >= SAME_NAME;
            named || likeness >= common(l, r) + APART
        };
        if likeness >= least && is_told_apart() { likeness + stays } else { 0 }
    };
    let (left, right): (Vec<usize>, Vec<usize>) = (open.left.into_iter().collect(), open.right.into_iter().collect());
    let mut found = open.found;
    found.extend(best_matching(&left, &right, score));
    found.sort_unstable();
    found
}

/// How like a block is to the one that it is most like, and to any other.
struct MostAlike {
    first: (i64, usize),
    second: i64,
}

impl MostAlike {
    fn of(others: impl Iterator<Item = usize>, likeness: impl Fn(usize) -> i64) -> Self {
        let mut most = Self { first: (0, usize::MAX), second: 0 };
        for other in others {
            let like = likeness(other);
            if like > most.first.0 {
                most.second = most.first.0;
                most.first = (like, other);
            } else {
                most.second = most.second.max(like);
            }
        }
        most
    }

    fn besides(&self, other: usize) -> i64 {
        if self.first.1 == other { self.second } else { self.first.0 }
    }
}

/// The blocks that have no partner yet, and the pairs that were found.
struct OpenBlocks {
    left: BTreeSet<usize>,
    right: BTreeSet<usize>,
    found: Vec<(usize, usize)>,
}

impl OpenBlocks {
    /// Pairs each with the first that is the same.
    fn take(&mut self, same: impl Fn(usize, usize) -> bool) {
        for l in self.left.clone() {
            if let Some(r) = self.right.iter().copied().find(|r| same(l, *r)) {
                self.left.remove(&l);
                self.right.remove(&r);
                self.found.push((l, r));
            }
        }
    }
}

/// The matching with the greatest sum of scores; a score of 0 is no match.
fn best_matching(left: &[usize], right: &[usize], score: impl Fn(usize, usize) -> i64) -> Vec<(usize, usize)> {
    if left.is_empty() || right.is_empty() {
        return Vec::new();
    }
    let columns = left.len().max(right.len());
    let weight = |(row, column): (usize, usize)| right.get(column).map_or(0, |r| score(left[row], *r));
    let weights = Matrix::from_fn(left.len(), columns, weight);
    let (_, chosen) = kuhn_munkres(&weights);
    let matched = chosen.iter().enumerate().filter(|(row, column)| weights[(*row, **column)] > 0);
    matched.map(|(row, column)| (left[row], right[*column])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_matching_is_found_not_the_first() {
        let scores = [[900, 800], [850, 0]];
        let found = best_matching(&[0, 1], &[0, 1], |l, r| scores[l][r]);
        assert_eq!(found, [(0, 1), (1, 0)]);
        assert_eq!(best_matching(&[0, 1, 2], &[7], |l, _| if l == 1 { 500 } else { 0 }), [(1, 7)]);
    }
}
