//! What a sheet says beyond the values of its cells: merged and hidden cells, struck-out text, formulas without a result.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::reference::{CellPosition, area, position};
use super::super::refusal::Refusal;
use super::super::rich::Rich;
use super::super::xml::{OpenTag, XmlPiece, XmlReader};
use super::strings::rich;

#[derive(Default)]
pub(super) struct Marks {
    /// How many rows and columns a cell covers.
    pub(super) merged: BTreeMap<CellPosition, (u32, u32)>,
    hidden_rows: BTreeSet<u32>,
    /// First and last column; ranges that overlap are no spreadsheet program's.
    hidden_columns: BTreeMap<u32, u32>,
    pub(super) struck: BTreeMap<CellPosition, Arc<Rich>>,
    /// Formulas that were saved without their result.
    pub(super) uncalculated: Vec<CellPosition>,
    /// Formulas whose result is an error: #REF!
    pub(super) failed: Vec<CellPosition>,
}

impl Marks {
    pub(super) fn read(part: &str, struck_strings: &BTreeMap<usize, Arc<Rich>>) -> Result<Self, Refusal> {
        let mut marks = Self::default();
        let mut xml = XmlReader::new(part);
        let (mut row, mut column) = (0, 0);
        while let Some(piece) = xml.next()? {
            match piece {
                XmlPiece::Open(tag) => match tag.name() {
                    "col" if tag.is("hidden") => {
                        let from_to = tag.number("min").zip(tag.number("max"));
                        marks
                            .hidden_columns
                            .extend(from_to.map(|(from, to)| (from.saturating_sub(1), to.saturating_sub(1))));
                    }
                    "row" => {
                        row = tag.number("r").map_or(row, |number| number.saturating_sub(1));
                        if tag.is("hidden") {
                            marks.hidden_rows.insert(row);
                        }
                    }
                    "c" => {
                        let position = tag.get("r").and_then(|reference| position(&reference)).unwrap_or((row, column));
                        marks.cell(&mut xml, &tag, position, struck_strings)?;
                        column = position.1.saturating_add(1);
                    }
                    "mergeCell" => marks.merged.extend(tag.get("ref").and_then(|reference| area(&reference))),
                    _ => {}
                },
                XmlPiece::Close(tag) if tag.name() == "row" => {
                    row = row.saturating_add(1);
                    column = 0;
                }
                XmlPiece::Close(_) | XmlPiece::Text(_) => {}
            }
        }
        Ok(marks)
    }

    /// The rest of a cell that was just opened.
    fn cell(
        &mut self,
        xml: &mut XmlReader,
        cell: &OpenTag,
        at: CellPosition,
        strings: &BTreeMap<usize, Arc<Rich>>,
    ) -> Result<(), Refusal> {
        let shared = !strings.is_empty() && cell.get("t").is_some_and(|kind| kind == "s");
        let outside = xml.depth() - 1;
        let (mut formula, mut value) = (false, false);
        while xml.depth() > outside {
            let Some(XmlPiece::Open(tag)) = xml.next()? else { continue };
            match tag.name() {
                "f" => formula = true,
                "v" if shared || formula => {
                    let text = xml.text()?;
                    value = !text.is_empty();
                    let index = text.trim().parse().ok().filter(|_| shared);
                    self.struck.extend(index.and_then(|index| Some((at, Arc::clone(strings.get(&index)?)))));
                }
                "is" => {
                    let rich = rich(xml)?;
                    if rich.has_looks() {
                        self.struck.insert(at, Arc::new(rich));
                    }
                }
                _ => {}
            }
        }
        if formula && !value {
            self.uncalculated.push(at);
        } else if formula && cell.get("t").is_some_and(|kind| kind == "e") {
            self.failed.push(at);
        }
        Ok(())
    }

    pub(super) fn is_hidden(&self, (row, column): CellPosition) -> bool {
        let columns = self.hidden_columns.range(..=column).next_back();
        self.hidden_rows.contains(&row) || columns.is_some_and(|(_, last)| column <= *last)
    }
}
