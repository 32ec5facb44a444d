//! The page on which citizens find the assessments of an office.

use serde::Serialize;

use super::{Site, SiteLink, Theme};
use crate::render::RenderError;

#[derive(Debug, Serialize)]
pub struct PublicIndex<'a> {
    organization: &'a str,
    /// Whom to ask; empty where nobody is named.
    contact: &'a str,
    /// The day of the newest version.
    updated: String,
    /// Something on it is a draft.
    draft: bool,
    entries: &'a [&'a PublicEntry],
}

/// One assessment; what is not known is empty.
#[derive(Debug, Serialize)]
pub struct PublicEntry {
    pub number: String,
    pub title: String,
    /// 様式4 全項目評価書［令和7年5月］
    pub form: String,
    /// 全項目評価書
    pub kind: String,
    pub agency: String,
    pub published: String,
    /// The same as ISO 8601.
    pub updated: String,
    pub draft: bool,
    /// Where citizens begin.
    pub page: SiteLink,
    /// The whole assessment as a web page.
    pub whole: SiteLink,
    pub files: Vec<SiteLink>,
    pub history: Option<SiteLink>,
    /// Newest first: the page and the PDF of each.
    pub former: Vec<(SiteLink, SiteLink)>,
    /// What changed, newest first.
    pub days: Vec<PublicDay>,
}

/// A day of the 変更箇所.
#[derive(Debug, Serialize)]
pub struct PublicDay {
    pub date: String,
    /// The same as ISO 8601.
    pub iso: String,
    pub rows: usize,
}

impl<'a> PublicIndex<'a> {
    pub fn new(organization: &'a str, contact: &'a str, entries: &'a [&'a PublicEntry]) -> Self {
        let newest = entries.iter().max_by(|one, other| one.updated.cmp(&other.updated));
        Self {
            organization,
            contact,
            updated: newest.map(|entry| entry.published.clone()).unwrap_or_default(),
            draft: entries.iter().any(|entry| entry.draft),
            entries,
        }
    }
}

#[derive(Serialize)]
struct PublicPage<'a> {
    index: &'a PublicIndex<'a>,
    site: &'a Site,
}

pub fn page(index: &PublicIndex<'_>, theme: &Theme, site: &Site) -> Result<String, RenderError> {
    theme.page("public", &PublicPage { index, site })
}
