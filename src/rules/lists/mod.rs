//! Appendix lists and typing.

use super::Check;

pub(super) static CHECKS: &[&Check] = &[];
