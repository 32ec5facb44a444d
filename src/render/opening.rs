//! The page on which citizens begin: what an assessment answers to their questions, each answer with the items that say so.

use serde::Serialize;

use super::{RenderError, Site, SiteLink, Theme};
use crate::doc::opening::{Fact, FactEntry, FactItem, Opening, OpeningTopic};

/// What the page says besides the answers.
#[derive(Debug, Serialize)]
pub struct OpeningPage<'a> {
    pub title: &'a str,
    /// 全項目評価書
    pub kind: &'a str,
    pub agency: &'a str,
    pub published: &'a str,
    /// It does not pass, and is shown all the same.
    pub draft: bool,
    /// The whole assessment as a web page.
    pub whole: SiteLink,
    pub files: Vec<SiteLink>,
    pub history: Option<SiteLink>,
    /// The page and the PDF of each version before, newest first.
    pub former: Vec<(SiteLink, SiteLink)>,
    pub site: Site,
}

#[derive(Serialize)]
struct Filled<'a> {
    #[serde(flatten)]
    page: &'a OpeningPage<'a>,
    topics: Vec<TopicView<'a>>,
}

#[derive(Serialize)]
struct TopicView<'a> {
    id: &'a str,
    question: &'a str,
    facts: Vec<FactView<'a>>,
}

#[derive(Serialize)]
struct FactView<'a> {
    file: &'a str,
    lead: &'a str,
    quote: &'a str,
    cut: bool,
    /// Of words alone.
    words: bool,
    entries: Vec<EntryView<'a>>,
    items: Vec<SiteLink>,
}

#[derive(Serialize)]
struct EntryView<'a> {
    name: &'a str,
    more: &'a str,
    address: String,
}

pub fn page(page: &OpeningPage<'_>, opening: &Opening, theme: &Theme) -> Result<String, RenderError> {
    let topics = opening.topics.iter().map(|topic| view(page, topic)).collect();
    theme.page("opening", &Filled { page, topics })
}

fn view<'a>(page: &OpeningPage<'_>, topic: &'a OpeningTopic) -> TopicView<'a> {
    let fact = |fact: &'a Fact| FactView {
        file: fact.file.as_deref().unwrap_or_default(),
        lead: &fact.lead,
        quote: fact.quote.as_ref().map_or("", |quote| &quote.text),
        cut: fact.quote.as_ref().is_some_and(|quote| quote.cut),
        words: fact.entries.iter().all(|entry| entry.more.is_empty() && entry.address.is_empty()),
        entries: fact.entries.iter().map(|one| entry(page, one)).collect(),
        items: fact.items.iter().map(|one| item(page, one)).collect(),
    };
    TopicView { id: topic.id, question: topic.question, facts: topic.facts.iter().map(fact).collect() }
}

fn entry<'a>(page: &OpeningPage<'_>, entry: &'a FactEntry) -> EntryView<'a> {
    let address = if entry.address.is_empty() { String::new() } else { place(page, &entry.address) };
    EntryView { name: &entry.name, more: &entry.more, address }
}

fn item(page: &OpeningPage<'_>, item: &FactItem) -> SiteLink {
    SiteLink { title: item.path.clone(), address: place(page, &item.address) }
}

/// In the page that has the whole form.
fn place(page: &OpeningPage<'_>, address: &str) -> String {
    format!("{}#{address}", page.whole.address)
}
