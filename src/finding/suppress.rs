//! What is accepted with a reason: single findings by `allow:` in the settings, and those of an assessment that was taken over as it
//! was, by its baseline. What accepts nothing any more is a finding itself.

use std::collections::BTreeSet;

use super::{Finding, reader};
use crate::dates::Date;
use crate::text::{Span, wildcard};

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

/// What was taken over as it is: findings that are put off until a day, and rows of a 変更箇所 table that were published long ago
/// and must not be edited any more.
#[derive(Clone, Debug)]
pub struct Baseline {
    pub reason: String,
    /// Rows are taken for good.
    pub until: Option<Date>,
    /// The fingerprints of the findings.
    pub marks: BTreeSet<String>,
    /// Those of the rows: whatever is found in them is accepted.
    pub rows: BTreeSet<String>,
    pub span: Span,
}

/// Everything that accepts findings.
#[derive(Clone, Copy, Debug)]
pub struct Acceptance<'a> {
    pub allowances: &'a [Allowance],
    pub baselines: &'a [Baseline],
    /// A baseline ends on its day, if the day is known.
    pub today: Option<Date>,
}

/// The findings of one assessment.
#[derive(Debug, Default)]
pub struct Judged {
    /// The folder name of the assessment.
    pub name: String,
    pub findings: Vec<Finding>,
    /// The fingerprints of the rows of its table that were taken over.
    pub rows: BTreeSet<String>,
    /// Those that were accepted, each with the reason.
    pub accepted: Vec<Finding>,
}

impl Allowance {
    fn covers(&self, assessment: &str, finding: &Finding) -> bool {
        let place = self.assessment.as_deref().is_none_or(|name| name == assessment);
        let item = match (&self.item, &finding.item) {
            (None, _) => true,
            (Some(pattern), Some(item)) => wildcard::matches(pattern, item),
            (Some(_), None) => false,
        };
        place && item && self.code == finding.rule.code
    }

    fn has_reason(&self) -> bool {
        self.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty())
    }
}

impl Acceptance<'_> {
    /// Takes the accepted findings out of every assessment's list and returns what is wrong with what accepts them.
    pub fn apply(&self, assessments: &mut [Judged]) -> Vec<Finding> {
        let mut used = vec![false; self.allowances.len()];
        let mut met: BTreeSet<String> = BTreeSet::new();
        for Judged { name, findings, rows, accepted } in assessments {
            met.extend(rows.iter().cloned());
            for finding in std::mem::take(findings) {
                let refuses = finding.rule.refuses_input();
                match if refuses { None } else { self.reason(name, &finding, &mut used, &mut met) } {
                    Some(reason) => accepted.push(Finding { accepted: Some(reason), ..finding }),
                    None => findings.push(finding),
                }
            }
        }
        let idle = self.allowances.iter().zip(used).filter_map(|(allowance, used)| problem(allowance, used));
        idle.chain(self.baselines.iter().flat_map(|baseline| self.spent(baseline, &met))).collect()
    }

    fn reason(
        &self,
        assessment: &str,
        finding: &Finding,
        used: &mut [bool],
        met: &mut BTreeSet<String>,
    ) -> Option<String> {
        let allows = |allowance: &Allowance| allowance.has_reason() && allowance.covers(assessment, finding);
        if let Some(index) = self.allowances.iter().position(allows) {
            used[index] = true;
            return self.allowances[index].reason.clone();
        }
        let in_row = |baseline: &&Baseline| finding.row.as_ref().is_some_and(|row| baseline.rows.contains(row));
        if let Some(holds) = self.baselines.iter().find(in_row).filter(|_| !finding.concealed) {
            return Some(holds.reason.clone());
        }
        let holds = self.baselines.iter().find(|baseline| baseline.marks.contains(&finding.fingerprint))?;
        met.insert(finding.fingerprint.clone());
        let until = holds.until.map(|until| format!("（{until}まで）")).unwrap_or_default();
        (!self.has_ended(holds)).then(|| format!("{}{until}", holds.reason))
    }

    fn has_ended(&self, baseline: &Baseline) -> bool {
        self.today.zip(baseline.until).is_some_and(|(today, until)| until.is_before(today))
    }

    /// A baseline whose day has passed, or findings of it that are there no more.
    fn spent(&self, baseline: &Baseline, met: &BTreeSet<String>) -> Vec<Finding> {
        let mut told = Vec::new();
        let left = baseline.marks.iter().filter(|mark| met.contains(*mark)).count();
        if let Some(until) = baseline.until.filter(|_| self.has_ended(baseline) && left > 0) {
            let message = format!("猶予の期限（{until}）を過ぎています。残る指摘は {left} 件です");
            let help = "指摘された所を直すか、理由を確かめて期限（until）を改めてください";
            told.push(Finding::new(&reader::BASELINE_ENDED, message).at(baseline.span.clone()).help(help));
        }
        let gone = baseline.marks.len() - left;
        if gone > 0 {
            let message = format!("猶予した指摘のうち {gone} 件は、もうありません");
            let help = "hyokasho check --add-baseline をもう一度実行すると、無くなった分が除かれます";
            told.push(Finding::new(&reader::UNUSED_ALLOWANCE, message).at(baseline.span.clone()).help(help));
        }
        let changed = baseline.rows.iter().filter(|row| !met.contains(*row)).count();
        if changed > 0 {
            let message = format!("引き継いだ変更箇所の行のうち {changed} 行が、書き換えられたか、無くなっています");
            let help = "公表した行は元に戻してください。わざと直したのなら、この一覧から消して検査し直してください";
            told.push(Finding::new(&reader::UNUSED_ALLOWANCE, message).at(baseline.span.clone()).help(help));
        }
        told
    }
}

