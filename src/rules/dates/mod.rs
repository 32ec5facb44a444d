//! Dates, status and procedure.

use super::Check;

mod draft_title;

pub(super) static CHECKS: &[&Check] = &[&draft_title::CHECK];
