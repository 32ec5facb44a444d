//! Reads a form definition; everything wrong with it is told at its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::model::{Choice, Form, Kind, Mark, Node as FormNode, Options, Part, Print, Role};
use super::{Condition, Shape, overlay, verify};
use crate::finding::{Finding, reader};
use crate::text::{Source, Span};
use crate::yaml::{self, Entry, Node};

/// Finds the text of a base form by its identifier.
pub type FindBase<'a> = &'a dyn Fn(&str) -> Option<Arc<Source>>;

pub fn load(source: &Arc<Source>, base: FindBase<'_>) -> Result<Form, Vec<Finding>> {
    let parsed = yaml::parse(source);
    let Some(root) = parsed.root else { return Err(parsed.findings) };
    let mut reader = Reader::new(source);
    reader.findings = parsed.findings;
    let Some(base_id) = root.text_of("base") else {
        reader.head(&root);
        reader.body(&root);
        return reader.finish();
    };
    let Some(base_source) = base(base_id) else {
        let range = root.get("base").map_or(0..0, |node| node.range.clone());
        reader.error(&range, format!("元になる様式「{base_id}」がありません"));
        return Err(reader.findings);
    };
    let base_parsed = yaml::parse(&base_source);
    let Some(base_root) = base_parsed.root else { return Err(base_parsed.findings) };
    reader.head(&base_root);
    reader.body(&base_root);
    reader.head(&root);
    overlay::apply(&mut reader, &root);
    reader.finish()
}

pub(super) struct Reader<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) findings: Vec<Finding>,
    pub(super) nodes: Vec<FormNode>,
    pub(super) options: BTreeMap<String, Options>,
    pub(super) removed: Vec<usize>,
    /// Where each node was defined, for what `verify` finds.
    pub(super) ranges: Vec<Range<usize>>,
    parts: Vec<Part>,
    timings: Vec<String>,
    head: [String; 4],
}

const HEAD: [&str; 4] = ["form", "style", "edition", "name"];

impl<'a> Reader<'a> {
    fn new(source: &'a Arc<Source>) -> Self {
        Self {
            source,
            findings: Vec::new(),
            nodes: Vec::new(),
            options: BTreeMap::new(),
            removed: Vec::new(),
            ranges: Vec::new(),
            parts: Vec::new(),
            timings: Vec::new(),
            head: Default::default(),
        }
    }

    pub(super) fn error(&mut self, range: &Range<usize>, message: String) {
        self.findings.push(Finding::new(&reader::BAD_FORM, message).at(Span::new(self.source, range.clone())));
    }

    fn head(&mut self, root: &Node) {
        for entry in root.entries() {
            if let Some(index) = HEAD.iter().position(|key| *key == entry.key) {
                entry.node.text().unwrap_or_default().clone_into(&mut self.head[index]);
            } else if !["base", "options", "parts", "items", "remove"].contains(&entry.key.as_str()) {
                self.error(&entry.key_range, format!("様式の定義に「{}」という欄はありません", entry.key));
            }
        }
    }

    fn body(&mut self, root: &Node) {
        for list in root.get("options").map(Node::entries).unwrap_or_default() {
            let options = self.option_list(&list.node);
            self.options.insert(list.key.clone(), options);
        }
        for part in root.get("parts").map(Node::items).unwrap_or_default() {
            self.part(part);
        }
    }

    fn option_list(&mut self, list: &Node) -> Options {
        let mut choices = Vec::new();
        let mut group = None;
        for item in list.items() {
            if let Some(heading) = item.text_of("group") {
                group = Some(heading.to_owned());
            } else if let Some(word) = item.text().or_else(|| item.text_of("word")) {
                let text = item.text_of("text") == Some("true");
                choices.push(Choice { word: word.to_owned(), group: group.clone(), text });
            } else {
                self.error(&item.range, "選択肢は言葉か {word: …, text: true} で書きます".into());
            }
        }
        Options { choices }
    }

    fn part(&mut self, node: &Node) {
        let index = self.parts.len();
        let words = |key: &str| -> Option<Vec<String>> {
            Some(node.get(key)?.items().iter().filter_map(|word| word.text().map(ToOwned::to_owned)).collect())
        };
        let columns = words("columns");
        if let Some(timings) = words("timing") {
            self.timings = timings;
        }
        self.parts.push(Part {
            number: node.text_of("number").map(ToOwned::to_owned),
            title: node.text_of("title").unwrap_or_default().to_owned(),
            each: node.text_of("each").map(ToOwned::to_owned),
            mark: node.text_of("mark") == Some("true"),
            columns,
            nodes: Vec::new(),
        });
        let inherited = if self.parts[index].mark { Mark::Inherited } else { Mark::None };
        for child in node.get("items").map(Node::items).unwrap_or_default() {
            let id = self.node(child, index, None, inherited);
            self.parts[index].nodes.push(id);
        }
    }

