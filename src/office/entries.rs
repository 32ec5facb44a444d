//! The entries of a list in an assessment's YAML: one more, another order, one less.

use crate::assessment::{Address, Assessment};
use crate::sheet::{Edit, FieldStep, TreePlace};
use crate::text::Source;
use crate::yaml::{self, Draft, EditError, EditProblem, YamlChange, YamlNode, YamlValue};

/// A list, with the edits that are still to be made in it.
pub(super) struct ListedEntries<'a> {
    assessment: &'a Assessment,
    address: &'a Address,
    place: TreePlace<'a>,
    pub(super) entries: &'a [YamlNode],
    edits: Vec<Edit>,
}

impl<'a> ListedEntries<'a> {
    /// Nothing written there is an empty list.
    pub(super) fn at(assessment: &'a Assessment, root: &'a YamlNode, address: &'a Address) -> Result<Self, EditError> {
        let refused = |problem| EditError::Place { path: address.to_string(), problem };
        let place = TreePlace::find(root, address.as_str()).ok_or_else(|| refused(EditProblem::Missing))?;
        let entries: &[YamlNode] = match place.node.map(|node| &node.value) {
            Some(YamlValue::List(entries)) => entries,
            None => &[],
            Some(_) if place.node.is_some_and(YamlNode::is_null) => &[],
            Some(_) => return Err(refused(EditProblem::NoList)),
        };
        Ok(Self { assessment, address, place, entries, edits: Vec::new() })
    }

    pub(super) fn refused(&self, problem: EditProblem) -> EditError {
        EditError::Place { path: self.address.to_string(), problem }
    }

    pub(super) fn entry(&self, at: usize) -> Result<&'a YamlNode, EditError> {
        self.entries.get(at).ok_or_else(|| self.refused(EditProblem::TooFar(at)))
    }

    /// Says that there are none.
    pub(super) fn say_none(&mut self) {
        self.edits.push(self.place.set(Draft::List(Vec::new()), String::new()));
    }

    pub(super) fn append(&mut self, new: Vec<Draft>) {
        let edit = if self.entries.is_empty() {
            self.place.set(Draft::List(new), String::new())
        } else {
            self.place.below([], YamlChange::Append(new), String::new())
        };
        self.edits.push(edit);
    }

    pub(super) fn insert(&mut self, at: usize, new: Draft) {
        self.edits.push(self.place.below([], YamlChange::Insert(at, new), String::new()));
    }

    pub(super) fn remove(&mut self, at: usize) -> Result<(), EditError> {
        self.entry(at)?;
        self.change(at, None, YamlChange::Remove);
        Ok(())
    }

    /// In the place of the one before it.
    pub(super) fn up(&mut self, at: usize) -> Result<(), EditError> {
        let moved = Draft::from(self.entry(at)?);
        let above = at.checked_sub(1).ok_or_else(|| self.refused(EditProblem::Missing))?;
        self.remove(at)?;
        self.insert(above, moved);
        Ok(())
    }

    /// An entry, or a key of it.
    pub(super) fn change(&mut self, at: usize, key: Option<&str>, change: YamlChange) {
        let steps = [FieldStep::Index(at)].into_iter().chain(key.map(|key| FieldStep::Key(key.to_owned())));
        self.edits.push(self.place.below(steps, change, String::new()));
    }

    /// The text with all edits made, in their order.
    pub(super) fn edited(self) -> Result<String, EditError> {
        let mut text = self.assessment.source.text().to_owned();
        for edit in self.edits {
            let source = Source::new(self.assessment.source.path(), text.as_str());
            text = yaml::edit(&source, &edit.steps(), &edit.change)?;
        }
        Ok(text)
    }
}

/// The tree that the entries stand in.
pub(super) fn tree(assessment: &Assessment, address: &Address) -> Result<YamlNode, EditError> {
    let missing = || EditError::Place { path: address.to_string(), problem: EditProblem::Missing };
    yaml::parse(&assessment.source).root.ok_or_else(missing)
}
