//! Which block of the old version is which of the new one: by id, then by name, then by likeness.

use std::collections::{BTreeMap, BTreeSet};

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use crate::assessment::{Address, Assessment, Block};
use crate::form::{FormShape, Kind};
use crate::text::fold;

/// How alike two blocks without a common id or name must be, from 0 to 1000.
const ALIKE: i64 = 450;
/// Two blocks that both have an id, and not the same, are the same block only if nothing much else changed.
const RENAMED: i64 = 800;
/// So much of a block is looked at.
const CONTENT_CHARS: usize = 2_000;

/// The blocks of two versions, matched.
#[derive(Debug, Default)]
pub struct Alignment {
    old_of: BTreeMap<Address, Address>,
    new_of: BTreeMap<Address, Address>,
    /// Addresses in the new version.
    pub added: Vec<Address>,
    /// Addresses in the old version.
    pub removed: Vec<Address>,
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
                for (left, right) in pairs(old, old_blocks, new, new_blocks, name.as_deref()) {
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

/// Positions of matched blocks.
fn pairs(
    old: &Assessment,
    old_blocks: &[Block],
    new: &Assessment,
    new_blocks: &[Block],
    name: Option<&str>,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut left: BTreeSet<usize> = (0..old_blocks.len()).collect();
    let mut right: BTreeSet<usize> = (0..new_blocks.len()).collect();
    let mut take = |left: &mut BTreeSet<usize>, right: &mut BTreeSet<usize>, same: &dyn Fn(usize, usize) -> bool| {
        for l in left.clone() {
            if let Some(r) = right.iter().copied().find(|r| same(l, *r)) {
                left.remove(&l);
                right.remove(&r);
                found.push((l, r));
            }
        }
    };
    take(&mut left, &mut right, &|l, r| old_blocks[l].id.is_some() && old_blocks[l].id == new_blocks[r].id);
    let old_portraits: Vec<Portrait> = old_blocks.iter().map(|block| Portrait::of(old, block, name)).collect();
    let new_portraits: Vec<Portrait> = new_blocks.iter().map(|block| Portrait::of(new, block, name)).collect();
    let one_without_id = |l: usize, r: usize| old_blocks[l].id.is_none() || new_blocks[r].id.is_none();
    // Too short a text is like nothing, not even itself.
    take(&mut left, &mut right, &|l, r| one_without_id(l, r) && old_portraits[l].is_equal(&new_portraits[r]));
    take(&mut left, &mut right, &|l, r| {
        one_without_id(l, r) && !old_portraits[l].name.is_empty() && old_portraits[l].name == new_portraits[r].name
    });
    let score = |l: usize, r: usize| {
        let score = old_portraits[l].likeness(&new_portraits[r]);
        let least = if one_without_id(l, r) { ALIKE } else { RENAMED };
        if score >= least { score } else { 0 }
    };
    let (left, right): (Vec<usize>, Vec<usize>) = (left.into_iter().collect(), right.into_iter().collect());
    found.extend(best_matching(&left, &right, score));
    found.sort_unstable();
    found
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

/// What a block looks like: its name, its text, and the pairs of characters in them.
struct Portrait {
    name: String,
    name_pairs: Vec<[char; 2]>,
    content: String,
    content_pairs: Vec<[char; 2]>,
}

impl Portrait {
    fn of(assessment: &Assessment, block: &Block, name: Option<&str>) -> Self {
        let name = name.and_then(|key| assessment.cell(block.address.join(key))).map(|cell| assessment.words(cell));
        let name = fold::fold(&name.unwrap_or_default());
        let inside = assessment.cells.iter().filter(|cell| cell.address.is_inside(&block.address));
        let mut content = String::new();
        for cell in inside {
            if content.len() > CONTENT_CHARS * 3 {
                break;
            }
            content.push_str(&assessment.words(cell));
        }
        let content: String = fold::fold(&content).chars().take(CONTENT_CHARS).collect();
        Self { name_pairs: char_pairs(&name), content_pairs: char_pairs(&content), name, content }
    }

    fn is_equal(&self, other: &Self) -> bool {
        self.name == other.name && self.content == other.content
    }

    /// From 0 to 1000.
    fn likeness(&self, other: &Self) -> i64 {
        let content = dice(&self.content_pairs, &other.content_pairs);
        if self.name.is_empty() || other.name.is_empty() {
            return content;
        }
        (dice(&self.name_pairs, &other.name_pairs) * 7 + content * 3) / 10
    }
}

fn char_pairs(text: &str) -> Vec<[char; 2]> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut pairs: Vec<[char; 2]> = letters.windows(2).map(|pair| [pair[0], pair[1]]).collect();
    pairs.sort_unstable();
    pairs
}

/// Twice the common pairs over all pairs, in thousandths. Both lists are sorted.
fn dice(left: &[[char; 2]], right: &[[char; 2]]) -> i64 {
    let (mut l, mut r, mut common) = (0, 0, 0_usize);
    while l < left.len() && r < right.len() {
        match left[l].cmp(&right[r]) {
            std::cmp::Ordering::Less => l += 1,
            std::cmp::Ordering::Greater => r += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                l += 1;
                r += 1;
            }
        }
    }
    let all = left.len() + right.len();
    (2_000 * common).checked_div(all).and_then(|likeness| i64::try_from(likeness).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(left: &str, right: &str) -> i64 {
        dice(&char_pairs(&fold::fold(left)), &char_pairs(&fold::fold(right)))
    }

    #[test]
    fn renamed_systems_are_alike_and_others_are_not() {
        assert!(likeness("成人保健システム", "成人保健システム（標準化後）") >= ALIKE);
        assert!(likeness("税務システム（住民税）", "税務システム(住民税)") == 1_000);
        assert!(likeness("団体統合宛名システム", "共通連携基盤システム") < ALIKE);
    }

    #[test]
    fn the_best_matching_is_found_not_the_first() {
        let scores = [[900, 800], [850, 0]];
        let found = best_matching(&[0, 1], &[0, 1], |l, r| scores[l][r]);
        assert_eq!(found, [(0, 1), (1, 0)]);
        assert_eq!(best_matching(&[0, 1, 2], &[7], |l, _| if l == 1 { 500 } else { 0 }), [(1, 7)]);
    }
}
