//! Record items: groups that come and go, and what is pasted from a spreadsheet.

use serde::Deserialize;

use super::answer::{Ask, ServeAnswer};
use super::change::{Change, edited};
use super::desk::Desk;
use crate::assessment::Address;
use crate::office::{RecordChange, change_records};
use crate::text::limits;

#[derive(Debug, Deserialize)]
struct RecordsAsked {
    chapter: usize,
    item: String,
    /// `add`, `up`, `down`, `remove`, `set`
    action: String,
    #[serde(default)]
    at: usize,
    #[serde(default)]
    title: String,
    /// Cells as they were pasted: groups in the first column and items in the second, or items alone.
    #[serde(default)]
    rows: Vec<Vec<String>>,
}

pub(super) fn edit(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: RecordsAsked = ask.json()?;
    let wish = match asked.action.as_str() {
        "add" => RecordChange::Add(asked.title.trim().to_owned()),
        "up" => RecordChange::Up(asked.at),
        "down" => RecordChange::Up(asked.at + 1),
        "remove" => RecordChange::Remove(asked.at),
        "set" => RecordChange::Set(groups(&asked.rows)?),
        _ => return Err(ServeAnswer::refused("送られた内容を読めません")),
    };
    let item = Address::from(asked.item.as_str());
    edited(desk, ask, asked.chapter, |_, assessment| {
        let cell = assessment.cell(&asked.item).ok_or_else(ServeAnswer::missing)?;
        let text = change_records(assessment, &item, wish.clone()).map_err(|error| {
            ServeAnswer::refused(format!("{error}。表計算ファイルから読んでいる記録項目は、そのファイルで直します"))
        })?;
        Ok(Change::to(text, vec![assessment.path(cell)]))
    })
}

/// A group goes on until another one is named.
fn groups(rows: &[Vec<String>]) -> Result<Vec<(String, Vec<String>)>, ServeAnswer> {
    if rows.len() > limits::PASTED_ROWS {
        return Err(ServeAnswer::refused(format!("貼り付けられるのは {} 行までです", limits::PASTED_ROWS)));
    }
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let (title, item) = match cells.as_slice() {
            [title, item, ..] => (title.as_str(), item.as_str()),
            [item] => ("", item.as_str()),
            [] => continue,
        };
        let known = groups.iter().position(|(known, _)| known == title);
        let at = match (title.is_empty(), known) {
            (true, _) if !groups.is_empty() => groups.len() - 1,
            (false, Some(known)) => known,
            _ => {
                groups.push((title.to_owned(), Vec::new()));
                groups.len() - 1
            }
        };
        if !item.is_empty() {
            groups[at].1.push(item.to_owned());
        }
    }
    if groups.is_empty() {
        Err(ServeAnswer::refused("貼り付ける記録項目がありません"))
    } else {
        Ok(groups)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_goes_on_until_another_one_is_named() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let pasted = [
            row(&["基本", "氏名"]),
            row(&["", " 生年\n月日 "]),
            row(&["連絡先", "電話"]),
            row(&["基本", "性別"]),
            row(&["", ""]),
        ];
        let found = groups(&pasted).unwrap();
        let of = |title: &str, items: &[&str]| {
            (title.to_owned(), items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(found, [of("基本", &["氏名", "生年 月日", "性別"]), of("連絡先", &["電話"])]);
        assert_eq!(groups(&[row(&["氏名"]), row(&["住所"])]).unwrap(), [of("", &["氏名", "住所"])]);
        assert!(groups(&[]).is_err());
        assert!(groups(&vec![row(&["氏名"]); limits::PASTED_ROWS + 1]).is_err());
    }
}
