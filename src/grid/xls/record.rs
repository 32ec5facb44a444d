//! The records of a workbook's stream, and the strings in them.

use super::container::u16_at;

/// A record with the records that continue it.
pub(super) struct XlsRecord<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    pub(super) more: Vec<&'a [u8]>,
}

pub(super) struct XlsRecords<'a> {
    rest: &'a [u8],
}

const CONTINUE: u16 = 0x3c;

impl<'a> XlsRecords<'a> {
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    fn one(&mut self) -> Option<(u16, &'a [u8])> {
        let (kind, length) = (u16_at(self.rest, 0)?, usize::from(u16_at(self.rest, 2)?));
        let data = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some((kind, data))
    }
}

impl<'a> Iterator for XlsRecords<'a> {
    type Item = XlsRecord<'a>;

    fn next(&mut self) -> Option<XlsRecord<'a>> {
        let (kind, data) = self.one()?;
        let mut more = Vec::new();
        while u16_at(self.rest, 0) == Some(CONTINUE) {
            more.push(self.one()?.1);
        }
        Some(XlsRecord { kind, data, more })
    }
}

impl<'a> XlsRecord<'a> {
    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        u16_at(self.data, at)
    }

    /// A reader from `at` on.
    pub(super) fn from(&self, at: usize) -> Option<RecordReader<'a>> {
        Some(RecordReader { part: self.data.get(at..)?, more: self.more.clone().into_iter() })
    }
}

/// Reads on over the borders of records.
pub(super) struct RecordReader<'a> {
    part: &'a [u8],
    more: std::vec::IntoIter<&'a [u8]>,
}

/// A string and from which of its characters on it has which font.
#[derive(Default)]
pub(super) struct XlsString {
    pub(super) text: String,
    /// Byte offsets and numbers of fonts.
    pub(super) runs: Vec<(usize, u16)>,
}

impl RecordReader<'_> {
    pub(super) fn is_at_end(&self) -> bool {
        self.part.is_empty() && self.more.as_slice().iter().all(|part| part.is_empty())
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        while self.part.is_empty() {
            self.part = self.more.next()?;
        }
        let (first, rest) = self.part.split_first()?;
        self.part = rest;
        Some(*first)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// A string that says how long it is, how wide, and which fonts and phonetic guides it has.
    pub(super) fn string(&mut self) -> Option<XlsString> {
        let length = usize::from(self.u16()?);
        let flags = self.u8()?;
        let runs = if flags & 8 != 0 { self.u16()? } else { 0 };
        let guides = if flags & 4 != 0 { self.u32()? } else { 0 };
        let units = self.units(length, flags & 1 != 0)?;
        let mut changes = Vec::new();
        for _ in 0..runs {
            changes.push((usize::from(self.u16()?), self.u16()?));
        }
        for _ in 0..guides {
            self.u8()?;
        }
        Some(text(&units, &changes))
    }

    /// So many characters; where a record ends, the next one says anew how wide they are.
    pub(super) fn units(&mut self, length: usize, mut wide: bool) -> Option<Vec<u16>> {
        let mut units = Vec::new();
        while units.len() < length {
            if self.part.is_empty() {
                self.part = self.more.next()?;
                wide = self.u8()? & 1 != 0;
            }
            units.push(if wide { self.u16()? } else { u16::from(self.u8()?) });
        }
        Some(units)
    }
}

fn text(units: &[u16], changes: &[(usize, u16)]) -> XlsString {
    let mut read = XlsString::default();
    let mut changes = changes.iter().peekable();
    let mut at = 0;
    for character in char::decode_utf16(units.iter().copied()) {
        while let Some((_, font)) = changes.next_if(|(from, _)| *from <= at) {
            read.runs.push((read.text.len(), *font));
        }
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        read.text.push(character);
        at += character.len_utf16();
    }
    read
}
