//! Display columns: a full-width character takes two, a combining one none.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::break_lines;

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

/// `text` in lines of at most `columns`.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    break_lines(text, columns, &[]).into_iter().map(|line| text[line].to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_takes_two_columns() {
        assert_eq!(width("委託aｱ"), 6);
        assert_eq!(pad("委託", 6), "委託  ");
        assert_eq!(pad("委託先名", 6), "委託… ");
        assert_eq!(truncate("委託先名", 8), "委託先名");
    }
}
