//! Findings: what is wrong, how surely, where, and what to do; and the formats they are told in.

mod fingerprint;
mod gather;
mod model;
pub mod output;
mod reader_rules;
mod repair;
mod suppress;

pub use fingerprint::identify;
pub use gather::{gather, gather_places};
pub use model::{Confidence, Effect, Finding, Rule, Severity};
pub use reader_rules::{READER_RULES, reader};
pub use repair::{Repair, RepairEdit};
pub use suppress::{Acceptance, Allowance, Baseline, Judged};
