//! `procedure.yaml`: comments, opinions, steps, sign-offs.

mod item_gone;
mod stale_sign_off;

use super::Check;

#[rustfmt::skip] // One rule per line, so that merges stay easy.
pub(super) static CHECKS: &[&Check] = &[
    &item_gone::CHECK,
    &stale_sign_off::CHECK,
];
