//! Hands what an item did not take to the next label, where that stands below its answer and has none beside it.
//!
//! Needed by the documents seeds/full-health-checkups.txt and seeds/focused-child-medical.txt of `import::gold`.

use std::ops::Range;

use super::Filler;
use crate::form::Kind;
use crate::import::scope::PlacedLabel;
use crate::import::stream::StreamRun;

impl Filler<'_, '_> {
    pub(super) fn next_below(
        &self,
        placed: &[PlacedLabel],
        index: usize,
        runs: &[StreamRun],
        texts: &mut [Vec<Range<usize>>],
    ) -> bool {
        let Some(next) = placed.get(index + 1).filter(|next| next.slot == placed[index].slot + 1) else { return false };
        let is_bare = self.open(&texts[index + 1]).is_empty();
        let item = self.printed.slots[next.slot].item.filter(|_| is_bare);
        if item.is_none_or(|item| self.printed.kind_of(item) == Some(Kind::Flag)) {
            return false;
        }
        texts[index + 1] = runs.iter().map(|run| run.range()).collect();
        true
    }
}
