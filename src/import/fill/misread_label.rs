//! Finds the item before whose label was read as that of this one, when this one is printed a second time.
//!
//! Needed by the documents seeds/focused-cancer-screening.txt of `import::gold`.

use super::{FillTarget, Filler, target_of};
use crate::form::Kind;
use crate::import::scope::PlacedLabel;

impl Filler<'_, '_> {
    pub(super) fn misread_label(&self, placed: &[PlacedLabel], index: usize) -> Option<FillTarget> {
        let above = placed.get(index.checked_sub(2)?)?;
        let item = self.printed.slots[above.slot].item.filter(|_| above.slot + 1 == placed[index].slot)?;
        let target = target_of(above, item);
        let is_text = self.printed.kind_of(item).is_some_and(Kind::is_text);
        (is_text && !self.filled.values.contains_key(&target)).then_some(target)
    }
}
