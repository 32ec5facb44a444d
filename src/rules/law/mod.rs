//! Law and names that go stale.

use super::Check;

pub(super) static CHECKS: &[&Check] = &[];
