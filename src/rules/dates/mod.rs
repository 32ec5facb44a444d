//! Dates, status and procedure.

use super::Check;

mod draft_title;
mod hearing_period;
mod period;
mod used_before_held;

pub(super) static CHECKS: &[&Check] = &[&draft_title::CHECK, &used_before_held::CHECK, &hearing_period::CHECK];
