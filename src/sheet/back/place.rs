//! Where an address stands in the YAML, and edits there.

use crate::assessment::Address;
use crate::yaml::{Draft, DraftEntry, YamlChange, YamlNode, YamlStep, YamlValue};

/// One step of the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldStep {
    Key(String),
    Index(usize),
}

/// One edit, still to be made.
#[derive(Debug)]
pub struct Edit {
    pub path: Vec<FieldStep>,
    pub change: YamlChange,
    /// What it is about, as the report tells it.
    pub what: String,
}

impl Edit {
    pub fn steps(&self) -> Vec<YamlStep<'_>> {
        let mut steps = Vec::with_capacity(self.path.len());
        for at in &self.path {
            steps.push(match at {
                FieldStep::Key(key) => YamlStep::Key(key),
                FieldStep::Index(index) => YamlStep::Index(*index),
            });
        }
        steps
    }

    /// Changes the length of a list, so that what stands behind it moves.
    pub fn moves(&self) -> bool {
        matches!(self.change, YamlChange::Insert(..))
            || matches!((&self.change, self.path.last()), (YamlChange::Remove, Some(FieldStep::Index(_))))
    }
}

#[derive(Debug)]
pub struct TreePlace<'a> {
    pub path: Vec<FieldStep>,
    /// What is written there; nothing where keys are missing.
    pub node: Option<&'a YamlNode>,
    /// The keys from there on that are not written yet.
    missing: Vec<String>,
}

impl<'a> TreePlace<'a> {
    /// Follows `files.checkups.use.purpose`; nothing where a block of a list is not there.
    pub fn find(root: &'a YamlNode, address: &str) -> Option<Self> {
        let mut node = root;
        let mut path = Vec::new();
        let address = Address::from(address);
        let mut pieces = address.pieces();
        while let Some(piece) = pieces.next() {
            match &node.value {
                YamlValue::List(items) => {
                    let by_id = items.iter().position(|item| item.text_of("id") == Some(piece));
                    let index = by_id.or_else(|| piece.parse::<usize>().ok()?.checked_sub(1))?;
                    node = items.get(index)?;
                    path.push(FieldStep::Index(index));
                }
                YamlValue::Map(_) | YamlValue::Scalar(..) => match node.get(piece) {
                    Some(inner) => {
                        node = inner;
                        path.push(FieldStep::Key(piece.to_owned()));
                    }
                    None if matches!(node.value, YamlValue::Map(_)) || node.is_null() => {
                        let missing = std::iter::once(piece).chain(pieces).map(ToOwned::to_owned).collect();
                        return Some(Self { path, node: None, missing });
                    }
                    None => return None,
                },
            }
        }
        Some(Self { path, node: Some(node), missing: Vec::new() })
    }

    /// Writes `draft` there, with the keys that are missing.
    pub fn set(&self, draft: Draft, what: String) -> Edit {
        let mut path = self.path.clone();
        let mut draft = draft;
        if let Some((first, rest)) = self.missing.split_first() {
            for key in rest.iter().rev() {
                draft = Draft::Map(vec![DraftEntry::new(key.as_str(), draft)]);
            }
            path.push(FieldStep::Key(first.clone()));
        }
        Edit { path, change: YamlChange::Set(draft), what }
    }

    /// An edit below this place.
    pub fn below(&self, below: impl IntoIterator<Item = FieldStep>, change: YamlChange, what: String) -> Edit {
        let mut path = self.path.clone();
        path.extend(below);
        Edit { path, change, what }
    }
}

/// A text as it stands in YAML: one that had a line break at its end, or needs several lines, keeps one there.
pub(in crate::sheet) fn text(new: &str, old: Option<&YamlNode>) -> Draft {
    const LONG: usize = 60;
    let ended = old.and_then(YamlNode::text).is_some_and(|text| text.ends_with('\n'));
    if new.is_empty() {
        Draft::bare("")
    } else if ended || new.contains('\n') || new.chars().count() > LONG {
        Draft::text(format!("{new}\n"))
    } else {
        Draft::text(new)
    }
}
