//! Rules: one file, one code, one doc comment, one passing and one failing fixture each.

mod cited;
mod counts;
mod dates;
mod explanation;
mod facts;
mod figures;
mod history;
mod law;
mod lexicon;
mod lists;
mod names;
mod outline;
mod papers;
mod pieces;
mod procedure;
mod registry;
mod report;
mod scan;
mod siblings;
mod stance;

pub use dates::{Due, due};
pub use explanation::{body, codes_named, families, find_rule, nearest_rule};
pub use lists::missing_glyphs;
pub use registry::{
    CHECKS, Check, Comparing, Examined, Note, RuleBody, Subject, all_rules, codes, compare_all, compares, examine,
};
pub use report::Report;

/// What nearly every rule needs.
mod prelude {
    pub(super) use super::registry::{Check, Comparing, Note, RuleBody, Subject, rule};
    pub(super) use super::report::Report;
    pub(super) use crate::assessment::{Address, Answer, Cell, Scope, Text};
    pub(super) use crate::finding::{Confidence, Effect, Finding, Rule, Severity};
}
