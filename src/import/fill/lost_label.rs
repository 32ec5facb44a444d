//! Hands what an item did not take to the text after it, where the label of that was not found at all.
//!
//! Needed by the documents seeds/full-health-checkups.txt and seeds/focused-child-medical.txt of `import::gold`.

use super::{FillTarget, Filler, target_of};
use crate::form::{Kind, Role};
use crate::import::scope::PlacedLabel;
use crate::import::stream::StreamRun;

impl Filler<'_, '_> {
    pub(super) fn lost_label(&mut self, placed: &[PlacedLabel], index: usize, runs: &[StreamRun]) -> bool {
        let Some(target) = self.lost_after(placed, index) else { return false };
        self.text(placed, usize::MAX, &target, Kind::Text, runs);
        true
    }

    /// The item right after a label, if it is a text, is printed there, and its own label was not found.
    fn lost_after(&self, placed: &[PlacedLabel], index: usize) -> Option<FillTarget> {
        let label = &placed[index];
        let next = label.slot + 1;
        let slot = self.printed.slots.get(next)?;
        let own = &self.printed.slots[label.slot];
        let found = placed.get(index + 1).is_some_and(|found| found.slot == next);
        let item = slot.item?;
        let node = self.printed.form.node(item);
        let inside = own.node.is_some() && (node.parent == own.node || own.node == slot.node);
        let same_scope = slot.loops == own.loops && slot.part == own.part;
        let fresh = !self.filled.values.contains_key(&target_of(label, item));
        let is_head = own.node.is_none_or(|node| self.printed.form.node(node).role != Role::Block);
        let is_lost = !found && node.kind == Some(Kind::Text) && inside && same_scope && fresh && is_head;
        is_lost.then(|| target_of(label, item))
    }
}
