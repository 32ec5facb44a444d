//! Records that are added to `procedure.yaml`, with its layout kept.

use std::sync::Arc;

use super::model::{ItemReference, OpinionSource, Procedure, StepKind};
use crate::assessment::{Address, Assessment};
use crate::dates::Date;
use crate::text::{Source, short_digest};
use crate::yaml::{self, Draft, EditError, YamlChange, YamlStep};

const HEAD: &str = "# 評価の手続の記録。公表する評価書には入らない。\n";
/// Letters of the name of a comment, after its first one.
const ID: usize = 6;

/// A comment that is to be recorded.
#[derive(Clone, Debug, Default)]
pub struct CommentDraft {
    pub item: Option<Address>,
    pub date: Option<Date>,
    pub person: String,
    pub quoted: String,
    pub text: String,
    /// What the item might say instead; empty where nothing is proposed.
    pub suggestion: String,
}

/// An opinion that is to be recorded; without a number it takes the next one.
#[derive(Clone, Debug, Default)]
pub struct OpinionDraft {
    pub number: Option<u32>,
    pub source: OpinionSource,
    pub date: Option<Date>,
    pub item: Option<Address>,
    pub text: String,
    pub summary: Option<String>,
    pub answer: Option<String>,
}

/// What is known of an opinion later than the opinion itself.
#[derive(Clone, Debug, Default)]
pub struct AnswerDraft<'a> {
    pub answer: Option<&'a str>,
    pub answered_on: Option<Date>,
    pub summary: Option<&'a str>,
    /// The day and the item of the row.
    pub change: Option<(Date, &'a str)>,
}

/// A step that was taken.
#[derive(Clone, Copy, Debug)]
pub struct StepDraft<'a> {
    pub kind: StepKind,
    pub date: Date,
    pub until: Option<Date>,
    pub person: Option<&'a str>,
    pub document: Option<&'a str>,
    pub note: Option<&'a str>,
}

impl CommentDraft {
    /// The same comment has the same name wherever it is recorded, so that none is recorded twice.
    pub fn id(&self) -> String {
        let item = self.item.as_ref().map_or("", Address::as_str);
        let date = self.date.map(Date::iso).unwrap_or_default();
        // Comments without a proposal keep the names that they have.
        let proposed = if self.suggestion.is_empty() { "" } else { "\0" };
        let said = [&self.text, proposed, &self.suggestion].concat();
        format!("c{}", short_digest([item, &date, &self.person, &self.quoted, &said].join("\0"), ID))
    }
}

impl Procedure {
    /// Nothing is recorded yet.
    pub fn begun(path: &str) -> Self {
        Self::read(&Source::new(path, HEAD)).0
    }

    /// The text with a review after which nothing had to be changed.
    pub fn with_review(&self, date: Date, person: Option<&str>, note: Option<&str>) -> Result<String, EditError> {
        let record = entries([
            ("date", Some(Draft::bare(date.iso()))),
            ("by", person.map(Draft::text)),
            ("note", note.map(Draft::text)),
        ]);
        add(&self.source, "reviews", None, record)
    }

    /// The text with more comments, each where its item stands in the form, so that those of two people who look at two items
    /// merge; those that are recorded already are left out. And how many were added.
    pub fn with_comments(
        &self,
        assessment: &Assessment,
        comments: &[CommentDraft],
    ) -> Result<(String, usize), EditError> {
        let order = |item: Option<&Address>| {
            let Some(item) = item else { return 0 };
            let position = assessment.cells.iter().position(|cell| cell.address.is_within(item));
            position.map_or(assessment.cells.len() + 1, |position| position + 1)
        };
        let written = |comment: &super::ReviewComment| {
            (comment.id.clone(), order(comment.item.as_ref().map(|item| &item.address)))
        };
        let mut known: Vec<(String, usize)> = self.comments.iter().map(written).collect();
        let mut text = self.source.text().to_owned();
        let mut added = 0;
        for comment in comments {
            let (id, own) = (comment.id(), order(comment.item.as_ref()));
            if known.iter().any(|(known, _)| *known == id) {
                continue;
            }
            let place = known.iter().position(|(_, other)| *other > own).unwrap_or(known.len());
            let entry = entries([
                ("id", Some(Draft::text(&id))),
                ("item", comment.item.as_ref().map(|item| Draft::text(item.as_str()))),
                ("date", comment.date.map(date)),
                ("by", Some(Draft::text(&comment.person))),
                ("quoted", Some(comment.quoted.as_str()).filter(|words| !words.is_empty()).map(Draft::text)),
                ("text", Some(Draft::text(&comment.text))),
                ("suggestion", Some(comment.suggestion.as_str()).filter(|words| !words.is_empty()).map(Draft::text)),
            ]);
            text = add(&Source::new(self.source.path(), text), "comments", Some(place), entry)?;
            known.insert(place, (id, own));
            added += 1;
        }
        Ok((text, added))
    }

    /// The text with a reply to the comment at a position.
    pub fn with_reply(&self, comment: usize, day: Date, person: &str, text: &str) -> Result<String, EditError> {
        let reply =
            entries([("date", Some(date(day))), ("by", Some(Draft::text(person))), ("text", Some(Draft::text(text)))]);
        let at = [YamlStep::Key("comments"), YamlStep::Index(self.comments[comment].position)];
        let replies = [at.as_slice(), &[YamlStep::Key("replies")]].concat();
        let change = if self.comments[comment].replies.is_empty() {
            YamlChange::Set(Draft::List(vec![reply]))
        } else {
            YamlChange::Append(vec![reply])
        };
        yaml::edit(&self.source, &replies, &change)
    }

