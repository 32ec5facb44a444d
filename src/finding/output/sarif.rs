//! SARIF 2.1.0, the format of code scanning services.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{MAIN_SEPARATOR_STR, Path};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::told;
use crate::finding::{Finding, Rule, Severity};
use crate::text::Span;

pub(super) fn render(findings: &[Finding]) -> String {
    let rules: BTreeMap<_, _> = findings.iter().map(|finding| (finding.rule.code, finding.rule)).collect();
    let codes: Vec<_> = rules.keys().copied().collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules.values().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
                },
            },
            "language": "ja-JP",
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(|finding| result(finding, &codes)).collect::<Vec<_>>(),
        }],
    });
    format!("{document:#}\n")
}

fn descriptor(rule: &Rule) -> Value {
    let explanation = rule.explanation();
    let (title, body) = explanation.split_once('\n').unwrap_or((&explanation, &explanation));
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": title },
        "fullDescription": { "text": body.trim() },
        "help": { "text": explanation, "markdown": explanation },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(finding: &Finding, codes: &[&str]) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.code,
        "ruleIndex": codes.partition_point(|code| *code < finding.rule.code),
        "level": level(finding.severity),
        "message": { "text": told(finding) },
        "partialFingerprints": { "hyokasho/v1": fingerprint(finding) },
    });
    let location = location(finding);
    if location != json!({}) {
        result["locations"] = json!([location]);
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(index, (span, label))| {
            json!({ "id": index + 1, "message": { "text": label }, "physicalLocation": physical(span) })
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(finding: &Finding) -> Value {
    let mut location = json!({});
    if let Some(span) = &finding.span {
        location["physicalLocation"] = physical(span);
    }
    if let Some(item) = &finding.item {
        let mut logical = json!({ "fullyQualifiedName": item });
        if let Some(path) = &finding.path {
            logical["name"] = json!(path);
        }
        location["logicalLocations"] = json!([logical]);
    }
    location
}

fn physical(span: &Span) -> Value {
    let (start, end) = (span.start_position(), span.end_position());
    json!({
        "artifactLocation": { "uri": uri(span.source.path()) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

/// A relative reference where the path is relative.
fn uri(path: &str) -> String {
    let slashed = path.replace(MAIN_SEPARATOR_STR, "/");
    let absolute = Path::new(path).is_absolute();
    let bare = if absolute { slashed.trim_start_matches('/') } else { slashed.trim_start_matches("./") };
    let mut uri = String::from(if absolute { "file:///" } else { "" });
    for byte in bare.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => _ = write!(uri, "%{byte:02X}"),
        }
    }
    uri
}

/// The same for the same finding, wherever its lines have moved to.
fn fingerprint(finding: &Finding) -> String {
    let parts = [finding.rule.code, finding.item.as_deref().unwrap_or_default(), &finding.message];
    let digest = Sha256::digest(parts.join("\0"));
    digest.iter().take(16).fold(String::new(), |mut hex, byte| {
        _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::reader;
    use crate::text::Source;

    fn run(findings: &[Finding]) -> Value {
        let document: Value = serde_json::from_str(&render(findings)).unwrap();
        document["runs"][0].clone()
    }

    #[test]
    fn results_point_at_their_rule() {
        let findings = [
            Finding::new(&reader::NOT_AN_OPTION, "b"),
            Finding::new(&reader::UNREADABLE, "a").severity(Severity::Info),
            Finding::new(&reader::NOT_AN_OPTION, "c"),
        ];
        let run = run(&findings);
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), 2);
        for result in run["results"].as_array().unwrap() {
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
        assert_eq!(run["results"][1]["level"], "note");
        assert_eq!(rules[0]["defaultConfiguration"]["level"], "error");
        assert_eq!(rules[0]["shortDescription"]["text"], reader::UNREADABLE.title());
    }

    #[test]
    fn uris_are_encoded() {
        assert_eq!(uri("15-健診/a b#%.yaml"), "15-%E5%81%A5%E8%A8%BA/a%20b%23%25.yaml");
        assert_eq!(uri("./a.yaml"), "a.yaml");
        assert_eq!(uri("../a:b.yaml"), "../a%3Ab.yaml");
    }

    #[cfg(unix)]
    #[test]
    fn an_absolute_path_is_a_file_uri() {
        assert_eq!(uri("/srv/健.yaml"), "file:///srv/%E5%81%A5.yaml");
    }

    #[test]
    fn fingerprints_survive_moved_lines() {
        let find = |text: &str| {
            let source = Source::new("a.yaml", text);
            let start = text.find("件名").unwrap();
            let span = Span::new(&source, start..start + "件名".len());
            let run = run(&[Finding::new(&reader::UNKNOWN_KEY, "件名").on("cover", "表紙").at(span)]);
            run["results"][0].clone()
        };
        let (before, after) = (find("件名: x\n"), find("# 注\n\n件名: x\n"));
        let line = |result: &Value| result["locations"][0]["physicalLocation"]["region"]["startLine"].clone();
        assert_ne!(line(&before), line(&after));
        assert_eq!(before["partialFingerprints"], after["partialFingerprints"]);
        let other = run(&[Finding::new(&reader::UNKNOWN_KEY, "件名").on("work", "Ⅰ 1")]);
        assert_ne!(before["partialFingerprints"], other["results"][0]["partialFingerprints"]);
    }
}
