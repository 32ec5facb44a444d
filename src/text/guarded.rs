//! Calling a library that may panic on a broken file, so that a broken file is an error and not an abort.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What `read` returns; a panic in it is the error that a broken file is, and prints nothing.
pub(crate) fn guarded<T, E>(broken: fn() -> E, read: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let loud = take_hook();
        set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                loud(panic);
            }
        }));
    });
    GUARDED.set(true);
    // Nothing that `read` changed is looked at after a panic.
    let outcome = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(false);
    outcome.unwrap_or_else(|_| Err(broken()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_broken_file() {
        assert_eq!(guarded(|| "broken", || Ok(1)), Ok(1));
        let nothing: [u8; 0] = [];
        assert_eq!(guarded(|| "broken", || Ok(nothing[std::hint::black_box(1)])), Err("broken"));
    }
}
