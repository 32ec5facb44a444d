//! Counts, blocks and chosen options that must agree.

mod accident;
mod audit_change;
mod bracket_text;
mod channel;
mod counted_blocks;
mod disagree;
mod frame;
mod keywords;
mod list_count;
mod main_items;
mod main_items_records;
mod main_items_why;
mod missing_answer;
mod network_acquisition;
mod network_answer;
mod not_applicable;
mod open_issue;
mod option_denied;
mod outsourcing_count;
mod outsourcing_risks;
mod people;
mod population;
mod record_count;
mod register;
mod repeated_fact;
mod retention;
mod route_law;
mod sharing_count;
mod sharing_nothing;
mod sharing_risks;
mod sibling_verdicts;
mod source_text;
mod subcontract_answer;
mod subject_ages;
mod threshold;
mod threshold_facts;

use super::Check;

/// The box that several rules ask about.
const NETWORK: &str = "情報提供ネットワークシステム";

pub(super) static CHECKS: &[&Check] = &[
    &outsourcing_count::CHECK,
    &sharing_count::CHECK,
    &sharing_nothing::CHECK,
    &sharing_risks::CHECK,
    &outsourcing_risks::CHECK,
    &subcontract_answer::CHECK,
    &network_answer::CHECK,
    &network_acquisition::CHECK,
    &record_count::CHECK,
    &population::CHECK,
    &bracket_text::CHECK,
    &main_items_why::CHECK,
    &main_items_records::CHECK,
    &channel::CHECK,
    &register::CHECK,
    &accident::CHECK,
    &missing_answer::CHECK,
    &audit_change::CHECK,
    &frame::CHECK,
    &threshold_facts::CHECK,
    &not_applicable::CHECK,
    &sibling_verdicts::CHECK,
    &list_count::CHECK,
    &people::CHECK,
    &retention::CHECK,
    &option_denied::CHECK,
    &route_law::CHECK,
    &repeated_fact::CHECK,
    &source_text::CHECK,
    &counted_blocks::CHECK,
    &subject_ages::CHECK,
    &open_issue::CHECK,
];
