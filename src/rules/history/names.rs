//! From the items that a printed table names to their addresses, for whoever reads such a table.

use super::resolve::{Resolution, Resolver};
use super::saying::Saying;
use super::table::{AS_ABOVE, address_of, told_node};
use crate::assessment::{Address, Assessment};
use crate::text::fold::fold;

/// What a row of a printed table says.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    pub item: &'a str,
    pub before: &'a str,
    pub after: &'a str,
    /// It is a row of the last day, so that its blocks are those of the assessment.
    pub last: bool,
}

/// The names of the form's items, for looking up many rows.
#[derive(Debug)]
pub struct ItemNames<'a> {
    assessment: &'a Assessment,
    resolver: Resolver<'a>,
}

impl<'a> ItemNames<'a> {
    pub fn new(assessment: &'a Assessment) -> Self {
        Self { assessment, resolver: Resolver::new(&assessment.form) }
    }

    /// Some item of the form is meant, or the one of the row above.
    pub fn is_known(&self, item: &str) -> bool {
        AS_ABOVE.contains(&fold(item).as_str()) || self.resolver.resolve(item) != Resolution::Unknown
    }

    /// The address of the item, where it is named as the form names it and is in the assessment. Blocks had other numbers in
    /// older rows.
    pub fn address(&self, told: Told<'_>) -> Option<Address> {
        let Resolution::Exact(place) = self.resolver.resolve(told.item) else { return None };
        if place.block.is_some() && !told.last {
            return None;
        }
        let (before, after) = (Saying::of_words(told.before, None), Saying::of_words(told.after, None));
        let node = told_node(&self.assessment.form, place.node, &before, &after);
        let address = address_of(&self.assessment.form, self.assessment, &super::resolve::Place { node, ..place })?;
        self.assessment.cell(&address).map(|cell| cell.address.clone())
    }
}
