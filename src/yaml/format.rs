//! A file in the layout that `new` writes: two spaces per level, one blank line at most, no quotes that nothing asks for, texts of
//! several lines below `|`. Comments, the order of keys and every value stay; a text that cannot be written so is left as it is.

use std::fmt;
use std::sync::Arc;

use super::edit::layout::{CollectionChild, YamlLayout, is_blank};
use super::edit::verify::{comments, reads_as, second_reader_agrees};
use super::emit::{Draft, INDENT, YamlPen, flow, inline, spaces};
use super::{YamlNode, YamlStyle, YamlValue, parse};
use crate::text::Source;

/// How often a file is written at most until nothing moves any more.
const PASSES: usize = 4;

/// Why a file stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// It is not YAML; the parser's words, and the line.
    Unreadable { line: u32, message: String },
    /// In the new layout, something in it would read differently.
    Lossy,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { line, message } => write!(f, "{line} 行目: {message}"),
            Self::Lossy => f.write_str("書き方を整えると値かコメントが変わるおそれがあるため、元のままにしました"),
        }
    }
}

impl std::error::Error for FormatError {}

/// The text in that layout.
pub fn format(source: &Arc<Source>) -> Result<String, FormatError> {
    let text = source.text();
    let parsed = parse(source);
    let Some(root) = parsed.root else {
        return match parsed.findings.first() {
            None => Ok(text.to_owned()),
            Some(finding) => {
                let line = finding.span.as_ref().map_or(1, |span| span.start_position().line);
                Err(FormatError::Unreadable { line, message: finding.message.clone() })
            }
        };
    };
    let found = comments(text).ok_or(FormatError::Lossy)?;
    let mut after = written(text, &root, found.clone()).ok_or(FormatError::Lossy)?;
    // What was moved may let blank lines be seen that were none before.
    for _ in 0..PASSES {
        let source = Source::new("", after.as_str());
        let again = parse(&source).root.zip(comments(&after));
        let again = again.and_then(|(root, comments)| written(&after, &root, comments)).ok_or(FormatError::Lossy)?;
        if again == after {
            return if proved(source.as_ref(), text, &root, &found) { Ok(after) } else { Err(FormatError::Lossy) };
        }
        after = again;
    }
    Err(FormatError::Lossy)
}

/// Nothing where something has no place in the layout.
fn written(text: &str, root: &YamlNode, found: Vec<(usize, String)>) -> Option<String> {
    let layout = YamlLayout { text };
    let open = layout.root_open();
    let (head, mut pending): (Vec<_>, Vec<_>) = found.into_iter().partition(|(at, _)| *at < open);
    pending.reverse();
    let is_marked = text[..open].ends_with("---");
    if !is_marked && !head.is_empty() {
        return None;
    }
    let mut writer = FormatWriter { layout, pending, out: String::new(), failed: false };
    if is_marked {
        writer.out = text[..open].replace("\r\n", "\n") + "\n";
    } else if text.starts_with('\u{feff}') {
        writer.out.push('\u{feff}');
    }
    writer.root(root, open);
    let mut after = writer.out.trim_end_matches('\n').to_owned() + "\n";
    if writer.out.ends_with("\n\n") && keeps_breaks(root) {
        after = writer.out;
    }
    if text.contains("\r\n") {
        after = after.replace('\n', "\r\n");
    }
    (!writer.failed).then_some(after)
}

/// The last value ends with blank lines that are part of it.
fn keeps_breaks(node: &YamlNode) -> bool {
    match &node.value {
        YamlValue::Scalar(text, YamlStyle::Literal | YamlStyle::Folded) => text.ends_with("\n\n"),
        YamlValue::Scalar(..) => false,
        YamlValue::List(items) => items.last().is_some_and(keeps_breaks),
        YamlValue::Map(entries) => entries.last().is_some_and(|entry| keeps_breaks(&entry.node)),
    }
}

