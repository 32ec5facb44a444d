//! The tables that say which character a code of a font stands for: those that a file brings, and those that every reader
//! of PDF has to know.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};

use super::letters;

/// The tables that every reader knows, each read when it is first asked for.
#[derive(Default)]
pub(super) struct KnownTables(BTreeMap<Vec<u8>, Option<Rc<CMap>>>);

impl KnownTables {
    pub(super) fn get(&mut self, name: &[u8]) -> Option<Rc<CMap>> {
        if !self.0.contains_key(name) {
            let table = match name {
                b"Identity-H" => Some(CMap::identity_h()),
                b"Identity-V" => Some(CMap::identity_v()),
                _ => load_embedded(CMapName::from_bytes(name)).and_then(read),
            };
            self.0.insert(name.to_owned(), table.map(Rc::new));
        }
        self.0.get(name).cloned().flatten()
    }

    /// From the numbers of a collection of characters to Unicode.
    pub(super) fn collection(&mut self, family: &CidFamily) -> Option<Rc<CMap>> {
        self.get(family.ucs2_cmap()?.to_bytes())
    }
}

/// A table that stands in a file; it may build on those that everybody knows.
pub(super) fn read(bytes: &[u8]) -> Option<CMap> {
    CMap::parse(bytes, load_embedded)
}

pub(super) fn runs_down(table: &CMap) -> bool {
    table.metadata().writing_mode == Some(WritingMode::Vertical)
}

/// The collection that the numbers of a known table belong to.
pub(super) fn family(table: &CMap) -> Option<CidFamily> {
    table.metadata().character_collection.as_ref().map(|collection| collection.family.clone())
}

/// The next code of a text: its value, its length, and its number in the font.
pub(super) fn next(table: &CMap, bytes: &[u8]) -> Option<(u32, usize, u32)> {
    let mut code = 0;
    for (length, byte) in (1..=4).zip(bytes) {
        code = code << 8 | u32::from(*byte);
        if let Some(number) = table.lookup_cid_code(code, length as u8) {
            return Some((code, length, number));
        }
    }
    // What no table knows is most often two bytes long.
    let length = bytes.len().min(2);
    let code = bytes[..length].iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
    (length > 0).then_some((code, length, 0))
}

/// The letters that a table gives for a code.
pub(super) fn letters(table: &CMap, code: u32) -> Option<String> {
    let mut out = String::new();
    match table.lookup_bf_string(code)? {
        BfString::Char('\0' | '\u{fffd}') => return None,
        BfString::Char(letter) => letters::push(&mut out, letter),
        BfString::String(all) => all.chars().for_each(|letter| letters::push(&mut out, letter)),
    }
    Some(out)
}

/// The letter that a code is itself, in the encodings that are Unicode.
pub(super) fn unicode(name: &[u8], code: u32) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    if !name.starts_with("Uni") {
        return None;
    }
    let units = [(code >> 16) as u16, code as u16];
    let units = if code > 0xffff && name.contains("UTF16") { &units[..] } else { &units[1..] };
    let letter = if name.contains("UTF32") {
        char::from_u32(code)
    } else if name.contains("UCS2") || name.contains("UTF16") {
        char::decode_utf16(units.iter().copied()).next()?.ok()
    } else {
        None
    };
    let mut out = String::new();
    letters::push(&mut out, letter?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(encoding: &[u8], bytes: &[u8]) -> String {
        let mut known = KnownTables::default();
        let table = known.get(encoding).unwrap_or_else(|| Rc::new(CMap::identity_h()));
        let family = family(&table).filter(|family| *family != CidFamily::AdobeIdentity);
        let numbers = known.collection(&family.unwrap_or(CidFamily::AdobeJapan1));
        let (mut out, mut at) = (String::new(), 0);
        while let Some((code, length, number)) = next(&table, &bytes[at..]) {
            at += length;
            let found = unicode(encoding, code).or_else(|| letters(numbers.as_deref()?, number));
            out.push_str(&found.unwrap_or_else(|| letters::UNKNOWN.to_string()));
        }
        out
    }

    #[test]
    fn encodings_of_japan_need_nothing_from_the_file() {
        assert_eq!(text(b"UniJIS-UCS2-H", &[0x2f, 0x46, 0x67, 0x2c]), "无本");
        assert_eq!(text(b"UniJIS-UTF16-H", &[0x65, 0xe5, 0xd8, 0x40, 0xdc, 0x0b]), "日𠀋");
        assert_eq!(text(b"90ms-RKSJ-H", b"\x93\xfa\x96\x7bA\xb1\x87\x40"), "日本Aｱ①");
        assert_eq!(text(b"EUC-H", b"\xc6\xfc\xcb\xdc"), "日本");
        // Numbers of Adobe-Japan1 are codes of their own.
        let table = KnownTables::default().get(b"UniJIS-UTF16-H");
        let number = table.and_then(|table| next(&table, &[0x65, 0xe5])).map(|(_, _, number)| number as u16);
        assert_eq!(text(b"Identity-H", &number.unwrap_or_default().to_be_bytes()), "日");
    }
}
