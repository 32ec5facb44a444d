//! The outline: what is written, under the labels of the form.

use serde_json::{Value, json};

use super::cursor::CursorStep;
use super::desk::{DocumentKind, EditorDesk};
use super::position::range;
use super::requests::AskedDocument;
use super::schema::{alternatives, of_document};
use crate::text::Source;
use crate::yaml::{YamlNode, YamlValue, parse};

/// Kinds of the protocol.
const MODULE: u8 = 2;
const CLASS: u8 = 5;
const FIELD: u8 = 8;
/// Characters of an answer that are shown beside its label.
const DETAIL: usize = 40;

pub(super) fn outline(desk: &EditorDesk, document: &AskedDocument) -> Value {
    let root = parse(&document.source).root;
    let (Some(root), Some(schema)) = (root, of_document(desk, document)) else { return json!([]) };
    if document.kind == DocumentKind::Passage {
        return json!([]);
    }
    let outline = Outliner { source: &document.source, schema: &schema };
    Value::Array(outline.inside(&root, &mut Vec::new()))
}

struct Outliner<'a> {
    source: &'a Source,
    schema: &'a Value,
}

impl Outliner<'_> {
    fn inside(&self, node: &YamlNode, way: &mut Vec<CursorStep>) -> Vec<Value> {
        let mut found = Vec::new();
        match &node.value {
            YamlValue::Scalar(..) => {}
            YamlValue::Map(entries) => {
                for entry in entries {
                    way.push(CursorStep::Key(entry.key.clone()));
                    let name = self.title(way).unwrap_or_else(|| entry.key.clone());
                    let children = self.inside(&entry.node, way);
                    let kind = if children.is_empty() { FIELD } else { MODULE };
                    let whole = entry.key_range.start..entry.node.range.end.max(entry.key_range.end);
                    found.push(json!({
                        "name": name,
                        "detail": detail(&entry.node),
                        "kind": kind,
                        "range": range(self.source, &whole),
                        "selectionRange": range(self.source, &entry.key_range),
                        "children": children,
                    }));
                    way.pop();
                }
            }
            YamlValue::List(items) => {
                let list = self.title(way).unwrap_or_default();
                let list = list.rsplit(' ').next().unwrap_or_default().to_owned();
                for (index, item) in
                    items.iter().enumerate().filter(|(_, item)| matches!(item.value, YamlValue::Map(_)))
                {
                    let id = item.text_of("id").map(ToOwned::to_owned);
                    let named = item.text_of("name").or(item.text_of("date")).or(item.text_of("item"));
                    let named = named.or(item.text_of("title")).or(id.as_deref()).unwrap_or_default().to_owned();
                    let first = item
                        .entries()
                        .first()
                        .map_or(item.range.start..item.range.start, |entry| entry.key_range.clone());
                    way.push(CursorStep::Item { index, id });
                    let children = self.inside(item, way);
                    way.pop();
                    found.push(json!({
                        "name": format!("{list}{}", index + 1),
                        "detail": named,
                        "kind": CLASS,
                        "range": range(self.source, &item.range),
                        "selectionRange": range(self.source, &first),
                        "children": children,
                    }));
                }
            }
        }
        found
    }

    fn title(&self, way: &[CursorStep]) -> Option<String> {
        let found = alternatives(self.schema, way);
        let title = found.iter().find_map(|one| one["title"].as_str())?;
        Some(title.to_owned()).filter(|title| !title.is_empty())
    }
}

/// The beginning of what is answered.
fn detail(node: &YamlNode) -> String {
    let text = node.text().unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(DETAIL).collect();
    if short.len() < text.trim_end().len() { format!("{short}…") } else { short }
}
