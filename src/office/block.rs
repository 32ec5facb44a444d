//! A list of blocks: one more, one less, another order.

use super::entries::{ListedEntries, tree};
use crate::assessment::{Address, Assessment};
use crate::yaml::{Draft, DraftEntry, EditError, EditProblem};

/// Positions from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockChange {
    /// Says that there are none.
    None,
    /// An empty one at the end.
    Add,
    /// The same once more behind it.
    Copy(usize),
    /// In the place of the one before it.
    Up(usize),
    Remove(usize),
}

/// The text of the assessment with the list changed.
pub fn change_block(assessment: &Assessment, list: &Address, change: BlockChange) -> Result<String, EditError> {
    let root = tree(assessment, list)?;
    let mut blocks = ListedEntries::at(assessment, &root, list)?;
    match change {
        BlockChange::None if !blocks.entries.is_empty() => return Err(blocks.refused(EditProblem::NoList)),
        BlockChange::None => blocks.say_none(),
        BlockChange::Add => blocks.append(vec![Draft::map([("id", Draft::text(assessment.free_id(list)))])]),
        BlockChange::Copy(at) => {
            let copy = with_id(Draft::from(blocks.entry(at)?), assessment.free_id(list));
            blocks.insert(at + 1, copy);
        }
        BlockChange::Up(at) => blocks.up(at)?,
        BlockChange::Remove(at) => blocks.remove(at)?,
    }
    blocks.edited()
}

fn with_id(block: Draft, id: String) -> Draft {
    let Draft::Map(mut entries) = block else { return block };
    entries.retain(|entry| entry.key != "id");
    entries.insert(0, DraftEntry::new("id", Draft::text(id)));
    Draft::Map(entries)
}
