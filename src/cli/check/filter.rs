//! Which of the findings are asked for.

use crate::cli::args::CheckArguments;
use crate::finding::{Confidence, Finding, Severity};

/// What refuses the input is told whatever was asked for.
pub(super) struct FindingFilter<'a> {
    select: &'a [String],
    ignore: &'a [String],
    least: Option<Severity>,
    pedantic: bool,
}

impl<'a> FindingFilter<'a> {
    pub(super) fn of(command: &'a CheckArguments) -> Self {
        Self {
            select: &command.select,
            ignore: &command.ignore,
            least: command.min_severity.map(Severity::from),
            pedantic: command.pedantic,
        }
    }

    /// The findings that are asked for.
    pub(super) fn of_all(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        findings.retain(|finding| self.takes(finding));
        findings
    }

    pub(super) fn takes(&self, finding: &Finding) -> bool {
        let among = |codes: &[String]| codes.iter().any(|code| finding.rule.code.starts_with(code.as_str()));
        let chosen = (self.select.is_empty() || among(self.select)) && !among(self.ignore);
        let sure = self.pedantic || finding.confidence == Confidence::Certain;
        let heavy = self.least.is_none_or(|least| finding.severity <= least);
        finding.rule.refuses_input() || (chosen && sure && heavy)
    }
}
