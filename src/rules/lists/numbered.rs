//! Printed numbers in front of record items: 「38 在留期間満了日」.

use unicode_normalization::UnicodeNormalization;

use crate::assessment::{Answer, Assessment, Cell, RecordGroup, RecordItem};
use crate::text::fold;

/// One record item, its number told apart from its name.
#[derive(Debug)]
pub(super) struct NumberedItem<'a> {
    pub(super) item: &'a RecordItem,
    pub(super) number: Option<u32>,
    /// The name without the number, half-width digits and letters.
    pub(super) name: String,
}

impl NumberedItem<'_> {
    /// The name for comparing.
    pub(super) fn key(&self) -> String {
        fold::fold(&self.name)
    }

    /// The next printed number stands inside this item: 「36 年齢区分37 満足度」.
    pub(super) fn swallows(&self, number: u32) -> bool {
        let digits = number.to_string();
        self.name.match_indices(&digits).any(|(at, _)| {
            let before = self.name[..at].chars().next_back();
            let after = self.name[at + digits.len()..].chars().next();
            before.is_some_and(|c| !c.is_ascii_digit() && c != '.') && after.is_some_and(is_separator)
        })
    }
}

/// The items of a group; their numbers only where the group as a whole is numbered.
pub(super) fn entries(group: &RecordGroup) -> Vec<NumberedItem<'_>> {
    let mut entries: Vec<NumberedItem<'_>> = group.items.iter().map(entry).collect();
    let numbered = entries.iter().filter(|entry| entry.number.is_some()).count();
    if numbered < 3 || numbered * 2 <= entries.len() {
        for entry in &mut entries {
            entry.number = None;
            entry.name = half_width(&entry.item.text);
        }
    }
    entries
}

/// The record groups of every file, with the cell that they stand in.
pub(super) fn record_lists(assessment: &Assessment) -> impl Iterator<Item = (&Cell, &[RecordGroup])> {
    assessment.cells.iter().filter_map(|cell| match &cell.typed {
        Some(Answer::Records(groups)) => Some((cell, groups.as_slice())),
        _ => None,
    })
}

/// 【税情報】, or the position of a group that has no title.
pub(super) fn title_of(group: &RecordGroup, position: usize) -> String {
    let title = group.title.trim();
    if title.is_empty() {
        format!("{}番目の組", position + 1)
    } else if title.starts_with('【') {
        title.to_owned()
    } else {
        format!("【{title}】")
    }
}

fn entry(item: &RecordItem) -> NumberedItem<'_> {
    let text = half_width(&item.text);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = &text[digits..];
    let number = if digits <= 4 && rest.starts_with(is_separator) { text[..digits].parse().ok() } else { None };
    // 1.5 is no number with a separator.
    let decimal = rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    match number {
        Some(number) if !decimal => {
            NumberedItem { item, number: Some(number), name: rest.trim_start_matches(is_separator).to_owned() }
        }
        _ => NumberedItem { item, number: None, name: text },
    }
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '.' | ')' | ':')
}

fn half_width(text: &str) -> String {
    text.nfkc().collect()
}
