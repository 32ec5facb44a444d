//! Which file a thread works on, for whoever must tell of a fault without knowing more.

use std::cell::RefCell;
use std::path::Path;

use super::names::shown;

thread_local! {
    static CURRENT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From here on this thread works on `path`.
pub fn work_on(path: &Path) {
    CURRENT.set(shown(path));
}

/// The file that this thread works on; empty before there is one.
pub fn current_file() -> String {
    CURRENT.with_borrow(Clone::clone)
}
