//! Writing values as a person would: plain where that is safe, `|` for long or several lines, quotes where YAML would
//! read something else.

use std::fmt::Write as _;

use super::{YamlNode, YamlValue};
use crate::text::is_unseen;

/// A value still to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draft {
    /// Text that every YAML reader has to read as this text.
    Text(String),
    /// A number, `true`, `false`, a date: written as it is. Empty: nothing is written.
    Bare(String),
    List(Vec<Draft>),
    Map(Vec<DraftEntry>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftEntry {
    /// Comment lines above the key, without their `# `; empty for none.
    pub comment: String,
    pub key: String,
    pub value: Draft,
}

impl DraftEntry {
    pub fn new(key: impl Into<String>, value: Draft) -> Self {
        Self { comment: String::new(), key: key.into(), value }
    }

    pub fn commented(self, comment: impl Into<String>) -> Self {
        Self { comment: comment.into(), ..self }
    }
}

impl Draft {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn bare(text: impl Into<String>) -> Self {
        Self::Bare(text.into())
    }

    /// A map without comments.
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Draft)>) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| DraftEntry::new(key, value)).collect())
    }

    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// Nothing is written.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Bare(_) => self.is_null(),
            Self::List(items) => items.is_empty(),
            Self::Map(entries) => entries.is_empty(),
        }
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self, Self::Bare(text) if matches!(text.as_str(), "" | "~" | "null"))
    }

    fn is_block(&self) -> bool {
        match self {
            Self::List(items) => !items.is_empty(),
            Self::Map(entries) => !entries.is_empty(),
            Self::Text(_) | Self::Bare(_) => false,
        }
    }
}

impl From<&YamlNode> for Draft {
    fn from(node: &YamlNode) -> Self {
        match &node.value {
            _ if node.is_null() => Self::Bare(String::new()),
            YamlValue::Scalar(text, super::YamlStyle::Plain) => Self::bare(text),
            YamlValue::Scalar(text, _) => Self::text(text),
            YamlValue::List(items) => Self::List(items.iter().map(Self::from).collect()),
            YamlValue::Map(entries) => {
                Self::map(entries.iter().map(|entry| (entry.key.clone(), Self::from(&entry.node))))
            }
        }
    }
}

/// How much text stands on one line before `|` is used.
pub const LONG: usize = 60;
/// Columns from a key or a dash to what it holds.
pub(super) const INDENT: usize = 2;

/// Writes in house style with the line breaks of a file.
#[derive(Clone, Copy, Debug)]
pub struct YamlPen<'a> {
    pub line_break: &'a str,
    /// Whether `|` may be used; otherwise several lines become one line in quotes.
    pub literals: bool,
}

/// A whole file: two spaces per level, a blank line around every section.
pub fn document(draft: &Draft) -> String {
    let pen = YamlPen { line_break: "\n", literals: true };
    let Draft::Map(entries) = draft else {
        return pen.block(draft, 0) + "\n";
    };
    let mut out = String::new();
    let mut after_section = false;
    for (index, entry) in entries.iter().enumerate() {
        let section = entry.value.is_block() || !entry.comment.is_empty();
        // A `|+` has its blank line already, and another one would be part of its text.
        if index > 0 && (section || after_section) && !out.ends_with("\n\n") {
            out.push('\n');
        }
        out += &pen.entry(entry, 0);
        out.push('\n');
        after_section = entry.value.is_block();
    }
    if entries.is_empty() { "{}\n".into() } else { out }
}

impl YamlPen<'_> {
    /// One text; the lines after the first, if any, stand at column `column`, which is `INDENT` more than the parent's.
    pub fn scalar(&self, text: &str, column: usize) -> String {
        let several = text.contains('\n');
        let long = text.chars().count() > LONG;
        if self.literals && (several || long) && fits_literal(text) { self.literal(text, column) } else { inline(text) }
    }

    /// Below `|` however short it is; in quotes where it cannot stand there.
    pub(super) fn block_text(&self, text: &str, column: usize) -> String {
        if fits_literal(text) { self.literal(text, column) } else { inline(text) }
    }

    fn literal(&self, text: &str, column: usize) -> String {
        let body = text.trim_end_matches('\n');
        let breaks = text.len() - body.len();
        let first = text.split('\n').find(|line| !line.is_empty()).unwrap_or_default();
        let mut out = String::from("|");
        if first.starts_with([' ', '\t']) {
            out += &INDENT.to_string();
        }
        out += ["-", "", "+"][breaks.min(2)];
        for line in body.split('\n') {
            out += self.line_break;
            if !line.is_empty() {
                out += &spaces(column);
                out += line;
            }
        }
        out + &self.line_break.repeat(breaks.saturating_sub(1))
    }

    /// What stands on the line of the key or dash, and the lines below it, each beginning with a line break.
    pub(super) fn value(&self, draft: &Draft, column: usize) -> (String, String) {
        if draft.is_block() {
            return (String::new(), format!("{}{}{}", self.line_break, spaces(column), self.block(draft, column)));
        }
        let mut head = match draft {
            Draft::Text(text) => self.scalar(text, column),
            Draft::Bare(text) => bare(text),
            Draft::List(_) => "[]".into(),
            Draft::Map(_) => "{}".into(),
        };
        let body = head.find(self.line_break).map(|at| head.split_off(at)).unwrap_or_default();
        (head, body)
    }

    /// A collection (or scalar) whose lines stand at column `column`; the first line comes without its spaces.
    pub(super) fn block(&self, draft: &Draft, column: usize) -> String {
        let separator = format!("{}{}", self.line_break, spaces(column));
        match draft {
            Draft::List(items) if !items.is_empty() => {
                items.iter().map(|item| self.item(item, column)).collect::<Vec<_>>().join(&separator)
            }
            Draft::Map(entries) if !entries.is_empty() => {
                entries.iter().map(|entry| self.entry(entry, column)).collect::<Vec<_>>().join(&separator)
            }
            _ => {
                let (head, body) = self.value(draft, column + INDENT);
                head + &body
            }
        }
    }

    /// A list item whose dash stands at column `column`.
    pub(super) fn item(&self, draft: &Draft, column: usize) -> String {
        let inside = column + INDENT;
        if draft.is_block() {
            return format!("- {}", self.block(draft, inside));
        }
        let (head, body) = self.value(draft, inside);
        format!("{}{body}", join("-", &head))
    }

    /// A map entry whose key stands at column `column`.
    pub(super) fn entry(&self, entry: &DraftEntry, column: usize) -> String {
        let mut out = String::new();
        for line in entry.comment.lines() {
            out.push('#');
            out += &comment(line);
            out += self.line_break;
            out += &spaces(column);
        }
        let (head, body) = self.value(&entry.value, column + INDENT);
        out + &join(&format!("{}:", inline(&entry.key)), &head) + &body
    }
}

