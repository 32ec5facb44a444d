//! Text: source files, byte spans, display columns, folding, and every hostile-input limit in one place.

pub mod fold;
pub mod limits;
mod nearest;
mod source;
pub mod width;
mod wrap;

pub use nearest::nearest;
pub use source::{Position, Source, Span};
pub use wrap::wrap;
