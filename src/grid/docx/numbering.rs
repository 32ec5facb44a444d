//! The numbers that Word prints before paragraphs and keeps in no text.

use std::collections::BTreeMap;

use super::super::refusal::Refusal;
use super::super::xml::{OpenTag, XmlPiece, XmlReader};
use crate::text::numeral::{circle, to_kanji, to_roman};

const LEVELS: usize = 9;
/// Styles that stand on each other; more would be a circle.
const STYLES_DEEP: usize = 16;
const KATAKANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";

#[derive(Default)]
pub(super) struct Numbering {
    /// Lists by the number of their definition.
    definitions: BTreeMap<String, Vec<WordListLevel>>,
    lists: BTreeMap<String, WordList>,
    styles: BTreeMap<String, WordListStyle>,
    /// How far each list has counted, by what counts together.
    counted: BTreeMap<String, [u32; LEVELS]>,
}

#[derive(Clone, Debug, Default)]
struct WordListLevel {
    format: String,
    /// `第%1条`, `(%2)`
    text: String,
    start: Option<u32>,
    /// Nothing stands between the number and the text.
    is_tight: bool,
}

#[derive(Default)]
struct WordList {
    definition: String,
    /// It begins anew: the level and the first number.
    starts: BTreeMap<usize, u32>,
}

#[derive(Default)]
struct WordListStyle {
    based_on: Option<String>,
    list: Option<String>,
    level: Option<u32>,
}

impl Numbering {
    pub(super) fn read(numbering: &str, styles: &str) -> Result<Self, Refusal> {
        let mut read = Self::default();
        read.lists(numbering)?;
        read.styles(styles)?;
        Ok(read)
    }

    fn lists(&mut self, part: &str) -> Result<(), Refusal> {
        let mut xml = XmlReader::new(part);
        let (mut definition, mut list, mut level) = (None, None, 0);
        while let Some(piece) = xml.next()? {
            let tag = match piece {
                XmlPiece::Open(tag) => tag,
                XmlPiece::Close(tag) => {
                    match tag.name() {
                        "abstractNum" => definition = None,
                        "num" => list = None,
                        _ => {}
                    }
                    continue;
                }
                XmlPiece::Text(_) => continue,
            };
            match tag.name() {
                "abstractNum" => definition = tag.get("abstractNumId"),
                "num" => list = tag.get("numId"),
                "lvl" | "lvlOverride" => level = tag.number("ilvl").unwrap_or_default() as usize,
                "abstractNumId" => {
                    if let Some(list) = &list {
                        self.lists.entry(list.clone()).or_default().definition = tag.get("val").unwrap_or_default();
                    }
                }
                "startOverride" => {
                    if let Some(list) = &list {
                        let starts = &mut self.lists.entry(list.clone()).or_default().starts;
                        starts.insert(level, tag.number("val").unwrap_or(1));
                    }
                }
                _ => {
                    if let Some(definition) = &definition
                        && level < LEVELS
                    {
                        self.level(definition, level, &tag);
                    }
                }
            }
        }
        Ok(())
    }

    fn level(&mut self, definition: &str, level: usize, tag: &OpenTag) {
        let levels = self.definitions.entry(definition.to_owned()).or_default();
        if levels.len() <= level {
            levels.resize(level + 1, WordListLevel::default());
        }
        let (level, value) = (&mut levels[level], tag.get("val").unwrap_or_default());
        match tag.name() {
            "numFmt" => level.format = value,
            "lvlText" => level.text = value,
            "start" => level.start = value.parse().ok(),
            "suff" => level.is_tight = value == "nothing",
            _ => {}
        }
    }

    fn styles(&mut self, part: &str) -> Result<(), Refusal> {
        let mut xml = XmlReader::new(part);
        let mut style = String::new();
        while let Some(piece) = xml.next()? {
            let XmlPiece::Open(tag) = piece else { continue };
            if tag.name() == "style" {
                style = tag.get("styleId").unwrap_or_default();
                self.styles.insert(style.clone(), WordListStyle::default());
            }
            let Some(known) = self.styles.get_mut(&style) else { continue };
            match tag.name() {
                "basedOn" => known.based_on = tag.get("val"),
                "numId" => known.list = tag.get("val"),
                "ilvl" => known.level = tag.number("val"),
                _ => {}
            }
        }
        Ok(())
    }

    /// The number of a paragraph that belongs to a list, by itself or by its style.
    pub(super) fn next(&mut self, list: Option<&str>, level: Option<u32>, style: Option<&str>) -> Option<String> {
        let (of_style, level_of_style) = self.of_style(style);
        let list = list.map(str::to_owned).or(of_style)?;
        let level = level.or(level_of_style).unwrap_or_default() as usize;
        let known = self.lists.get(&list)?;
        let levels = self.definitions.get(&known.definition)?;
        let own = levels.get(level)?;
        // Lists of one definition count on; one that begins anew counts by itself.
        let together = if known.starts.is_empty() { &known.definition } else { &list };
        let first = |level: usize| {
            let written = known.starts.get(&level).copied();
            written.or_else(|| levels.get(level).and_then(|level| level.start)).unwrap_or(1)
        };
        let counted = self.counted.entry(together.clone()).or_default();
        counted[level] = if counted[level] == 0 { first(level) } else { counted[level].saturating_add(1) };
        counted[level + 1..].fill(0);
        let mut text = own.text.clone();
        for (index, count) in counted.iter().enumerate().take(level + 1) {
            let count = if *count == 0 { first(index) } else { *count };
            let format = levels.get(index).map_or("decimal", |level| level.format.as_str());
            text = text.replace(&format!("%{}", index + 1), &number(format, count));
        }
        match own.format.as_str() {
            "bullet" => Some(bullet(&text)),
            "none" => None,
            _ if own.is_tight || text.is_empty() => Some(text),
            _ => Some(text + " "),
        }
    }

