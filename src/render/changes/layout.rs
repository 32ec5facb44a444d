//! Cells of a terminal: text with changed words, wrapped and padded to columns.

use std::ops::Range;

use annotate_snippets::normalize_untrusted_str;

use super::cells::is_partly_changed;
use crate::diff::{DiffPiece, DiffPieceKind};
use crate::text::{break_lines, width::width};

const GONE: &str = "\x1b[31;9m";
const NEW: &str = "\x1b[32;4m";
pub(super) const BOLD: &str = "\x1b[1m";
pub(super) const FAINT: &str = "\x1b[2m";
const RESET: &str = "\x1b[0m";

/// A text that is ready to be broken into lines.
#[derive(Debug, Default)]
pub(super) struct LayoutCell {
    text: String,
    /// Runs with their colour, in order.
    painted: Vec<(Range<usize>, &'static str)>,
    /// Offsets where no line should break.
    glued: Vec<usize>,
}

impl LayoutCell {
    /// An author's text cannot steer the terminal.
    pub(super) fn plain(text: &str) -> Self {
        Self { text: normalize_untrusted_str(text), ..Self::default() }
    }

    /// The changed words of a cell stand out: by colour, or between `[-…-]` and `{+…+}` where something of the cell is left.
    pub(super) fn marked(pieces: &[DiffPiece], color: bool) -> Self {
        let mut cell = Self::default();
        let partly = is_partly_changed(pieces);
        for piece in pieces {
            let text = normalize_untrusted_str(&piece.text);
            let (code, open, close) = match piece.kind {
                DiffPieceKind::Same => ("", "", ""),
                DiffPieceKind::Removed => (GONE, "[-", "-]"),
                DiffPieceKind::Added => (NEW, "{+", "+}"),
            };
            let start = cell.text.len();
            if color && !code.is_empty() {
                cell.text.push_str(&text);
                cell.painted.push((start..cell.text.len(), code));
            } else if partly && !open.is_empty() {
                cell.push_bracketed(&text, open, close);
            } else {
                cell.text.push_str(&text);
            }
        }
        cell
    }

    /// Line breaks at either end stand outside the brackets.
    fn push_bracketed(&mut self, text: &str, open: &str, close: &str) {
        let words = text.trim_matches('\n');
        let before = text.len() - text.trim_start_matches('\n').len();
        if words.is_empty() {
            self.text.push_str(text);
            return;
        }
        self.text.push_str(&text[..before]);
        self.text.push_str(open);
        self.glued.push(self.text.len());
        self.text.push_str(words);
        self.glued.push(self.text.len());
        self.text.push_str(close);
        self.text.push_str(&text[before + words.len()..]);
    }

    /// The whole text fits one line.
    pub(super) fn fits(&self, columns: usize) -> bool {
        !self.text.contains('\n') && width(&self.text) <= columns
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The cell's lines, each exactly `columns` wide.
    pub(super) fn lines(&self, columns: usize) -> Vec<String> {
        let lines = break_lines(self.text.trim_end_matches('\n'), columns, &self.glued);
        lines.into_iter().map(|line| self.line(line, columns)).collect()
    }

    fn line(&self, line: Range<usize>, columns: usize) -> String {
        let missing = columns.saturating_sub(width(&self.text[line.clone()]));
        let mut drawn = String::new();
        let mut at = line.start;
        for (run, code) in self.painted.iter().filter(|(run, _)| run.start < line.end && run.end > line.start) {
            let run = run.start.max(line.start)..run.end.min(line.end);
            drawn.push_str(&self.text[at..run.start]);
            drawn.push_str(&paint(&self.text[run.clone()], code));
            at = run.end;
        }
        drawn.push_str(&self.text[at..line.end]);
        drawn + &" ".repeat(missing)
    }
}

pub(super) fn paint(text: &str, code: &str) -> String {
    format!("{code}{text}{RESET}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Vec<DiffPiece> {
        let piece = |kind, text: &str| DiffPiece { kind, text: text.into() };
        vec![
            piece(DiffPieceKind::Same, "番号法第19条第"),
            piece(DiffPieceKind::Added, "8"),
            piece(DiffPieceKind::Same, "号に基づく。"),
        ]
    }

    #[test]
    fn changed_words_stand_out_with_and_without_colour() {
        assert_eq!(LayoutCell::marked(&pieces(), false).lines(40), ["番号法第19条第{+8+}号に基づく。         "]);
        assert_eq!(
            LayoutCell::marked(&pieces(), true).lines(28),
            ["番号法第19条第\u{1b}[32;4m8\u{1b}[0m号に基づく。 "]
        );
    }

    #[test]
    fn a_colour_ends_with_its_line() {
        let long = [DiffPiece { kind: DiffPieceKind::Removed, text: "一二三四五六".into() }];
        assert_eq!(LayoutCell::marked(&long, true).lines(6), ["\x1b[31;9m一二三\x1b[0m", "\x1b[31;9m四五六\x1b[0m"]);
    }

    #[test]
    fn an_author_cannot_steer_the_terminal() {
        let evil = LayoutCell::plain("\x1b[2J\u{202e}甲\t乙").lines(40).concat();
        assert!(evil.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{evil:?}");
    }
}
