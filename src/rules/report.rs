//! Where a rule tells what it found; knows how to point at cells and at words in them.

use std::ops::Range;

use crate::assessment::{Assessment, Cell, Text};
use crate::finding::{Finding, READER_RULES, Rule};
use crate::text::{Span, limits};

#[derive(Debug)]
pub struct Report<'a> {
    assessment: &'a Assessment,
    rule: &'static Rule,
    findings: Vec<Finding>,
    /// The last one of those that are too many to be told.
    surplus: Option<Finding>,
}

impl<'a> Report<'a> {
    pub(super) fn new(assessment: &'a Assessment) -> Self {
        Self { assessment, rule: READER_RULES[0], findings: Vec::new(), surplus: None }
    }

    /// From here on the findings are those of `rule`.
    pub(super) fn start(&mut self, rule: &'static Rule) {
        self.rule = rule;
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Tells something about a cell, at its answer.
    pub fn cell(&mut self, cell: &Cell, message: impl Into<String>) -> &mut Finding {
        self.at(cell, cell.span.clone(), message)
    }

    /// Tells something about some words of a cell's text.
    pub fn words(&mut self, cell: &Cell, text: &Text, range: Range<usize>, message: impl Into<String>) -> &mut Finding {
        let span = text.span(range).unwrap_or_else(|| cell.span.clone());
        self.at(cell, span, message)
    }

    /// Tells something about a cell at a place of its own.
    pub fn at(&mut self, cell: &Cell, span: Span, message: impl Into<String>) -> &mut Finding {
        let finding = Finding::new(self.rule, message).at(span);
        self.push(finding.on(cell.address.as_str(), self.assessment.path(cell)))
    }

    /// Tells something that concerns no single item.
    pub fn place(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        let finding = Finding::new(self.rule, message).at(span);
        self.push(finding)
    }

    fn push(&mut self, finding: Finding) -> &mut Finding {
        if self.findings.len() >= limits::FINDINGS {
            return self.surplus.insert(finding);
        }
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}
