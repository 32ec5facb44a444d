//! Law and names that go stale; things that must not be published.

use super::Check;

mod abolished_tables;
mod act_number;
mod citation_format;
mod four_items;
mod ground_of_use;
mod head_title;
mod leftovers;
mod my_number;
mod old_names;
mod order_article;
mod own_use;
mod past;
mod provision_exists;
mod provision_ground;
mod row_of_work;
mod same_work;
mod sibling_rows;
mod training_duty;
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
    &provision_exists::CHECK,
    &row_of_work::CHECK,
    &act_number::CHECK,
    &ground_of_use::CHECK,
    &provision_ground::CHECK,
    &order_article::CHECK,
    &sibling_rows::CHECK,
    &own_use::CHECK,
    &training_duty::CHECK,
];
