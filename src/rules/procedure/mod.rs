//! `procedure.yaml`: comments, opinions, steps, sign-offs.

mod item_gone;
mod linked_row;
mod number_twice;
mod stale_sign_off;
mod step_ahead;
mod step_and_form;
mod step_order;
mod unanswered;

use super::Check;

#[rustfmt::skip] // One rule per line, so that merges stay easy.
pub(super) static CHECKS: &[&Check] = &[
    &item_gone::CHECK,
    &linked_row::CHECK,
    &number_twice::CHECK,
    &unanswered::CHECK,
    &stale_sign_off::CHECK,
    &step_ahead::CHECK,
    &step_order::CHECK,
    &step_and_form::CHECK,
];
