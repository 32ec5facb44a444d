//! What the columns of a list are for, judged from how all of their cells behave.

use std::collections::{BTreeMap, BTreeSet};

use super::headings::{ColumnPaths, Headings};
use super::{rows, unlabelled};
use crate::form::Form;
use crate::grid::{GridCell, Sheet};
use crate::labels::{Labels, Paths, Words};
use crate::text::column::letters;
use crate::text::fold::fold;

/// So many cells of a column show how it behaves.
const ENOUGH: usize = 5;
/// Longer texts are no labels, paths or remarks on a kind.
const LONGEST: usize = 120;
/// Of so many numbers of rows, one may begin to count another list.
const LISTS: usize = 20;
/// A column of kinds repeats each of its words so often.
const REPEATED: usize = 4;

/// How a column behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColumnRole {
    /// Numbers that never go down: of rows, of pages.
    Counts,
    /// Paths of the form.
    Paths,
    /// The same few words in row after row: kinds of answers, who is asked.
    Kinds,
}

impl ColumnRole {
    fn ground(self) -> &'static str {
        match self {
            Self::Counts => {
                "通し番号かページ番号の列と見て、取り込みませんでした（どの行でも、前の行より小さくならない番号です）"
            }
            Self::Paths => "項目の場所を示す列と見て、見出しとして読みました",
            Self::Kinds => "記載の種別などの列と見て、取り込みませんでした（同じ語が繰り返されるだけです）",
        }
    }
}

/// What becomes of each cell of a sheet.
#[derive(Debug, Default)]
pub(super) struct ArrangedColumns {
    /// The first cell of every column that has a role.
    roles: BTreeMap<u32, (ColumnRole, usize)>,
    /// Cells that are no text of the document.
    dropped: BTreeSet<usize>,
    /// The headings that stand for a path.
    headings: BTreeMap<usize, Vec<String>>,
    /// The heading of the record items, which was left out before this cell.
    records: Option<(usize, String)>,
    /// Cells in a column of paths that lead nowhere.
    pub(super) lost: Vec<usize>,
}

/// The columns of a sheet; `in_table` are the cells of the 変更箇所 table, in order.
pub(super) fn of(sheet: &Sheet, in_table: &[usize], printed: &Labels<'_>, paths: &Paths<'_>) -> ArrangedColumns {
    let mut columns: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, cell) in sheet.cells.iter().enumerate().filter(|(index, _)| in_table.binary_search(index).is_err()) {
        columns.entry(cell.column).or_default().push(index);
    }
    let mut found = ArrangedColumns::default();
    // A text of one column is no list.
    if columns.len() < 2 {
        return found;
    }
    let is_label =
        |cell: &GridCell| cell.text.len() <= LONGEST * 'あ'.len_utf8() && printed.is_label(&Words::of(&cell.text));
    let labels: Vec<bool> = sheet.cells.iter().map(is_label).collect();
    let labelled = |cells: &Vec<usize>| cells.iter().filter(|cell| labels[**cell]).count();
    let most = columns.iter().map(|(column, cells)| (labelled(cells), std::cmp::Reverse(*column))).max();
    let label_column = most.filter(|(count, _)| *count >= ENOUGH).map(|(_, std::cmp::Reverse(column))| column);
    let places = ColumnPaths::new(paths);
    // A path stands beside the label of the item that it leads to, or for it; a note of where something is told does neither.
    let labelled_rows: BTreeSet<_> =
        (0..labels.len()).filter(|cell| labels[*cell]).map(|cell| sheet.cells[cell].row).collect();
    let beside_labels = |cells: &[usize]| {
        cells.iter().filter(|cell| labelled_rows.contains(&sheet.cells[**cell].row)).count() * 2 >= cells.len()
    };
    // What stands left of labels; other rows of the column may hold anything.
    let before_labels = |cells: &[usize]| -> Vec<&str> {
        let beside = |cell: &&usize| {
            sheet.cells[**cell..]
                .iter()
                .zip(&labels[**cell..])
                .take_while(|(other, _)| other.row == sheet.cells[**cell].row)
                .any(|(_, label)| *label)
        };
        cells.iter().filter(beside).map(|cell| sheet.cells[*cell].text.as_str()).collect()
    };
    for (column, cells) in &columns {
        let texts: Vec<&str> = cells.iter().map(|cell| sheet.cells[*cell].text.as_str()).collect();
        let role = if label_column != Some(*column) && (counts(&texts) || counts(&before_labels(cells))) {
            ColumnRole::Counts
        } else if label_column != Some(*column)
            && places.are_paths(&texts)
            && (beside_labels(cells) || places.name_items(&texts))
        {
            ColumnRole::Paths
        } else if label_column.is_some_and(|labels| *column != labels) && labelled(cells) == 0 && kinds(&texts, printed)
        {
            ColumnRole::Kinds
        } else {
            continue;
        };
        found.roles.insert(*column, (role, cells[0]));
        let drops = |cell: &&usize| match role {
            ColumnRole::Counts => count(&sheet.cells[**cell].text).is_some(),
            ColumnRole::Paths => false,
            ColumnRole::Kinds => true,
        };
        found.dropped.extend(cells.iter().filter(drops));
    }
    (found.headings, found.lost) = headings(sheet, &found, &labels, &places, printed.form);
    found.dropped.extend(&found.lost);
    let is_list = label_column.is_some() || !found.headings.is_empty();
    let named: Vec<bool> = (0..labels.len()).map(|cell| labels[cell] || found.headings.contains_key(&cell)).collect();
    if let Some(cell) = unlabelled::records(sheet, in_table, &named, printed.form).filter(|_| is_list) {
        found.records = printed.form.records_part().map(|part| (cell, part.heading()));
    }
    found
}

