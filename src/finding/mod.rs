//! Findings: what is wrong, how surely, where, and what to do; and the formats they are told in.

mod model;
pub mod output;
mod reader_rules;
mod suppress;

pub use model::{Confidence, Effect, Finding, Rule, Severity};
pub use reader_rules::{READER_RULES, reader};
pub use suppress::{Allowance, apply_allowances};
