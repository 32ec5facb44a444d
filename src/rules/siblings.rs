//! The 様式2 and the detailed assessment of one 事務 bear the same number; what both say is compared from the side of the 様式2.

use super::registry::{Comparing, Note, Subject};
use crate::finding::Finding;
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

/// Each note of a 様式2 with that of the detailed assessment of the same number on the same matter.
pub(super) fn pairs(notes: &[Note]) -> impl Iterator<Item = (&Note, &Note)> {
    notes.iter().filter_map(|own| {
        let matter = own.topic.strip_prefix(BASIC)?;
        let is_sibling = |other: &&Note| other.topic.strip_prefix(DETAILED) == Some(matter);
        Some((own, notes.iter().find(is_sibling)?))
    })
}

/// Tells at each answer of a 様式2 what the detailed assessment of the same number says nothing of: how they `part`, and what to do.
pub(super) fn tell_differing(
    notes: &[Note],
    comparing: &mut Comparing,
    part: &str,
    help: &str,
    adjust: impl Fn(&Note, &mut Finding),
) {
    for (own, other) in pairs(notes).filter(|(own, other)| other.values.is_disjoint(&own.values)) {
        let message = format!("同じ番号の評価書「{}」の「{}」と{part}", other.name, other.path);
        let finding = comparing.tell(own, message);
        finding.related.push((other.span.clone(), format!("評価書「{}」", other.name)));
        finding.help = Some(help.into());
        adjust(own, finding);
    }
}
