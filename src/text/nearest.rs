//! "Did you mean": the candidate most like what was typed.

use super::fold::fold;

/// The candidate most like `typed`, if any is like it at all.
pub fn nearest<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed);
    candidates
        .map(|word| (strsim::normalized_damerau_levenshtein(&typed, &fold(word)), word))
        .filter(|(likeness, _)| *likeness >= 0.4)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, word)| word)
}
