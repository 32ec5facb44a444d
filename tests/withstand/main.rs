//! Hostile, damaged and oversized input, failing disks, and whatever leads out of a workspace.

mod disk;
mod filled;
mod hidden;
mod hostile;
mod hostile_files;
mod limits;
#[path = "../support/mod.rs"]
mod support;
