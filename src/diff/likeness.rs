//! How alike two blocks are.

use crate::assessment::{Assessment, Block};
use crate::text::fold;

/// So much of a block is looked at.
const CONTENT_CHARS: usize = 2_000;
/// Blocks whose content is as like are one block under another name.
const SAME_CONTENT: i64 = 850;
/// Pairs of characters that a content must have for that: what is shorter is like too many.
const TELLING: usize = 40;
const TELLING_IF_EQUAL: usize = 12;

/// What a block looks like: its name, its text, and the pairs of characters in them.
pub(super) struct Portrait {
    pub(super) name: String,
    name_pairs: Vec<[char; 2]>,
    content: String,
    content_pairs: Vec<[char; 2]>,
}

impl Portrait {
    pub(super) fn of(assessment: &Assessment, block: &Block, name: Option<&str>) -> Self {
        let own = name.map(|key| block.address.join(key));
        let name = own.as_ref().and_then(|own| assessment.cell(own)).map(|cell| assessment.words(cell));
        let name = fold::fold(&name.unwrap_or_default());
        // The name is looked at by itself, and what is worked out repeats it.
        let inside = assessment.cells.iter().filter(|cell| cell.address.is_inside(&block.address));
        let inside = inside.filter(|cell| cell.typed.is_some() && own.as_ref() != Some(&cell.address));
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

    pub(super) fn is_equal(&self, other: &Self) -> bool {
        self.name == other.name && self.content == other.content
    }

    /// That of the names alone, from 0 to 1000.
    pub(super) fn name_likeness(&self, other: &Self) -> i64 {
        dice(&self.name_pairs, &other.name_pairs)
    }

    /// From 0 to 1000.
    pub(super) fn likeness(&self, other: &Self) -> i64 {
        let content = dice(&self.content_pairs, &other.content_pairs);
        if self.name.is_empty() || other.name.is_empty() {
            return content;
        }
        let weighed = (dice(&self.name_pairs, &other.name_pairs) * 7 + content * 3) / 10;
        let pairs = self.content_pairs.len().min(other.content_pairs.len());
        let telling = pairs >= TELLING || (pairs >= TELLING_IF_EQUAL && self.content == other.content);
        if telling && content >= SAME_CONTENT { weighed.max(content * 9 / 10) } else { weighed }
    }
}

impl Portrait {
    /// How much of its content stands in that of another, in thousandths; nothing of a content that tells too little.
    pub(super) fn share_in(&self, other: &Self) -> i64 {
        if self.content_pairs.len() < TELLING {
            return 0;
        }
        let both = 2_000 * common(&self.content_pairs, &other.content_pairs);
        both.checked_div(2 * self.content_pairs.len()).and_then(|share| i64::try_from(share).ok()).unwrap_or_default()
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
    let all = left.len() + right.len();
    (2_000 * common(left, right)).checked_div(all).and_then(|likeness| i64::try_from(likeness).ok()).unwrap_or_default()
}

/// How many pairs both lists have. Both are sorted.
fn common(left: &[[char; 2]], right: &[[char; 2]]) -> usize {
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
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As like as two blocks without a name must be to be one.
    const ALIKE: i64 = 450;

    fn likeness(left: &str, right: &str) -> i64 {
        dice(&char_pairs(&fold::fold(left)), &char_pairs(&fold::fold(right)))
    }

    #[test]
    fn renamed_systems_are_alike_and_others_are_not() {
        assert!(likeness("成人保健システム", "成人保健システム（標準化後）") >= ALIKE);
        assert!(likeness("税務システム（住民税）", "税務システム(住民税)") == 1_000);
        assert!(likeness("団体統合宛名システム", "共通連携基盤システム") < ALIKE);
    }
}
