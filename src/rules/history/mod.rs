//! The 変更箇所 table itself.

mod body_differs;
mod broken_seal;
mod chain;
mod date_order;
mod date_style;
mod differing;
mod forgotten;
mod important_afterwards;
mod item_exists;
mod judgement_missing;
mod last_words;
mod no_change;
mod pointer;
mod reason_fits;
mod reason_missing;
mod replay;
mod rewritten;
mod same_row;
mod table;
mod timing_missing;
mod unsupported;
mod untold;
mod verdict;

pub(super) use last_words::last_words;
pub(super) use replay::{VersionStep, steps};
pub(super) use table::HistoryTable;

use super::Check;

#[rustfmt::skip] // One rule per line, so that merges stay easy.
pub(super) static CHECKS: &[&Check] = &[
    &date_order::CHECK,
    &same_row::CHECK,
    &chain::CHECK,
    &no_change::CHECK,
    &body_differs::CHECK,
    &item_exists::CHECK,
    &forgotten::CHECK,
    &reason_missing::CHECK,
    &reason_fits::CHECK,
    &date_style::CHECK,
    &pointer::CHECK,
    &important_afterwards::CHECK,
    &judgement_missing::CHECK,
    &untold::CHECK,
    &unsupported::CHECK,
    &broken_seal::CHECK,
    &rewritten::CHECK,
    &timing_missing::CHECK,
];