fn problem(allowance: &Allowance, used: bool) -> Option<Finding> {
    if !allowance.has_reason() {
        let message = format!("{} を許容する理由（reason）がありません", allowance.code);
        return Some(Finding::new(&reader::ALLOWANCE_WITHOUT_REASON, message).at(allowance.span.clone()));
    }
    let message = format!("{} の許容に当たる指摘はありません", allowance.code);
    let help = "直っているなら allow: から消してください";
    (!used).then(|| Finding::new(&reader::UNUSED_ALLOWANCE, message).at(allowance.span.clone()).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    fn span() -> Span {
        Span::new(&Source::new("hyokasho.yaml", "allow: []"), 0..5)
    }

    fn apply(
        allowances: &[Allowance],
        baselines: &[Baseline],
        today: Option<&str>,
        judged: &mut Judged,
    ) -> Vec<Finding> {
        let today = today.map(|day| Date::parse(day).unwrap());
        Acceptance { allowances, baselines, today }.apply(std::slice::from_mut(judged))
    }

    fn judged(findings: Vec<Finding>) -> Judged {
        Judged { name: "a".into(), findings, rows: BTreeSet::new(), accepted: Vec::new() }
    }

    fn allowance(code: &str, reason: Option<&str>) -> Allowance {
        Allowance { code: code.into(), assessment: None, item: None, reason: reason.map(Into::into), span: span() }
    }

    #[test]
    fn what_refuses_the_input_cannot_be_accepted() {
        let mut found = judged(vec![Finding::new(&reader::CONTROL_CHARACTER, "x")]);
        let idle = apply(&[allowance("HY003", Some("後で直す"))], &[], None, &mut found);
        assert_eq!((found.findings.len(), idle[0].rule.code), (1, reader::UNUSED_ALLOWANCE.code));
    }

    #[test]
    fn a_reason_is_needed_and_an_idle_allowance_is_told() {
        let code = reader::UNKNOWN_KEY.code;
        let mut found = judged(vec![Finding::new(&reader::UNKNOWN_KEY, "x")]);
        assert_eq!(apply(&[allowance(code, None)], &[], None, &mut found).len(), 1);
        assert_eq!(found.findings.len(), 1, "without a reason nothing is suppressed");
        assert!(apply(&[allowance(code, Some("国の様式のまま"))], &[], None, &mut found).is_empty());
        assert!(found.findings.is_empty());
        assert_eq!(found.accepted[0].accepted.as_deref(), Some("国の様式のまま"));
        let idle = apply(&[allowance(code, Some("国の様式のまま"))], &[], None, &mut found);
        assert_eq!(idle[0].rule.code, reader::UNUSED_ALLOWANCE.code);
    }

    #[test]
    fn a_baseline_holds_until_its_day_and_tells_what_is_gone() {
        let finding = || Finding { fingerprint: "1".into(), ..Finding::new(&reader::UNKNOWN_KEY, "x") };
        let baseline = |marks: &[&str]| Baseline {
            reason: "引き継いだ".into(),
            until: Some(Date::parse("2026-12-31").unwrap()),
            rows: BTreeSet::new(),
            marks: marks.iter().map(|mark| (*mark).to_owned()).collect(),
            span: span(),
        };
        let run = |marks: &[&str], today: Option<&str>| {
            let mut found = judged(vec![finding()]);
            let told = apply(&[], &[baseline(marks)], today, &mut found);
            (found.findings.len(), told.iter().map(|finding| finding.rule.code).collect::<Vec<_>>())
        };
        assert_eq!(run(&["1"], None), (0, vec![]));
        assert_eq!(run(&["1"], Some("2026-12-31")), (0, vec![]));
        assert_eq!(run(&["1"], Some("2027-01-01")), (1, vec![reader::BASELINE_ENDED.code]));
        assert_eq!(run(&["1", "2"], None), (0, vec![reader::UNUSED_ALLOWANCE.code]));
        assert_eq!(run(&[], None), (1, vec![]));
    }

    #[test]
    fn a_row_that_was_taken_over_is_asked_about_no_more() {
        let baseline = Baseline {
            reason: "公表したまま引き継いだ".into(),
            until: None,
            marks: BTreeSet::new(),
            rows: BTreeSet::from(["r1".to_owned(), "r2".to_owned()]),
            span: span(),
        };
        let finding = |row: &str| Finding { row: Some(row.into()), ..Finding::new(&reader::UNKNOWN_KEY, "x") };
        let mut found = judged(vec![finding("r1"), finding("r3")]);
        found.rows = BTreeSet::from(["r1".to_owned()]);
        let told = apply(&[], &[baseline], Some("2099-01-01"), &mut found);
        assert_eq!((found.findings.len(), found.accepted.len()), (1, 1));
        assert!(told.len() == 1 && told[0].message.contains("1 行が"), "a row that is there no more is told");
    }
}