/// The value on one line, for inside `[…]` and `{…}`.
pub(super) fn flow(draft: &Draft) -> String {
    match draft {
        Draft::Text(text) if text.contains(FLOW_SIGNS) => quoted(text),
        Draft::Text(text) => inline(text),
        Draft::Bare(text) if text.is_empty() => "null".into(),
        Draft::Bare(text) if text.contains(FLOW_SIGNS) => quoted(text),
        Draft::Bare(text) => bare(text),
        Draft::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Draft::Map(entries) => format!("{{{}}}", entries.iter().map(flow_entry).collect::<Vec<_>>().join(", ")),
    }
}

/// An answer on one line as it is typed: a figure as it is, words in quotes where they need them.
pub fn written(answer: &str) -> String {
    let is_figure = !answer.is_empty() && answer.bytes().all(|byte| byte.is_ascii_digit());
    if is_figure { answer.to_owned() } else { inline(answer) }
}

pub(super) fn flow_entry(entry: &DraftEntry) -> String {
    let key = if entry.key.contains(FLOW_SIGNS) { quoted(&entry.key) } else { inline(&entry.key) };
    format!("{key}: {}", flow(&entry.value))
}

/// A comment line as it stands after its `#`.
pub(super) fn comment(line: &str) -> String {
    join("", line)
}

const FLOW_SIGNS: [char; 6] = [',', ':', '[', ']', '{', '}'];

pub(super) fn spaces(count: usize) -> String {
    " ".repeat(count)
}

/// `left right`, without a trailing space where there is no right.
fn join(left: &str, right: &str) -> String {
    if right.is_empty() { left.into() } else { format!("{left} {right}") }
}

pub(super) fn inline(text: &str) -> String {
    if is_plain(text) && !is_other_type(text) { text.into() } else { quoted(text) }
}

fn bare(text: &str) -> String {
    if text.is_empty() || is_plain(text) { text.into() } else { quoted(text) }
}

/// Characters that some reader takes for a line break, drops, or refuses unless they are escaped.
fn needs_escape(character: char) -> bool {
    character.is_control()
        || is_unseen(character)
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

fn fits_literal(text: &str) -> bool {
    !text.contains(|c| needs_escape(c) && !matches!(c, '\n' | '\t'))
        && text.contains(|c| !matches!(c, '\n' | ' ' | '\t'))
}

/// Whether the characters mean themselves without quotes.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    !"-?:,[]{}#&*!|>'\"%@`=<.".contains(first)
        && text.trim() == text
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(needs_escape)
}

/// Whether some reader takes the plain text for a number, a truth value, a time or nothing. ISO dates are text to
/// `serde_yaml` and stay as people write them.
fn is_other_type(text: &str) -> bool {
    let word = text.to_ascii_lowercase();
    matches!(word.as_str(), "~" | "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n")
        || text.starts_with(|c: char| c.is_ascii_digit() || c == '+')
            && text.chars().all(|c| c.is_ascii_hexdigit() || "xXoO_.:+-".contains(c))
            && !is_date(text)
}

fn is_date(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00"
}

/// Double quotes; single ones where the text itself has a double quote or a backslash and nothing needs an escape.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains(needs_escape) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out += "\\\"",
            '\\' => out += "\\\\",
            '\n' => out += "\\n",
            '\t' => out += "\\t",
            '\r' => out += "\\r",
            other if needs_escape(other) => {
                // Writing into a String does not fail.
                let _ = write!(out, "\\u{:04X}", u32::from(other));
            }
            other => out.push(other),
        }
    }
    out + "\""
}
