//! A list of opinions, as an office keeps it in a spreadsheet, read by the titles of its columns.

use std::collections::BTreeMap;

use crate::assessment::Assessment;
use crate::dates::Date;
use crate::grid::{Book, Sheet};
use crate::procedure::{ItemReference, OpinionDraft, OpinionSource};
use crate::text::fold::fold;

/// What was read, and the rows of which something was not.
#[derive(Debug, Default)]
pub struct OpinionList {
    pub opinions: Vec<OpinionDraft>,
    /// The row, and what was not read of it.
    pub left: Vec<(u32, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum OpinionColumn {
    Number,
    Answer,
    Summary,
    Item,
    Date,
    Text,
}

/// Words in the title of a column, the surest first.
const TITLES: [(OpinionColumn, &[&str]); 6] = [
    (OpinionColumn::Number, &["番号", "No", "№"]),
    (OpinionColumn::Answer, &["考え方", "回答", "対応"]),
    (OpinionColumn::Summary, &["要旨", "概要"]),
    (OpinionColumn::Item, &["項目", "箇所"]),
    (OpinionColumn::Date, &["受付", "提出日", "日付", "年月日", "受けた日"]),
    (OpinionColumn::Text, &["意見", "内容"]),
];

/// The opinions of the first sheet that has a column of opinions; none where there is no such sheet.
pub fn opinions(book: &Book, source: OpinionSource, assessment: &Assessment) -> Option<OpinionList> {
    book.sheets.iter().find_map(|sheet| {
        let (head, columns) = head(sheet)?;
        let mut list = OpinionList::default();
        for (row, cells) in rows(sheet).into_iter().filter(|(row, _)| *row > head) {
            let cell = |wanted: OpinionColumn| {
                let column = columns.iter().find(|(_, kind)| **kind == wanted)?.0;
                cells.get(column).copied().map(str::trim).filter(|text| !text.is_empty())
            };
            let summary = cell(OpinionColumn::Summary);
            let Some(text) = cell(OpinionColumn::Text).or(summary) else {
                list.left.push((row + 1, "意見が書かれていません".to_owned()));
                continue;
            };
            let mut left = |what: String| list.left.push((row + 1, what));
            let number = cell(OpinionColumn::Number).and_then(|typed| {
                let number = fold(typed).parse().ok();
                if number.is_none() {
                    left(format!("番号「{typed}」を読めません。次の番号を付けます"));
                }
                number
            });
            let date = cell(OpinionColumn::Date).and_then(|typed| {
                let date = Date::parse(typed).ok();
                if date.is_none() {
                    left(format!("日付「{typed}」を読めません"));
                }
                date
            });
            let item = cell(OpinionColumn::Item).filter(|typed| fold(typed) != "全体").and_then(|typed| {
                let address = ItemReference::address_of(typed, assessment);
                if address.is_none() {
                    left(format!("項目「{typed}」は、この評価書にありません。全体への意見とします"));
                }
                address
            });
            list.opinions.push(OpinionDraft {
                number,
                source,
                date,
                item,
                text: text.to_owned(),
                summary: summary.filter(|summary| *summary != text).map(ToOwned::to_owned),
                answer: cell(OpinionColumn::Answer).map(ToOwned::to_owned),
            });
        }
        Some(list)
    })
}

/// The row of the titles, and what each column is for.
fn head(sheet: &Sheet) -> Option<(u32, BTreeMap<u32, OpinionColumn>)> {
    rows(sheet).into_iter().find_map(|(row, cells)| {
        let mut columns = BTreeMap::new();
        for (column, text) in &cells {
            let title = fold(text);
            let is_free = |kind: &OpinionColumn| !columns.values().any(|taken| taken == kind);
            let means = |(_, words): &&(OpinionColumn, &[&str])| words.iter().any(|word| title.contains(word));
            // A sentence is no title.
            let kind = TITLES.iter().filter(|_| title.chars().count() <= TITLE).find(means).map(|(kind, _)| *kind);
            if let Some(kind) = kind.filter(is_free) {
                columns.insert(*column, kind);
            }
        }
        let has = |wanted: OpinionColumn| columns.values().any(|kind| *kind == wanted);
        let is_head = columns.len() >= 2 && (has(OpinionColumn::Text) || has(OpinionColumn::Summary));
        is_head.then_some((row, columns))
    })
}

/// The longest title of a column, in characters.
const TITLE: usize = 20;

fn rows(sheet: &Sheet) -> BTreeMap<u32, BTreeMap<u32, &str>> {
    let mut rows: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
    for cell in &sheet.cells {
        rows.entry(cell.row).or_default().insert(cell.column, cell.text.as_str());
    }
    rows
}
