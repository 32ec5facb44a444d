//! Which cell of a row stands in which column of the 変更箇所 table.

use std::ops::Range;

use crate::grid::GridCell;
use crate::labels::{ALIKE_AMONG_TITLES, likeness};
use crate::text::fold;

/// The columns of the form, in its order.
pub(super) const DATE: usize = 0;
pub(super) const ITEM: usize = 1;
pub(super) const BEFORE: usize = 2;
pub(super) const AFTER: usize = 3;
pub(super) const TIMING: usize = 4;
pub(super) const REASON: usize = 5;
pub(super) const COUNT: usize = 6;

/// So many titles side by side are the head of the table, and no row of it.
const TITLES: usize = 3;
/// Where the columns of the sheet begin and end.
#[derive(Debug)]
pub(super) struct ChangeColumns {
    spans: Vec<(Range<u32>, usize)>,
}

impl Default for ChangeColumns {
    /// Without a head, the cells stand as the form has them.
    fn default() -> Self {
        Self { spans: (0..COUNT).map(|column| (column as u32..column as u32 + 1, column)).collect() }
    }
}

impl ChangeColumns {
    /// The columns below a head; `None` where the row is none.
    pub(super) fn head(row: &[&GridCell], titles: &[String]) -> Option<Self> {
        let mut spans: Vec<(Range<u32>, usize)> = Vec::new();
        for cell in row {
            let Some(column) = title(&cell.text, titles) else { continue };
            if spans.iter().all(|(_, known)| *known != column) {
                spans.push((span(cell), column));
            }
        }
        (spans.len() >= TITLES).then_some(Self { spans })
    }

    /// The column that most of the cell stands below.
    pub(super) fn of(&self, cell: &GridCell) -> Option<usize> {
        let own = span(cell);
        let common = |other: &Range<u32>| own.end.min(other.end).saturating_sub(own.start.max(other.start));
        let best = self.spans.iter().filter(|(other, _)| common(other) > 0);
        best.max_by_key(|(other, column)| (common(other), COUNT - column)).map(|(_, column)| *column)
    }
}

fn span(cell: &GridCell) -> Range<u32> {
    cell.column..cell.column.saturating_add(cell.columns.max(1))
}

/// Read as the title of a column; in the head of a table, whatever else stands there belongs to something else.
pub(super) fn is_title(text: &str, titles: &[String]) -> bool {
    title(text, titles).is_some()
}

/// The title that the text is, or is most like.
fn title(text: &str, titles: &[String]) -> Option<usize> {
    let own = fold::fold(text);
    // No title is long; a passage is not compared.
    if own.chars().count() > 2 * COUNT + COUNT {
        return None;
    }
    let alike = |title: &String| {
        let title = fold::fold(title);
        // The heading of the table may stand in its first cell.
        if own.ends_with(&title) { 1.0 } else { likeness(&own, &title) }
    };
    let best = titles.iter().map(alike).enumerate().max_by(|(_, one), (_, other)| one.total_cmp(other));
    best.filter(|(_, likeness)| *likeness >= ALIKE_AMONG_TITLES).map(|(column, _)| column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles() -> Vec<String> {
        ["変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"].map(String::from).to_vec()
    }

    fn row(texts: &[(u32, u32, &str)]) -> Vec<GridCell> {
        texts
            .iter()
            .map(|(column, columns, text)| GridCell { columns: *columns, ..GridCell::new(0, *column, *text) })
            .collect()
    }

    #[test]
    fn a_head_tells_where_the_columns_are() {
        let head = row(&[
            (0, 2, "変更日"),
            (2, 3, "項　目"),
            (5, 8, "変更前の記載"),
            (13, 8, "変更後の記栽"),
            (21, 2, "提出時期"),
        ]);
        let columns = ChangeColumns::head(&head.iter().collect::<Vec<_>>(), &titles()).unwrap();
        let cells = row(&[(0, 2, "甲"), (3, 1, "乙"), (6, 6, "丙"), (12, 9, "丁"), (22, 1, "戊"), (30, 1, "己")]);
        let found: Vec<_> = cells.iter().map(|cell| columns.of(cell)).collect();
        assert_eq!(found, [Some(DATE), Some(ITEM), Some(BEFORE), Some(AFTER), Some(TIMING), None]);
    }

    #[test]
    fn a_title_may_lack_a_third_and_not_the_half() {
        assert_eq!(title("変更前の", &titles()), Some(BEFORE));
        assert_eq!(title("提出の別", &titles()), None);
    }

    #[test]
    fn a_row_is_no_head() {
        let cells =
            row(&[(0, 1, "令和5年9月1日"), (1, 1, "項目"), (2, 1, "なし"), (3, 1, "変更後の記載"), (4, 1, "事前")]);
        assert!(ChangeColumns::head(&cells.iter().collect::<Vec<_>>(), &titles()).is_none());
    }
}
