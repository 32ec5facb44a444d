//! Which node of a form is meant. It bears the stamp of its form, so that it leads nowhere in any other one: what stands in
//! two forms is found in the second by its key.

use std::hash::{DefaultHasher, Hasher};

/// Follows from the text of a form, so that a form that was read twice is the same form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Stamp(u32);

impl Stamp {
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut hasher = DefaultHasher::new();
        texts.for_each(|text| hasher.write(text.as_bytes()));
        Self(hasher.finish() as u32)
    }
}

/// Ordered as printed. The default leads nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    at: u32,
    form: Stamp,
}

impl NodeId {
    pub(super) fn new(at: usize, form: Stamp) -> Self {
        Self { at: at as u32, form }
    }

    pub(super) fn is_of(self, form: Stamp) -> bool {
        self.form == form
    }

    /// The position among the nodes of its form, for sorting and for tables beside them.
    pub fn index(self) -> usize {
        self.at as usize
    }
}
