//! The tree: values as the author typed them, with their byte ranges.

use std::ops::Range;
use std::sync::Arc;

use crate::text::{Source, Span};

#[derive(Clone, Debug)]
pub struct YamlNode {
    pub value: YamlValue,
    /// Where the value stands. A block scalar starts at its first character and ends after its last line that says anything.
    pub range: Range<usize>,
}

#[derive(Clone, Debug)]
pub enum YamlValue {
    /// The text exactly as typed: `no`, `12:30` and `044` stay what they are.
    Scalar(String, YamlStyle),
    List(Vec<YamlNode>),
    Map(Vec<YamlEntry>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YamlStyle {
    Plain,
    Quoted,
    Literal,
    Folded,
}

#[derive(Clone, Debug)]
pub struct YamlEntry {
    pub key: String,
    pub key_range: Range<usize>,
    pub node: YamlNode,
}

impl YamlNode {
    pub fn span(&self, source: &Arc<Source>) -> Span {
        Span::new(source, self.range.clone())
    }

    /// The text of a scalar; a plain `~`, `null` or nothing at all is no text.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            YamlValue::Scalar(text, style) if !is_null(text, *style) => Some(text),
            _ => None,
        }
    }

    /// Nothing is written here: an empty value, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, YamlValue::Scalar(text, style) if is_null(text, *style))
    }

    pub fn entries(&self) -> &[YamlEntry] {
        match &self.value {
            YamlValue::Map(entries) => entries,
            _ => &[],
        }
    }

    pub fn items(&self) -> &[YamlNode] {
        match &self.value {
            YamlValue::List(items) => items,
            _ => &[],
        }
    }

    pub fn entry(&self, key: &str) -> Option<&YamlEntry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    pub fn get(&self, key: &str) -> Option<&YamlNode> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The text under `key`.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(YamlNode::text)
    }

    /// What the value is, for messages.
    pub fn describe(&self) -> &'static str {
        match &self.value {
            YamlValue::Scalar(..) => "文",
            YamlValue::List(_) => "一覧（- で始まる並び）",
            YamlValue::Map(_) => "項目の組（キー: 値）",
        }
    }
}

fn is_null(text: &str, style: YamlStyle) -> bool {
    style == YamlStyle::Plain && matches!(text, "" | "~" | "null")
}
