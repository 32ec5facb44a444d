//! Characters that nobody sees and that some reader obeys: control characters steer terminals, those of direction make a text read
//! otherwise than it is, those without width make two names look like one.

use std::borrow::Cow;

/// NUL, ESC and their like; line breaks and tabs are none.
pub fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Changes the direction of reading or has no width. Selectors of variants are none: names are written with them.
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether any of them is in a text. Whole files are asked: many bytes are looked at in one step, and few a second time.
pub fn hides(text: &str) -> bool {
    const STEP: usize = 32;
    let bytes = text.as_bytes();
    let hidden = |c: char| is_control(c) || is_unseen(c);
    let mut from = 0;
    while let Some((these, following)) = bytes.get(from..from + STEP).zip(bytes.get(from + 1..=from + STEP)) {
        let suspect = these.iter().zip(following).fold(false, |any, (byte, next)| any | begins(*byte, *next));
        let starts = (from..from + STEP).filter(|at| suspect && begins(bytes[*at], bytes[at + 1]));
        if starts.into_iter().any(|at| text.get(at..).is_some_and(|rest| rest.starts_with(hidden))) {
            return true;
        }
        from += STEP;
    }
    let rest = (from..bytes.len()).find(|at| text.is_char_boundary(*at));
    rest.is_some_and(|at| text[at..].contains(hidden))
}

/// Whether these two bytes may begin such a character: without a branch, so that many are compared at once.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte is four times the work")]
fn begins(byte: u8, next: u8) -> bool {
    (byte < 0x20) & !matches!(byte, b'\t' | b'\n' | b'\r')
        | (byte == 0x7f)
        | (byte == 0xc2)
        | (byte == 0xd8) & (next == 0x9c)
        | ((byte == 0xe1) | (byte == 0xf3)) & (next == 0xa0)
        | (byte == 0xe2) & (next & 0xfe == 0x80)
        | (byte == 0xef) & ((next == 0xbb) | (next == 0xbf))
}

/// The text to be told: a symbol in place of each such character, and of line breaks.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |c| is_control(c) || is_unseen(c) || matches!(c, '\n' | '\r'), |c| Some(symbol(c)))
}

/// The text to be printed: symbols for control characters, nothing for what is not seen anyway.
pub fn printable(text: &str) -> Cow<'_, str> {
    replaced(text, |c| is_control(c) || is_unseen(c), |c| is_control(c).then(|| symbol(c)))
}

fn replaced(text: &str, asked: impl Fn(char) -> bool, by: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if !text.contains(&asked) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(|c| if asked(c) { by(c) } else { Some(c) }).collect())
}

/// `␛` for ESC.
fn symbol(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(u32::from(c) + 0x2400).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '␡',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hidden_is_left() {
        let hostile = "評\u{1b}[31m価\0\u{202e}書\u{200b}\u{7f}\u{9b}\n";
        assert_eq!(visible(hostile), "評␛[31m価␀\u{fffd}書\u{fffd}␡\u{fffd}␊");
        assert_eq!(printable(hostile), "評␛[31m価␀書␡\u{fffd}\n");
        let usual = "葛\u{e0100}飾区（①）\t𠮷\n";
        assert_eq!(printable(usual), usual);
    }

    #[test]
    fn every_character_that_is_hidden_is_found_by_its_bytes() {
        for c in '\0'..=char::MAX {
            let hidden = is_control(c) || is_unseen(c);
            assert_eq!(hides(&format!("字{c}字")), hidden, "U+{:04X}", u32::from(c));
            // Wherever it stands among those that are looked at together.
            let text = format!("{}{c}{}", "x".repeat(u32::from(c) as usize % 35), "字".repeat(12));
            assert_eq!(hides(&text), hidden, "U+{:04X}", u32::from(c));
        }
    }
}
