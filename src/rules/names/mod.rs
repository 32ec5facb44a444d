//! Same thing, same words.

use super::Check;

mod copied_text;
mod cover_names;
mod file_name;
mod foreign_purpose;
mod near_name;
mod office_in_text;
mod office_name;
mod other_city;
mod other_work;
mod rename;
mod same_number;
mod spelling_variants;
mod subject_terms;
mod system_links;
mod template_words;
mod units;
mod vendor_differs;

pub(super) static CHECKS: &[&Check] = &[
    &file_name::CHECK,
    &office_name::CHECK,
    &system_links::CHECK,
    &subject_terms::CHECK,
    &copied_text::CHECK,
    &spelling_variants::CHECK,
    &template_words::CHECK,
    &same_number::CHECK,
    &near_name::CHECK,
    &rename::CHECK,
    &other_city::CHECK,
    &cover_names::CHECK,
    &office_in_text::CHECK,
    &foreign_purpose::CHECK,
    &other_work::CHECK,
    &vendor_differs::CHECK,
];
