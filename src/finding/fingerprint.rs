//! What a finding is known by from one run to the next, wherever its lines have moved to and however its message is worded.

use std::collections::BTreeMap;

use super::Finding;
use crate::text::{Span, short_digest};

/// Characters of a fingerprint.
const LENGTH: usize = 32;

/// Gives every finding of one assessment its fingerprint: no two are the same.
pub fn identify(assessment: &str, findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        // What must not be repeated must not be guessed, either. The place of what is missing moves with its neighbours.
        let words = || finding.span.as_ref().filter(|_| !finding.concealed).map_or("", Span::text);
        let place = finding.item.as_deref().unwrap_or_else(words);
        let known = [finding.rule.code, assessment, place].join("\0");
        let before = seen.entry(known.clone()).or_default();
        finding.fingerprint = short_digest(format!("{known}\0{before}"), LENGTH);
        *before += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::reader;
    use crate::text::Source;

    fn prints(text: &str, assessment: &str) -> Vec<String> {
        let source = Source::new("a.yaml", text);
        let places = text.match_indices("件名");
        let at = |(start, word): (usize, &str)| Span::new(&source, start..start + word.len());
        let mut found: Vec<Finding> =
            places.map(|place| Finding::new(&reader::UNKNOWN_KEY, "x").at(at(place))).collect();
        identify(assessment, &mut found);
        found.into_iter().map(|finding| finding.fingerprint).collect()
    }

    #[test]
    fn fingerprints_survive_moved_lines_and_differ_among_each_other() {
        let (before, after) = (prints("件名: x\n件名: y\n", "a"), prints("# 注\n\n件名: x\n件名: y\n", "a"));
        assert_eq!(before, after);
        assert_ne!(before[0], before[1]);
        assert_ne!(before, prints("件名: x\n件名: y\n", "b"));
    }
}
