//! A font, as far as reading asks for it: where a code ends, which letters it stands for, how wide it is.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_cmap::{CMap, CidFamily};
use lopdf::{Dictionary, Object};
use skrifa::{FontRef, MetadataProvider};

use super::codes::{self, KnownTables};
use super::file::PdfFile;
use super::letters;
use crate::grid::Refusal;

/// The width of a character whose width nobody says.
const COMMON_WIDTH: f64 = 0.5;
const FULL_WIDTH: f64 = 1.0;

pub(super) struct PaperFont {
    coding: Coding,
    to_unicode: Option<CMap>,
    /// The whole font runs downwards.
    pub(super) down: bool,
}

enum Coding {
    /// A byte is a character.
    Bytes { letters: Vec<Option<String>>, widths: Vec<f64> },
    /// Codes of several bytes lead to numbers, and those to glyphs.
    Numbers {
        encoding: Vec<u8>,
        table: Rc<CMap>,
        collection: Option<Rc<CMap>>,
        /// The letters of glyphs, from the font itself.
        glyphs: BTreeMap<u32, char>,
        widths: Widths,
    },
}

struct Widths {
    usual: f64,
    each: BTreeMap<u32, f64>,
    /// First, last and width.
    ranges: Vec<(u32, u32, f64)>,
}

/// A character of a text.
pub(super) struct Code {
    pub(super) length: usize,
    /// Of an em.
    pub(super) width: f64,
    pub(super) is_space: bool,
    /// Nothing where nobody says what it is.
    pub(super) letters: Option<String>,
}

impl PaperFont {
    pub(super) fn read(file: &PdfFile, font: &Dictionary, known: &mut KnownTables) -> Result<Self, Refusal> {
        let to_unicode = match file.stream(font, b"ToUnicode") {
            Some(stream) => file.unpack(stream)?.and_then(|bytes| codes::read(&bytes)),
            None => None,
        };
        let composite = file.name(font, b"Subtype") == Some(b"Type0");
        let coding = if composite { numbers(file, font, known)? } else { bytes(file, font) };
        let down = matches!(&coding, Coding::Numbers { table, encoding, .. }
            if codes::runs_down(table) || encoding.ends_with(b"-V"));
        Ok(Self { coding, to_unicode, down })
    }

    /// The first character of a text.
    pub(super) fn next(&self, text: &[u8]) -> Option<Code> {
        let first = *text.first()?;
        match &self.coding {
            Coding::Bytes { letters, widths } => {
                let own = || letters.get(usize::from(first)).cloned().flatten();
                let letters = self.said(u32::from(first)).or_else(own);
                let width = widths.get(usize::from(first)).copied().unwrap_or(COMMON_WIDTH);
                Some(Code { length: 1, width, is_space: first == b' ', letters })
            }
            Coding::Numbers { encoding, table, collection, glyphs, widths } => {
                let (code, length, number) = codes::next(table, text)?;
                let own = || {
                    let of_glyph = || {
                        let mut out = String::new();
                        letters::push(&mut out, *glyphs.get(&number)?);
                        Some(out)
                    };
                    codes::unicode(encoding, code)
                        .or_else(|| codes::letters(collection.as_deref()?, number))
                        .or_else(of_glyph)
                };
                let letters = self.said(code).or_else(own);
                let is_space = length == 1 && first == b' ';
                Some(Code { length, width: widths.get(number), is_space, letters })
            }
        }
    }

    fn said(&self, code: u32) -> Option<String> {
        codes::letters(self.to_unicode.as_ref()?, code)
    }
}

fn numbers(file: &PdfFile, font: &Dictionary, known: &mut KnownTables) -> Result<Coding, Refusal> {
    let descendants = file.get(font, b"DescendantFonts").and_then(|fonts| fonts.as_array().ok());
    let descendant = descendants.and_then(|fonts| file.resolve(fonts.first()?)?.as_dict().ok());
    let empty = Dictionary::new();
    let descendant = descendant.unwrap_or(&empty);
    let (encoding, table) = match file.get(font, b"Encoding") {
        Some(Object::Stream(stream)) => {
            (Vec::new(), file.unpack(stream)?.and_then(|bytes| codes::read(&bytes)).map(Rc::new))
        }
        Some(Object::Name(name)) => (name.clone(), known.get(name)),
        _ => (Vec::new(), None),
    };
    let table = table.unwrap_or_else(|| Rc::new(CMap::identity_h()));
    let info = file.dictionary(descendant, b"CIDSystemInfo");
    let said = |key: &[u8]| info.and_then(|info| file.get(info, key)?.as_str().ok()).unwrap_or_default();
    let own = CidFamily::from_registry_ordering(said(b"Registry"), said(b"Ordering"));
    let collection = known.collection(&own).or_else(|| known.collection(&codes::family(&table)?));
    let glyphs = if collection.is_none() { glyphs(file, descendant)? } else { BTreeMap::new() };
    Ok(Coding::Numbers { encoding, table, collection, glyphs, widths: Widths::read(file, descendant) })
}

