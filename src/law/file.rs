//! A file of `law/` with rows: what it says of itself in its head, and its rows.
//!
//! A line of the head is `# 題: …`; the names of the columns follow, then the rows, separated by tabs.

use std::cmp::Ordering;

use crate::dates::Date;

#[derive(Debug, Default)]
pub struct LawFile {
    pub title: &'static str,
    /// From when or until when its rows are the law, as it is written.
    pub in_force: &'static str,
    pub source: &'static str,
    /// How the rows were checked, and which were not.
    pub checked: &'static str,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<&'static str>>,
    /// The other lines of the head.
    pub(super) act: &'static str,
}

impl LawFile {
    pub(super) fn read(text: &'static str) -> Self {
        let mut file = Self::default();
        for line in text.lines() {
            match line.strip_prefix("# ").and_then(|head| head.split_once(": ")) {
                Some(("題", words)) => file.title = words,
                Some(("効力", words)) => file.in_force = words,
                Some(("出典", words)) => file.source = words,
                Some(("確かめ", words)) => file.checked = words,
                Some(("法令", words)) => file.act = words,
                Some(_) => {}
                None if file.columns.is_empty() => file.columns = line.split('\t').collect(),
                None => file.rows.push(line.split('\t').collect()),
            }
        }
        file
    }

    /// Whether its rows are the law on a day; a file that says nothing of days always is.
    pub fn is_law_on(&self, day: Option<Date>) -> bool {
        let Some((range, limit)) = Date::find_all(self.in_force).into_iter().next() else { return true };
        let until = self.in_force[range.end..].starts_with("まで");
        match (day, until) {
            (None, until) => !until,
            (Some(day), false) => !day.is_before(limit),
            (Some(day), true) => day.first_day().cmp(&limit.last_day()) != Ordering::Greater,
        }
    }

    /// The row that starts with this cell.
    pub(super) fn row(&self, first: &str) -> Option<&[&'static str]> {
        self.rows.iter().find(|row| row.first() == Some(&first)).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_says_when_the_rows_are_law() {
        let text = "# 題: 表\n# 効力: 令和6年5月27日から\n項\t事務\n1\t甲\n1の2\t乙\n";
        let (from, until) = (LawFile::read(text), LawFile { in_force: "令和6年5月26日まで", ..LawFile::default() });
        assert_eq!((from.title, from.columns.len(), from.row("1の2")), ("表", 2, Some(["1の2", "乙"].as_slice())));
        let days = ["2024-05-26", "2024-05-27"].map(|day| Some(Date::parse(day).unwrap()));
        assert_eq!(days.map(|day| from.is_law_on(day)), [false, true]);
        assert_eq!(days.map(|day| until.is_law_on(day)), [true, false]);
        assert_eq!([&from, &until].map(|file| file.is_law_on(None)), [true, false]);
    }
}
