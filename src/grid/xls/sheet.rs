//! The cells of a sheet, and what is attached to them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::budget::GridBudget;
use super::super::model::{GridCell, GridCellKind, Sheet};
use super::super::number;
use super::super::reference::CellPosition;
use super::super::refusal::Refusal;
use super::super::rich::Rich;
use super::container::u32_at;
use super::globals::{Globals, SheetPlace};
use super::record::{XlsRecord, XlsRecords, XlsString};
use crate::text::limits;

struct XlsSheetReader<'a> {
    globals: &'a Globals,
    budget: &'a mut GridBudget,
    cells: Vec<GridCell>,
    merged: BTreeMap<CellPosition, (u32, u32)>,
    hidden_rows: BTreeSet<u32>,
    hidden_columns: BTreeSet<u32>,
    /// The formula whose text comes with the next record.
    formula: Option<(CellPosition, u16)>,
    /// Where the last drawing is anchored, and the kind and number of the last object.
    anchor: CellPosition,
    object: (u16, u16),
    /// Texts of notes by the numbers of their objects.
    notes: BTreeMap<u16, String>,
}

/// `records` is how many more may be walked over, in all sheets.
pub(super) fn read(
    place: &SheetPlace,
    stream: &[u8],
    globals: &Globals,
    budget: &mut GridBudget,
    records: &mut usize,
) -> Result<Sheet, Refusal> {
    let mut reader = XlsSheetReader {
        globals,
        budget,
        cells: Vec::new(),
        merged: BTreeMap::new(),
        hidden_rows: BTreeSet::new(),
        hidden_columns: BTreeSet::new(),
        formula: None,
        anchor: (0, 0),
        object: (0, 0),
        notes: BTreeMap::new(),
    };
    // A chart on the sheet is a sheet of its own between its records.
    let mut depth = 0;
    for record in XlsRecords::new(stream) {
        *records = records.checked_sub(1 + record.more.len()).ok_or_else(|| Refusal::too_large("記録が多すぎます"))?;
        match record.kind {
            0x0809 => depth += 1,
            0x0a if depth <= 1 => return Ok(reader.finish(place)),
            0x0a => depth -= 1,
            _ if depth == 1 => reader.take(&record)?,
            _ => {}
        }
    }
    Err(Refusal::broken())
}

