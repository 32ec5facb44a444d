//! Writing XML: what is opened is closed, and no text can be markup.

use std::fmt::{Display, Write as _};

/// Names and values of an element, in order.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

#[derive(Debug, Default)]
pub(super) struct XmlWriter {
    text: String,
}

impl XmlWriter {
    pub(super) fn document() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".into() }
    }

    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.tag(name, attributes, "/>");
    }

    /// An element with what `inside` writes.
    pub(super) fn within(&mut self, name: &str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.tag(name, attributes, ">");
        inside(self);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element with nothing but text, spaces and all.
    pub(super) fn with_text(&mut self, name: &str, text: &str) {
        let keep: Attributes<'_> = if text.trim() == text { &[] } else { &[("xml:space", &"preserve")] };
        self.within(name, keep, |xml| xml.plain(text));
    }

    pub(super) fn plain(&mut self, text: &str) {
        escape(text, &mut self.text);
    }

    /// `<w:sz w:val="21"/>`: most properties of a text are one value.
    pub(super) fn value(&mut self, name: &str, value: &dyn Display) {
        self.empty(name, &[("w:val", value)]);
    }

    /// What was written elsewhere.
    pub(super) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
    }

    /// Where the next element begins.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn insert(&mut self, at: usize, other: &Self) {
        self.text.insert_str(at, &other.text);
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn tag(&mut self, name: &str, attributes: Attributes<'_>, end: &str) {
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            let _ = write!(Escaping(&mut self.text), "{value}");
            self.text.push('"');
        }
        self.text.push_str(end);
    }
}

/// Values of attributes are written into it.
struct Escaping<'a>(&'a mut String);

impl std::fmt::Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        escape(text, self.0);
        Ok(())
    }
}

/// Stands where a file of Word cannot hold the character.
const UNWRITABLE: char = '\u{fffd}';

fn escape(text: &str, escaped: &mut String) {
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // In an attribute, they would be read as spaces.
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            // XML has no way to say them.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push(UNWRITABLE),
            other => escaped.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let mut xml = XmlWriter::default();
        xml.within("w:p", &[("w:id", &"a\"b")], |xml| xml.with_text("w:t", " <w:t>&\u{7}\u{b}\u{fffe}"));
        let text = xml.into_text();
        assert_eq!(
            text,
            "<w:p w:id=\"a&quot;b\"><w:t xml:space=\"preserve\"> &lt;w:t&gt;&amp;\u{fffd}\u{fffd}\u{fffd}</w:t></w:p>"
        );
    }

    #[test]
    fn every_character_can_be_written() {
        for character in ('\0'..=char::MAX).filter(|c| !matches!(c, '<' | '>' | '&' | '"')) {
            let mut escaped = String::new();
            escape(&character.to_string(), &mut escaped);
            let written: Vec<char> = escaped.chars().collect();
            let allowed = |c: char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
            assert!(written.iter().all(|c| allowed(*c)), "{character:?}");
        }
    }
}
