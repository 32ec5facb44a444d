//! What an officer decided about rows of 変更箇所, written into them.

use crate::assessment::{Assessment, ChangeRow};
use crate::text::Source;
use crate::yaml::{self, Draft, EditError, YamlChange, YamlStep};

/// What is not decided stays as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowVerdict {
    pub timing: Option<String>,
    pub important: Option<bool>,
    pub reason: Option<String>,
}

/// The text of the assessment with the last row about each of these items decided.
pub fn decide_row(assessment: &Assessment, items: &[String], decision: &RowVerdict) -> Result<String, EditError> {
    let mut text = assessment.source.text().to_owned();
    for (day, row) in items.iter().filter_map(|item| last_row(assessment, item)) {
        let drafts = [
            ("timing", decision.timing.as_ref().map(Draft::text)),
            ("important", decision.important.map(|important| Draft::bare(important.to_string()))),
            ("reason", decision.reason.as_ref().map(|reason| Draft::text(reason.trim_end()))),
        ];
        for (key, draft) in drafts {
            let Some(draft) = draft else { continue };
            let steps = [
                YamlStep::Key("changes"),
                YamlStep::Index(day),
                YamlStep::Key("rows"),
                YamlStep::Index(row),
                YamlStep::Key(key),
            ];
            let source = Source::new(assessment.source.path(), text.as_str());
            text = yaml::edit(&source, &steps, &YamlChange::Set(draft))?;
        }
    }
    Ok(text)
}

/// The positions of the day and of the row in it.
fn last_row(assessment: &Assessment, item: &str) -> Option<(usize, usize)> {
    let is_about = |row: &ChangeRow| row.address.as_ref().is_some_and(|address| address.as_str() == item);
    let mut days = assessment.changes.iter().enumerate().rev();
    days.find_map(|(at, day)| Some((at, day.rows.iter().rposition(is_about)?)))
}
