//! The same words in many items, to be other words everywhere; and an item as it was before.

use crate::assessment::{Address, Answer, Assessment};
use crate::sheet::{LeftReason, TreePlace, set_text};
use crate::text::Source;
use crate::yaml::{self, Draft, EditError, EditProblem, YamlChange};

/// An item that says the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordHit {
    pub item: Address,
    /// The official path of the item.
    pub path: String,
    pub before: String,
    /// With the other words.
    pub after: String,
    /// Why it is not replaced there: the passage that says it, or what kind of item it is.
    pub why: Option<String>,
}

/// Every item that says the words as they are written, in the order of the form.
pub fn find_words(assessment: &Assessment, wanted: &str, instead: &str) -> Vec<WordHit> {
    let mut hits = Vec::new();
    for cell in assessment.cells.iter().filter(|cell| cell.typed.is_some()) {
        let before = assessment.words(cell);
        if wanted.is_empty() || !before.contains(wanted) {
            continue;
        }
        let why = match cell.answer() {
            Some(Answer::Text(text)) if !text.fragments.is_empty() => {
                Some(format!("共有の文例（{}）の中の言葉です。文例を直してください", text.fragments.join("、")))
            }
            Some(Answer::Text(text)) if !text.markdown.is_empty() => Some("Markdown で書かれた文です".to_owned()),
            Some(Answer::Text(_)) => None,
            _ => Some("文の欄ではありません。欄を開いて直してください".to_owned()),
        };
        hits.push(WordHit {
            item: cell.address.clone(),
            path: assessment.path(cell),
            after: before.replace(wanted, instead),
            before,
            why,
        });
    }
    hits
}

/// The text of the assessment with the other words in these items; `read` binds a text in between.
pub fn replace_words(
    assessment: &Assessment,
    hits: &[&WordHit],
    read: &dyn Fn(&str) -> Option<Assessment>,
) -> Result<String, LeftReason> {
    let mut text = assessment.source.text().to_owned();
    for hit in hits {
        let now = read(&text).ok_or(LeftReason::Unreadable)?;
        text = set_text(&now, hit.item.as_str(), &hit.after)?;
    }
    Ok(text)
}

/// The text of the assessment in which an item says what it said in another version of it.
pub fn restored(assessment: &Assessment, old: &Assessment, item: &Address) -> Result<String, EditError> {
    let refused = || EditError::Place { path: item.to_string(), problem: EditProblem::Missing };
    let (Some(root), Some(old_root)) = (yaml::parse(&assessment.source).root, yaml::parse(&old.source).root) else {
        return Err(refused());
    };
    let place = TreePlace::find(&root, item.as_str()).ok_or_else(refused)?;
    let was = TreePlace::find(&old_root, item.as_str()).and_then(|place| place.node);
    let edit = match was {
        Some(node) => place.set(Draft::from(node), String::new()),
        None if place.node.is_none() => return Ok(assessment.source.text().to_owned()),
        None => place.below([], YamlChange::Remove, String::new()),
    };
    yaml::edit(&Source::new(assessment.source.path(), assessment.source.text()), &edit.steps(), &edit.change)
}
