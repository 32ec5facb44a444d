//! Same thing, same words.

use super::Check;

mod copied_text;
mod file_name;
mod office_name;
mod same_number;
mod spelling_variants;
mod subject_terms;
mod system_links;
mod template_words;
mod units;

pub(super) static CHECKS: &[&Check] = &[
    &file_name::CHECK,
    &office_name::CHECK,
    &system_links::CHECK,
    &subject_terms::CHECK,
    &copied_text::CHECK,
    &spelling_variants::CHECK,
    &template_words::CHECK,
    &same_number::CHECK,
];