/// The headings of every cell in a column of paths.
fn headings(
    sheet: &Sheet,
    found: &ArrangedColumns,
    labels: &[bool],
    places: &ColumnPaths<'_>,
    form: &Form,
) -> (BTreeMap<usize, Vec<String>>, Vec<usize>) {
    let (mut headings, mut lost) = (BTreeMap::new(), Vec::new());
    let mut walk = Headings::new(form);
    let is_path = |cell: usize| matches!(found.roles.get(&sheet.cells[cell].column), Some((ColumnRole::Paths, _)));
    for row in rows(&sheet.cells) {
        for path in row.clone().filter(|cell| is_path(*cell)) {
            // A path may stand before the label, after the answer, or be the label itself.
            let mut others = row.clone().filter(|cell| *cell != path && !found.dropped.contains(cell));
            let label = others.clone().find(|cell| labels[*cell]).map(|cell| sheet.cells[cell].text.as_str());
            let answers = label.is_none() && others.any(|cell| cell > path);
            // What leads nowhere is no answer either; a heading of the form by itself stays.
            match walk.of(places, &sheet.cells[path].text, label, answers) {
                Some(own) => {
                    headings.insert(path, own);
                }
                None if label.is_some() => lost.push(path),
                None => {}
            }
        }
    }
    (headings, lost)
}

/// The number of a row or a page: `12`, `No.12`, `p.12`.
fn count(text: &str) -> Option<u32> {
    let folded = fold(text);
    let bare = folded.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    bare.trim_end_matches(['.', '頁']).trim_end_matches("ページ").parse().ok()
}

/// Numbers, one in a cell, that never go down, but where another list begins. Headings and titles may stand among them.
fn counts(texts: &[&str]) -> bool {
    let numbers: Vec<u32> = texts.iter().filter_map(|text| count(text)).collect();
    let distinct: BTreeSet<u32> = numbers.iter().copied().collect();
    let down = numbers.windows(2).filter(|pair| pair[1] < pair[0]).count();
    distinct.len() >= ENOUGH && numbers.len() * 3 >= texts.len() * 2 && down * LISTS <= numbers.len()
}

/// A few words, again and again, that are no answers.
fn kinds(texts: &[&str], printed: &Labels<'_>) -> bool {
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    let distinct: BTreeSet<&String> = folded.iter().collect();
    // Marks have no letters.
    let is_word = |text: &String| text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let is_answer = |text: &&String| printed.is_option(text) || !is_word(text) || text.chars().count() > LONGEST / 10;
    texts.len() >= 2 * ENOUGH && distinct.len() * REPEATED <= texts.len() && !distinct.iter().any(is_answer)
}

impl ArrangedColumns {
    /// What was decided, with a cell that it can be seen at.
    pub(super) fn grounds(&self) -> impl Iterator<Item = (String, usize)> {
        let roles = self.roles.iter();
        let roles = roles.map(|(column, (role, cell))| (format!("{} 列を{}", letters(*column), role.ground()), *cell));
        let records = self.records.iter().map(|(cell, heading)| (format!("ここからを「{heading}」と見ました"), *cell));
        roles.chain(records)
    }

    /// The cells as the form has them: headings before everything else in their row.
    pub(super) fn arranged(&self, cells: &[GridCell]) -> Vec<GridCell> {
        let mut arranged = Vec::with_capacity(cells.len());
        for row in rows(cells) {
            if let Some((first, heading)) = self.records.as_ref().filter(|(first, _)| *first == row.start) {
                arranged.push(GridCell { text: heading.clone(), ..cells[*first].clone() });
            }
            let paths = row.clone().filter_map(|index| Some((index, self.headings.get(&index)?)));
            for (index, headings) in paths {
                arranged.extend(headings.iter().map(|text| GridCell { text: text.clone(), ..cells[index].clone() }));
            }
            let rest = row.filter(|index| !self.headings.contains_key(index) && !self.dropped.contains(index));
            arranged.extend(rest.map(|index| cells[index].clone()));
        }
        arranged
    }
}
