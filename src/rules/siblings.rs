//! The 様式2 and the detailed assessment of one 事務 bear the same number; what both say is compared from the side of the 様式2.

use super::registry::{Note, Subject};
use crate::text::fold;

/// What a note of this assessment is about, so that those of the same number and matter meet; none where it has no number.
pub(super) fn topic(subject: &Subject<'_>, matter: &str) -> Option<String> {
    let assessment = subject.assessment;
    let number = fold::fold(&assessment.root().words("cover.number"));
    let side = if assessment.form.decides_threshold() { BASIC } else { DETAILED };
    (!number.is_empty()).then(|| format!("{side} {number} {matter}"))
}

const BASIC: &str = "basic";
const DETAILED: &str = "detailed";

/// What a 様式2 says, and the detailed assessment of the same number that says nothing of it.
pub(super) fn differing(notes: &[Note]) -> impl Iterator<Item = (&Note, &Note)> {
    notes.iter().filter_map(|own| {
        let matter = own.topic.strip_prefix(BASIC)?;
        let is_sibling = |other: &&Note| other.topic.strip_prefix(DETAILED) == Some(matter);
        let other = notes.iter().find(is_sibling)?;
        other.values.is_disjoint(&own.values).then_some((own, other))
    })
}
