//! The usual characters for those that only fonts tell apart.

use unicode_normalization::char::decompose_compatible;

/// Stands for a character of which the file does not say which it is, as printers mark a missing type.
pub(super) const UNKNOWN: char = '〓';

/// Radicals that Unicode does not lead back to the characters that they are.
const RADICALS: &str = "⺟母⺠民⻁虎⻂衤⻃覀⻄西⻅见⻆角⻑長⻘青⻝食⻞食⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻲亀";

/// Adds what a person would have typed.
pub(super) fn push(out: &mut String, letter: char) {
    match letter {
        // Radicals of Kangxi, ligatures of Latin.
        '\u{2f00}'..='\u{2fdf}' | '\u{fb00}'..='\u{fb06}' => decompose_compatible(letter, |usual| out.push(usual)),
        '\u{2e80}'..='\u{2eff}' => {
            let mut pairs = RADICALS.chars();
            let found = std::iter::from_fn(|| Some((pairs.next()?, pairs.next()?))).find(|pair| pair.0 == letter);
            out.push(found.map_or(letter, |pair| pair.1));
        }
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
