//! Only in the scratch copy: which mutant is on. `tests/mutants` puts this file there.

use std::fs::File;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

static CHOSEN: LazyLock<Option<usize>> = LazyLock::new(|| std::env::var("MUTANT").ok()?.parse().ok());
/// A folder with a file for each mutant that was come to.
static TRACE: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("MUTANT_TRACE").ok());
static SEEN: [AtomicBool; 10_000] = [const { AtomicBool::new(false) }; 10_000];

pub(crate) fn on(number: usize) -> bool {
    if let Some(folder) = &*TRACE
        && !SEEN[number].swap(true, Ordering::Relaxed)
    {
        let _ = File::create(Path::new(folder).join(number.to_string()));
    }
    *CHOSEN == Some(number)
}