/// Every value, every key and every comment is as before, for our parser and for the other reader.
fn proved(after: &Source, before: &str, root: &YamlNode, found: &[(usize, String)]) -> bool {
    let draft = Draft::from(root);
    let same_values = parse(&Source::new("", after.text())).root.is_some_and(|root| reads_as(&draft, &root));
    let said = |all: &[(usize, String)]| all.iter().map(|(_, text)| text.trim_end().to_owned()).collect::<Vec<_>>();
    let same_comments = comments(after.text()).is_some_and(|now| said(&now) == said(found));
    let witness = second_reader_agrees(&draft, before);
    same_values && same_comments && (!witness || second_reader_agrees(&draft, after.text()))
}

struct FormatWriter<'a> {
    layout: YamlLayout<'a>,
    /// Comments that are not written yet, with their places, the next one last.
    pending: Vec<(usize, String)>,
    out: String,
    /// Something has no place in the layout.
    failed: bool,
}

impl FormatWriter<'_> {
    fn root(&mut self, root: &YamlNode, open: usize) {
        if self.is_block(root, open) {
            self.collection(root, open, 0, false);
        } else {
            self.comments_until(root.range.start, 0);
            let child = CollectionChild { start: open, open, end: self.layout.end(root, open) };
            self.value(root, &child, 0);
            self.out = self.out.trim_start_matches(' ').to_owned();
        }
        self.comments_until(usize::MAX, 0);
    }

    fn is_block(&self, node: &YamlNode, open: usize) -> bool {
        matches!(node.value, YamlValue::List(_) | YamlValue::Map(_)) && !self.layout.is_flow(node, open)
    }

    /// The entries or items at column `column`; `goes_on`: the first one on the line that was begun.
    fn collection(&mut self, node: &YamlNode, open: usize, column: usize, goes_on: bool) {
        let children = self.layout.children(node, open);
        let nodes: Vec<&YamlNode> = match &node.value {
            YamlValue::Scalar(..) => Vec::new(),
            YamlValue::List(items) => items.iter().collect(),
            YamlValue::Map(entries) => entries.iter().map(|entry| &entry.node).collect(),
        };
        let own_column = children.first().map_or(0, |first| self.layout.column(first.start));
        let mut after_section = false;
        for (at, (child, inner)) in children.iter().zip(&nodes).enumerate() {
            let is_section = self.is_block(inner, child.open);
            if at > 0 || !goes_on {
                if column == 0 && at > 0 && matches!(node.value, YamlValue::Map(_)) && (is_section || after_section) {
                    self.blank_line();
                }
                self.comments_until(child.start, column);
                self.blank_line_as_before(child.start);
                // Comments on the way to the value have no place beside it.
                self.comments_until(self.before(inner, child), column);
                self.out += &spaces(column);
            }
            after_section = is_section;
            match &node.value {
                YamlValue::Map(entries) => {
                    self.out += self.layout.text.get(entries[at].key_range.clone()).unwrap_or_default();
                    self.out.push(':');
                }
                _ => self.out.push('-'),
            }
            self.failed |= self.has_tag(inner, child) || !self.layout.text[..child.open].ends_with([':', '-']);
            self.value(inner, child, column);
            // What is indented below it belongs to it, be it only a comment.
            let inside = self.layout.column(child.start) + 1;
            self.trailing_comments(child.end, inside, column + INDENT);
        }
        if let Some(last) = children.last() {
            self.trailing_comments(last.end, own_column, column);
        }
    }

    /// Comments up to here stand above the child.
    fn before(&self, node: &YamlNode, child: &CollectionChild) -> usize {
        let in_list = self.layout.text[child.start..].starts_with('-');
        match &node.value {
            _ if self.is_block(node, child.open) && !in_list => child.start,
            YamlValue::Scalar(_, YamlStyle::Literal | YamlStyle::Folded) => child.start,
            YamlValue::Scalar(..) if node.range.is_empty() => child.start,
            _ => self.layout.token(child.open).max(child.start),
        }
    }

    /// What follows a dash or a colon at column `column`, with the comment beside it and the line break.
    fn value(&mut self, node: &YamlNode, child: &CollectionChild, column: usize) {
        let text = self.layout.text;
        let pen = YamlPen { line_break: "\n", literals: true };
        if self.is_block(node, child.open) {
            if text[child.start..].starts_with('-') {
                self.out.push(' ');
                self.collection(node, child.open, column + INDENT, true);
            } else {
                self.end_line(child.open);
                self.collection(node, child.open, column + INDENT, false);
            }
            return;
        }
        let typed = text.get(node.range.clone()).unwrap_or_default();
        let written = match &node.value {
            YamlValue::Scalar(value, YamlStyle::Literal | YamlStyle::Folded) => {
                let header = self.layout.token(child.open);
                let written = if is_blank(value) { "|".to_owned() } else { pen.block_text(value, column + INDENT) };
                let (first, body) = written.split_once('\n').unwrap_or((&written, ""));
                self.out += &format!(" {first}");
                self.end_line(header);
                if !body.is_empty() {
                    self.out += body;
                    self.out.push('\n');
                }
                return;
            }
            YamlValue::Scalar(_, YamlStyle::Plain) if !typed.contains('\n') => typed.to_owned(),
            YamlValue::Scalar(value, YamlStyle::Quoted) if !value.contains('\n') && !typed.contains('\n') => {
                inline(value)
            }
            YamlValue::Scalar(value, _) => pen.scalar(value, column + INDENT),
            _ if !typed.contains('\n') => typed.to_owned(),
            _ => flow(&Draft::from(node)),
        };
        if !written.is_empty() {
            let (first, body) =
                written.split_once('\n').map_or((written.as_str(), None), |(one, two)| (one, Some(two)));
            self.out += &format!(" {first}");
            if let Some(body) = body {
                self.out += &format!("\n{body}");
            }
        }
        self.end_line(child.end);
    }

    /// A tag before a value.
    fn has_tag(&self, node: &YamlNode, child: &CollectionChild) -> bool {
        let text = self.layout.text;
        let start = if node.range.is_empty() { child.end } else { self.layout.token(child.open) };
        let between = text.get(child.open..start.max(child.open)).unwrap_or_default();
        between.lines().any(|line| line.trim_start().starts_with('!'))
    }

    /// Ends the line, with the comment that stands beside what ends at `at` in the file.
    fn end_line(&mut self, at: usize) {
        let line_end = self.layout.line_end(at.min(self.layout.text.len()));
        if let Some((place, comment)) = self.pending.pop_if(|(place, _)| at <= *place && *place < line_end) {
            let before = &self.layout.text[..place];
            let gap = before.len() - before.trim_end_matches([' ', '\t']).len();
            self.out += &format!("{}#{}", spaces(gap.max(1)), comment.trim_end());
        }
        self.out.push('\n');
    }

    fn comments_until(&mut self, limit: usize, column: usize) {
        while let Some((place, comment)) = self.pending.pop_if(|(place, _)| *place < limit) {
            self.comment(place, &comment, column);
        }
    }

    fn comment(&mut self, place: usize, comment: &str, column: usize) {
        self.blank_line_as_before(place);
        self.out += &format!("{}#{}\n", spaces(column), comment.trim_end());
    }

    /// Comments behind `end` that are indented at least so far, before anything else comes.
    fn trailing_comments(&mut self, end: usize, least: usize, column: usize) {
        let next = self.layout.token(end);
        while let Some((place, comment)) = self
            .pending
            .pop_if(|(place, _)| *place < next && self.layout.column(*place) >= least && self.layout.column(*place) > 0)
        {
            self.comment(place, &comment, column);
        }
    }

    /// Where the line above is blank in the file.
    fn blank_line_as_before(&mut self, at: usize) {
        let start = self.layout.line_start(at);
        let above = self.layout.text[..start].trim_end_matches(['\u{feff}']);
        let above = above.strip_suffix('\n').map(|above| above.rsplit('\n').next().unwrap_or_default());
        if above.is_some_and(is_blank) {
            self.blank_line();
        }
    }

    fn blank_line(&mut self) {
        let begun = self.out.trim_start_matches('\u{feff}');
        if !begun.is_empty() && !begun.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}
