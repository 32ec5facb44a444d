//! What stands in the cells 変更前 and 変更後 of the printed table: whole, or only the paragraphs that changed.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::row::DiffRow;
use crate::form::Kind;
use crate::house::{HouseStyle, LongCells};

/// The two cells of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    pub before: String,
    pub after: String,
}

/// How a municipality words its table.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'a> {
    pub nothing_before: &'a str,
    pub removed: &'a str,
    pub abridged: bool,
}

impl<'a> Wording<'a> {
    pub fn of(style: &'a HouseStyle) -> Self {
        let abridged = style.long_cells == LongCells::Abridged;
        Self { nothing_before: &style.nothing_before, removed: &style.removed, abridged }
    }
}

/// Cells up to this many characters are always quoted whole.
const SHORT: usize = 120;
/// Stands for the paragraphs that did not change.
pub const LEFT_OUT: &str = "（略）";

pub fn quote(row: &DiffRow, wording: Wording<'_>) -> Quoted {
    let (before, after) = (row.before_words(), row.after_words());
    let (before, after) = match row.item_kind {
        Kind::Checks | Kind::Records if row.before.is_some() && row.after.is_some() => set(row),
        _ if wording.abridged && before.chars().count().max(after.chars().count()) > SHORT => paragraphs(before, after),
        _ => (before.to_owned(), after.to_owned()),
    };
    let or = |text: String, word: &str| if text.trim().is_empty() { word.to_owned() } else { text };
    Quoted { before: or(before, wording.nothing_before), after: or(after, wording.removed) }
}

/// Sets are told by what went out and what came in.
fn set(row: &DiffRow) -> (String, String) {
    let (came, went) = row.set_changes();
    let separator = if row.item_kind == Kind::Checks { "、" } else { "\n" };
    (went.join(separator), came.join(separator))
}

/// The changed paragraphs, （略） for the rest. Where paragraphs were only added, nothing stands before; where they were only
/// removed, nothing after.
fn paragraphs(before: &str, after: &str) -> (String, String) {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    if old.is_empty() || new.is_empty() {
        return (before.to_owned(), after.to_owned());
    }
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let removes =
        operations.iter().any(|operation| matches!(operation, DiffOp::Delete { .. } | DiffOp::Replace { .. }));
    let adds = operations.iter().any(|operation| matches!(operation, DiffOp::Insert { .. } | DiffOp::Replace { .. }));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for operation in &operations {
        match operation {
            DiffOp::Equal { .. } => {
                left.push(LEFT_OUT);
                right.push(LEFT_OUT);
            }
            other => {
                left.extend(&old[other.old_range()]);
                right.extend(&new[other.new_range()]);
            }
        }
    }
    let joined = |mut lines: Vec<&str>, says: bool| {
        lines.dedup_by(|next, last| *next == LEFT_OUT && *last == LEFT_OUT);
        if says { lines.join("\n") } else { String::new() }
    };
    (joined(left, removes), joined(right, adds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changed_paragraphs_are_quoted() {
        let (before, after) = paragraphs("一\n二\n三\n四", "一\n二改\n三\n四");
        assert_eq!((before.as_str(), after.as_str()), ("（略）\n二\n（略）", "（略）\n二改\n（略）"));
        let (before, after) = paragraphs("一\n二", "一\n二\n三");
        assert_eq!((before.as_str(), after.as_str()), ("", "（略）\n三"));
    }
}