impl XlsSheetReader<'_> {
    fn take(&mut self, record: &XlsRecord) -> Result<(), Refusal> {
        match self.cells_of(record).ok_or_else(Refusal::broken)? {
            XlsContent::Nothing => Ok(()),
            XlsContent::Text(at, look, text) => self.push(at, look, &text),
            XlsContent::Numbers(row, first, numbers) => {
                for (column, (look, number)) in (first..).zip(numbers) {
                    let text = number::shown(number, self.globals.format(look), self.globals.since_1904);
                    self.push((row, column), look, &XlsString { text, runs: Vec::new() })?;
                }
                Ok(())
            }
            XlsContent::Shared(at, look, index) => {
                let text = self.globals.strings.get(index as usize).ok_or_else(Refusal::broken)?;
                self.push(at, look, text)
            }
            XlsContent::Attached(kind, (row, column), text) => {
                self.budget.take(row, column, &text)?;
                self.cells.push(GridCell { kind, ..GridCell::new(row, column, text) });
                Ok(())
            }
        }
    }

    fn push(&mut self, (row, column): CellPosition, look: u16, text: &XlsString) -> Result<(), Refusal> {
        // Counted before it is copied.
        self.budget.take(row, column, &text.text)?;
        let rich = self.rich(look, text);
        self.cells.push(GridCell { struck: rich.struck, ..GridCell::new(row, column, rich.text) });
        Ok(())
    }

    /// Up to its first run a text has the font of its cell.
    fn rich(&self, look: u16, text: &XlsString) -> Rich {
        let mut rich = Rich::default();
        let (mut start, mut font) = (0, self.globals.font(look));
        for (at, next) in text.runs.iter().copied().chain([(text.text.len(), 0)]) {
            rich.push(&text.text[start..at], self.globals.is_struck(font));
            (start, font) = (at, next);
        }
        rich
    }

    /// What a record adds; nothing at all where it is broken.
    fn cells_of(&mut self, record: &XlsRecord) -> Option<XlsContent> {
        let at = || Some((u32::from(record.u16(0)?), u32::from(record.u16(2)?)));
        let look = || record.u16(4);
        let number = |at| {
            Some(f64::from_bits(u64::from(u32_at(record.data, at)?) | u64::from(u32_at(record.data, at + 4)?) << 32))
        };
        let one = |number| Some(XlsContent::Numbers(at()?.0, at()?.1, vec![(look()?, number)]));
        let text =
            |text: &str| Some(XlsContent::Text(at()?, look()?, XlsString { text: text.to_owned(), runs: Vec::new() }));
        match record.kind {
            0xfd => return Some(XlsContent::Shared(at()?, look()?, u32_at(record.data, 6)?)),
            0x0204 | 0xd6 => return Some(XlsContent::Text(at()?, look()?, record.from(6)?.string()?)),
            0x0203 => return one(number(6)?),
            0x027e => return one(packed(u32_at(record.data, 6)?)),
            0xbd => {
                let count = record.data.len().checked_sub(6)? / 6;
                let packed = |index| Some((record.u16(4 + index * 6)?, packed(u32_at(record.data, 6 + index * 6)?)));
                return Some(XlsContent::Numbers(at()?.0, at()?.1, (0..count).map_while(packed).collect()));
            }
            0x0205 => return text(truth(*record.data.get(6)?, *record.data.get(7)? != 0)),
            0x06 if record.u16(12)? != 0xffff => return one(number(6)?),
            0x06 => match record.data.get(6)? {
                0 => self.formula = Some((at()?, look()?)),
                kind @ 1..=2 => return text(truth(*record.data.get(8)?, *kind == 2)),
                _ => {}
            },
            0x0207 => {
                let (at, look) = self.formula.take()?;
                return Some(XlsContent::Text(at, look, record.from(0)?.string()?));
            }
            0xe5 if self.merged.len() < limits::SHEET_CELLS => {
                let areas = (0..usize::from(record.u16(0)?)).map_while(|index| area(record, 2 + index * 8));
                self.merged.extend(areas);
            }
            0x0208 if record.u16(12)? & 0x20 != 0 => drop(self.hidden_rows.insert(u32::from(record.u16(0)?))),
            0x7d if record.u16(8)? & 1 != 0 => {
                let (first, last) = (record.u16(0)?, record.u16(2)?.min(255));
                self.hidden_columns.extend((first..=last).map(u32::from));
            }
            0xec => self.anchor = anchor(record.data).unwrap_or(self.anchor),
            0x5d => self.object = (record.u16(4)?, record.u16(6)?),
            0x01b6 => return self.boxed(record),
            0x1c => {
                let note = self.notes.remove(&record.u16(6)?);
                return note.map_or(Some(XlsContent::Nothing), |note| {
                    Some(XlsContent::Attached(GridCellKind::Note, at()?, note))
                });
            }
            _ => {}
        }
        Some(XlsContent::Nothing)
    }

    /// The text of a shape; that of a note waits for its cell.
    fn boxed(&mut self, record: &XlsRecord) -> Option<XlsContent> {
        const NOTE: u16 = 0x19;
        let length = usize::from(record.u16(10)?);
        let Some(wide) = record.more.first().and_then(|more| more.first()) else { return Some(XlsContent::Nothing) };
        let mut reader = record.from(record.data.len())?;
        reader.u8()?;
        let text = String::from_utf16_lossy(&reader.units(length, wide & 1 != 0)?);
        if self.object.0 == NOTE {
            self.notes.insert(self.object.1, text);
            return Some(XlsContent::Nothing);
        }
        Some(XlsContent::Attached(GridCellKind::Shape, self.anchor, text))
    }

    fn finish(self, place: &SheetPlace) -> Sheet {
        let mut sheet = Sheet { name: place.name.clone(), hidden: place.hidden, cells: self.cells, ..Sheet::default() };
        for cell in &mut sheet.cells {
            (cell.rows, cell.columns) = self.merged.get(&(cell.row, cell.column)).copied().unwrap_or((1, 1));
            cell.hidden = self.hidden_rows.contains(&cell.row) || self.hidden_columns.contains(&cell.column);
        }
        sheet.tidy();
        sheet
    }
}

enum XlsContent {
    Nothing,
    Text(CellPosition, u16, XlsString),
    /// Row, first column, and look and value of each.
    Numbers(u32, u32, Vec<(u16, f64)>),
    Shared(CellPosition, u16, u32),
    Attached(GridCellKind, CellPosition, String),
}

/// Thirty bits of a number, as an integer or the upper half, perhaps a hundredth.
fn packed(bits: u32) -> f64 {
    let number =
        if bits & 2 != 0 { f64::from(bits.cast_signed() >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { number / 100.0 } else { number }
}

fn truth(value: u8, is_error: bool) -> &'static str {
    match (is_error, value) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0f) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1d) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    }
}

fn area(record: &XlsRecord, at: usize) -> Option<(CellPosition, (u32, u32))> {
    let [top, bottom, left, right] = [0, 2, 4, 6].map(|offset| record.u16(at + offset).map(u32::from));
    let (top, left) = (top?, left?);
    Some(((top, left), (bottom?.checked_sub(top)? + 1, right?.checked_sub(left)? + 1)))
}

/// Where the last shape of a drawing's record begins.
fn anchor(drawing: &[u8]) -> Option<CellPosition> {
    const HEAD: [u8; 6] = [0x10, 0xf0, 0x12, 0, 0, 0];
    let start = drawing.windows(HEAD.len()).rposition(|window| window == HEAD)? + HEAD.len();
    let number = |at| super::container::u16_at(drawing, start + at).map(u32::from);
    Some((number(6)?, number(2)?))
}