    /// Reads a node and what is inside it. `around` is the mark that holds where the node says nothing of its own.
    fn node(&mut self, definition: &Node, part: usize, parent: Option<usize>, around: Mark) -> usize {
        let id = self.nodes.len();
        let mut node = FormNode { id, part, parent, mark: around, ..FormNode::blank() };
        self.nodes.push(FormNode::blank());
        self.ranges.push(definition.range.clone());
        for field in definition.entries() {
            self.field(&mut node, field);
        }
        // A heading's ※ holds for what is under it; an item's own ※ does not hold for the cells beside it.
        let inner = if node.role == Role::Section { node.mark } else { around };
        self.nodes[id] = node;
        for child in definition.get("items").map(Node::items).unwrap_or_default() {
            let child = self.node(child, part, Some(id), inner);
            self.nodes[id].children.push(child);
        }
        id
    }

    pub(super) fn field(&mut self, node: &mut FormNode, field: &Entry) {
        let text = || field.node.text().map(ToOwned::to_owned);
        let on = field.node.text() == Some("true");
        match field.key.as_str() {
            "type" => match Role::from_key(field.node.text().unwrap_or_default()) {
                Some(role) => node.role = role,
                None => self.error(&field.node.range, "知らない type です".into()),
            },
            "number" => node.number = text(),
            "label" => node.label = text().unwrap_or_default(),
            "key" => node.key = text(),
            "kind" => match Kind::ALL.iter().find(|(key, _)| Some(*key) == field.node.text()) {
                Some((_, kind)) => node.kind = Some(*kind),
                None => self.error(&field.node.range, "知らない kind です".into()),
            },
            "options" => node.options = text(),
            "each" => node.each = text(),
            "derive" => node.derive = text(),
            "when" => match Condition::parse(field.node.text().unwrap_or_default()) {
                Ok(condition) => node.when = Some(condition),
                Err(message) => self.error(&field.node.range, message),
            },
            "required" => node.required = on,
            "mark" => node.mark = if on { Mark::Own } else { Mark::None },
            "voluntary" => node.voluntary = on,
            "only" => node.only = text(),
            "once" => node.once = on,
            "history" => node.history = on,
            "unit" => node.unit = text(),
            "guide" => node.guide = text(),
            "format" => match field.node.text() {
                Some("markdown") => node.markdown = true,
                _ => self.error(&field.node.range, "format には markdown だけを書けます".into()),
            },
            "print" => {
                let number = |key: &str| field.node.text_of(key).and_then(|text| text.parse().ok());
                let brackets = field.node.text_of("brackets") == Some("true");
                node.print = Print { columns: number("columns"), lines: number("lines"), brackets };
            }
            "items" => {}
            other => self.error(&field.key_range, format!("項目の定義に「{other}」という欄はありません")),
        }
    }

    fn finish(mut self) -> Result<Form, Vec<Finding>> {
        for id in std::mem::take(&mut self.removed) {
            let gone = std::mem::replace(&mut self.nodes[id], FormNode::blank());
            let FormNode { part, parent, children, .. } = gone;
            self.nodes[id] = FormNode { id, part, parent, children, role: Role::Note, ..FormNode::blank() };
        }
        let [id, style, edition, name] = std::mem::take(&mut self.head);
        let mut form = Form {
            id,
            style,
            edition,
            name,
            parts: std::mem::take(&mut self.parts),
            nodes: std::mem::take(&mut self.nodes),
            options: std::mem::take(&mut self.options),
            timings: std::mem::take(&mut self.timings),
            by_key: BTreeMap::new(),
            shape: Shape::empty(),
        };
        verify::index(&mut form, &mut self);
        if self.findings.is_empty() { Ok(form) } else { Err(self.findings) }
    }
}

impl FormNode {
    pub(super) fn blank() -> Self {
        Self {
            id: 0,
            part: 0,
            parent: None,
            children: Vec::new(),
            role: Role::Item,
            number: None,
            label: String::new(),
            key: None,
            kind: None,
            options: None,
            each: None,
            derive: None,
            when: None,
            required: true,
            mark: Mark::None,
            voluntary: false,
            only: None,
            once: false,
            history: true,
            unit: None,
            print: Print::default(),
            guide: None,
            markdown: false,
        }
    }
}

impl Role {
    fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "section" => Self::Section,
            "group" => Self::Group,
            "risk" => Self::Risk,
            "block" => Self::Block,
            "note" => Self::Note,
            _ => return None,
        })
    }
}
