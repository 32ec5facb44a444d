//! What is refused before a parser sees a byte: git conflict markers and control characters.

use std::sync::Arc;

use crate::finding::{Finding, reader};
use crate::text::{Source, Span, hides, is_control};

/// The first thing in the text that makes parsing pointless.
pub(super) fn refuse(source: &Arc<Source>) -> Option<Finding> {
    let text = source.text();
    if let Some(at) = hides(text).then(|| text.find(is_control)).flatten() {
        let found = text[at..].chars().next().unwrap_or_default();
        let message = format!("制御文字 U+{:04X} が含まれています", found as u32);
        let span = Span::new(source, at..at + found.len_utf8());
        return Some(Finding::new(&reader::CONTROL_CHARACTER, message).at(span).help("この文字を消してください"));
    }
    let at = conflict_marker(text)?;
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let message = "git の競合の印が残っています";
    let help = "どちらの文を採るかを決め、<<<<<<< から >>>>>>> までの印の行を消してください";
    Some(Finding::new(&reader::CONFLICT_MARKER, message).at(Span::new(source, at..end)).help(help))
}

/// An opening or closing marker at the start of a line; `=======` alone could be an author's rule and is not enough.
fn conflict_marker(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if ["<<<<<<< ", ">>>>>>> ", "||||||| "].iter().any(|marker| line.starts_with(marker)) {
            return Some(at);
        }
        at += line.len();
    }
    None
}
