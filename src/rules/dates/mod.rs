//! Dates, status and procedure.

use super::Check;

mod accident_elsewhere;
mod basic_not_anew;
mod before_the_act;
mod dangling_reference;
mod draft_title;
mod due;
mod hearing_period;
mod important;
mod incident_year;
mod number_twice;
mod procedure_order;
mod provisional;
mod published_before_change;
mod reevaluation_due;
mod review_due;
mod reviewers;
mod used_before_held;
mod withheld;
mod withheld_elsewhere;
mod withhold_entry;

pub use due::{Due, due};

pub(super) static CHECKS: &[&Check] = &[
    &draft_title::CHECK,
    &used_before_held::CHECK,
    &procedure_order::CHECK,
    &hearing_period::CHECK,
    &dangling_reference::CHECK,
    &provisional::CHECK,
    &published_before_change::CHECK,
    &review_due::CHECK,
    &reevaluation_due::CHECK,
    &basic_not_anew::CHECK,
    &accident_elsewhere::CHECK,
    &withheld::CHECK,
    &number_twice::CHECK,
    &incident_year::CHECK,
    &before_the_act::CHECK,
    &reviewers::CHECK,
    &withhold_entry::CHECK,
    &withheld_elsewhere::CHECK,
];
