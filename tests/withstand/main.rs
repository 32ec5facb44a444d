//! Hostile, damaged and oversized input, failing disks, and whatever leads out of a workspace.

mod bodies;
mod disk;
mod filled;
mod fuzzed;
mod hidden;
mod hostile;
mod hostile_files;
mod invariants;
mod limits;
#[path = "../support/mod.rs"]
mod support;
