//! The 変更箇所 table itself.

mod item_exists;
mod resolve;
mod saying;
mod table;
mod walk;

pub(super) use table::Table;

use super::Check;

pub(super) static CHECKS: &[&Check] = &[&item_exists::CHECK];
