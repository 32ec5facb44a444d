//! Blocks that came or went on the sheets: one that stood there to be filled in and was, one whose cells are all empty now.

use super::TakenChange;
use super::merger::Merger;
use super::place::{Edit, FieldStep, TreePlace};
use super::sheet::FilledSheet;
use crate::assessment::{Address, Assessment};
use crate::doc::item_path;
use crate::form::PathStyle;
use crate::sheet::contract::SheetField;
use crate::text::Source;
use crate::yaml::{self, Draft, YamlChange, YamlValue};

/// The assessment with the blocks that were filled in, empty still; nothing where there are none, or all stand there already.
pub(super) fn with_filled_spares(
    assessment: &Assessment,
    sheet: &FilledSheet<'_>,
    read: &dyn Fn(&str) -> Option<Assessment>,
) -> Option<Assessment> {
    let spares: Vec<&str> = sheet.filled_spares();
    let text = with_blocks(assessment, &spares)?;
    (text != assessment.source.text()).then(|| read(&text)).flatten()
}

/// The text with empty blocks at these addresses, each at the end of its list.
pub(in crate::sheet) fn with_blocks(assessment: &Assessment, blocks: &[&str]) -> Option<String> {
    blocks.iter().try_fold(assessment.source.text().to_owned(), |text, block| {
        let source = Source::new(assessment.source.path(), text);
        let root = yaml::parse(&source).root?;
        if TreePlace::find(&root, block).is_some_and(|place| place.node.is_some()) {
            return Some(source.text().to_owned());
        }
        let block = Address::from(*block);
        let place = TreePlace::find(&root, block.list()?.as_str())?;
        let draft = Draft::map([("id", Draft::text(block.last()))]);
        let edit = match place.node.map(|node| &node.value) {
            Some(YamlValue::List(blocks)) if !blocks.is_empty() => {
                place.below([], YamlChange::Insert(blocks.len(), draft), String::new())
            }
            _ => place.set(Draft::List(vec![draft]), String::new()),
        };
        yaml::edit(&source, &edit.steps(), &edit.change).ok()
    })
}

pub(super) fn is_in(address: &str, block: &Address) -> bool {
    Address::from(address).is_inside(block)
}

/// The blocks of which the file says nothing any more, though something was written in them; none that is inside another.
pub(super) fn cleared(merger: &Merger<'_>, fields: &[SheetField]) -> Vec<Address> {
    let typed = |field: &&SheetField| {
        let cell = merger.assessment.cell(&field.address);
        cell.is_some_and(|cell| cell.typed.is_some()) && !field.value.words().trim().is_empty()
    };
    let is_blank = |field: &&SheetField| {
        merger.filled.noted(field).is_some()
            && merger.filled.value(field).is_some_and(|said| said.words().trim().is_empty())
    };
    let mut cleared: Vec<Address> = Vec::new();
    let blocks = merger.assessment.lists.values().flat_map(|list| &list.blocks);
    let mut blocks: Vec<&Address> = blocks.map(|block| &block.address).collect();
    blocks.sort_by_key(|address| address.pieces().count());
    for block in blocks {
        let written: Vec<&SheetField> =
            fields.iter().filter(|field| is_in(&field.address, block)).filter(typed).collect();
        let is_outermost = !cleared.iter().any(|outer| is_in(block.as_str(), outer));
        if is_outermost && !written.is_empty() && written.iter().all(is_blank) {
            cleared.push(block.clone());
        }
    }
    // As they are written, so that the last of a list goes first.
    let position = |block: &Address| {
        merger.assessment.lists.values().flat_map(|list| &list.blocks).position(|one| one.address == *block)
    };
    cleared.sort_by_key(position);
    cleared
}

/// What it is that is gone, and the edits that take it out; none where the YAML says it in a way that cannot be edited.
pub(super) fn removal(merger: &Merger<'_>, block: &Address) -> (Vec<Edit>, TakenChange) {
    let inside = merger.assessment.cells.iter().filter(|cell| is_in(cell.address.as_str(), block));
    let words: Vec<String> = inside
        .filter(|cell| cell.typed.is_some())
        .map(|cell| merger.assessment.words(cell))
        .filter(|words| !words.trim().is_empty())
        .collect();
    let told = TakenChange {
        what: item_path(merger.assessment, block, PathStyle::Plain).unwrap_or_else(|| block.to_string()),
        before: words.join("、"),
        ..TakenChange::default()
    };
    let place = TreePlace::find(merger.root, block.as_str()).filter(|place| place.node.is_some());
    let edit = place.filter(|place| matches!(place.path.last(), Some(FieldStep::Index(_))));
    let edit = edit.map(|place| Edit { path: place.path, change: YamlChange::Remove, what: String::new() });
    (edit.into_iter().collect(), told)
}
