//! The list of all rules, and how they are run.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::Report;
use super::history::{Step, Table, steps};
use super::pieces::{Piece, pieces};
use crate::assessment::{Assessment, Date};
use crate::finding::{Finding, READER_RULES, Rule};
use crate::workspace::{HouseStyle, Revision};

/// What a rule looks at.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The folder name of the assessment.
    pub name: &'a str,
    pub assessment: &'a Assessment,
    /// Its frozen versions, oldest first.
    pub revisions: &'a [Revision],
    /// Given on the command line; rules that speak of deadlines keep silent without it.
    pub today: Option<Date>,
    /// How its municipality words its table.
    house: Option<&'a HouseStyle>,
    history: OnceLock<Table<'a>>,
    pieces: OnceLock<Vec<Piece<'a>>>,
    steps: OnceLock<Vec<Step<'a>>>,
}

impl<'a> Subject<'a> {
    pub fn new(name: &'a str, assessment: &'a Assessment, revisions: &'a [Revision], today: Option<Date>) -> Self {
        Self {
            name,
            assessment,
            revisions,
            today,
            house: None,
            history: OnceLock::new(),
            pieces: OnceLock::new(),
            steps: OnceLock::new(),
        }
    }

    pub fn in_house(self, style: &'a HouseStyle) -> Self {
        Self { house: Some(style), ..self }
    }

    /// The rows of its 変更箇所 table, read once for the rules about them.
    pub(super) fn history(&self) -> &Table<'a> {
        self.history.get_or_init(|| Table::new(self.assessment, self.house))
    }

    /// Every piece of writing, folded once for all rules.
    pub(super) fn pieces(&self) -> &[Piece<'a>] {
        self.pieces.get_or_init(|| pieces(self.assessment))
    }

    /// From each frozen version to the next, and to the assessment.
    pub(super) fn steps(&self) -> &[Step<'a>] {
        self.steps.get_or_init(|| steps(self.revisions, self.assessment, self.house))
    }
}

/// A rule with the function that checks it.
#[derive(Debug)]
pub struct Check {
    pub rule: &'static Rule,
    pub run: Run,
}

#[derive(Debug)]
pub enum Run {
    /// Looks at one assessment.
    One(fn(&Subject<'_>, &mut Report<'_>)),
    /// Looks at all assessments of a workspace together; one report per subject.
    All(fn(&[Subject<'_>], &mut [Report<'_>])),
}

/// Defines `CHECK` of a rule file. The file's own `//!` lines are what `explain` prints.
macro_rules! rule {
    ($code:literal, $name:literal, $severity:ident, $confidence:ident, $file:literal, $run:ident($check:ident)) => {
        pub(in crate::rules) static CHECK: Check = Check {
            rule: &Rule {
                code: $code,
                name: $name,
                severity: Severity::$severity,
                confidence: Confidence::$confidence,
                source: include_str!($file),
            },
            run: Run::$run($check),
        };
    };
}
pub(super) use rule;

/// Every rule, by code.
pub static CHECKS: &[&[&Check]] = &[
    super::counts::CHECKS,
    super::names::CHECKS,
    super::law::CHECKS,
    super::dates::CHECKS,
    super::lists::CHECKS,
    super::history::CHECKS,
];

pub(super) fn checks() -> impl Iterator<Item = &'static Check> {
    CHECKS.iter().flat_map(|family| family.iter().copied())
}

/// Every coded finding of the program: those of the readers and those of the rules.
pub fn all_rules() -> Vec<&'static Rule> {
    READER_RULES.iter().copied().chain(checks().map(|check| check.rule)).collect()
}

/// Runs every rule over the subjects, on all cores; the findings of each subject in its own list, in the order of the rules.
/// What rules share through a subject is worked out by the first that asks, and must not itself be spread over cores.
pub fn run_rules(subjects: &[Subject<'_>]) -> Vec<Vec<Finding>> {
    let checks: Vec<&Check> = checks().collect();
    let one = |subject: &Subject<'_>, check: &Check| {
        let mut report = Report::new(subject.assessment);
        if let Run::One(run) = check.run {
            report.start(check.rule);
            run(subject, &mut report);
        }
        report.into_findings()
    };
    let mut found: Vec<Vec<Finding>> = (subjects.par_iter())
        .map(|subject| checks.par_iter().flat_map_iter(|check| one(subject, check)).collect())
        .collect();
    let mut reports: Vec<Report<'_>> = subjects.iter().map(|subject| Report::new(subject.assessment)).collect();
    for check in checks {
        if let Run::All(run) = check.run {
            reports.iter_mut().for_each(|report| report.start(check.rule));
            run(subjects, &mut reports);
        }
    }
    found.iter_mut().zip(reports).for_each(|(found, report)| found.extend(report.into_findings()));
    found
}
