//! The text of cells as a person would have typed it.

use super::stream::{Stream, StreamRun};

/// Several lines: cells below each other stand on lines of their own, and so does what extraction set apart by many spaces.
pub(super) fn text(stream: &Stream<'_>, runs: &[StreamRun]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut last_row = None;
    for run in runs {
        let at = stream.at(run.start());
        let row = (at.sheet, stream.book.cell(at).row);
        let beside = last_row == Some(row);
        last_row = Some(row);
        for (index, line) in stream.text(*run).lines().flat_map(set_apart).enumerate() {
            match lines.last_mut() {
                Some(last) if beside && index == 0 && !last.is_empty() => {
                    last.push(' ');
                    last.push_str(line);
                }
                _ => lines.push(line.to_owned()),
            }
        }
    }
    lines.dedup_by(|one, other| one.is_empty() && other.is_empty());
    lines.join("\n").trim_matches('\n').to_owned()
}

pub(super) fn line(stream: &Stream<'_>, runs: &[StreamRun]) -> String {
    let lines = text(stream, runs);
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Without the round brackets that the form prints around an answer.
pub(super) fn unwrapped(text: &str) -> String {
    let text = text.trim();
    let inside = text.strip_prefix(['(', '（']).unwrap_or(text);
    let closed = inside.matches([')', '）']).count() > inside.matches(['(', '（']).count();
    let inside = if closed { inside.strip_suffix([')', '）']).unwrap_or(inside) } else { inside };
    inside.trim_start_matches([':', '：']).trim().to_owned()
}

fn set_apart(line: &str) -> impl Iterator<Item = &str> {
    let line = line.trim_end();
    let indent = line.len() - line.trim_start().len();
    let (head, rest) = line.split_at(indent);
    let mut pieces: Vec<&str> = rest.split("   ").map(str::trim).filter(|piece| !piece.is_empty()).collect();
    if let [only] = pieces.as_slice() {
        // The author's own indentation stays.
        let only = &line[line.len() - only.len()..];
        pieces = vec![if head.chars().all(|c| c == '　') { line } else { only }];
    }
    if pieces.is_empty() {
        pieces.push("");
    }
    pieces.into_iter()
}
