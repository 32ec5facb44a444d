//! The characters that people write, for radicals that look the same and that only programs tell apart.

use std::borrow::Cow;

use unicode_normalization::char::decompose_compatible;

/// Radicals that Unicode does not lead back to the characters that they are.
const RADICALS: &str = "⺟母⺠民⻁虎⻂衤⻃覀⻄西⻅见⻆角⻑長⻘青⻝食⻞食⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻲亀";

/// A radical, of Kangxi or of the supplement.
pub(crate) fn is_radical(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{2fdf}')
}

/// Adds the character that is written for a radical; any other as it is.
pub(crate) fn push_usual(out: &mut String, letter: char) {
    match letter {
        '\u{2f00}'..='\u{2fdf}' => decompose_compatible(letter, |usual| out.push(usual)),
        '\u{2e80}'..='\u{2eff}' => {
            let mut pairs = RADICALS.chars();
            let found = std::iter::from_fn(|| Some((pairs.next()?, pairs.next()?))).find(|pair| pair.0 == letter);
            out.push(found.map_or(letter, |pair| pair.1));
        }
        letter => out.push(letter),
    }
}

/// A text as people write it.
pub(crate) fn usual(text: &str) -> Cow<'_, str> {
    if !text.contains(is_radical) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|letter| push_usual(&mut out, letter));
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_what_people_write() {
        assert_eq!(usual("⽇⽬⼈⺠⻑⻄①Ａ"), "日目人民長西①Ａ");
    }
}
