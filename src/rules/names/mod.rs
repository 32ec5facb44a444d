//! Same thing, same words.

use super::Check;

pub(super) static CHECKS: &[&Check] = &[];
