//! How much a book may hold, counted while it is read.

use super::refusal::Refusal;
use crate::text::limits;

#[derive(Default)]
pub(super) struct GridBudget {
    cells: usize,
    bytes: usize,
}

impl GridBudget {
    /// One more cell with this text, before it is kept.
    pub(super) fn take(&mut self, row: u32, column: u32, text: &str) -> Result<(), Refusal> {
        if row >= limits::SHEET_ROWS || column >= limits::SHEET_COLUMNS {
            let (row, column) = (u64::from(row) + 1, u64::from(column) + 1);
            return Err(Refusal::too_large(format!("{row} 行目・{column} 列目に値があります")));
        }
        self.cells += 1;
        if self.cells > limits::SHEET_CELLS {
            return Err(Refusal::too_large(format!("セルが {} 個を超えています", limits::SHEET_CELLS)));
        }
        self.bytes += text.len();
        if self.bytes > limits::SHEET_TEXT_BYTES {
            return Err(Refusal::too_large(format!("文字が {} MiB を超えています", limits::SHEET_TEXT_BYTES >> 20)));
        }
        Ok(())
    }
}
