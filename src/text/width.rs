//! Display columns: a full-width character takes two, a combining one none.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` padded with spaces to `columns`, cut with … where it is longer.
pub fn pad(text: &str, columns: usize) -> String {
    let cut = truncate(text, columns);
    let missing = columns.saturating_sub(width(&cut));
    cut + &" ".repeat(missing)
}

/// `text` cut to at most `columns`, with … at the end where something was cut.
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = 0;
    for character in text.chars() {
        let next = character.width().unwrap_or(0);
        if used + next + 1 > columns {
            break;
        }
        used += next;
        cut.push(character);
    }
    cut + "…"
}

/// `text` in lines of at most `columns`: broken between full-width characters and at spaces, never before a closing mark or
/// after an opening one, nor in `code`. Its own line breaks stay. A word longer than a line stands alone.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, columns)).collect()
}

fn wrap_line(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if width(line) + width(piece.trim_end()) > columns && !line.is_empty() {
            line.truncate(line.trim_end().len());
            lines.push(piece.to_owned());
        } else {
            line.push_str(piece);
        }
    }
    lines
}

/// The pieces between which a line may break; a space belongs to the piece before it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    let mut in_code = false;
    for (at, character) in text.char_indices() {
        let breaks = !in_code
            && before.is_some_and(|before| {
                let wide = before.width().unwrap_or(0) > 1 || character.width().unwrap_or(0) > 1;
                let space = before == ' ' && character != ' ';
                (space || wide && character != ' ') && !NEVER_FIRST.contains(character) && !NEVER_LAST.contains(before)
            });
        if breaks {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(character);
        in_code ^= character == '`';
    }
    pieces.push(&text[start..]);
    pieces
}

const NEVER_FIRST: &str =
    "、。，．・：；？！」』】〉》〕］｝）ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…,.:;?!)]}\u{3099}\u{309a}";
const NEVER_LAST: &str = "「『【〈《〔［｛（([{";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_as_japanese_does() {
        assert_eq!(wrap("委託事項の数、その他", 12), ["委託事項の", "数、その他"]);
        assert_eq!(wrap("これは「委託」です", 8), ["これは", "「委託」", "です"]);
        assert_eq!(wrap("use the `outsourcing: []` 一覧", 14), ["use the", "`outsourcing: []`", "一覧"]);
        assert_eq!(wrap("一\n\n二", 80), ["一", "", "二"]);
        for columns in 1..40 {
            for line in wrap("短い 文、the end（終わり）。", columns) {
                assert!(width(&line) <= columns.max(6), "{columns}: {line}");
            }
        }
    }

    #[test]
    fn full_width_takes_two_columns() {
        assert_eq!(width("委託aｱ"), 6);
        assert_eq!(pad("委託", 6), "委託  ");
        assert_eq!(pad("委託先名", 6), "委託… ");
        assert_eq!(truncate("委託先名", 8), "委託先名");
    }
}
