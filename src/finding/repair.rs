//! What would put a finding right, where there is one way only: a value, so that a command can make it and an editor can offer it.

use crate::text::Span;

#[derive(Clone, Debug)]
pub struct Repair {
    /// What is done: 「日本産業規格」に改める
    pub title: String,
    /// All of them, or none; they do not overlap.
    pub edits: Vec<RepairEdit>,
}

/// These bytes of a file give way to others.
#[derive(Clone, Debug)]
pub struct RepairEdit {
    pub span: Span,
    pub text: String,
}

impl Repair {
    pub fn new(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self { title: title.into(), edits: vec![RepairEdit { span, text: text.into() }] }
    }

    /// Words in the place of others, if those stand at the place as they are: of a text with escapes in it, only a rough place
    /// is known.
    pub fn words(span: &Span, old: &str, new: &str) -> Option<Self> {
        let title = if new.is_empty() { "消す".to_owned() } else { format!("「{new}」に改める") };
        (span.text() == old).then(|| Self::new(title, span.clone(), new))
    }

    /// An answer in the place of the one that is typed.
    pub fn answer(span: &Span, written: String) -> Self {
        Self::new(format!("「{}」に改める", written.trim_matches('"')), span.clone(), written)
    }
}
