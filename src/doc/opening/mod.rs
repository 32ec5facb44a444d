//! What citizens ask of an assessment, answered from what it says: whose data, what for, from where, to whom, how long, how it is
//! kept safe, what changed, whom to ask. Every answer leads to the items that say so.

mod ask;
mod changed;
mod guarded;
mod shared;
mod topics;

use crate::assessment::Assessment;

/// The answers in the order in which people ask.
#[derive(Debug)]
pub struct Opening {
    pub topics: Vec<OpeningTopic>,
}

#[derive(Debug)]
pub struct OpeningTopic {
    /// The anchor on its page.
    pub id: &'static str,
    pub question: &'static str,
    pub facts: Vec<Fact>,
}

/// One thing that is known; what is not told is empty.
#[derive(Debug, Default)]
pub struct Fact {
    /// The 特定個人情報ファイル that it is about, where there are several.
    pub file: Option<String>,
    /// A sentence in plain words.
    pub lead: String,
    /// The words of the assessment.
    pub quote: Option<FactQuote>,
    pub entries: Vec<FactEntry>,
    /// The items that say so.
    pub items: Vec<FactItem>,
}

#[derive(Debug)]
pub struct FactQuote {
    pub text: String,
    /// The item has more.
    pub cut: bool,
}

/// One of several: a giver, a contractor, a risk.
#[derive(Debug)]
pub struct FactEntry {
    pub name: String,
    pub more: String,
    /// Where it stands; empty where that is said for all of them.
    pub address: String,
}

/// A place in the form.
#[derive(Debug, PartialEq, Eq)]
pub struct FactItem {
    pub path: String,
    pub address: String,
}

impl Opening {
    pub fn of(assessment: &Assessment) -> Self {
        let topics = [
            topics::work(assessment),
            topics::people(assessment),
            topics::data(assessment),
            topics::purpose(assessment),
            topics::sources(assessment),
            shared::takers(assessment),
            shared::contractors(assessment),
            topics::storage(assessment),
            guarded::measures(assessment),
            changed::last(assessment),
            topics::contact(assessment),
            topics::withheld(assessment),
        ];
        Self { topics: topics.into_iter().filter(|topic| !topic.facts.is_empty()).collect() }
    }
}
