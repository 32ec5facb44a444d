//! A document that is open in the editor.

use std::sync::Arc;

use super::position::bytes;
use super::wire::ContentChange;
use crate::text::Source;

#[derive(Debug)]
pub(super) struct OpenBuffer {
    /// As the client calls it.
    pub(super) uri: String,
    pub(super) source: Arc<Source>,
}

impl OpenBuffer {
    pub(super) fn new(uri: String, name: String, text: String) -> Self {
        Self { uri, source: Source::new(name, text) }
    }

    /// Each change is about the text that the one before it left.
    pub(super) fn change(&mut self, changes: Vec<ContentChange>) {
        for change in changes {
            let text = match change.range {
                None => change.text,
                Some(range) => {
                    let mut text = self.source.text().to_owned();
                    text.replace_range(bytes(&self.source, range), &change.text);
                    text
                }
            };
            self.source = Source::new(self.source.path(), text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::wire::{WirePosition, WireRange};

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> ContentChange {
        let at = |(line, character)| WirePosition { line, character };
        ContentChange { range: Some(WireRange { start: at(from), end: at(to) }), text: text.to_owned() }
    }

    #[test]
    fn changes_follow_one_another() {
        let mut buffer = OpenBuffer::new("file:///a".into(), "a".into(), "名: 𠮷田\n末: 1\n".into());
        buffer.change(vec![
            change((0, 3), (0, 5), "吉"),
            change((1, 3), (1, 4), "2\n次: 3"),
            change((9, 0), (9, 9), "終"),
        ]);
        assert_eq!(buffer.source.text(), "名: 吉田\n末: 2\n次: 3\n終");
        buffer.change(vec![ContentChange { range: None, text: "a: 1\n".into() }]);
        assert_eq!(buffer.source.text(), "a: 1\n");
    }
}
