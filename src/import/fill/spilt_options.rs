//! Strikes the options of the choice above that spilt into the cell of a text.
//!
//! Needed by the documents seeds/focused-cancer-screening.txt of `import::gold`.

use std::ops::Range;

use super::Filler;
use crate::import::scope::PlacedLabel;
use crate::import::{boxes, choice};

impl Filler<'_, '_> {
    /// The options of the choice above that spilt into this cell.
    pub(super) fn strike_spilt_options(&mut self, placed: &[PlacedLabel], index: usize, ranges: &[Range<usize>]) {
        let Some(before) = index.checked_sub(1).map(|before| &placed[before]) else { return };
        let Some(options) = self.printed.slots[before.slot].item.and_then(|item| self.options_of(item)) else { return };
        if self.is_choice(before) {
            choice::strike_list(self.stream, ranges, &boxes::words(&options));
        }
    }
}
