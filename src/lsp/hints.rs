//! What follows from other answers and is not typed, shown behind the line that it follows from.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::desk::{DocumentKind, EditorDesk};
use super::position::{bytes, position};
use super::requests::AskedDocument;
use super::wire::WireRange;
use crate::form::PathStyle;

/// Longer values are for the hover.
const LONGEST: usize = 30;

pub(super) fn hints(desk: &EditorDesk, document: &AskedDocument, asked: Option<WireRange>) -> Value {
    let found = if document.kind == DocumentKind::Assessment { desk.assessment(&document.path) } else { None };
    let Some(assessment) = found else { return json!([]) };
    let source = &assessment.source;
    let wanted = asked.map_or(0..source.text().len(), |range| bytes(source, range));
    let mut by_line: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for cell in assessment.cells.iter().filter(|cell| cell.active && cell.typed.is_none()) {
        let node = assessment.node(cell);
        let Some(derived) = cell.derived.as_ref().filter(|derived| !derived.is_blank()) else { continue };
        // The place nearest to it that is written; the top of the file is near to nothing.
        let near = Arc::ptr_eq(&cell.span.source, source) && cell.span.start > 0;
        if !near || !wanted.contains(&(cell.span.start as usize)) {
            continue;
        }
        let words = derived.words(assessment.form.options_of(node)).replace('\n', "、");
        // A box without a mark.
        if words.is_empty() {
            continue;
        }
        let short: String = words.chars().take(LONGEST).collect();
        let more = if short.len() < words.len() { "…" } else { "" };
        let label = assessment.form.path(cell.node, &[], None, PathStyle::Plain);
        let label = label.rsplit(' ').next().unwrap_or_default();
        by_line
            .entry(source.position(cell.span.start as usize).line)
            .or_default()
            .push(format!("{label}: {short}{more}"));
    }
    let hint = |(line, words): (u32, Vec<String>)| {
        let end = source.line_start(line) + source.line(line).len();
        json!({
            "position": position(source, end),
            "label": words.join("　"),
            "paddingLeft": true,
            "tooltip": "ほかの記載から決まる値です。書く必要はありません",
        })
    };
    Value::Array(by_line.into_iter().map(hint).collect())
}
