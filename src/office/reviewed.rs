//! A review after which nothing had to be changed, recorded beside the assessment (`procedure.yaml`).

use super::{Undone, last_version, whole};
use crate::dates::Date;
use crate::diff::compare;
use crate::procedure::{PROCEDURE_FILE, Procedure};
use crate::workspace::Loaded;

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
    let begun = Procedure::begun(PROCEDURE_FILE);
    let text = recorded.unwrap_or(&begun).with_review(date, review.person, review.note)?;
    Ok(Some(text))
}
