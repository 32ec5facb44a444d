//! From the items that a printed table names to their addresses, for whoever reads such a table.

use crate::assessment::{Address, Assessment};
use crate::diff::{AS_ABOVE, Saying, told_node};
use crate::labels::{Paths, PrintedPlace, Resolution};
use crate::text::fold::fold;

/// What a row of a printed table says.
#[derive(Clone, Copy, Debug)]
pub(super) struct PrintedRow<'a> {
    pub(super) item: &'a str,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    /// It is a row of the last day, so that its blocks are those of the assessment.
    pub(super) last: bool,
}

/// The names of the form's items, for looking up many rows.
#[derive(Debug)]
pub(super) struct ItemNames<'a> {
    assessment: &'a Assessment,
    paths: Paths<'a>,
}

impl<'a> ItemNames<'a> {
    pub(super) fn new(assessment: &'a Assessment) -> Self {
        Self { assessment, paths: Paths::new(&assessment.form) }
    }

    /// Some item of the form is meant, or the one of the row above.
    pub(super) fn is_known(&self, item: &str) -> bool {
        AS_ABOVE.contains(&fold(item).as_str()) || self.paths.resolve(item) != Resolution::Unknown
    }

    /// An item of the form is named as the form names it.
    pub(super) fn is_exact(&self, item: &str) -> bool {
        matches!(self.paths.resolve(item), Resolution::Exact(_))
    }

    /// The address of the item, where it is named as the form names it and is in the assessment. Blocks had other numbers in
    /// older rows.
    pub(super) fn address(&self, told: PrintedRow<'_>) -> Option<Address> {
        let Resolution::Exact(place) = self.paths.resolve(told.item) else { return None };
        if place.block.is_some() && !told.last {
            return None;
        }
        let (before, after) = (Saying::of_words(told.before, None), Saying::of_words(told.after, None));
        let node = told_node(&self.assessment.form, place.node, &before, &after);
        let address = self.assessment.address_of(&self.assessment.form, &PrintedPlace { node, ..place })?;
        self.assessment.cell(&address).map(|cell| cell.address.clone())
    }
}
