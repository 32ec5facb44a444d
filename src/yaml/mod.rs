//! YAML: a tree that knows where every byte came from, and edits that leave every other byte as it was.

mod guard;
mod hints;
mod node;
mod parse;

pub use node::{Entry, Node, Style, Value};
pub use parse::{Parsed, parse};
