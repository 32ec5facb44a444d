//! Where the cells of labels and answers begin, before the columns of the table are numbered.

use super::model::Column;

/// How far labels are moved in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Indent {
    groups: u8,
    strips: u8,
}

impl Indent {
    /// Labels over several rows, and strips: more of them leave no room for a label.
    const MOST: u8 = 2;
    const MOST_OF_BOTH: u8 = 3;

    pub(super) fn column(self) -> Column {
        Column::Label { groups: self.groups, strips: self.strips }
    }

    /// Behind one more label over several rows, where there is room.
    pub(super) fn behind_group(self) -> Option<Self> {
        Self { groups: self.groups + 1, ..self }.fitting()
    }

    pub(super) fn behind_strip(self) -> Option<Self> {
        Self { strips: self.strips + 1, ..self }.fitting()
    }

    fn fitting(self) -> Option<Self> {
        let fits = self.groups.max(self.strips) <= Self::MOST && self.groups + self.strips <= Self::MOST_OF_BOTH;
        fits.then_some(self)
    }
}
