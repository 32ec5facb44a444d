//! Exit codes, as the help documents them.

use std::process::ExitCode;

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: nothing to say.
    Clean = 0,
    /// 1: findings at error level; for `diff`, the versions differ.
    Findings = 1,
    /// 2: the command line was wrong.
    Usage = 2,
    /// 3: input was refused.
    Refused = 3,
    /// 4: an output could not be written.
    Unwritten = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