    /// The text in which the comment at a position is settled.
    pub fn with_resolved(&self, comment: usize, day: Date) -> Result<String, EditError> {
        let place =
            [YamlStep::Key("comments"), YamlStep::Index(self.comments[comment].position), YamlStep::Key("resolved_on")];
        yaml::edit(&self.source, &place, &YamlChange::Set(date(day)))
    }

    /// The text with more opinions; those that are recorded already, by number and words, are left out. And their numbers.
    pub fn with_opinions(&self, opinions: &[OpinionDraft]) -> Result<(String, Vec<u32>), EditError> {
        let mut text = self.source.text().to_owned();
        let mut known: Vec<(OpinionSource, u32, String)> =
            self.opinions.iter().map(|one| (one.source, one.number, one.text.clone())).collect();
        let mut numbers = Vec::new();
        for opinion in opinions {
            let same = |(source, number, text): &(OpinionSource, u32, String)| {
                *source == opinion.source
                    && opinion.number.is_none_or(|own| own == *number)
                    && text.trim() == opinion.text.trim()
            };
            if known.iter().any(same) {
                continue;
            }
            let next = || {
                let of_source = known.iter().filter(|(source, ..)| *source == opinion.source);
                of_source.map(|(_, number, _)| *number).max().unwrap_or(0).saturating_add(1)
            };
            let number = opinion.number.unwrap_or_else(next);
            let other = (opinion.source != OpinionSource::default()).then(|| Draft::text(opinion.source.word()));
            let entry = entries([
                ("number", Some(Draft::bare(number.to_string()))),
                ("source", other),
                ("date", opinion.date.map(date)),
                ("item", opinion.item.as_ref().map(|item| Draft::text(item.as_str()))),
                ("text", Some(Draft::text(&opinion.text))),
                ("summary", opinion.summary.as_ref().map(Draft::text)),
                ("answer", opinion.answer.as_ref().map(Draft::text)),
            ]);
            text = add(&Source::new(self.source.path(), text), "opinions", None, entry)?;
            known.push((opinion.source, number, opinion.text.clone()));
            numbers.push(number);
        }
        Ok((text, numbers))
    }

    /// The text in which the opinion at a position is answered.
    pub fn with_answer(&self, opinion: usize, answer: &AnswerDraft<'_>) -> Result<String, EditError> {
        let change = answer.change.map(|(day, item)| Draft::map([("date", date(day)), ("item", Draft::text(item))]));
        let values = [
            ("summary", answer.summary.map(Draft::text)),
            ("answer", answer.answer.map(Draft::text)),
            ("answered_on", answer.answered_on.map(date)),
            ("change", change),
        ];
        let at = [YamlStep::Key("opinions"), YamlStep::Index(self.opinions[opinion].position)];
        let set = |text: String, (key, value): (&'static str, Option<Draft>)| {
            let Some(value) = value else { return Ok(text) };
            let place = [at.as_slice(), &[YamlStep::Key(key)]].concat();
            yaml::edit(&Source::new(self.source.path(), text), &place, &YamlChange::Set(value))
        };
        values.into_iter().try_fold(self.source.text().to_owned(), set)
    }

    /// The text with one more step.
    pub fn with_step(&self, step: &StepDraft<'_>) -> Result<String, EditError> {
        let entry = entries([
            ("step", Some(Draft::text(step.kind.word()))),
            ("date", Some(date(step.date))),
            ("until", step.until.map(date)),
            ("by", step.person.map(Draft::text)),
            ("document", step.document.map(Draft::text)),
            ("note", step.note.map(Draft::text)),
        ]);
        add(&self.source, "steps", None, entry)
    }

    /// The text in which somebody has approved the version with this fingerprint.
    pub fn with_sign_off(&self, day: Date, person: &str, role: &str, fingerprint: &str) -> Result<String, EditError> {
        let entry = entries([
            ("date", Some(date(day))),
            ("by", Some(Draft::text(person))),
            ("role", Some(Draft::text(role))),
            // On one line, however long.
            ("fingerprint", Some(Draft::bare(fingerprint))),
        ]);
        add(&self.source, "signoffs", None, entry)
    }
}

impl ItemReference {
    /// What an author typed for an item: its address, or its printed path.
    pub fn address_of(typed: &str, assessment: &Assessment) -> Option<Address> {
        let item = Self { address: Address::from(typed.trim()), span: assessment.anchor(&Address::default()) };
        if item.stands_in(assessment) {
            return Some(item.address);
        }
        let spelled = |text: &str| crate::text::fold::fold(text).replace('※', "");
        let typed = spelled(typed);
        let cell = assessment.cells.iter().find(|cell| spelled(&assessment.path(cell)) == typed);
        cell.map(|cell| cell.address.clone())
    }
}

fn date(date: Date) -> Draft {
    Draft::text(date.iso())
}

fn entries(entries: impl IntoIterator<Item = (&'static str, Option<Draft>)>) -> Draft {
    Draft::map(entries.into_iter().filter_map(|(key, value)| Some((key, value?))))
}

/// The text with one more record in the list `key`: before the one at a position, or behind all.
fn add(source: &Arc<Source>, key: &str, position: Option<usize>, record: Draft) -> Result<String, EditError> {
    let root = yaml::parse(source).root.filter(|root| !root.is_null());
    let Some(root) = root else {
        let whole = Draft::map([(key, Draft::List(vec![record]))]);
        return Ok(source.text().to_owned() + &yaml::emit::document(&whole));
    };
    let place = [YamlStep::Key(key)];
    let length = root.get(key).map_or(0, |list| list.items().len());
    let change = match position.filter(|position| *position < length) {
        _ if length == 0 => YamlChange::Set(Draft::List(vec![record])),
        Some(position) => YamlChange::Insert(position, record),
        None => YamlChange::Append(vec![record]),
    };
    yaml::edit(source, &place, &change)
}
