//! Appendix lists and typing.

use super::Check;

mod brackets;
mod clipped;
mod confusions;
mod duplicate_record;
mod enumeration;
mod form_reference;
mod item_reference;
mod lookalike;
mod missing_glyph;
mod number_gap;
mod numbered;
mod quoted_reference;
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
    &enumeration::CHECK,
    &lookalike::CHECK,
    &form_reference::CHECK,
    &item_reference::CHECK,
    &quoted_reference::CHECK,
];
