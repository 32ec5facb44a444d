//! One row of the comparison: an item that differs.

use super::Judgement;
use super::set::{SetItem, set_changes};
use crate::assessment::Address;
use crate::form::Kind;

#[derive(Clone, Debug)]
pub struct DiffRow {
    /// The address in the new version; that in the old one where the item is gone.
    pub item: Address,
    /// The address in the old version, where it was there.
    pub old_item: Option<Address>,
    /// 「Ⅱ 3. ⑥使用目的」
    pub path: String,
    /// In full and in short, for the house style.
    pub full_path: String,
    pub short_path: String,
    /// The title of the part, for filters and summaries.
    pub part: String,
    pub item_kind: Kind,
    pub kind: DiffRowKind,
    /// Bears ※.
    pub mark: bool,
    /// The whole answer before and after; `None` where there was none.
    pub before: Option<Told>,
    pub after: Option<Told>,
    /// Only the way of writing differs.
    pub orthographic: bool,
    /// The block that was added or removed with all its items.
    pub block: Option<WholeBlock>,
    /// The passages that stand behind the answer in either version.
    pub passages: Vec<String>,
    /// What the author recorded in `changes:`.
    pub judgement: Option<Judgement>,
    /// Printed order.
    pub(super) order: Vec<usize>,
}

/// An answer as it is told in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub words: String,
    /// The words one by one, for checkbox sets, lists and record lists.
    pub set: Vec<SetItem>,
}

/// A block that only one version has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeBlock {
    pub address: Address,
    /// 「Ⅱ 4. 委託事項2」
    pub path: String,
    pub full_path: String,
    pub short_path: String,
    /// Its name: the first item's words.
    pub name: String,
    /// The block that it came out of, or went into.
    pub relation: Option<BlockRelation>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockRelation {
    pub kind: BlockRelationKind,
    /// What the other block is called.
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockRelationKind {
    SplitFrom,
    MergedInto,
}

impl BlockRelation {
    /// 「システム保守業務」から分かれたもの
    pub fn words(&self) -> String {
        match self.kind {
            BlockRelationKind::SplitFrom => format!("「{}」から分かれたもの", self.name),
            BlockRelationKind::MergedInto => format!("「{}」にまとめたもの", self.name),
        }
    }
}

impl BlockRelationKind {
    pub fn key(self) -> &'static str {
        match self {
            Self::SplitFrom => "split",
            Self::MergedInto => "merged",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffRowKind {
    Changed,
    Added,
    Removed,
}

impl DiffRowKind {
    pub fn key(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

impl DiffRow {
    /// A recorded row about `told` is about this item, or about the whole block that it belongs to.
    pub(super) fn is_told_by(&self, told: &Address) -> bool {
        self.item == *told || self.block.as_ref().is_some_and(|block| block.address == *told)
    }

    pub fn before_words(&self) -> &str {
        self.before.as_ref().map_or("", |told| &told.words)
    }

    pub fn after_words(&self) -> &str {
        self.after.as_ref().map_or("", |told| &told.words)
    }

    /// What came into a set, and what went out.
    pub fn set_changes(&self) -> (Vec<&SetItem>, Vec<&SetItem>) {
        let before = self.before.as_ref().map_or(&[][..], |told| &told.set);
        let after = self.after.as_ref().map_or(&[][..], |told| &told.set);
        set_changes(before, after)
    }
}
