//! How many findings there are of each kind.

use std::collections::BTreeMap;

use crate::cli::table;
use crate::finding::{Finding, Rule, Severity};

/// A line for each code, the most frequent first: places, code, severity, title.
pub(super) fn table(findings: &[Finding], width: usize) -> String {
    let mut counted: BTreeMap<&str, (usize, Severity, &Rule)> = BTreeMap::new();
    for finding in findings {
        let (count, severity, _) = counted.entry(finding.rule.code).or_insert((0, finding.severity, finding.rule));
        *count += finding.all().count();
        *severity = (*severity).min(finding.severity);
    }
    let mut counted: Vec<_> = counted.into_values().collect();
    counted.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    let places: usize = counted.iter().map(|(count, ..)| count).sum();
    let mut rows = vec![["か所", "コード", "重さ", "題"].map(ToOwned::to_owned).to_vec()];
    rows.extend(counted.into_iter().map(|(count, severity, rule)| {
        vec![count.to_string(), rule.code.to_owned(), severity.word().to_owned(), rule.title()]
    }));
    rows.push(vec![places.to_string(), "計".to_owned()]);
    table::table(&rows, 3, width)
}
