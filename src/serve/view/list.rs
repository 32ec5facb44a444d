//! The lists of a chapter: what can be added, moved and taken out.

use serde::Serialize;

use crate::assessment::{Address, Assessment};
use crate::form::{Form, Key};

#[derive(Clone, Debug, Serialize)]
pub(in crate::serve) struct ListView {
    pub(super) address: String,
    /// 委託事項
    label: String,
    blocks: Vec<BlockView>,
    /// Nothing is written, not even that there are none.
    open: bool,
}

#[derive(Clone, Debug, Serialize)]
struct BlockView {
    address: String,
    /// Of the block, in its first words.
    title: String,
}

/// The lists that are printed in the chapter of this part; `file` is the block of the file that it is a copy for.
pub(super) fn lists(assessment: &Assessment, part: usize, file: Option<&Address>) -> Vec<ListView> {
    let form = &assessment.form;
    let each = form.parts.get(part).and_then(|part| part.each.as_ref());
    let own = form.lists().into_iter().filter(|list| match form.block_of(list) {
        Some(block) => block.part == part,
        None => each == Some(*list),
    });
    let found = own.filter_map(|list| {
        let address = Address::of_list(list, |around| {
            file.filter(|file| file.list().is_some_and(|own| own == *around)).cloned()
        })?;
        let label = label(form, list);
        let blocks = assessment.blocks(&address).iter();
        let block = |(index, block): (usize, &crate::assessment::Block)| BlockView {
            address: block.address.to_string(),
            title: title(assessment, &block.address).unwrap_or_else(|| format!("{label}{}", index + 1)),
        };
        Some(ListView {
            blocks: blocks.enumerate().map(block).collect(),
            open: !assessment.lists.get(&address).is_some_and(|list| list.written),
            address: address.to_string(),
            label: label.clone(),
        })
    });
    found.collect()
}

/// What a list is a list of.
pub(in crate::serve) fn label(form: &Form, list: &Key) -> String {
    match form.block_of(list) {
        Some(block) => block.label.clone(),
        None => form.find(list.join("name")).map(|node| node.label.clone()).unwrap_or_default(),
    }
}

/// The first words in a block.
fn title(assessment: &Assessment, block: &Address) -> Option<String> {
    const LONG: usize = 24;
    let inside = assessment.cells.iter().filter(|cell| cell.address.is_within(block));
    let words = inside.map(|cell| assessment.words(cell)).find(|words| !words.is_empty())?;
    let line = words.lines().next().unwrap_or_default();
    let short: String = line.chars().take(LONG).collect();
    Some(if short.len() < line.len() { format!("{short}…") } else { short })
}
