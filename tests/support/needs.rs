//! What a test needs beyond this repository. A test that lacks it says so, and `tests/run` counts it as skipped, not as passed.

use std::cell::Cell;
use std::io::Write as _;
use std::path::Path;

/// Whether one of `needs` is missing: a program by its name, a file or folder by its path. Tells the first that is.
pub(crate) fn lacks(needs: &[&str]) -> bool {
    let missing = needs.iter().find(|need| !is_there(need));
    missing.inspect(|need| skip(need)).is_some()
}

fn is_there(need: &str) -> bool {
    if need.contains('/') {
        return Path::new(need).exists();
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(need).is_file())
}

thread_local! {
    /// Each test has a thread of its own, and is skipped once.
    static SKIPPED: Cell<bool> = const { Cell::new(false) };
}

/// Not by macro: what those print is kept from the terminal while tests pass.
fn skip(missing: &str) {
    if !SKIPPED.replace(true) {
        let thread = std::thread::current();
        let test = thread.name().unwrap_or("a test");
        let _ = std::io::stderr().write_all(format!("\nskipped: {test}: {missing} is not here\n").as_bytes());
    }
}
