//! What a changed answer lets one propose as the explanation of its row (`law/proposals.yaml`).

use std::sync::LazyLock;

use serde::Deserialize;

static PROPOSALS: LazyLock<ProposedReasons> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("../../law/proposals.yaml")).unwrap_or_default());

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposedReasons {
    pub spelling: String,
    pub renamed: String,
    pub words: Vec<ChangedWords>,
    pub answers: Vec<ChangedAnswer>,
    pub offices: OfficeNames,
    pub new_block: NewBlock,
}

/// Words that gave way to others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangedWords {
    /// Written folded.
    pub went: String,
    pub came: String,
    pub cause: String,
    pub by: String,
}

/// A whole answer that gave way to another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangedAnswer {
    pub was: String,
    pub became: String,
    pub cause: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeNames {
    pub endings: Vec<String>,
    pub cause: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewBlock {
    pub marked: String,
    pub unmarked: String,
}

pub fn proposals() -> &'static ProposedReasons {
    &PROPOSALS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn the_file_is_read_whole() {
        let read: ProposedReasons = serde_yaml::from_str(include_str!("../../law/proposals.yaml")).unwrap();
        let folded = |words: &str| fold::fold(words) == words;
        assert!(!read.words.is_empty() && read.words.iter().all(|one| folded(&one.went) && folded(&one.came)));
        assert!(!read.answers.is_empty() && read.offices.endings.len() > 5 && !read.new_block.marked.is_empty());
    }
}
