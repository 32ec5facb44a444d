//! What several rows of the 変更箇所 table share is said once: the day, and beside it when it was submitted and why.

use super::model::{Table, TableCell, TableKind};

/// The columns of a row that say when, and those that say why.
const DAY: usize = 0;
const REASON: [usize; 2] = [4, 5];

impl Table {
    /// The same rows, with cells over those that share them; any other table as it is.
    #[must_use]
    pub fn grouped(&self) -> Self {
        let mut table = self.clone();
        if table.kind == TableKind::Changes && table.readable {
            // The day tells reasons apart as long as every row says it.
            table.join(&[DAY, REASON[0], REASON[1]], &REASON);
            table.join(&[DAY], &[DAY]);
        }
        table
    }

    /// Rows that say the same in the columns of `alike` have one cell in each of `columns`.
    fn join(&mut self, alike: &[usize], columns: &[usize]) {
        let key = |row: usize| -> Vec<String> {
            let cells = self.rows.get(row).into_iter().flat_map(|row| &row.cells);
            cells.filter(|cell| alike.contains(&cell.columns.start)).map(TableCell::text).collect()
        };
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut last: Option<Vec<String>> = None;
        for row in self.heads..self.rows.len() {
            let own = Some(key(row));
            match runs.last_mut().filter(|_| own == last) {
                Some(run) => run.1 += 1,
                None => runs.push((row, 1)),
            }
            last = own;
        }
        for (first, count) in runs {
            for row in self.rows.iter_mut().skip(first + 1).take(count - 1) {
                row.cells.retain(|cell| !columns.contains(&cell.columns.start));
            }
            let cells = self.rows.get_mut(first).into_iter().flat_map(|row| &mut row.cells);
            cells.filter(|cell| columns.contains(&cell.columns.start)).for_each(|cell| cell.rows = count);
        }
    }
}
