//! Lines at the end of a file that only grows.

use std::path::Path;

use super::system;
use super::unwritten::Unwritten;

/// Adds `bytes` at the end, on a line of their own even where the last one was cut off, and waits until the disk has them.
pub fn append(path: &Path, bytes: &[u8]) -> Result<(), Unwritten> {
    let failed = Unwritten::failed(path);
    system::append(path, bytes).map_err(failed)
}
