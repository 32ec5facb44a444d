//! Appendix lists and typing.

use super::Check;

mod brackets;
mod clipped;
mod duplicate_record;
mod number_gap;
mod numbered;
mod run_together;

pub(super) static CHECKS: &[&Check] =
    &[&number_gap::CHECK, &duplicate_record::CHECK, &run_together::CHECK, &clipped::CHECK, &brackets::CHECK];
