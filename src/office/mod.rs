//! What is done with a workspace, for commands and for the browser alike: outputs made ready, repairs made. Nothing here prints.

mod output;
mod public;
mod repair;

pub use output::Output;
pub use public::public_version;
pub use repair::repaired;
