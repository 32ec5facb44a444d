//! YAML: a tree that knows where every byte came from, and edits that leave every other byte as it was.

pub mod edit;
pub mod emit;
mod format;
mod guard;
mod hidden;
mod node;
mod parse;
mod slips;
mod swallowed;

pub use edit::{
    EditError, EditProblem, YamlChange, YamlRewrite, YamlStep, comments, edit, place_of, rewrite, written_entry,
    written_item,
};
pub use emit::{Draft, DraftEntry};
pub use format::{FormatError, format};
pub use hidden::{hidden_in, reveal};
pub use node::{YamlEntry, YamlNode, YamlStyle, YamlValue};
pub use parse::{Parsed, parse};
pub use slips::misread;