    fn of_style(&self, style: Option<&str>) -> (Option<String>, Option<u32>) {
        let mut style = style.and_then(|style| self.styles.get(style));
        for _ in 0..STYLES_DEEP {
            let Some(known) = style else { break };
            if known.list.is_some() {
                return (known.list.clone(), known.level);
            }
            style = known.based_on.as_ref().and_then(|base| self.styles.get(base));
        }
        (None, None)
    }
}

/// The sign of a list. Those of symbol fonts stand in the private area.
fn bullet(sign: &str) -> String {
    match sign.trim().chars().next() {
        None => String::new(),
        Some('\u{e000}'..='\u{f8ff}' | '•' | '·' | '･' | 'o') => "・".into(),
        Some(sign) => sign.into(),
    }
}

fn number(format: &str, count: u32) -> String {
    let letter = |letters: &str| {
        let letters: Vec<char> = letters.chars().collect();
        letters.get(count.saturating_sub(1) as usize % letters.len()).map(char::to_string).unwrap_or_default()
    };
    match format {
        "decimalFullWidth" | "decimalFullWidth2" => {
            count.to_string().chars().filter_map(|digit| char::from_u32(digit as u32 + 0xfee0)).collect()
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            circle(count).map_or_else(|| count.to_string(), String::from)
        }
        "decimalEnclosedParen" => format!("({count})"),
        "decimalZero" => format!("{count:02}"),
        "aiueo" | "aiueoFullWidth" => letter(KATAKANA),
        "iroha" | "irohaFullWidth" => letter(IROHA),
        "upperLetter" => letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter" => letter("abcdefghijklmnopqrstuvwxyz"),
        "upperRoman" => to_roman(count),
        "lowerRoman" => to_roman(count).to_ascii_lowercase(),
        "japaneseCounting" | "ideographDigital" | "chineseCounting" | "japaneseDigitalTenThousand" => to_kanji(count),
        "none" | "bullet" => String::new(),
        _ => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = "<numbering><abstractNum abstractNumId=\"7\">\
        <lvl ilvl=\"0\"><start val=\"1\"/><numFmt val=\"decimalFullWidth\"/><lvlText val=\"第%1\"/></lvl>\
        <lvl ilvl=\"1\"><start val=\"1\"/><numFmt val=\"aiueoFullWidth\"/><lvlText val=\"%1-%2\"/><suff val=\"nothing\"/></lvl>\
        <lvl ilvl=\"2\"><numFmt val=\"bullet\"/><lvlText val=\"\u{f0b7}\"/></lvl></abstractNum>\
        <num numId=\"1\"><abstractNumId val=\"7\"/></num>\
        <num numId=\"2\"><abstractNumId val=\"7\"/><lvlOverride ilvl=\"0\"><startOverride val=\"5\"/></lvlOverride></num></numbering>";
    const STYLES: &str = "<styles><style styleId=\"a\"><pPr><numPr><numId val=\"1\"/></numPr></pPr></style>\
        <style styleId=\"b\"><basedOn val=\"a\"/></style><style styleId=\"c\"><basedOn val=\"c\"/></style></styles>";

    #[test]
    fn paragraphs_are_counted_as_word_prints_them() {
        let mut numbering = Numbering::read(LISTS, STYLES).unwrap_or_default();
        let mut next = |list, level, style| numbering.next(list, level, style);
        assert_eq!(next(Some("1"), None, None).as_deref(), Some("第１ "));
        assert_eq!(next(Some("1"), Some(1), None).as_deref(), Some("１-ア"));
        assert_eq!(next(Some("1"), Some(1), None).as_deref(), Some("１-イ"));
        assert_eq!(next(None, None, Some("b")).as_deref(), Some("第２ "));
        assert_eq!(next(Some("1"), Some(1), None).as_deref(), Some("２-ア"));
        assert_eq!(next(Some("2"), None, None).as_deref(), Some("第５ "));
        assert_eq!(next(Some("1"), Some(2), None).as_deref(), Some("・"));
        assert_eq!((next(None, None, Some("c")), next(Some("0"), None, Some("a"))), (None, None));
    }

    #[test]
    fn numbers_are_written_in_the_formats_of_offices() {
        let cases = [
            ("decimalEnclosedCircle", 3, "③"),
            ("aiueo", 46, "ン"),
            ("iroha", 2, "ロ"),
            ("upperRoman", 14, "XIV"),
            ("japaneseCounting", 10, "十"),
            ("japaneseCounting", 21, "二十一"),
            ("lowerLetter", 27, "a"),
        ];
        for (format, count, written) in cases {
            assert_eq!(number(format, count), written, "{format}");
        }
    }
}
