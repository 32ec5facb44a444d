//! What all sheets of a workbook share: strings, fonts, formats, names.

use super::super::model::{DefinedName, Sheet};
use super::super::number::built_in;
use super::super::refusal::Refusal;
use super::record::{XlsRecord, XlsRecords, XlsString};
use crate::text::limits;
use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Globals {
    pub(super) sheets: Vec<SheetPlace>,
    pub(super) strings: Vec<XlsString>,
    pub(super) since_1904: bool,
    /// The workbook refers to others.
    pub(super) links: bool,
    struck_fonts: Vec<bool>,
    formats: BTreeMap<u16, String>,
    /// Font and format of a cell.
    looks: Vec<(u16, u16)>,
    /// Which sheet a reference of a formula means.
    references: Vec<u16>,
    names: Vec<XlsName>,
}

/// Where a sheet stands in the stream.
pub(super) struct SheetPlace {
    pub(super) name: String,
    pub(super) start: u32,
    pub(super) hidden: bool,
    /// Charts and macro sheets have none.
    pub(super) has_cells: bool,
}

struct XlsName {
    name: String,
    reference: usize,
    rows: (u16, u16),
    columns: (u16, u16),
}

const END: u16 = 0x0a;
/// What a workbook says instead of the name of another one.
const ITSELF: u16 = 0x0401;

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<Self, Refusal> {
        let mut globals = Self::default();
        for record in XlsRecords::new(stream).take(limits::SHEET_RECORDS) {
            match record.kind {
                0x2f => return Err(Refusal::password()),
                END => return Ok(globals),
                0xfc => globals.strings(&record)?,
                _ => globals.take(&record).ok_or_else(Refusal::broken)?,
            }
            if globals.sheets.len() > limits::SHEETS {
                return Err(Refusal::too_large(format!("シートが {} 枚を超えます", limits::SHEETS)));
            }
        }
        Err(Refusal::broken())
    }

    fn take(&mut self, record: &XlsRecord) -> Option<()> {
        match record.kind {
            0x22 => self.since_1904 = record.u16(0)? == 1,
            0x31 => self.struck_fonts.push(record.u16(2)? & 8 != 0),
            0xe0 => self.looks.push((record.u16(0)?, record.u16(2)?)),
            0x041e => {
                let code = record.from(2)?.string()?.text;
                self.formats.insert(record.u16(0)?, code);
            }
            0x85 => self.sheets.push(place(record)?),
            0x01ae => self.links |= record.data.len() > 4 && record.u16(2)? != ITSELF,
            0x17 => {
                let count = usize::from(record.u16(0)?);
                self.references = (0..count).map_while(|index| record.u16(4 + index * 6)).collect();
            }
            0x18 => self.names.extend(named(record)),
            _ => {}
        }
        Some(())
    }

    fn strings(&mut self, record: &XlsRecord) -> Result<(), Refusal> {
        let mut reader = record.from(8).ok_or_else(Refusal::broken)?;
        while !reader.is_at_end() {
            if self.strings.len() == limits::SHEET_CELLS {
                return Err(Refusal::too_large(format!("文字列が {} 個を超えます", limits::SHEET_CELLS)));
            }
            self.strings.push(reader.string().ok_or_else(Refusal::broken)?);
        }
        Ok(())
    }

    /// There is no font with the number 4.
    pub(super) fn is_struck(&self, font: u16) -> bool {
        let index = usize::from(if font > 4 { font - 1 } else { font });
        self.struck_fonts.get(index).copied().unwrap_or_default()
    }

    pub(super) fn font(&self, look: u16) -> u16 {
        self.looks.get(usize::from(look)).map_or(0, |(font, _)| *font)
    }

    pub(super) fn format(&self, look: u16) -> &str {
        let format = self.looks.get(usize::from(look)).map_or(0, |(_, format)| *format);
        self.formats.get(&format).map_or_else(|| built_in(u32::from(format)), String::as_str)
    }

    /// The named places, in the sheets that were read.
    pub(super) fn names(&self, read: &[Sheet]) -> Vec<DefinedName> {
        let place = |named: &XlsName| {
            let sheet = self.sheets.get(usize::from(*self.references.get(named.reference)?))?;
            let sheet = read.iter().position(|read| read.name == sheet.name)?;
            let ((top, bottom), (left, right)) = (named.rows, named.columns);
            let (rows, columns) = (bottom.checked_sub(top)?, right.checked_sub(left)?);
            Some(DefinedName {
                name: named.name.clone(),
                sheet,
                row: top.into(),
                column: left.into(),
                rows: u32::from(rows) + 1,
                columns: u32::from(columns) + 1,
            })
        };
        self.names.iter().filter_map(place).collect()
    }
}

fn place(record: &XlsRecord) -> Option<SheetPlace> {
    let mut reader = record.from(0)?;
    let start = reader.u32()?;
    let (state, kind) = (reader.u8()?, reader.u8()?);
    let length = usize::from(reader.u8()?);
    let wide = reader.u8()? & 1 != 0;
    let name = String::from_utf16_lossy(&reader.units(length, wide)?);
    Some(SheetPlace { name, start, hidden: state & 3 != 0, has_cells: kind == 0 })
}

/// A name that stands for one place; built-in names and formulas are none.
fn named(record: &XlsRecord) -> Option<XlsName> {
    let built_in = record.u16(0)? & 0x20 != 0;
    let mut reader = record.from(3)?;
    let length = usize::from(reader.u8()?);
    let mut reader = record.from(14)?;
    let wide = reader.u8()? & 1 != 0;
    let name = String::from_utf16_lossy(&reader.units(length, wide)?);
    let token = reader.u8().filter(|_| !built_in)? & 0x1f;
    let reference = usize::from(reader.u16()?);
    let (rows, columns) = match token {
        0x1a => {
            let (row, column) = (reader.u16()?, reader.u16()?);
            ((row, row), (column, column))
        }
        0x1b => ((reader.u16()?, reader.u16()?), (reader.u16()?, reader.u16()?)),
        _ => return None,
    };
    // The upper bits say whether the column is relative.
    Some(XlsName { name, reference, rows, columns: (columns.0 & 0x3fff, columns.1 & 0x3fff) })
}
