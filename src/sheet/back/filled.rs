//! What an officer's file says in each field, whatever program the file is of.

use crate::sheet::contract::{FieldValue, SheetField};

pub(super) trait FilledFields {
    /// What the field says; nothing where its place is gone.
    fn value(&self, field: &SheetField) -> Option<FieldValue>;

    /// The digest of what it said when the file was made.
    fn noted(&self, field: &SheetField) -> Option<String>;

    /// Nobody knows what a cell of it says: a formula was saved without its result.
    fn is_unknown(&self, field: &SheetField) -> bool;

    /// More than one field stands in its place.
    fn is_shared(&self, field: &SheetField) -> bool;

    /// What a value is known by. How a spreadsheet program spells white space does not matter.
    fn digest(&self, value: &FieldValue) -> String {
        value.digest()
    }

    /// The place of the field with this name, for people; empty where it is gone.
    fn place(&self, name: &str) -> String;
}
