//! What the program remembers of a workspace on this machine, and could do without: a folder that no version control sees.

use std::path::{Path, PathBuf};

use crate::disk::{Unwritten, overwrite};

const FOLDER: &str = ".hyokasho";

pub fn state_file(root: &Path, name: &str) -> PathBuf {
    root.join(FOLDER).join(name)
}

/// Before something is written there.
pub fn prepare_state(file: &Path) -> Result<(), Unwritten> {
    let ignored = file.with_file_name(".gitignore");
    if ignored.exists() { Ok(()) } else { overwrite(&ignored, b"*\n") }
}
