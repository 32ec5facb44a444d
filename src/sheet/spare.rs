//! Blocks that stand on the sheets to be filled in, though the assessment does not have them: one that is filled in becomes one of
//! its own when the workbook comes back.

use std::collections::BTreeMap;

use super::back::with_blocks;
use crate::assessment::{Address, Assessment};
use crate::form::Key;

/// An assessment with spare blocks, for a workbook and nothing else.
pub(super) struct Spacious {
    pub(super) assessment: Assessment,
    pub(super) spares: Vec<Address>,
}

impl Spacious {
    /// So many more blocks in each list; of the 特定個人情報ファイル, which take whole chapters, one.
    pub(super) fn of(assessment: &Assessment, count: usize, read: &dyn Fn(&str) -> Option<Assessment>) -> Option<Self> {
        let mut spares: Vec<Address> = Vec::new();
        let mut grown: Option<Assessment> = None;
        // Outer lists come before those inside their blocks.
        for key in assessment.form.lists() {
            let before = grown.as_ref().unwrap_or(assessment);
            let count = if assessment.form.file_list() == Some(key) { count.min(1) } else { count };
            let mut text = before.source.text().to_owned();
            for list in lists(before, key) {
                for _ in 0..count {
                    let now = read(&text)?;
                    let spare = list.join(&now.free_id(&list));
                    text = with_blocks(&now, &[spare.as_str()])?;
                    spares.push(spare);
                }
            }
            grown = Some(read(&text)?);
        }
        let mut grown = grown?;
        as_without(&mut grown, assessment);
        Some(Self { assessment: grown, spares })
    }
}

/// Every list of this name: `files[].outsourcing[]` in each file.
fn lists(assessment: &Assessment, key: &Key) -> Vec<Address> {
    let Some(outer) = key.list() else { return Address::of_list(key, |_| None).into_iter().collect() };
    let around = lists(assessment, &outer);
    let blocks = around.iter().flat_map(|list| assessment.blocks(list));
    blocks.filter_map(|block| Address::of_list(key, |list| block.address.block_in(list))).collect()
}

/// What follows from the number of blocks follows from those that are really there.
fn as_without(grown: &mut Assessment, assessment: &Assessment) {
    let known: BTreeMap<&str, _> = assessment.cells.iter().map(|cell| (cell.address.as_str(), cell)).collect();
    for cell in &mut grown.cells {
        if let Some(own) = known.get(cell.address.as_str()) {
            cell.derived.clone_from(&own.derived);
            cell.active = own.active;
        } else {
            cell.derived = None;
        }
    }
}
