//! Reads the fields of a form definition.

use std::sync::Arc;

use super::definition::{Definition, ItemDraft, PartDraft};
use super::model::{Choice, Kind, Node, Options, Part, PrintHints, Role};
use super::{Basis, Condition, Derivation, Key};
use crate::finding::{Finding, reader};
use crate::text::{Source, Span};
use crate::yaml::{YamlEntry, YamlNode};

pub(super) struct FormReader {
    /// What is being read.
    pub(super) source: Arc<Source>,
    pub(super) findings: Vec<Finding>,
}

const HEAD: [&str; 5] = ["form", "style", "edition", "name", "basis"];

impl FormReader {
    pub(super) fn new(source: &Arc<Source>) -> Self {
        Self { source: Arc::clone(source), findings: Vec::new() }
    }

    pub(super) fn error(&mut self, node: &YamlNode, message: String) {
        let span = node.span(&self.source);
        self.error_at(span, message);
    }

    pub(super) fn error_at(&mut self, span: Span, message: String) {
        self.findings.push(Finding::new(&reader::BAD_FORM, message).at(span));
    }

    pub(super) fn unknown(&mut self, entry: &YamlEntry, what: &str) {
        let span = Span::new(&self.source, entry.key_range.clone());
        self.error_at(span, format!("{what}に「{}」という欄はありません", entry.key));
    }

    /// A form that stands on no other.
    pub(super) fn whole(&mut self, definition: &mut Definition, root: &YamlNode) {
        self.head(definition, root, &["options", "parts"]);
        for list in root.get("options").map(YamlNode::entries).unwrap_or_default() {
            let options = self.option_list(&list.node);
            definition.options.insert(list.key.clone(), options);
        }
        for part in root.get("parts").map(YamlNode::items).unwrap_or_default() {
            let part = self.part(definition, part);
            definition.parts.push(part);
        }
    }

    /// Who the form is; `others` may stand beside that.
    pub(super) fn head(&mut self, definition: &mut Definition, root: &YamlNode, others: &[&str]) {
        for entry in root.entries() {
            let text = || entry.node.text().unwrap_or_default().to_owned();
            match entry.key.as_str() {
                "form" => definition.id = text(),
                "style" => definition.style = text(),
                "edition" => definition.edition = text(),
                "name" => definition.name = text(),
                "basis" => definition.basis = self.basis(&entry.node),
                other if others.contains(&other) => {}
                other => {
                    let known: Vec<&str> = HEAD.iter().chain(others).copied().collect();
                    let message = format!("様式の定義に「{other}」という欄はありません");
                    let span = Span::new(&self.source, entry.key_range.clone());
                    let help = format!("書けるのは {} です", known.join("・"));
                    self.findings.push(Finding::new(&reader::BAD_FORM, message).at(span).help(help));
                }
            }
        }
    }

    pub(super) fn option_list(&mut self, list: &YamlNode) -> Options {
        let mut group = None;
        let choices = list.items().iter().filter_map(|item| self.choice(item, &mut group)).collect();
        Options { choices }
    }

    /// One word of an option list, or the sub-heading of those that follow.
    pub(super) fn choice(&mut self, item: &YamlNode, group: &mut Option<String>) -> Option<Choice> {
        if let Some(heading) = item.text_of("group") {
            *group = Some(heading.to_owned());
            return None;
        }
        let Some(word) = item.text().or_else(|| item.text_of("word")) else {
            self.error(item, "選択肢は言葉か {word: …, text: true} で書きます".into());
            return None;
        };
        for entry in item.entries().iter().filter(|entry| !["word", "text", "about"].contains(&entry.key.as_str())) {
            self.unknown(entry, "選択肢の定義");
        }
        let about = item.text_of("about").map(ToOwned::to_owned);
        Some(Choice { word: word.to_owned(), group: group.clone(), text: item.text_of("text") == Some("true"), about })
    }

    pub(super) fn part(&mut self, definition: &mut Definition, node: &YamlNode) -> PartDraft {
        let mut draft = PartDraft { part: Part::default(), items: Vec::new(), span: first_entry(node, &self.source) };
        for field in node.entries() {
            self.part_field(definition, &mut draft, field);
        }
        draft
    }

