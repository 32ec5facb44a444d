//! The finding and the rule that it comes from.

use super::Repair;
use crate::law;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
    Info,
}

impl Severity {
    /// The word used in JSON and in the configuration.
    pub fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "誤り",
            Self::Warning => "注意",
            Self::Info => "参考",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Info].into_iter().find(|severity| severity.key() == key)
    }
}

/// How sure a rule is. Only what is certain is told by default; `--pedantic` adds the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    Certain,
    Likely,
}

/// What follows from a finding, whatever severity a workspace gives it. The tables of the rules say it once for each code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It is told; an error makes exit code 1.
    Tells,
    /// The input is unreadable, hostile or over a limit, so that what was read of it is not whole: exit code 3 in every command,
    /// nothing is made of it, and no setting silences it.
    Refuses,
}

/// A coded check: what `explain` prints and `docs/rules.md` lists.
#[derive(Debug)]
pub struct Rule {
    /// `HY201`
    pub code: &'static str,
    /// `outsourcing-count`
    pub name: &'static str,
    pub severity: Severity,
    pub effect: Effect,
    pub confidence: Confidence,
    /// Either the rule's source file, whose `//!` lines are the explanation, or the explanation itself.
    pub source: &'static str,
}

impl Rule {
    /// The explanation: first line the title, then sections in Markdown; with the figures of the law filled in.
    pub fn explanation(&self) -> String {
        if !self.source.starts_with("//!") {
            return self.source.to_owned();
        }
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        law::filled(&lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n"))
    }

    pub fn refuses_input(&self) -> bool {
        self.effect == Effect::Refuses
    }

    pub fn title(&self) -> String {
        self.explanation().lines().next().unwrap_or_default().to_owned()
    }
}

#[derive(Clone, Debug)]
pub struct Finding {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub confidence: Confidence,
    pub message: String,
    /// The item's address: `files.checkups.outsourcing`.
    pub item: Option<String>,
    /// The item's official path: 「Ⅱ 4. 委託の有無」.
    pub path: Option<String>,
    pub span: Option<Span>,
    /// Other places that the message speaks of.
    pub related: Vec<(Span, String)>,
    pub help: Option<String>,
    /// The one way to put it right.
    pub repair: Option<Repair>,
    /// The same cause elsewhere.
    pub others: Vec<Finding>,
    /// What it is known by from one run to the next; empty until it is identified.
    pub fingerprint: String,
    /// The fingerprint of the row of the 変更箇所 table that it is about.
    pub row: Option<String>,
    /// Why it is accepted, where it is.
    pub accepted: Option<String>,
    /// The place holds what must not be repeated: no output shows its text.
    pub concealed: bool,
}

impl Finding {
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            confidence: rule.confidence,
            message: message.into(),
            item: None,
            path: None,
            span: None,
            related: Vec::new(),
            help: None,
            repair: None,
            others: Vec::new(),
            fingerprint: String::new(),
            row: None,
            accepted: None,
            concealed: false,
        }
    }

    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    pub fn on(mut self, item: impl Into<String>, path: impl Into<String>) -> Self {
        self.item = Some(item.into());
        self.path = Some(path.into());
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub fn repair(mut self, repair: Repair) -> Self {
        self.repair = Some(repair);
        self
    }

    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Itself and the same cause elsewhere.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.others)
    }

    /// An error that nobody doubts: nothing is published with one.
    pub fn bars_publication(&self) -> bool {
        self.severity == Severity::Error && self.confidence == Confidence::Certain
    }

    /// The rule is not sure here, although it usually is.
    pub fn likely(mut self) -> Self {
        self.confidence = Confidence::Likely;
        self
    }

    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The order in which findings are told: by place, then by code. The sort is stable, so that what a rule tells at one place
    /// stays in the order of the form.
    pub fn sort_key(&self) -> (String, u32, &'static str) {
        let (path, start) = match &self.span {
            Some(span) => (span.source.path().to_owned(), span.start),
            None => (String::new(), 0),
        };
        (path, start, self.rule.code)
    }
}
