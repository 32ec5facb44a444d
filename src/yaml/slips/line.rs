//! The lines of a text as an author sees them: indent, dashes, key, value.

/// A text in lines that can be put in place of others; as many as before.
#[derive(Clone)]
pub(super) struct TypedLines {
    lines: Vec<String>,
}

/// One line, read by eye.
#[derive(Clone, Copy)]
pub(super) struct TypedLine<'a> {
    pub(super) text: &'a str,
    /// Blanks before the first sign.
    pub(super) indent: usize,
    /// Where the key stands, or what stands for one: after the dashes of a list.
    pub(super) column: usize,
}

impl TypedLines {
    pub(super) fn new(text: &str) -> Self {
        Self { lines: text.split('\n').map(|line| line.trim_end_matches('\r').to_owned()).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(super) fn text(&self) -> String {
        self.lines.join("\n")
    }

    pub(super) fn put(&mut self, at: usize, meant: &[String]) {
        for (line, meant) in self.lines.iter_mut().skip(at).zip(meant) {
            line.clone_from(meant);
        }
    }

    pub(super) fn get(&self, at: usize) -> TypedLine<'_> {
        TypedLine::new(self.lines.get(at).map_or("", String::as_str))
    }

    /// Says nothing, or is a comment.
    pub(super) fn is_blank(&self, at: usize) -> bool {
        let line = self.get(at);
        line.body().trim().is_empty() || line.body().starts_with('#')
    }

    /// The lines that say something above `at`, the nearest first.
    pub(super) fn above(&self, at: usize) -> impl Iterator<Item = (usize, TypedLine<'_>)> {
        (0..at).rev().filter(|line| !self.is_blank(*line)).map(|line| (line, self.get(line)))
    }
}

impl<'a> TypedLine<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let indent = text.len() - text.trim_start_matches(' ').len();
        let mut column = indent;
        while let Some(rest) = text[column..].strip_prefix("- ") {
            column = text.len() - rest.trim_start_matches(' ').len();
        }
        Self { text, indent, column }
    }

    /// What follows indent and dashes.
    pub(super) fn body(&self) -> &'a str {
        &self.text[self.column..]
    }

    /// The name that the body begins with, as items of a form are named.
    pub(super) fn name(&self) -> Option<&'a str> {
        let body = self.body();
        let end = body.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(body.len());
        let name = &body[..end];
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
    }

    /// `key: value` or `key:`; the value without the blanks around it.
    pub(super) fn entry(&self) -> Option<(&'a str, &'a str)> {
        let (key, value) = match self.body().split_once(": ") {
            Some(split) => split,
            None => (self.body().trim_end().strip_suffix(':')?, ""),
        };
        (!key.is_empty() && !key.contains(['：', '"', '\''])).then(|| (key, value.trim()))
    }

    /// Where the value of an entry begins.
    pub(super) fn value_column(&self) -> usize {
        let after_key = self.column + self.entry().map_or(0, |(key, _)| key.len() + 1);
        let rest = &self.text[after_key.min(self.text.len())..];
        self.text.len() - rest.trim_start_matches(' ').len()
    }

    /// A text of several lines begins below: `key: |`.
    pub(super) fn opens_text(&self) -> bool {
        self.entry().is_some_and(|(_, value)| value.starts_with(['|', '>']))
    }

    /// An entry whose answer stands below.
    pub(super) fn opens_block(&self) -> bool {
        self.entry().is_some_and(|(_, value)| value.is_empty() || value.starts_with('#'))
    }

    /// Looks like an entry or like an item of a list.
    pub(super) fn is_structure(&self) -> bool {
        self.entry().is_some() || self.column > self.indent || self.body() == "-"
    }

    /// The line with what stands at and behind `column` put anew.
    pub(super) fn with(&self, column: usize, rest: &str) -> String {
        format!("{}{rest}", &self.text[..column])
    }

    /// The line with another indent.
    pub(super) fn indented(&self, indent: usize) -> String {
        format!("{}{}", " ".repeat(indent), &self.text[self.indent..])
    }
}
