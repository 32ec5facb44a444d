//! What is drawn as one: a character with what modifies it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub base: char,
    /// 葛󠄀: asks for a variant of the character.
    pub selector: Option<char>,
    /// A mark that is not part of the character's own picture.
    pub mark: Option<char>,
    /// か with ゛ is が.
    pub composed: Option<char>,
}

pub fn clusters(text: &str) -> impl Iterator<Item = Cluster> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, base) = rest.next()?;
        let mut end = start + base.len_utf8();
        let mut first = None;
        while let Some((at, next)) = rest.next_if(|(_, next)| modifies(*next)) {
            first = first.or(Some(next));
            end = at + next.len_utf8();
        }
        let selector = first.filter(|c| is_selector(*c));
        let mark = first.filter(|c| selector.is_none() && !is_invisible(*c));
        let composed = mark.and_then(|_| composed(text.get(start..end).unwrap_or_default()));
        Some(Cluster { range: start..end, base, selector, mark, composed })
    })
}

/// Belongs to the character before it.
pub(super) fn modifies(c: char) -> bool {
    is_selector(c) || is_invisible(c) || is_combining_mark(c)
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Has no picture of its own.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
}

fn composed(source: &str) -> Option<char> {
    let mut composed = source.chars().filter(|c| !is_invisible(*c)).nfc();
    let first = composed.next()?;
    composed.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modifiers_belong_to_what_they_modify() {
        let told = |text: &str| -> Vec<(String, char)> {
            let whole = |cluster: &Cluster| text[cluster.range.clone()].to_owned();
            clusters(text).map(|cluster| (whole(&cluster), cluster.composed.unwrap_or(cluster.base))).collect()
        };
        let cases = [("か\u{3099}", 'が'), ("葛\u{E0100}", '葛'), ("a\u{200B}", 'a'), ("e\u{301}", 'é'), ("山", '山')];
        for (text, drawn) in cases {
            assert_eq!(told(text), [(text.to_owned(), drawn)]);
        }
        let hard = clusters("x\u{30C}\u{301}").next().unwrap();
        assert_eq!((hard.mark, hard.composed), (Some('\u{30C}'), None));
    }
}
