//! Reads the ○ of an item that is a box itself: in the box before its label, or in a cell beside it.
//!
//! Needed by the documents seeds/focused-cancer-screening.txt and layouts/002-v4.txt of `import::gold`.

use super::{FilledValue, Filler, target_of};
use crate::import::boxes;
use crate::import::scope::PlacedLabel;
use crate::import::stream::Use;

impl Filler<'_, '_> {
    /// The box of a flag; where a count stands before the label, before that.
    pub(super) fn flag(&mut self, label: &PlacedLabel, line: usize) {
        let slot = &self.printed.slots[label.slot];
        let (true, Some(item)) = (slot.is_flag, slot.item) else { return };
        // Read from the label's own words: what comes before them may be part of the place that was found.
        let first = self.printed.form.node(item).label.chars().next();
        let words = label.label.clone().find(|at| Some(self.stream.chars[*at]) == first);
        let before = boxes::box_before(self.stream, words.filter(|_| line == label.label.start).unwrap_or(line));
        let before = before.map(|(ticked, start)| (ticked, start..label.label.start.max(start)));
        let Some((ticked, place)) = before.or_else(|| boxes::box_beside(self.stream, label)) else { return };
        self.stream.mark(place, Use::Printed);
        self.put(target_of(label, item), FilledValue::Word(ticked.to_string()), label.label.start);
    }
}
