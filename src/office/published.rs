//! The day on which changed assessments are published, set in each of them.

use super::{Undone, last_version, whole};
use crate::dates::Date;
use crate::diff::compare;
use crate::workspace::Loaded;
use crate::yaml::{Draft, YamlChange, YamlStep, edit};

/// The assessment with its new day of publication; nothing where there is nothing to publish, or it has the day already.
pub fn set_publication(loaded: &Loaded, date: Date) -> Result<Option<String>, Undone> {
    let assessment = whole(loaded)?;
    if assessment.root().date("cover.published_on") == Some(date) {
        return Ok(None);
    }
    if let (Some(last), Some(old)) = (loaded.revisions.last(), last_version(loaded)?) {
        if compare(old, assessment).rows.is_empty() {
            return Ok(None);
        }
        if !last.date.is_before(date) {
            return Err(Undone::NotLater { date, last: last.date });
        }
    }
    let path = [YamlStep::Key("cover"), YamlStep::Key("published_on")];
    Ok(Some(edit(&assessment.source, &path, &YamlChange::Set(Draft::bare(date.iso())))?))
}
