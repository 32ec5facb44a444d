//! From the place that a printed path names to the address of an item.

use super::{Address, Assessment};
use crate::form::Form;
use crate::labels::{PrintedPlace, key};

impl Assessment {
    /// The address of a place, which `form` names, in an assessment of this form or of another.
    pub fn address_of(&self, form: &Form, place: &PrintedPlace) -> Option<Address> {
        let node = form.node(place.node);
        let files = self.form.file_list();
        let block = |list: &Address| {
            let is_files = files.is_some_and(|files| *list == *files.last());
            let position = if is_files { self.file_position(place)? } else { place.block? };
            let block = self.blocks(list).get(position);
            Some(block.map_or_else(|| list.nth(position), |block| block.address.clone()))
        };
        Address::of(node.key.as_ref().or(node.each.as_ref())?, block)
    }

    /// The file that a place names; the only one there is.
    fn file_position(&self, place: &PrintedPlace) -> Option<usize> {
        let files = self.files();
        if files.len() <= 1 {
            return Some(0);
        }
        let named = place.file.as_deref()?;
        files.iter().position(|file| key(&file.words("name")) == named)
    }
}
