//! Lines at the end of a file that only grows.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use super::system;
use super::unwritten::Unwritten;

/// Adds `bytes` at the end, on a line of their own even where the last one was cut off, and waits until the disk has them.
pub fn append(path: &Path, bytes: &[u8]) -> Result<(), Unwritten> {
    let failed = Unwritten::failed(path);
    system::append(path, bytes).map_err(failed)
}

/// The last `bytes` of it, however long it has become.
pub fn read_end(path: &Path, bytes: u64) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let from = file.metadata()?.len().saturating_sub(bytes);
    file.seek(SeekFrom::Start(from))?;
    let mut end = Vec::new();
    file.take(bytes).read_to_end(&mut end)?;
    Ok(end)
}
