//! Hands the text of a figure to its remarks.
//!
//! Needed by the documents layouts/000-b.xlsx of `import::gold`.

use std::ops::Range;

use super::Filler;
use crate::form::Kind;
use crate::import::scope::PlacedLabel;
use crate::import::stream::StreamRun;

impl Filler<'_, '_> {
    pub(super) fn figure_remarks(
        &self,
        placed: &[PlacedLabel],
        index: usize,
        runs: &[StreamRun],
        texts: &mut [Vec<Range<usize>>],
    ) -> bool {
        let own = &self.printed.slots[placed[index].slot];
        let is_figure = own.item.is_some_and(|item| {
            self.printed.kind_of(item) == Some(Kind::Figure) && self.printed.form.node(item).part == own.part
        });
        if !is_figure || placed.get(index + 1).is_none_or(|next| next.slot != placed[index].slot + 1) {
            return false;
        }
        texts[index + 1].splice(0..0, runs.iter().map(|run| run.range()));
        true
    }
}
