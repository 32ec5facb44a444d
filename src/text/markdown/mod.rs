//! Markdown where a passage opted in, and plain text inside it.

mod literal;
mod passage;
mod read;

pub use literal::literal;
pub use passage::{MarkdownBlock, MarkdownRun, plain};
pub use read::{is_link_allowed, passages, says_line_break};
