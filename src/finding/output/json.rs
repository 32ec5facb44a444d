//! The JSON document that other programs rely on. Its shape is a contract.

use serde_json::{Value, json};

use super::Summary;
use crate::finding::Finding;
use crate::text::Span;

pub(super) fn render(findings: &[Finding], summary: &Summary) -> String {
    let document = json!({
        "findings": findings.iter().map(entry).collect::<Vec<_>>(),
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
    let file = finding.span.as_ref().map(|span| span.source.path());
    let start = finding.span.as_ref().map(Span::start_position);
    let end = finding.span.as_ref().map(Span::end_position);
    json!({
        "code": finding.rule.code,
        "rule": finding.rule.name,
        "severity": finding.severity.key(),
        "message": finding.message,
        "item": finding.item,
        "path": finding.path,
        "file": file,
        "line": start.map(|at| at.line),
        "column": start.map(|at| at.column),
        "end_line": end.map(|at| at.line),
        "end_column": end.map(|at| at.column),
        "help": finding.help,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::reader;
    use crate::text::Source;

    fn parsed(findings: &[Finding], completeness: Option<f64>) -> Value {
        serde_json::from_str(&render(findings, &Summary::of(findings, completeness))).unwrap()
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
            r#"{"findings":[{"code":"HY022","rule":"not-an-option","severity":"error","message":"合わない","#,
            r#""item":"cover.title","path":"表紙 評価書名","file":"15/評価書.yaml","line":2,"column":7,"end_line":2,"#,
            r#""end_column":11,"help":"消してください"}],"#,
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
