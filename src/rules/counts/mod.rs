//! Counts, blocks and chosen options that must agree.

use super::Check;

mod missing_answer;
mod outsourcing_count;

pub(super) static CHECKS: &[&Check] = &[&outsourcing_count::CHECK, &missing_answer::CHECK];
