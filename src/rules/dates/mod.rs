//! Dates, status and procedure.

use super::Check;

pub(super) static CHECKS: &[&Check] = &[];
