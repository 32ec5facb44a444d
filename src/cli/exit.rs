//! Exit codes, as the help documents them.

use std::process::ExitCode;

use crate::finding::{Effect, Finding, Severity};

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

impl Exit {
    /// What findings come to, by the effect and the severity of each.
    pub(super) fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let one = |finding: &Finding| match finding.rule.effect {
            Effect::Refuses => Self::Refused,
            Effect::Tells if finding.severity == Severity::Error => Self::Findings,
            Effect::Tells => Self::Clean,
        };
        findings.into_iter().map(one).max().unwrap_or(Self::Clean)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
