//! Same thing, same words.

use super::Check;

mod file_name;

pub(super) static CHECKS: &[&Check] = &[
    &file_name::CHECK,
];
