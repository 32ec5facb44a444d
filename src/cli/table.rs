//! Tables on a terminal, aligned under full-width text.

use crate::text::width::{pad, truncate, width};

const GAP: &str = "  ";
/// The flexible column keeps so many columns on the narrowest terminal.
const NARROWEST: usize = 8;

/// One line per row. Where a row is wider than `columns`, the column `flexible` gives way.
pub(super) fn table(rows: &[Vec<String>], flexible: usize, columns: usize) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max();
    let mut widths: Vec<usize> = (0..count).filter_map(widest).collect();
    let total = widths.iter().sum::<usize>() + GAP.len() * count.saturating_sub(1);
    if let Some(flexible) = widths.get_mut(flexible) {
        let fitting = flexible.saturating_sub(total.saturating_sub(columns));
        *flexible = fitting.max(NARROWEST.min(*flexible));
    }
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| pad(&truncate(cell, *width), *width));
        cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_give_way() {
        let rows = [["評価書", "記載率", "公表日"], ["15-health-checkups", "97.5%", "2025-12-26"]];
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        assert_eq!(table(&rows, 0, 80), "評価書              記載率  公表日\n15-health-checkups  97.5%   2025-12-26\n");
        assert_eq!(table(&rows, 0, 32), "評価書        記載率  公表日\n15-health-c…  97.5%   2025-12-26\n");
        for columns in 28..100 {
            assert!(table(&rows, 0, columns).lines().all(|line| width(line) <= columns.max(28)), "{columns}");
        }
    }
}
