//! Reads 「（3）件」, which stands in the answer of what it counts.
//!
//! Needed by the documents seeds/focused-child-medical.txt and layouts/003-v4.txt of `import::gold`.

use super::{FilledValue, Filler, target_of};
use crate::import::boxes;
use crate::import::scope::PlacedLabel;
use crate::import::stream::Use;

impl Filler<'_, '_> {
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
