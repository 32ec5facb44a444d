//! What may stand at a place, asked of the JSON Schemas that `hyokasho schema` writes.

use std::path::Path;

use serde_json::Value;

use super::cursor::CursorStep;
use super::desk::{DocumentKind, EditorDesk};
use super::requests::AskedDocument;
use crate::assessment::fragment_schema;
use crate::form::Form;
use crate::procedure;
use crate::text::Source;
use crate::workspace::config_schema;

/// The schema of a document, where it has one.
pub(super) fn of_document(desk: &EditorDesk, document: &AskedDocument) -> Option<Value> {
    match document.kind {
        DocumentKind::Assessment => Some(form_of(desk, &document.path, &document.source)?.schema()),
        DocumentKind::Procedure => Some(procedure::schema()),
        DocumentKind::Settings => Some(config_schema()),
        DocumentKind::Passage => Some(fragment_schema()),
        DocumentKind::Form | DocumentKind::Other => None,
    }
}

/// The form that an assessment names, however broken the rest of it is.
pub(super) fn form_of(desk: &EditorDesk, path: &Path, source: &Source) -> Option<std::sync::Arc<Form>> {
    let named = source.text().lines().find_map(|line| line.strip_prefix("form:"))?;
    let named = named.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    desk.workspace(path).forms.get(named)?.ok()
}

/// Every way in which what stands at the end of the way may look.
pub(super) fn alternatives<'s>(schema: &'s Value, way: &[CursorStep]) -> Vec<&'s Value> {
    way.iter().fold(spread(schema, schema), |found, step| {
        let inner = |one: &&'s Value| match step {
            CursorStep::Key(key) => one["properties"].get(key).or_else(|| one.get("additionalProperties")),
            CursorStep::Item { .. } => one.get("items"),
        };
        let inner = found.iter().filter_map(inner).filter(|inner| inner.is_object());
        inner.flat_map(|inner| spread(schema, inner)).collect()
    })
}

/// References followed and alternatives laid side by side; the first is what was asked for, which bears its title.
fn spread<'s>(schema: &'s Value, value: &'s Value) -> Vec<&'s Value> {
    let mut found = vec![value];
    let mut at = 0;
    while let Some(value) = found.get(at).copied() {
        at += 1;
        let reference = value["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/"));
        found.extend(reference.and_then(|name| schema["$defs"].get(name)));
        found.extend(value["anyOf"].as_array().into_iter().flatten());
    }
    found
}