/// What the font itself says of its glyphs, where a number is a glyph.
fn glyphs(file: &PdfFile, descendant: &Dictionary) -> Result<BTreeMap<u32, char>, Refusal> {
    let mut glyphs = BTreeMap::new();
    let program = file.dictionary(descendant, b"FontDescriptor").and_then(|font| file.stream(font, b"FontFile2"));
    let Some(program) = program.filter(|_| file.stream(descendant, b"CIDToGIDMap").is_none()) else {
        return Ok(glyphs);
    };
    let Some(bytes) = file.unpack(program)? else { return Ok(glyphs) };
    if let Ok(font) = FontRef::new(&bytes) {
        for (code, glyph) in font.charmap().mappings() {
            if let Some(letter) = char::from_u32(code) {
                glyphs.entry(glyph.to_u32()).or_insert(letter);
            }
        }
    }
    Ok(glyphs)
}

impl Widths {
    /// `[first [width …] first last width …]`
    fn read(file: &PdfFile, descendant: &Dictionary) -> Self {
        let usual = descendant.get(b"DW").ok().and_then(|width| file.number(width));
        let mut widths =
            Self { usual: usual.map_or(FULL_WIDTH, |width| width / 1000.0), each: BTreeMap::new(), ranges: Vec::new() };
        let Some(list) = file.get(descendant, b"W").and_then(|list| list.as_array().ok()) else { return widths };
        let mut list = list.iter().filter_map(|entry| file.resolve(entry));
        while let Some(first) = list.next().and_then(|first| file.whole(first)) {
            let first = first.min(usize::from(u16::MAX)) as u32;
            match list.next() {
                Some(Object::Array(each)) => {
                    let each = each.iter().map(|width| file.number(width).unwrap_or_default() / 1000.0);
                    widths.each.extend((first..=u32::from(u16::MAX)).zip(each));
                }
                Some(last) => {
                    let width = list.next().and_then(|width| file.number(width));
                    if let (Some(last), Some(width)) = (file.whole(last), width) {
                        widths.ranges.push((first, last as u32, width / 1000.0));
                    }
                }
                None => {}
            }
        }
        // Looked through for every character: a font has a few.
        widths.ranges.truncate(usize::from(u8::MAX));
        widths
    }

    fn get(&self, number: u32) -> f64 {
        let in_range = || self.ranges.iter().find(|(first, last, _)| (first..=last).contains(&&number));
        self.each.get(&number).copied().or_else(|| Some(in_range()?.2)).unwrap_or(self.usual)
    }
}

fn bytes(file: &PdfFile, font: &Dictionary) -> Coding {
    let scale = match file.numbers(font, b"FontMatrix").as_deref() {
        Some([scale, ..]) => scale.abs(),
        _ => 0.001,
    };
    let first = font.get(b"FirstChar").ok().and_then(|first| file.whole(first)).unwrap_or_default();
    let missing =
        file.dictionary(font, b"FontDescriptor").and_then(|font| file.number(font.get(b"MissingWidth").ok()?));
    let mut widths = vec![missing.map_or(COMMON_WIDTH, |width| width * scale); 256];
    for (slot, width) in widths.iter_mut().skip(first).zip(file.numbers(font, b"Widths").unwrap_or_default()) {
        *slot = width * scale;
    }
    Coding::Bytes { letters: byte_letters(file, font), widths }
}

/// The base encoding, and the names of glyphs that differ from it.
fn byte_letters(file: &PdfFile, font: &Dictionary) -> Vec<Option<String>> {
    let encoding = file.get(font, b"Encoding");
    let differing = encoding.and_then(|encoding| encoding.as_dict().ok());
    let base = match (encoding, differing) {
        (_, Some(differing)) => file.name(differing, b"BaseEncoding"),
        (Some(Object::Name(name)), None) => Some(name.as_slice()),
        _ => None,
    };
    let base = base.unwrap_or(b"StandardEncoding");
    let mut letters: Vec<Option<String>> =
        (0..=u8::MAX).map(|byte| decoded(&Object::Name(base.to_vec()), byte)).collect();
    let differences = differing.and_then(|encoding| file.get(encoding, b"Differences")?.as_array().ok());
    let mut at = 0;
    for entry in differences.into_iter().flatten().filter_map(|entry| file.resolve(entry)) {
        match entry {
            Object::Name(name) => {
                if let Some(slot) = letters.get_mut(at) {
                    *slot = of_name(name);
                }
                at += 1;
            }
            number => at = file.whole(number).unwrap_or_default(),
        }
    }
    letters
}

/// The letter that one byte is in an encoding.
fn decoded(encoding: &Object, byte: u8) -> Option<String> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", encoding.clone());
    let none = lopdf::Document::new();
    let encoding = font.get_font_encoding(&none).ok()?;
    let text = lopdf::Document::decode_text(&encoding, &[byte]).ok()?;
    let mut out = String::new();
    text.chars().for_each(|letter| letters::push(&mut out, letter));
    (!out.is_empty()).then_some(out)
}

/// `A`, `fi`, `uni65E5`, `u2000B`
fn of_name(name: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(name).ok()?;
    let digits = text.strip_prefix("uni").or_else(|| text.strip_prefix('u')).filter(|digits| digits.len() >= 4);
    if let Some(letter) = digits.and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?)) {
        let mut out = String::new();
        letters::push(&mut out, letter);
        return Some(out);
    }
    let mut encoding = Dictionary::new();
    encoding.set("Type", Object::Name(b"Encoding".to_vec()));
    encoding.set("Differences", Object::Array(vec![Object::Integer(0), Object::Name(name.to_vec())]));
    decoded(&Object::Dictionary(encoding), 0)
}
