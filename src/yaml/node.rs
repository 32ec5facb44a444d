//! The tree: values as the author typed them, with their byte ranges.

use std::ops::Range;
use std::sync::Arc;

use crate::text::{Source, Span};

#[derive(Clone, Debug)]
pub struct Node {
    pub value: Value,
    /// Where the value stands. A block scalar starts at its first character and ends after its last line that says anything.
    pub range: Range<usize>,
}

#[derive(Clone, Debug)]
pub enum Value {
    /// The text exactly as typed: `no`, `12:30` and `044` stay what they are.
    Scalar(String, Style),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    Quoted,
    Literal,
    Folded,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    pub key_range: Range<usize>,
    pub node: Node,
}

impl Node {
    pub fn span(&self, source: &Arc<Source>) -> Span {
        Span::new(source, self.range.clone())
    }

    /// The text of a scalar; a plain `~`, `null` or nothing at all is no text.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text, style) if !is_null(text, *style) => Some(text),
            _ => None,
        }
    }

    /// Nothing is written here: an empty value, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar(text, style) if is_null(text, *style))
    }

    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The text under `key`.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::text)
    }

    /// What the value is, for messages.
    pub fn describe(&self) -> &'static str {
        match &self.value {
            Value::Scalar(..) => "文",
            Value::List(_) => "一覧（- で始まる並び）",
            Value::Map(_) => "項目の組（キー: 値）",
        }
    }
}

fn is_null(text: &str, style: Style) -> bool {
    style == Style::Plain && matches!(text, "" | "~" | "null")
}
