//! Reads names of departments: 「汐見台市健康部 健康づくり課」 is 部 and 課.

use std::ops::Range;

use crate::text::fold;

#[derive(Debug, PartialEq)]
pub(super) struct Unit {
    /// Folded; the municipality may stand in front.
    pub(super) name: String,
    pub(super) level: char,
    /// In the text as typed.
    pub(super) range: Range<usize>,
}

/// What may stand before the name of a department without being part of it.
const LEADS: &[&str] = &["及び", "又は", "並びに", "もしくは", "若しくは"];

/// Followed by these, the character that ends a name is part of another word: 課税, 部長, 室内. But 局長寿社会部 is two.
fn ends_name(level: char, rest: &str) -> bool {
    let words = match level {
        '局' => "長員番",
        '部' => "長員署門分落屋品会隊",
        '課' => "長員税程題",
        '室' => "長員内戸",
        _ => return false,
    };
    !rest.starts_with(|next| words.contains(next)) || rest.starts_with("長寿")
}

/// The chains of departments in a text, largest department first.
pub(super) fn chains(text: &str) -> Vec<Vec<Unit>> {
    let mut chains: Vec<Vec<Unit>> = vec![Vec::new()];
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if character == ' ' || character == '\u{3000}' {
            if start < at {
                chains.push(Vec::new());
            }
            start = end;
        } else if !(character.is_alphabetic() || character.is_ascii_digit() || character == 'ー') {
            chains.push(Vec::new());
            start = end;
        } else if ends_name(character, &text[end..]) {
            let lead = LEADS.iter().find(|lead| text[start..end].starts_with(**lead));
            if let Some(lead) = lead {
                chains.push(Vec::new());
                start += lead.len();
            }
            let name = fold::fold(&text[start..end]);
            if let (true, Some(chain)) = (name.chars().count() > 1, chains.last_mut()) {
                chain.push(Unit { name, level: character, range: start..end });
            }
            start = end;
        }
    }
    chains.retain(|chain| !chain.is_empty());
    chains
}

impl Unit {
    /// The same department, be it that one of the two is written with the municipality or its board in front.
    pub(super) fn is(&self, other: &Self) -> bool {
        let (long, short) =
            if self.name.len() >= other.name.len() { (&self.name, &other.name) } else { (&other.name, &self.name) };
        long.strip_suffix(short.as_str()).is_some_and(|front| front.is_empty() || ends_in_place(front))
    }

    /// Every municipality has such departments more than once: 総務課, 管理課.
    pub(super) fn is_common(&self) -> bool {
        ["総務課", "庶務課", "管理課", "企画課", "経理課", "政策課"].iter().any(|name| self.name.ends_with(name))
    }
}

fn ends_in_place(text: &str) -> bool {
    text.ends_with(['都', '道', '府', '県', '市', '区', '町', '村', '所', '場']) || text.ends_with("委員会")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<Vec<String>> {
        chains(text).into_iter().map(|chain| chain.into_iter().map(|unit| unit.name).collect()).collect()
    }

    #[test]
    fn names_end_with_their_level() {
        assert_eq!(names("健康福祉局長寿社会部　医療年金課"), [["健康福祉局", "長寿社会部", "医療年金課"]]);
        assert_eq!(
            names("汐見台市こども未来部子育て給付課\n中央一丁目1番1号"),
            [["汐見台市こども未来部", "子育て給付課"]]
        );
        assert_eq!(names("財務部課税課長"), [["財務部"]]);
        assert_eq!(names("医療年金課及び各区保険年金課"), [["医療年金課"], ["各区保険年金課"]]);
    }

    #[test]
    fn the_municipality_may_stand_in_front() {
        let unit = |text| chains(text).remove(0).remove(0);
        assert!(unit("汐見台市健康部").is(&unit("健康部")));
        assert!(unit("汐見台市教育委員会教育部").is(&unit("教育部")));
        assert!(!unit("保健健康部").is(&unit("健康部")));
    }
}
