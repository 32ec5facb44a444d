//! The 変更箇所 between two versions: for a terminal, for other programs, for a spreadsheet, as Markdown, as a web page, for Word.

mod cells;
mod csv;
mod docx;
mod entry;
mod html;
mod json;
mod layout;
mod markdown;
mod shared;
mod table;

pub use csv::csv;
pub use docx::docx;
pub use entry::{ChangeEntry, Granularity};
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use shared::SharedTable;
pub use table::{View, table};

use crate::assessment::Assessment;
use crate::dates::Date;
use crate::diff::{Comparison, Duty, duties, is_open};
use crate::form::PathStyle;
use crate::house::{HouseStyle, ItemPath};

/// Two versions with what differs between them.
#[derive(Debug)]
pub struct Changes<'a> {
    pub old: Version<'a>,
    pub new: Version<'a>,
    pub comparison: &'a Comparison,
    pub style: &'a HouseStyle,
    pub granularity: Granularity,
    /// What is dated after this day is not done yet.
    pub today: Option<Date>,
}

/// A version and what it is called: its file, or its name in git.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    pub name: &'a str,
    pub assessment: &'a Assessment,
}

/// How many rows there are of each sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeCounts {
    pub rows: usize,
    /// With ※.
    pub marked: usize,
    /// With ※ and no recorded judgement.
    pub open: usize,
    pub orthographic: usize,
}

impl ChangeCounts {
    fn of(entries: &[ChangeEntry<'_>]) -> Self {
        let count = |wanted: &dyn Fn(&ChangeEntry<'_>) -> bool| entries.iter().filter(|entry| wanted(entry)).count();
        Self {
            rows: entries.len(),
            marked: count(&|entry| entry.mark),
            open: count(&|entry| entry.rows.iter().any(|row| is_open(row))),
            orthographic: count(&|entry| entry.orthographic),
        }
    }
}

impl Version<'_> {
    /// 「assessments/15/assessment.yaml（令和7年12月26日公表）」
    fn heading(self) -> String {
        let published = self.assessment.root().date("cover.published_on");
        let published = published.map(|date| format!("（{date}公表）")).unwrap_or_default();
        format!("{}{published}", self.name)
    }
}

impl Changes<'_> {
    pub fn entries(&self) -> Vec<ChangeEntry<'_>> {
        entry::entries(self)
    }

    pub fn duties(&self) -> Vec<Duty> {
        duties(self.comparison, self.old.assessment, self.new.assessment, self.today)
    }

    /// The titles of the table's columns, as the form prints them.
    fn columns(&self) -> [&str; 6] {
        let printed = self.comparison.form.changes_part().and_then(|part| part.columns.as_deref()).unwrap_or_default();
        std::array::from_fn(|index| printed.get(index).map_or("", String::as_str))
    }

    fn path_style(&self) -> PathStyle {
        match self.style.item_path {
            ItemPath::Full => PathStyle::Full,
            ItemPath::Short => PathStyle::Short,
        }
    }
}
