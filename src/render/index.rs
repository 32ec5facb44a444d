//! The page that leads to all assessments of an office: state, duties, dates, downloads, earlier versions.

use serde::Serialize;

use super::{SiteLink, Theme};
use crate::diff::Duty;
use crate::render::RenderError;

#[derive(Debug, Serialize)]
pub struct Index<'a> {
    pub organization: &'a str,
    pub entries: &'a [&'a IndexEntry],
}

/// One assessment; what is not known is empty.
#[derive(Debug, Default, Serialize)]
pub struct IndexEntry {
    /// The name of its folder.
    pub id: String,
    pub number: String,
    pub title: String,
    pub agency: String,
    pub form: String,
    /// 全項目評価書
    pub kind: String,
    /// Who is in charge.
    pub department: String,
    pub completeness: String,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    pub published: String,
    /// The same as ISO 8601.
    pub published_on: String,
    pub review: Option<Deadline>,
    pub reevaluation: Option<Deadline>,
    pub files: Vec<SiteLink>,
    /// They are those of the last time: new ones could not be made.
    pub old: bool,
    pub changed: Option<ChangedSince>,
    /// Newest first.
    pub revisions: Vec<SiteLink>,
}

#[derive(Debug, Serialize)]
pub struct Deadline {
    pub date: String,
    /// The same as ISO 8601.
    pub day: String,
    pub overdue: bool,
}

/// Against the version published before.
#[derive(Debug, Serialize)]
pub struct ChangedSince {
    pub since: String,
    pub rows: usize,
    /// With ※.
    pub marked: usize,
    /// Nobody has said whether it is a 重要な変更.
    pub undecided: usize,
    pub address: String,
    pub duties: Vec<Duty>,
    /// How many of them are not done.
    pub open: usize,
}

#[derive(Serialize)]
struct IndexPage<'a> {
    index: &'a Index<'a>,
}

pub fn page(index: &Index<'_>, theme: &Theme) -> Result<String, RenderError> {
    theme.page("index", &IndexPage { index })
}
