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

/// Bytes that begin such a character, or may.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        suspect[byte] = matches!(byte, 0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3);
        byte += 1;
    }
    suspect
};

/// Whether any of them is in a text. Whole files are asked, so most of it is told by single bytes.
pub fn hides(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |(at, byte): (usize, &u8)| {
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        SUSPECT[usize::from(*byte)]
            && match byte {
                0xd8 => next == 0x9c,
                0xe1 | 0xf3 => next == 0xa0,
                0xe2 => matches!(next, 0x80 | 0x81),
                0xef => matches!(next, 0xbb | 0xbf),
                _ => true,
            }
    };
    bytes.iter().enumerate().any(begins) && text.contains(|c| is_control(c) || is_unseen(c))
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
            let text = format!("字{c}字");
            assert_eq!(hides(&text), is_control(c) || is_unseen(c), "U+{:04X}", u32::from(c));
        }
    }
}