    pub(super) fn part_field(&mut self, definition: &mut Definition, draft: &mut PartDraft, field: &YamlEntry) {
        let text = || field.node.text().map(ToOwned::to_owned);
        let words = || field.node.items().iter().filter_map(|word| word.text().map(ToOwned::to_owned)).collect();
        match field.key.as_str() {
            "number" => draft.part.number = text(),
            "title" => draft.part.title = text().unwrap_or_default(),
            "each" => draft.part.each = field.node.text().map(Key::from),
            "mark" => draft.part.mark = field.node.text() == Some("true"),
            "columns" => draft.part.columns = Some(words()),
            "timing" => definition.timings = words(),
            "items" => draft.items = self.items(&field.node),
            "type" if field.node.text() == Some("changes") => {}
            "type" => self.error(&field.node, "章の type には changes だけを書けます".into()),
            _ => self.unknown(field, "章の定義"),
        }
    }

    pub(super) fn items(&mut self, list: &YamlNode) -> Vec<ItemDraft> {
        list.items().iter().map(|item| self.item(item)).collect()
    }

    fn item(&mut self, definition: &YamlNode) -> ItemDraft {
        let span = first_entry(definition, &self.source);
        let mut item = ItemDraft { node: Node::blank(), mark: None, items: Vec::new(), span };
        for field in definition.entries() {
            self.field(&mut item, field);
        }
        item
    }

    /// One field of an item; an empty value takes away what an earlier definition said.
    pub(super) fn field(&mut self, item: &mut ItemDraft, field: &YamlEntry) {
        let node = &mut item.node;
        let (value, nothing) = (&field.node, field.node.is_null());
        let text = || value.text().map(ToOwned::to_owned);
        let on = value.text() == Some("true");
        match field.key.as_str() {
            "type" => match Role::from_key(value.text().unwrap_or_default()) {
                Some(role) => node.role = role,
                None => self.error(value, "知らない type です".into()),
            },
            "number" => node.number = text(),
            "label" => node.label = text().unwrap_or_default(),
            "key" => node.key = value.text().map(Key::from),
            "same" => node.same = value.text().map(Key::from),
            "kind" => match Kind::named(value.text().unwrap_or_default()) {
                Some(kind) => node.kind = Some(kind),
                None => self.error(value, "知らない kind です".into()),
            },
            "options" => node.options = text(),
            "each" => node.each = value.text().map(Key::from),
            "derive" => node.derive = value.text().and_then(|name| self.derivation(value, name)),
            "when" if nothing => node.when = None,
            "when" => match Condition::parse(value.text().unwrap_or_default()) {
                Ok(condition) => node.when = Some(condition),
                Err(error) => self.error(value, error.to_string()),
            },
            "required" => node.required = nothing || on,
            "mark" => item.mark = (!nothing).then_some(on),
            "voluntary" => node.voluntary = on,
            "only" => node.only = text(),
            "once" => node.once = on,
            "history" => node.history = nothing || on,
            "unit" => node.unit = text(),
            "guide" => node.guide = text(),
            "basis" => node.basis = self.basis(value),
            "format" => match value.text() {
                Some("markdown") => node.markdown = true,
                None if nothing => node.markdown = false,
                _ => self.error(value, "format には markdown だけを書けます".into()),
            },
            "print" => {
                let number = |key: &str| value.text_of(key).and_then(|text| text.parse().ok());
                let brackets = value.text_of("brackets") == Some("true");
                node.print = PrintHints { columns: number("columns"), lines: number("lines"), brackets };
            }
            "items" => item.items = self.items(value),
            _ => self.unknown(field, "項目の定義"),
        }
    }

    fn derivation(&mut self, node: &YamlNode, name: &str) -> Option<Derivation> {
        let found = Derivation::named(name);
        if found.is_none() {
            self.error(node, format!("「{name}」という求め方（derive）はありません"));
        }
        found
    }

    fn basis(&mut self, node: &YamlNode) -> Option<Basis> {
        let name = node.text()?;
        let found = Basis::named(name);
        if found.is_none() {
            let known = Basis::ALL.map(|(key, _)| key).join("・");
            self.error(node, format!("basis に書けるのは {known} です"));
        }
        found
    }
}

/// Where a definition begins: long ones are pointed at by their first field.
fn first_entry(node: &YamlNode, source: &Arc<Source>) -> Span {
    let end = node.entries().first().map_or(node.range.end, |entry| entry.node.range.end.max(entry.key_range.end));
    Span::new(source, node.range.start..end)
}
