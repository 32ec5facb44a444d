//! A search across all texts of the workspace.

use serde::Serialize;

use super::answer::{Ask, ServeAnswer};
use super::desk::{Desk, title_of};
use crate::text::{fold, limits};

#[derive(Serialize)]
struct SearchView {
    words: String,
    hits: Vec<Hit>,
    /// There are more than are shown.
    more: bool,
}

#[derive(Serialize)]
struct Hit {
    name: String,
    title: String,
    item: String,
    path: String,
    before: String,
    found: String,
    after: String,
}

const AROUND: usize = 30;

#[allow(clippy::unnecessary_wraps, reason = "all routes answer alike")]
pub(super) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let words = ask.query("q").trim().to_owned();
    let mut hits = Vec::new();
    if !words.is_empty() {
        let workspace = desk.workspace();
        for (name, file) in desk.assessments() {
            let Some(assessment) = workspace.load(&file).assessment else { continue };
            let title = title_of(&assessment, &name);
            for cell in &assessment.cells {
                let said = assessment.words(cell);
                let Some(at) = position(&said, &words) else { continue };
                let end = said.ceil_char_boundary((at + words.len()).min(said.len()));
                let before: Vec<char> = said[..at].chars().rev().take(AROUND).collect();
                hits.push(Hit {
                    name: name.clone(),
                    title: title.clone(),
                    item: cell.address.to_string(),
                    path: assessment.path(cell),
                    before: before.into_iter().rev().collect(),
                    found: said[at..end].to_owned(),
                    after: said[end..].chars().take(AROUND).collect(),
                });
            }
        }
    }
    let more = hits.len() > limits::SEARCH_HITS;
    hits.truncate(limits::SEARCH_HITS);
    Ok(desk.page(ask, "search.html", &SearchView { words, hits, more }))
}

/// Where it is written, or where it reads the same when widths are folded.
fn position(said: &str, words: &str) -> Option<usize> {
    said.find(words).or_else(|| {
        let wanted = fold::fold(words);
        let (folded, offsets) = fold::fold_with_offsets(said);
        let found = folded.find(&*wanted).filter(|_| !wanted.is_empty())?;
        offsets.get(found).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_do_not_matter() {
        assert_eq!(position("別表の１１１の項", "111の項"), Some("別表の".len()));
        assert_eq!(position("ｼｽﾃﾑを使う", "を"), Some("ｼｽﾃﾑ".len()));
        assert_eq!(position("別表", "条例"), None);
    }
}
