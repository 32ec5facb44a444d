//! A review after which nothing had to be changed, recorded beside the assessment (`procedure.yaml`).

use std::sync::Arc;

use super::{Undone, last_version, whole};
use crate::dates::Date;
use crate::diff::compare;
use crate::procedure::PROCEDURE_FILE;
use crate::text::Source;
use crate::workspace::Loaded;
use crate::yaml::{self, Draft, YamlChange, YamlStep, edit};

const LIST: &str = "reviews";

/// Who looked at the assessment, and when.
#[derive(Clone, Copy, Debug)]
pub struct NoChangeReview<'a> {
    pub date: Date,
    pub person: Option<&'a str>,
    pub note: Option<&'a str>,
}

/// The text of the record with the review in it; nothing where the day is recorded already.
pub fn note_review(loaded: &Loaded, review: &NoChangeReview<'_>) -> Result<Option<String>, Undone> {
    let assessment = whole(loaded)?;
    let date = review.date;
    if let Some(old) = last_version(loaded)?
        && !compare(old, assessment).rows.is_empty()
    {
        return Err(Undone::Changed);
    }
    let recorded = loaded.procedure.as_ref();
    if recorded.is_some_and(|procedure| procedure.reviews.iter().any(|one| one.date == date)) {
        return Ok(None);
    }
    let said = [("by", review.person), ("note", review.note)];
    let said = said.into_iter().filter_map(|(key, words)| Some((key, Draft::text(words?))));
    let entry = Draft::map([("date", Draft::bare(date.iso()))].into_iter().chain(said));
    let source = recorded.map_or_else(|| Source::new(PROCEDURE_FILE, ""), |procedure| Arc::clone(&procedure.source));
    let root = yaml::parse(&source).root;
    let written = root.is_some_and(|root| root.get(LIST).is_some_and(|list| !list.is_null()));
    let change = if written { YamlChange::Append(vec![entry]) } else { YamlChange::Set(Draft::List(vec![entry])) };
    Ok(Some(edit(&source, &[YamlStep::Key(LIST)], &change)?))
}
