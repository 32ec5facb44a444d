//! Dates, status and procedure.

use super::Check;

mod draft_title;
mod used_before_held;

pub(super) static CHECKS: &[&Check] = &[&draft_title::CHECK, &used_before_held::CHECK];
