//! The usual characters for those that only fonts tell apart.

use unicode_normalization::char::decompose_compatible;

use crate::text::{is_radical, push_usual};

/// Stands for a character of which the file does not say which it is, as printers mark a missing type.
pub(super) const UNKNOWN: char = '〓';

/// Adds what a person would have typed.
pub(super) fn push(out: &mut String, letter: char) {
    match letter {
        letter if is_radical(letter) => push_usual(out, letter),
        // Ligatures of Latin.
        '\u{fb00}'..='\u{fb06}' => decompose_compatible(letter, |usual| out.push(usual)),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\t' => out.push(' '),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {}
        letter if letter.is_control() => {}
        letter => out.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_fonts_become_those_that_people_type() {
        let usual = |text: &str| {
            let mut out = String::new();
            text.chars().for_each(|letter| push(&mut out, letter));
            out
        };
        assert_eq!(usual("⽇⽬⼈⺠⻑⻄ﬁ\u{a0}①Ａ㈱\u{200b}"), "日目人民長西fi ①Ａ㈱");
    }
}
