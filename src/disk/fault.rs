//! A disk that fails on command, for tests: debug builds alone look at `HYOKASHO_FAULT`.
//!
//! `fail:7` lets the seventh step that changes the disk fail as if it were full, `kill:7` ends the process before it, `panic:7`
//! lets the program stumble there. A write that fails or is killed has written half.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

static STEPS: AtomicUsize = AtomicUsize::new(0);

/// What is to happen at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InjectedFault {
    Fail,
    Kill,
    Panic,
}

impl InjectedFault {
    /// What was ordered for the step that comes now.
    pub(super) fn due() -> Option<Self> {
        if !cfg!(debug_assertions) {
            return None;
        }
        let order = std::env::var("HYOKASHO_FAULT").ok()?;
        let (kind, number) = order.split_once(':')?;
        let now = STEPS.fetch_add(1, Ordering::SeqCst) + 1;
        if number.parse() != Ok(now) {
            return None;
        }
        match kind {
            "fail" => Some(Self::Fail),
            "kill" => Some(Self::Kill),
            "panic" => Some(Self::Panic),
            _ => None,
        }
    }

    #[allow(clippy::panic, reason = "a panic is what was ordered; no release build gets here")]
    pub(super) fn strike(self) -> io::Error {
        match self {
            Self::Fail => io::ErrorKind::StorageFull.into(),
            Self::Kill => std::process::abort(),
            Self::Panic => panic!("a fault was ordered"),
        }
    }
}

/// Before a step that changes the disk.
pub(super) fn step() -> io::Result<()> {
    InjectedFault::due().map_or(Ok(()), |fault| Err(fault.strike()))
}
