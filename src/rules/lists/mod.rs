//! Appendix lists and typing.

use super::Check;

mod brackets;
mod clipped;
mod confusions;
mod duplicate_record;
mod lookalike;
mod missing_glyph;
mod number_gap;
mod numbered;
mod run_together;
mod typing;

pub use missing_glyph::missing_glyphs;

pub(super) static CHECKS: &[&Check] = &[
    &number_gap::CHECK,
    &duplicate_record::CHECK,
    &run_together::CHECK,
    &clipped::CHECK,
    &brackets::CHECK,
    &typing::CHECK,
    &missing_glyph::CHECK,
    &lookalike::CHECK,
];
