//! Where things stand in the text: the bytes around the values of the tree that no value covers.

use super::super::{YamlNode, YamlStyle, YamlValue};

pub(in crate::yaml) struct YamlLayout<'a> {
    pub text: &'a str,
}

/// An item of a list or an entry of a map.
#[derive(Clone, Copy)]
pub(in crate::yaml) struct CollectionChild {
    /// The dash or the key; in a flow list the item itself.
    pub start: usize,
    /// After the dash or the colon.
    pub open: usize,
    /// After the last byte that belongs to the value.
    pub end: usize,
}

/// White space to YAML; a full-width space is text.
pub(in crate::yaml) const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

pub(in crate::yaml) fn is_blank(text: &str) -> bool {
    text.trim_matches(BLANKS).is_empty()
}

impl YamlLayout<'_> {
    /// Where the document's value may begin: after the byte order mark, directives and `---`.
    pub(in crate::yaml) fn root_open(&self) -> usize {
        let mut at = self.token(self.line_start(0));
        while self.text[at..].starts_with('%') {
            at = self.token(self.line_end(at));
        }
        if self.text[at..].starts_with("---") { at + 3 } else { self.line_start(0) }
    }

    /// The next byte that is neither white space nor a comment nor a tag. Only to be asked between values.
    pub(in crate::yaml) fn token(&self, mut at: usize) -> usize {
        loop {
            let rest = self.text[at..].trim_start_matches(BLANKS);
            at = self.text.len() - rest.len();
            match rest.as_bytes().first() {
                Some(b'#') => at = self.line_end(at),
                Some(b'!') => at += rest.find(BLANKS).unwrap_or(rest.len()),
                _ => return at,
            }
        }
    }

    pub(in crate::yaml) fn line_start(&self, at: usize) -> usize {
        match self.text[..at].rfind('\n') {
            Some(line_break) => line_break + 1,
            None if self.text.starts_with('\u{feff}') => '\u{feff}'.len_utf8(),
            None => 0,
        }
    }

    /// The end of the line without its line break.
    pub(in crate::yaml) fn line_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The start of the next line, or the end of the text.
    pub(in crate::yaml) fn next_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |line_break| at + line_break + 1)
    }

    /// The rest of the line, where it says anything.
    pub(in crate::yaml) fn rest_of_line(&self, at: usize) -> &str {
        let rest = &self.text[at..self.line_end(at)];
        if is_blank(rest) { "" } else { rest }
    }

    pub(in crate::yaml) fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// A blank line somewhere in the range, the lines it begins and ends in left out.
    pub(in crate::yaml) fn has_blank_line(&self, from: usize, to: usize) -> bool {
        let lines: Vec<_> = self.text[from..to.max(from)].split('\n').collect();
        lines.len() > 2 && lines[1..lines.len() - 1].iter().any(|line| is_blank(line))
    }

    /// `open` is the byte after the colon or dash before the value.
    pub(in crate::yaml) fn is_flow(&self, node: &YamlNode, open: usize) -> bool {
        matches!(node.value, YamlValue::List(_) | YamlValue::Map(_))
            && self.text[self.token(open)..].starts_with(['[', '{'])
    }

    /// The children of a collection that begins after `open`.
    pub(in crate::yaml) fn children(&self, node: &YamlNode, open: usize) -> Vec<CollectionChild> {
        let flow = self.is_flow(node, open);
        let mut at = open;
        match &node.value {
            YamlValue::Scalar(..) => Vec::new(),
            YamlValue::List(items) => items
                .iter()
                .map(|item| {
                    let start = if flow { item.range.start } else { self.token(at) };
                    let open = if flow { start } else { (start + 1).min(self.text.len()) };
                    at = self.end(item, open);
                    CollectionChild { start, open, end: at }
                })
                .collect(),
            YamlValue::Map(entries) => entries
                .iter()
                .map(|entry| {
                    let colon = self.token(entry.key_range.end);
                    let has_colon = self.text[colon..].starts_with(':');
                    let open = if has_colon { colon + 1 } else { entry.key_range.end };
                    CollectionChild { start: entry.key_range.start, open, end: self.end(&entry.node, open) }
                })
                .collect(),
        }
    }

    /// After the last byte of the value that follows `open`.
    pub(in crate::yaml) fn end(&self, node: &YamlNode, open: usize) -> usize {
        match &node.value {
            YamlValue::Scalar(text, YamlStyle::Literal | YamlStyle::Folded) => self.block_end(node, text, open),
            YamlValue::Scalar(..) if node.range.is_empty() => open,
            YamlValue::Scalar(..) => node.range.end,
            _ if self.is_flow(node, open) => node.range.end,
            _ => self.children(node, open).last().map_or(open, |last| last.end),
        }
    }

    /// The end of the last line of a block scalar; blank lines below it belong to it only where `+` keeps them.
    fn block_end(&self, node: &YamlNode, text: &str, open: usize) -> usize {
        let header = self.token(open);
        let header_line = &self.text[header..self.line_end(header)];
        let keeps = header_line.split([' ', '\t']).next().is_some_and(|sign| sign.contains('+'));
        let only_blank = node.range.is_empty();
        let column = if only_blank { usize::MAX } else { self.column(node.range.start) };
        let mut end = self.line_end(header);
        let mut line = self.next_line(header);
        while line < self.text.len() {
            let typed = &self.text[line..self.line_end(line)];
            let indent = typed.len() - typed.trim_start_matches(' ').len();
            let blank = indent == typed.len();
            if !blank && indent < column {
                break;
            }
            if !blank || indent > column || keeps || only_blank && !text.is_empty() {
                end = line + typed.len();
            }
            line = self.next_line(line);
        }
        end
    }

    /// The end of the lines that belong to a child that stands at `column` and whose value ends at `end`: the rest of
    /// its last line and the comment lines below that are indented more than the child itself.
    pub(in crate::yaml) fn settle(&self, end: usize, column: usize) -> usize {
        let mut settled = self.line_end(end);
        let mut line = self.next_line(end);
        while line < self.text.len() {
            let typed = &self.text[line..self.line_end(line)];
            let body = typed.trim_start_matches(' ');
            if body.starts_with('#') && typed.len() - body.len() > column {
                settled = line + typed.len();
            } else if !body.is_empty() {
                break;
            }
            line = self.next_line(line);
        }
        settled
    }
}
