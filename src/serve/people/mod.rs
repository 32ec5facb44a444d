//! Several people on one workspace: who they are (`users`), how they come in (`door`), what they did (`audit`), who else is there
//! (`presence`). Off unless `--users` is given.

mod audit;
mod door;
mod limiter;
mod presence;
mod users;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

pub(super) use audit::Audit;
pub(super) use door::{Door, Entry, Peer, Reception};
pub(super) use presence::Presence;
pub(super) use users::Users;
pub use users::hashed;

/// Since the program asked for the first time: enough to tell who is still there, and no part of what is written.
#[allow(clippy::disallowed_methods, reason = "who is there for how long depends on the time")]
pub(super) fn elapsed() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}
