//! Suppression: a finding may be allowed, with a reason; an allowance that allows nothing is a finding itself.

use super::{Finding, reader};
use crate::text::Span;

/// One entry of `allow:` in the configuration.
#[derive(Clone, Debug)]
pub struct Allowance {
    pub code: String,
    /// The folder name of the assessment; every assessment where it is left out.
    pub assessment: Option<String>,
    /// The item's address; `*` stands for any run of characters.
    pub item: Option<String>,
    pub reason: Option<String>,
    pub span: Span,
}

impl Allowance {
    fn covers(&self, assessment: &str, finding: &Finding) -> bool {
        let place = self.assessment.as_deref().is_none_or(|name| name == assessment);
        let item = match (&self.item, &finding.item) {
            (None, _) => true,
            (Some(pattern), Some(item)) => matches(pattern, item),
            (Some(_), None) => false,
        };
        place && item && self.code == finding.rule.code && !finding.rule.refuses_input()
    }

    fn has_reason(&self) -> bool {
        self.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty())
    }
}

/// Takes the allowed findings out of every assessment's list and returns what is wrong with the allowances themselves.
pub fn apply_allowances(allowances: &[Allowance], assessments: &mut [(String, Vec<Finding>)]) -> Vec<Finding> {
    let mut used = vec![false; allowances.len()];
    for (name, findings) in assessments {
        findings.retain(|finding| {
            let hit = allowances.iter().position(|allowance| allowance.has_reason() && allowance.covers(name, finding));
            if let Some(index) = hit {
                used[index] = true;
            }
            hit.is_none()
        });
    }
    let mut problems = Vec::new();
    for (allowance, used) in allowances.iter().zip(used) {
        if !allowance.has_reason() {
            let message = format!("{} を許容する理由（reason）がありません", allowance.code);
            problems.push(Finding::new(&reader::ALLOWANCE_WITHOUT_REASON, message).at(allowance.span.clone()));
        } else if !used {
            let message = format!("{} の許容に当たる指摘はありません", allowance.code);
            let help = "直っているなら allow: から消してください";
            problems.push(Finding::new(&reader::UNUSED_ALLOWANCE, message).at(allowance.span.clone()).help(help));
        }
    }
    problems
}

fn matches(pattern: &str, item: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = item.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut open = false;
    for piece in pieces {
        open = true;
        if piece.is_empty() {
            continue;
        }
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
        open = false;
    }
    rest.is_empty() || (open && pattern.ends_with('*'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[test]
    fn stars_stand_for_any_run() {
        assert!(matches("files.*.use.purpose", "files.checkups.use.purpose"));
        assert!(matches("files.*", "files.checkups.use.purpose"));
        assert!(!matches("files.*.use", "files.checkups.use.purpose"));
        assert!(matches("cover.title", "cover.title"));
        assert!(!matches("cover", "cover.title"));
    }

    #[test]
    fn what_refuses_the_input_cannot_be_allowed() {
        let source = Source::new("hyokasho.yaml", "allow: []");
        let allowance = Allowance {
            code: reader::CONTROL_CHARACTER.code.into(),
            assessment: None,
            item: None,
            reason: Some("後で直す".into()),
            span: Span::new(&source, 0..5),
        };
        let mut found = [("a".to_owned(), vec![Finding::new(&reader::CONTROL_CHARACTER, "x")])];
        let idle = apply_allowances(&[allowance], &mut found);
        assert_eq!((found[0].1.len(), idle[0].rule.code), (1, reader::UNUSED_ALLOWANCE.code));
    }

    #[test]
    fn a_reason_is_needed_and_an_idle_allowance_is_told() {
        let source = Source::new("hyokasho.yaml", "allow: []");
        let allowance = |reason: Option<&str>| Allowance {
            code: reader::UNKNOWN_KEY.code.into(),
            assessment: None,
            item: None,
            reason: reason.map(Into::into),
            span: Span::new(&source, 0..5),
        };
        let finding = || Finding::new(&reader::UNKNOWN_KEY, "x");
        let mut found = [("a".to_owned(), vec![finding()])];
        assert_eq!(apply_allowances(&[allowance(None)], &mut found).len(), 1);
        assert_eq!(found[0].1.len(), 1, "without a reason nothing is suppressed");
        assert!(apply_allowances(&[allowance(Some("国の様式のまま"))], &mut found).is_empty());
        assert!(found[0].1.is_empty());
        let idle = apply_allowances(&[allowance(Some("国の様式のまま"))], &mut found);
        assert_eq!(idle[0].rule.code, reader::UNUSED_ALLOWANCE.code);
    }
}
