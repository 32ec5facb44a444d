//! The disk: the one way in for files that others name, and the one way out for everything that is written.

mod append;
mod bounds;
mod current;
mod fault;
mod lock;
mod names;
mod read;
mod stage;
mod system;
mod unwritten;
mod walk;
mod write;

pub use append::{append, read_end};
pub use bounds::Bounds;
pub use current::{current_file, work_on};
pub use lock::Lock;
pub use names::{is_device, shown};
pub use read::{decode, read_bytes, read_text, refusal, too_large};
pub use stage::Stage;
pub use system::reason;
pub use unwritten::Unwritten;
pub use walk::files_below;
pub use write::{NewFile, create, overwrite, put, replace, write_all};
