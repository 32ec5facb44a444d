//! What is called otherwise today (`law/renamed.yaml`), and which provisions stand elsewhere today (`law/moved.yaml`).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::dates::Date;

static NAMES: LazyLock<Vec<RenamedName>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("../../law/renamed.yaml")).unwrap_or_default());
static MOVED: LazyLock<MovedProvisions> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("../../law/moved.yaml")).unwrap_or_default());

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenamedName {
    /// Written folded.
    pub old: String,
    pub new: String,
    /// As offices write it.
    pub since: String,
    /// What changed it, where that was read.
    #[serde(default)]
    pub by: Option<String>,
    /// Followed by one of these, the old name is rightly used.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Some kept the name, or tell of the past by it.
    #[serde(default)]
    pub kept: bool,
    /// What it named came to an end on that day, so that an assessment of a later date cannot rest on it.
    #[serde(default)]
    pub ended: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovedProvisions {
    pub tables: Vec<RepealedTable>,
    pub items: Vec<MovedItem>,
}

/// 別表第一, 別表第二
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepealedTable {
    pub act: String,
    pub table: u16,
    pub since: String,
    pub by: String,
    /// What is to be cited in its place.
    pub now: String,
    /// The table of today, as it is written.
    pub became: String,
    /// Proposed for the row that brings a citation up to date.
    pub cause: String,
}

/// An item that has another number today.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovedItem {
    pub act: String,
    pub article: u16,
    pub item: u16,
    /// Its number today, where it has one.
    #[serde(default)]
    pub became: Option<u16>,
    pub cause: String,
    pub since: String,
    pub by: String,
    pub now: String,
    /// Speaking of these, the item of old is meant.
    pub about: Vec<String>,
    #[serde(default)]
    pub not_about: Vec<String>,
}

/// Names that contain another first.
pub fn renamed() -> &'static [RenamedName] {
    &NAMES
}

pub fn moved() -> &'static MovedProvisions {
    &MOVED
}

/// What was published before the day of an amendment is right with the law of its time.
pub fn is_of_old_time(published: Option<Date>, since: &str) -> bool {
    let since = Date::parse(since).ok();
    published.zip(since).is_some_and(|(published, since)| published.is_before(since))
}

impl RepealedTable {
    /// As it is written: 「別表第1」「別表第一」.
    pub fn written(&self) -> [String; 2] {
        let kanji = crate::text::numeral::to_kanji(u32::from(self.table));
        [format!("別表第{}", self.table), format!("別表第{kanji}")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::acts;
    use crate::text::fold;

    #[test]
    fn both_files_are_read_whole() {
        let names: Vec<RenamedName> = serde_yaml::from_str(include_str!("../../law/renamed.yaml")).unwrap();
        let moved: MovedProvisions = serde_yaml::from_str(include_str!("../../law/moved.yaml")).unwrap();
        assert!(names.len() >= 20 && names.iter().all(|name| fold::fold(&name.old) == name.old));
        let days = names.iter().map(|name| &name.since).chain(moved.tables.iter().map(|table| &table.since));
        assert!(days.chain(moved.items.iter().map(|item| &item.since)).all(|day| Date::parse(day).unwrap().is_exact()));
        let keys = moved.tables.iter().map(|table| &table.act).chain(moved.items.iter().map(|item| &item.act));
        assert!(keys.into_iter().all(|key| acts().acts.iter().any(|act| act.has_key(key))));
        for (at, name) in names.iter().enumerate() {
            assert!(!names[..at].iter().any(|before| name.old.contains(&before.old)), "{} comes too late", name.old);
        }
    }

    #[test]
    fn what_was_published_before_is_of_its_time() {
        let day = |text: &str| Some(Date::parse(text).unwrap());
        assert!(is_of_old_time(day("2024-05-26"), "令和6年5月27日"));
        assert!(!is_of_old_time(day("2024-05-27"), "令和6年5月27日"));
        assert!(!is_of_old_time(None, "令和6年5月27日"));
    }
}
