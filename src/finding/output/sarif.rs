//! SARIF 2.1.0, the format of code scanning services.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{MAIN_SEPARATOR_STR, Path};

use serde_json::{Value, json};

use super::told;
use crate::finding::{Confidence, Finding, Repair, RepairEdit, Rule, Severity};
use crate::text::Span;

pub(super) fn render(findings: &[Finding], accepted: &[Finding]) -> String {
    let findings: Vec<&Finding> = findings.iter().chain(accepted).collect();
    let rules: BTreeMap<_, _> = findings.iter().map(|finding| (finding.rule.code, finding.rule)).collect();
    let codes: Vec<_> = rules.keys().copied().collect();
    let mut told = BTreeMap::new();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, &codes, &mut told)).collect();
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
            "results": results,
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
        "helpUri": format!("urn:hyokasho:rule:{}", rule.code),
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "tags": [format!("{}xx", &rule.code[..3])],
            "precision": if rule.confidence == Confidence::Certain { "very-high" } else { "medium" },
            "problem.severity": match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "recommendation",
            },
        },
    })
}

fn result(finding: &Finding, codes: &[&str], told_before: &mut BTreeMap<String, usize>) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.code,
        "ruleIndex": codes.partition_point(|code| *code < finding.rule.code),
        "level": level(finding.severity),
        "message": { "text": told(finding) },
        "partialFingerprints": { "hyokasho/v2": fingerprint(finding, told_before) },
    });
    let location = location(finding);
    if location != json!({}) {
        result["locations"] = json!([location]);
    }
    let elsewhere = finding.others.iter().filter_map(|other| Some((other.span.as_ref()?, "ここにも")));
    let related = finding.related.iter().map(|(span, label)| (span, label.as_str())).chain(elsewhere);
    let related: Vec<Value> = related
        .enumerate()
        .map(|(index, (span, label))| {
            json!({ "id": index + 1, "message": { "text": label }, "physicalLocation": physical(span) })
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let Some(reason) = &finding.accepted {
        result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": reason }]);
    }
    let repairs: Vec<Value> = finding.all().filter_map(|one| one.repair.as_ref()).map(fix).collect();
    if !repairs.is_empty() {
        result["fixes"] = json!(repairs);
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

fn fix(repair: &Repair) -> Value {
    let change = |edit: &RepairEdit| {
        json!({
            "artifactLocation": { "uri": uri(edit.span.source.path()) },
            "replacements": [{
                "deletedRegion": physical(&edit.span)["region"],
                "insertedContent": { "text": edit.text },
            }],
        })
    };
    json!({
        "description": { "text": repair.title },
        "artifactChanges": repair.edits.iter().map(change).collect::<Vec<_>>(),
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

/// That of the finding; where several have none or the same, as in two workspaces, each gets one of its own.
fn fingerprint(finding: &Finding, told_before: &mut BTreeMap<String, usize>) -> String {
    let known = if finding.fingerprint.is_empty() { finding.rule.code } else { &finding.fingerprint };
    let before = told_before.entry(known.to_owned()).or_default();
    *before += 1;
    if *before == 1 { known.to_owned() } else { format!("{known}-{before}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::reader;
    use crate::text::Source;

    fn run(findings: &[Finding]) -> Value {
        let document: Value = serde_json::from_str(&render(findings, &[])).unwrap();
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
    fn no_two_results_have_the_same_fingerprint() {
        let finding = || Finding { fingerprint: "ab".into(), ..Finding::new(&reader::UNKNOWN_KEY, "件名") };
        let run = run(&[finding(), finding(), Finding::new(&reader::UNKNOWN_KEY, "件名")]);
        let prints: Vec<_> = run["results"].as_array().unwrap().iter().map(|one| &one["partialFingerprints"]).collect();
        assert!(prints.iter().enumerate().all(|(at, one)| !prints[..at].contains(one)), "{prints:?}");
    }

    #[test]
    fn what_was_accepted_is_suppressed_with_its_reason_and_repairs_are_fixes() {
        let source = Source::new("a.yaml", "件名: x\n");
        let span = || Span::new(&source, 0..6);
        let accepted =
            Finding { accepted: Some("国の様式のまま".into()), ..Finding::new(&reader::UNKNOWN_KEY, "a") };
        let repaired =
            Finding::new(&reader::UNKNOWN_KEY, "b").at(span()).repair(Repair::answer(&span(), "title".into()));
        let document: Value = serde_json::from_str(&render(&[repaired], &[accepted])).unwrap();
        let results = &document["runs"][0]["results"];
        assert_eq!(results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "title");
        assert!(results[0].get("suppressions").is_none());
        assert_eq!(results[1]["suppressions"][0]["justification"], "国の様式のまま");
    }
}
