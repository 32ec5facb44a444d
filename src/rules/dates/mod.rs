//! Dates, status and procedure.

use super::Check;

mod draft_title;
mod hearing_period;
mod period;
mod procedure_order;
mod published_before_change;
mod used_before_held;

pub(super) static CHECKS: &[&Check] = &[
    &draft_title::CHECK,
    &used_before_held::CHECK,
    &procedure_order::CHECK,
    &hearing_period::CHECK,
    &published_before_change::CHECK,
];
