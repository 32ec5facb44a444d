//! A list of blocks: one more, one less, another order.

use crate::assessment::{Address, Assessment};
use crate::sheet::{FieldStep, TreePlace};
use crate::text::Source;
use crate::yaml::{self, Draft, DraftEntry, EditError, EditProblem, YamlChange, YamlNode, YamlStep, YamlValue};

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
    let refused = |problem| EditError::Place { path: list.to_string(), problem };
    let root = yaml::parse(&assessment.source).root.ok_or_else(|| refused(EditProblem::Missing))?;
    let place = TreePlace::find(&root, list.as_str()).ok_or_else(|| refused(EditProblem::Missing))?;
    let blocks: &[YamlNode] = match place.node.map(|node| &node.value) {
        Some(YamlValue::List(blocks)) => blocks,
        _ => &[],
    };
    let block = |at: usize| blocks.get(at).map(Draft::from).ok_or_else(|| refused(EditProblem::TooFar(at)));
    let insert = |at, draft| place.below([], YamlChange::Insert(at, draft), String::new());
    let remove = |at| place.below([FieldStep::Index(at)], YamlChange::Remove, String::new());
    let edits = match change {
        BlockChange::None if !blocks.is_empty() => return Err(refused(EditProblem::NoList)),
        BlockChange::None => vec![place.set(Draft::List(Vec::new()), String::new())],
        BlockChange::Add => {
            let new = Draft::map([("id", Draft::text(assessment.free_id(list)))]);
            vec![if blocks.is_empty() {
                place.set(Draft::List(vec![new]), String::new())
            } else {
                insert(blocks.len(), new)
            }]
        }
        BlockChange::Copy(at) => vec![insert(at + 1, with_id(block(at)?, assessment.free_id(list)))],
        BlockChange::Up(at) => {
            let above = at.checked_sub(1).ok_or_else(|| refused(EditProblem::Missing))?;
            vec![remove(at), insert(above, block(at)?)]
        }
        BlockChange::Remove(at) => {
            block(at)?;
            vec![remove(at)]
        }
    };
    let mut text = assessment.source.text().to_owned();
    for edit in edits {
        let steps: Vec<YamlStep<'_>> = edit.steps();
        text = yaml::edit(&Source::new(assessment.source.path(), text.as_str()), &steps, &edit.change)?;
    }
    Ok(text)
}

fn with_id(block: Draft, id: String) -> Draft {
    let Draft::Map(mut entries) = block else { return block };
    entries.retain(|entry| entry.key != "id");
    entries.insert(0, DraftEntry::new("id", Draft::text(id)));
    Draft::Map(entries)
}
