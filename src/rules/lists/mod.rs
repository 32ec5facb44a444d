//! Appendix lists and typing.

use super::Check;

mod number_gap;
mod numbered;

pub(super) static CHECKS: &[&Check] = &[&number_gap::CHECK];
