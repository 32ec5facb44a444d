//! The JSON document that other programs rely on. Its shape is a contract.

use serde_json::{Value, json};

use super::Summary;
use crate::finding::{Finding, Repair, RepairEdit};
use crate::text::Span;

/// Rises when what is there already changes its meaning; keys may be added without.
const VERSION: u32 = 1;

pub(super) fn render(findings: &[Finding], accepted: &[Finding], summary: &Summary) -> String {
    let document = json!({
        "version": VERSION,
        "findings": findings.iter().map(entry).collect::<Vec<_>>(),
        "accepted": accepted.iter().map(entry).collect::<Vec<_>>(),
        "summary": {
            "errors": summary.errors,
            "warnings": summary.warnings,
            "infos": summary.infos,
            "completeness": summary.completeness.map(|share| (share * 1e4).round() / 1e4),
        },
    });
    format!("{document:#}\n")
}

fn entry(finding: &Finding) -> Value {
    let place = place(finding);
    let mut entry = json!({
        "code": finding.rule.code,
        "rule": finding.rule.name,
        "severity": finding.severity.key(),
        "message": finding.message,
    });
    entry.as_object_mut().into_iter().for_each(|entry| entry.extend(place.as_object().cloned().unwrap_or_default()));
    entry["help"] = json!(finding.help);
    entry["others"] = finding.others.iter().map(self::place).collect();
    entry["repair"] = json!(finding.repair.as_ref().map(repair));
    entry["fingerprint"] = json!(finding.fingerprint);
    if let Some(reason) = &finding.accepted {
        entry["reason"] = json!(reason);
    }
    entry
}

/// Where a finding stands.
fn place(finding: &Finding) -> Value {
    let file = finding.span.as_ref().map(|span| span.source.path());
    let start = finding.span.as_ref().map(Span::start_position);
    let end = finding.span.as_ref().map(Span::end_position);
    json!({
        "item": finding.item,
        "path": finding.path,
        "file": file,
        "line": start.map(|at| at.line),
        "column": start.map(|at| at.column),
        "end_line": end.map(|at| at.line),
        "end_column": end.map(|at| at.column),
    })
}

fn repair(repair: &Repair) -> Value {
    let edit = |edit: &RepairEdit| {
        let (start, end) = (edit.span.start_position(), edit.span.end_position());
        json!({
            "file": edit.span.source.path(),
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
            "text": edit.text,
        })
    };
    json!({ "title": repair.title, "edits": repair.edits.iter().map(edit).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::reader;
    use crate::text::Source;

    fn parsed(findings: &[Finding], completeness: Option<f64>) -> Value {
        serde_json::from_str(&render(findings, &[], &Summary::of(findings, completeness))).unwrap()
    }

    #[test]
    fn the_contract_holds_key_by_key_and_in_order() {
        let source = Source::new("15/評価書.yaml", "cover:\r\n  件名: 成人健診\r\n");
        let start = source.text().find('成').unwrap();
        let finding = Finding::new(&reader::NOT_AN_OPTION, "合わない")
            .on("cover.title", "表紙 評価書名")
            .at(Span::new(&source, start..start + "成人健診".len()))
            .help("消してください");
        let document = parsed(&[finding], Some(0.971_23));
        let expected = concat!(
            r#"{"version":1,"findings":[{"code":"HY022","rule":"not-an-option","severity":"error","message":"合わない","#,
            r#""item":"cover.title","path":"表紙 評価書名","file":"15/評価書.yaml","line":2,"column":7,"end_line":2,"#,
            r#""end_column":11,"help":"消してください","others":[],"repair":null,"fingerprint":""}],"accepted":[],"#,
            r#""summary":{"errors":1,"warnings":0,"infos":0,"completeness":0.9712}}"#,
        );
        assert_eq!(document.to_string(), expected);
    }

    #[test]
    fn what_is_absent_is_null() {
        let document = parsed(&[Finding::new(&reader::UNREADABLE, "読めない")], None);
        let finding = &document["findings"][0];
        for key in ["item", "path", "file", "line", "column", "end_line", "end_column", "help"] {
            assert_eq!(finding.get(key), Some(&Value::Null), "{key}");
        }
        assert_eq!(document["summary"].get("completeness"), Some(&Value::Null));
    }

    #[test]
    fn no_findings_are_still_one_document() {
        assert_eq!(parsed(&[], Some(1.0))["findings"], json!([]));
    }
}
