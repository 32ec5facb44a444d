//! Text: source files, byte spans, display columns, folding, and every hostile-input limit in one place.

pub mod column;
mod digest;
pub(crate) mod dotted;
pub mod fold;
mod guarded;
mod hidden;
pub mod limits;
mod lines;
pub mod markdown;
mod nearest;
pub mod numeral;
pub mod percent;
mod source;
mod spelling;
mod usual;
pub mod width;
pub mod wildcard;

pub use digest::{sha256_hex, short_digest};
pub(crate) use guarded::guarded;
pub use hidden::{hides, is_control, is_unseen, printable, visible};
pub use lines::{break_lines, is_small_kana};
pub use nearest::{nearest, surely_meant};
pub use source::{Position, Source, Span};
pub use spelling::one_spelling;
pub(crate) use usual::{is_radical, push_usual, usual};
