//! Forms as data: what the official form asks, in printed order, and the shape that answers have in YAML.

mod basis;
mod builtin;
mod condition;
mod definition;
mod derivation;
mod difference;
mod key;
mod load;
mod model;
mod named;
mod node_id;
mod overlay;
mod path;
mod place;
mod read;
mod schema;
mod shape;
mod starter;
mod verify;
mod words;

#[cfg(test)]
mod tests;

pub use basis::Basis;
pub use builtin::{BUILTIN_IDS, Forms};
pub use condition::{Condition, ConditionError, Test};
pub use derivation::Derivation;
pub use difference::{Difference, DifferenceKind, differences};
pub use key::{Key, KeyName};
pub use load::{FindBase, load};
pub use model::{Choice, Form, Kind, Mark, Node, Options, Part, PrintHints, Role};
pub use node_id::NodeId;
pub use path::PathStyle;
pub use shape::FormShape;
pub use words::{CONTENTS_TITLE, MARK_NOTE};
