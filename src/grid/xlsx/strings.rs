//! Strings with runs of their own look: what is struck out or set off in them, and phonetic guides that are no text.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::refusal::Refusal;
use super::super::rich::Rich;
use super::super::xml::{OpenTag, XmlPiece, XmlReader};
use crate::text::limits;

/// The shared strings that have runs which are struck out or set off, by their index.
pub(super) fn struck(part: &str) -> Result<BTreeMap<usize, Arc<Rich>>, Refusal> {
    let too_many = || Refusal::too_large(format!("文字列が {} 個を超えます", limits::SHEET_CELLS));
    let mut struck = BTreeMap::new();
    let mut index = 0;
    let mut xml = XmlReader::new(part);
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        match tag.name() {
            // Whoever believes the count would make room for it.
            "sst" if tag.get("uniqueCount").is_some_and(|count| count.parse().is_ok_and(exceeds_cells)) => {
                return Err(too_many());
            }
            "si" => {
                let rich = rich(&mut xml)?;
                if rich.has_looks() {
                    struck.insert(index, Arc::new(rich));
                }
                index += 1;
                if exceeds_cells(index) {
                    return Err(too_many());
                }
            }
            _ => {}
        }
    }
    Ok(struck)
}

fn exceeds_cells(count: usize) -> bool {
    count > limits::SHEET_CELLS
}

/// The rest of the string element that was just opened.
pub(super) fn rich(xml: &mut XmlReader) -> Result<Rich, Refusal> {
    let mut rich = Rich::default();
    let outside = xml.depth() - 1;
    let (mut in_struck_run, mut is_set_off) = (false, false);
    while xml.depth() > outside {
        let Some(XmlPiece::Open(tag)) = xml.next()? else { continue };
        match tag.name() {
            "r" => (in_struck_run, is_set_off) = (false, false),
            "u" => is_set_off |= tag.get("val").is_none_or(|line| line != "none"),
            "b" => is_set_off |= is_on(&tag),
            "strike" | "dstrike" => in_struck_run = is_on(&tag),
            "rPh" => xml.skip()?,
            "t" => {
                let kept = tag.get("space").is_some_and(|space| space == "preserve");
                let text = unescape(&xml.text()?);
                let start = rich.text.len();
                rich.push(if kept { &text } else { text.trim_matches([' ', '\t', '\r', '\n']) }, in_struck_run);
                if is_set_off {
                    rich.set_off_from(start);
                }
            }
            _ => {}
        }
    }
    Ok(rich)
}

fn is_on(tag: &OpenTag) -> bool {
    tag.get("val").is_none() || tag.is("val")
}

/// `_x000D_` is how a character stands in a string that XML has no place for.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(character) => {
                out.push_str(&rest[..at]);
                out.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(si: &str) -> Rich {
        let part = format!("<sst><si>{si}</si></sst>");
        struck(&part).ok().unwrap_or_default().remove(&0).map(|rich| (*rich).clone()).unwrap_or_default()
    }

    #[test]
    fn struck_runs_are_ranges_of_the_text() {
        let string =
            "<r><t>残る</t></r><r><rPr><strike/></rPr><t>消す</t></r><r><rPr><strike val=\"0\"/></rPr><t>文</t></r>";
        assert_eq!(read(string), Rich { text: "残る消す文".into(), struck: vec![6..12], ..Rich::default() });
    }

    #[test]
    fn runs_may_be_set_off() {
        let string = "<r><t>甲</t></r><r><rPr><b/><u/></rPr><t>乙</t></r><r><rPr><u val=\"none\"/></rPr><t>丙</t></r>";
        assert_eq!(read(string).set_off, [3..6]);
    }

    #[test]
    fn phonetic_guides_are_no_text() {
        let string = "<r><rPr><strike/></rPr><t>評価書</t></r><rPh sb=\"0\" eb=\"3\"><t>ヒョウカショ</t></rPh>";
        assert_eq!(read(string).text, "評価書");
    }

    #[test]
    fn codes_are_characters() {
        assert_eq!(unescape("一_x000D_\n二_x_三_x00"), "一\r\n二_x_三_x00");
        assert_eq!(unescape("あ_xあああ_"), "あ_xあああ_");
    }
}
