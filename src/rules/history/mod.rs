//! The 変更箇所 table itself.

mod body_differs;
mod chain;
mod date_order;
mod important_afterwards;
mod item_exists;
mod judgement_missing;
mod no_change;
mod reason_missing;
mod resolve;
mod same_row;
mod saying;
mod table;
mod walk;

pub(super) use table::Table;

use super::Check;

#[rustfmt::skip] // One rule per line, so that merges stay easy.
pub(super) static CHECKS: &[&Check] = &[
    &date_order::CHECK,
    &same_row::CHECK,
    &chain::CHECK,
    &no_change::CHECK,
    &body_differs::CHECK,
    &item_exists::CHECK,
    &reason_missing::CHECK,
    &important_afterwards::CHECK,
    &judgement_missing::CHECK,
];
