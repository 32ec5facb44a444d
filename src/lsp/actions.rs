//! What `check --fix` would put right, one by one or all at once.

use std::sync::Arc;

use serde_json::{Value, json};

use super::desk::EditorDesk;
use super::diagnostics::diagnostic;
use super::position::{bytes, range};
use super::requests::AskedDocument;
use super::wire::{DocumentRequest, text_edit};
use crate::finding::{Finding, Repair};
use crate::office::repaired;

pub(super) const QUICK_FIX: &str = "quickfix";
pub(super) const FIX_ALL: &str = "source.fixAll";

pub(super) fn actions(desk: &mut EditorDesk, document: &AskedDocument, asked: &DocumentRequest) -> Value {
    let Some(subject) = desk.subject(&document.path) else { return json!([]) };
    let findings = desk.findings(&subject);
    let name = document.source.path();
    let is_own = |repair: &&Repair| repair.edits.iter().all(|edit| edit.span.source.path() == name);
    let own = findings.iter().filter_map(|finding| Some((finding, finding.repair.as_ref().filter(is_own)?)));
    let own: Vec<(&Finding, &Repair)> = own.collect();
    // Edits are told by places in the text that was looked at, which has to be the one that is open.
    let is_current = |(finding, _): &&(&Finding, &Repair)| {
        finding.span.as_ref().is_some_and(|span| span.source.text() == document.source.text())
    };
    let own: Vec<(&Finding, &Repair)> = own.iter().filter(is_current).copied().collect();
    let wants =
        |kind: &str| asked.context.only.as_ref().is_none_or(|only| only.iter().any(|one| kind.starts_with(one)));
    let uri = desk.uri(&document.path);
    let edit = |edits: Vec<Value>| json!({ "changes": { uri.as_str(): edits } });
    let mut found = Vec::new();
    if wants(QUICK_FIX) {
        let at = asked.range.map(|range| bytes(&document.source, range)).unwrap_or_default();
        let touches = |finding: &Finding| {
            finding.span.as_ref().is_some_and(|span| span.range().start <= at.end && at.start <= span.range().end)
        };
        for (finding, repair) in own.iter().filter(|(finding, _)| touches(finding)) {
            // One that would touch something else is left to a person.
            if repaired(&document.source, &[(*finding, *repair)]).1.is_empty() {
                continue;
            }
            let edits = repair.edits.iter();
            let edits = edits.map(|one| text_edit(range(&document.source, &one.span.range()), &one.text)).collect();
            found.push(json!({
                "title": format!("{}（{}）", repair.title, finding.rule.code),
                "kind": QUICK_FIX,
                "isPreferred": true,
                "diagnostics": [diagnostic(desk, finding)],
                "edit": edit(edits),
            }));
        }
    }
    if wants(FIX_ALL) {
        let (after, done) = repaired(&document.source, &own);
        if !done.is_empty() {
            found.push(json!({
                "title": format!("直し方が一つに決まる指摘をすべて直す（{} か所）", done.len()),
                "kind": FIX_ALL,
                "edit": edit(super::wire::rewritten(&Arc::clone(&document.source), &after)),
            }));
        }
    }
    Value::Array(found)
}
