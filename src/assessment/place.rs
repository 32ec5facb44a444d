//! An address, followed through the blocks that an assessment has.

use super::{Address, Assessment};
use crate::form::Key;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressPlace {
    /// In the form: `files[].use.purpose`; that of the list for a list and for its blocks.
    pub key: Key,
    /// Positions from 0 of its blocks, outermost first, as far as the assessment has them.
    pub positions: Vec<usize>,
    /// Every block of it is in the assessment.
    pub is_here: bool,
}

impl Assessment {
    /// Nothing where the form has no such key.
    pub fn place(&self, address: &Address) -> Option<AddressPlace> {
        let key = address.key(&self.form)?;
        let (mut positions, mut is_here) = (Vec::new(), true);
        let found = Address::of(&key, |list| {
            let block = address.block_in(list)?;
            let position = self.blocks(list).iter().position(|one| one.address == block);
            is_here = is_here && position.is_some();
            positions.extend(position.filter(|_| is_here));
            Some(block)
        });
        found?;
        Some(AddressPlace { key, positions, is_here })
    }
}
