//! Law and names that go stale; things that must not be published.

use super::Check;

mod abolished_tables;
mod citation_format;
mod four_items;
mod head_title;
mod leftovers;
mod my_number;
mod old_names;
mod same_work;
mod statute;
mod unconfirmed;

pub(super) static CHECKS: &[&Check] = &[
    &abolished_tables::CHECK,
    &same_work::CHECK,
    &old_names::CHECK,
    &four_items::CHECK,
    &head_title::CHECK,
    &citation_format::CHECK,
    &my_number::CHECK,
    &leftovers::CHECK,
    &unconfirmed::CHECK,
];
