//! Edits that leave every byte they are not about as it was, and that are proved before anybody sees them.

pub(super) mod layout;
mod lines;
mod model;
mod plan;
mod rewrite;
pub(super) mod verify;

use std::fmt;
use std::sync::Arc;

pub use self::lines::{place_of, written_entry, written_item};
use self::plan::Planner;
pub use self::rewrite::{YamlRewrite, rewrite};
pub use self::verify::comments;
use self::verify::{Proof, comments_of, second_reader_agrees};
use super::emit::Draft;
use super::parse;
use crate::text::Source;

/// One step of the way to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YamlStep<'a> {
    Key(&'a str),
    /// A position in a list, from 0.
    Index(usize),
}

#[derive(Clone, Debug)]
pub enum YamlChange {
    /// Replaces the value. A key that is not there yet comes after the last entry of its map.
    Set(Draft),
    /// Adds items at the end of a list; a key without a value counts as an empty list.
    Append(Vec<Draft>),
    /// Adds an item before the one at this position.
    Insert(usize, Draft),
    /// Takes out an entry or an item, with the comments beside and inside it. The last one leaves `[]` or `{}`.
    Remove,
}

/// Why a text was not edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The text is not YAML; the parser's words.
    Unreadable(String),
    /// There is no such place, or it is not what the change is for.
    Place { path: String, problem: EditProblem },
    /// Every way to write the change would have touched something else.
    Unproved { path: String },
}

/// What is wrong with the place of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditProblem {
    Missing,
    /// A key goes into a map only.
    NoMap,
    /// An item goes into a list only.
    NoList,
    /// The list has no such position yet, from 0.
    TooFar(usize),
    WholeDocument,
}

impl fmt::Display for EditProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("ありません"),
            Self::NoMap => f.write_str("その上が「キー: 値」の組ではありません"),
            Self::NoList => f.write_str("一覧（- で始まる並び）ではありません"),
            Self::TooFar(at) => write!(f, "{} 件目に入れるには、前の項目が足りません", at + 1),
            Self::WholeDocument => f.write_str("文書全体は消せません"),
        }
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(message) => write!(f, "書き込む前のファイルを読めません: {message}"),
            Self::Place { path, problem } => write!(f, "{path} には書き込めません: {problem}"),
            Self::Unproved { path } => write!(
                f,
                "{path} を書き換えると、ほかの値かコメントが変わるおそれがあるため、書き込みませんでした。手で書き換えてください"
            ),
        }
    }
}

impl std::error::Error for EditError {}

/// The text with the change at `path` made: all other values and comments are equal, for our parser and for `serde_yaml`
/// (unless that one could not read the text even before).
pub fn edit(source: &Arc<Source>, path: &[YamlStep<'_>], change: &YamlChange) -> Result<String, EditError> {
    let before = source.text();
    let parsed = parse(source);
    if let (None, Some(finding)) = (&parsed.root, parsed.findings.first()) {
        return Err(EditError::Unreadable(finding.message.clone()));
    }
    let current = parsed.root.as_ref().map_or(Draft::bare(""), Draft::from);
    let mut expected = current.clone();
    model::change(&mut expected, path, change)?;
    if matches!(change, YamlChange::Append(items) if items.is_empty()) {
        return Ok(before.to_owned());
    }
    let proof = Proof {
        before,
        expected: &expected,
        new_comments: comments_in(change),
        second_reader: second_reader_agrees(&current, before),
    };
    // What a person would write first; if the surroundings do not bear it, the form that depends on them least.
    for careful in [false, true] {
        let planner = Planner::new(before, parsed.root.as_ref(), careful);
        let Some(splice) = planner.plan(path, change) else { continue };
        let after = format!("{}{}{}", &before[..splice.cut.start], splice.text, &before[splice.cut.end..]);
        if proof.holds(&after, &splice.gone) {
            return Ok(after);
        }
    }
    Err(EditError::Unproved { path: shown(path) })
}

fn comments_in(change: &YamlChange) -> Vec<String> {
    let mut found = Vec::new();
    match change {
        YamlChange::Set(draft) | YamlChange::Insert(_, draft) => comments_of(draft, &mut found),
        YamlChange::Append(items) => items.iter().for_each(|item| comments_of(item, &mut found)),
        YamlChange::Remove => {}
    }
    found
}

/// The path as messages show it, positions from 1.
fn shown(path: &[YamlStep<'_>]) -> String {
    let steps: Vec<_> = path
        .iter()
        .map(|step| match step {
            YamlStep::Key(key) => (*key).to_owned(),
            YamlStep::Index(index) => (index + 1).to_string(),
        })
        .collect();
    if steps.is_empty() { "文書全体".into() } else { steps.join(".") }
}
