//! One cause is one finding: what is told word for word of several places is told once, with all of them.

use std::collections::BTreeMap;

use super::{Confidence, Finding};

/// Findings in order; of those that say the same, the first has the others with it.
pub fn gather(findings: Vec<Finding>) -> Vec<Finding> {
    join(findings, |finding| {
        let help = finding.help.as_deref().unwrap_or_default();
        let sure = if finding.confidence == Confidence::Certain { "certain" } else { "likely" };
        Some([finding.rule.code, finding.severity.key(), sure, &finding.message, help].join("\0"))
    })
}

/// Of findings at the very same place, such as in a passage that several assessments take up, the first has the others with it.
pub fn gather_places(findings: Vec<Finding>) -> Vec<Finding> {
    join(findings, |finding| {
        let span = finding.span.as_ref()?;
        let (start, end) = (span.start.to_string(), span.end.to_string());
        Some([finding.rule.code, &finding.message, span.source.path(), &start, &end].join("\0"))
    })
}

fn join(findings: Vec<Finding>, cause: impl Fn(&Finding) -> Option<String>) -> Vec<Finding> {
    let mut gathered: Vec<Finding> = Vec::with_capacity(findings.len());
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for mut finding in findings {
        let first = cause(&finding).map(|cause| *known.entry(cause).or_insert(gathered.len()));
        match first.and_then(|first| gathered.get_mut(first)) {
            Some(first) => {
                let others = std::mem::take(&mut finding.others);
                first.others.push(finding);
                first.others.extend(others);
            }
            None => gathered.push(finding),
        }
    }
    gathered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::reader;
    use crate::text::{Source, Span};

    fn finding(message: &str, at: usize) -> Finding {
        let source = Source::new("a.yaml", "0123456789");
        Finding::new(&reader::NOT_AN_OPTION, message).at(Span::new(&source, at..at + 1))
    }

    #[test]
    fn the_same_words_are_told_once_with_all_their_places() {
        let given =
            vec![finding("甲", 0), finding("乙", 1), finding("甲", 2), finding("甲", 3), finding("甲", 4).likely()];
        let found = gather(given);
        let told: Vec<_> = found.iter().map(|one| (one.message.as_str(), one.others.len())).collect();
        assert_eq!(told, [("甲", 2), ("乙", 0), ("甲", 0)], "what is less sure is not told with what is");
        assert_eq!(found[0].all().count(), 3);
    }

    #[test]
    fn the_same_place_is_told_once() {
        let found = gather_places(vec![finding("甲", 0), finding("甲", 0), finding("甲", 1)]);
        assert_eq!(found.iter().map(|one| one.others.len()).collect::<Vec<_>>(), [1, 0]);
    }
}
