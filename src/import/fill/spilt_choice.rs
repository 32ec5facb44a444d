//! Reads a choice whose label was lost, so that its answer and options stand in the cells of the text before it.
//!
//! Needed by the documents seeds/focused-child-medical.txt, layouts/002-v4.txt and layouts/003-v4.txt of
//! `import::gold`.

use std::ops::Range;

use super::{FilledValue, Filler, target_of};
use crate::form::Kind;
use crate::import::choice;
use crate::import::scope::PlacedLabel;

impl Filler<'_, '_> {
    /// The choice after a text whose label was lost, so that its answer and options stand in the cells of the text.
    pub(super) fn spilt_choice(&mut self, placed: &[PlacedLabel], index: usize, ranges: &[Range<usize>]) {
        let label = &placed[index];
        let Some(next) = self.printed.slots.get(label.slot + 1) else { return };
        let found = placed.get(index + 1).is_some_and(|found| found.slot == label.slot + 1);
        let same_scope = next.loops == self.printed.slots[label.slot].loops;
        let Some(item) = next.item.filter(|item| self.printed.kind_of(*item) == Some(Kind::Choice)) else { return };
        if found || !same_scope {
            return;
        }
        let Some(options) = self.options_of(item) else { return };
        let Some(option) = choice::read_spilt(self.stream, ranges, &options) else { return };
        self.put(target_of(label, item), FilledValue::Word(options.choices[option].word.clone()), label.text.start);
    }
}
