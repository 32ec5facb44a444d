//! Reads 「（3）件」, which stands in the answer of what it counts.
//!
//! Needed by the documents seeds/focused-child-medical.txt and layouts/003-v4.txt of `import::gold`.

use super::{FilledValue, Filler, target_of};
use crate::import::boxes;
use crate::import::scope::PlacedLabel;
use crate::import::stream::Use;
use crate::labels::Gap;

/// A box and a count are no longer than this.
const LINE: usize = 16;

impl Filler<'_, '_> {
    /// 「（3）件」 on its line before the label of a flag: where it begins.
    pub(super) fn count_before(&mut self, label: &PlacedLabel) -> Option<usize> {
        let slot = &self.printed.slots[label.slot];
        let item = slot.count.filter(|_| slot.is_flag)?;
        let unit = self.printed.form.node(item).unit.clone().unwrap_or_default();
        let start = (0..label.label.start).rev().take(LINE).find(|at| self.stream.gap(*at) >= Gap::Line)?;
        let (count, range) = boxes::count_in(self.stream, start..label.label.start, &unit).pop()?;
        // Nothing but the label follows it, and nothing but a box stands before it.
        if range.end != label.label.start || range.start > start + LINE / 2 || self.stream.gap(range.end) >= Gap::Line {
            return None;
        }
        self.stream.mark(range.clone(), Use::Printed);
        if let Some(count) = count {
            self.stream.mark(range.clone(), Use::Item);
            self.put(target_of(label, item), FilledValue::Word(count.to_string()), range.start);
        }
        Some(range.start)
    }

    /// 「（3）件」
    pub(super) fn count(&mut self, label: &PlacedLabel) {
        let Some(item) = self.printed.slots[label.slot].count else { return };
        let unit = self.printed.form.node(item).unit.clone().unwrap_or_default();
        // A count may have a label of its own, with empty brackets.
        let counts = boxes::count_in(self.stream, label.text.clone(), &unit);
        counts.iter().for_each(|(_, range)| self.stream.mark(range.clone(), Use::Printed));
        if let Some((count, range)) = counts.iter().find_map(|(count, range)| Some(((*count)?, range))) {
            self.stream.mark(range.clone(), Use::Item);
            self.put(target_of(label, item), FilledValue::Word(count.to_string()), range.start);
        }
    }
}
