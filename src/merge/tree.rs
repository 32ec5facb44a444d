//! The comparison of three trees: what the other side changed, and what both did.

use std::sync::Arc;

use super::MergeStep;
use super::identity::{all_known, known_by, same};
use super::name::MergeNames;
use super::put::draft;
use crate::text::Source;
use crate::yaml::{Draft, YamlNode, YamlValue};

/// What the other side did that ours is to have, too.
#[derive(Debug)]
pub(super) enum TreeChange {
    Set {
        way: Vec<MergeStep>,
        value: Draft,
    },
    Remove {
        way: Vec<MergeStep>,
    },
    /// An item behind the one that is known by `after`; at the head of the list where there is none.
    Insert {
        list: Vec<MergeStep>,
        after: Option<String>,
        value: Draft,
    },
}

/// An item that both changed.
#[derive(Debug)]
pub(super) struct ItemConflict {
    pub(super) way: Vec<MergeStep>,
    /// As people call it.
    pub(super) name: String,
    /// Nothing where the other side has taken it out.
    pub(super) theirs: Option<Draft>,
}

pub(super) struct TreeMerge<'a> {
    names: &'a MergeNames<'a>,
    source: &'a Arc<Source>,
    positions: Vec<usize>,
    pub(super) changes: Vec<TreeChange>,
    pub(super) conflicts: Vec<ItemConflict>,
}

impl<'a> TreeMerge<'a> {
    /// `source`: that of the other side, for its comments.
    pub(super) fn new(names: &'a MergeNames<'a>, source: &'a Arc<Source>) -> Self {
        Self { names, source, positions: Vec::new(), changes: Vec::new(), conflicts: Vec::new() }
    }

    pub(super) fn entry(
        &mut self,
        base: Option<&YamlNode>,
        ours: Option<&YamlNode>,
        theirs: Option<&YamlNode>,
        way: &mut Vec<MergeStep>,
    ) {
        if same(ours, theirs) || same(base, theirs) {
            return;
        }
        if same(base, ours) {
            self.changes.push(match theirs {
                Some(theirs) => TreeChange::Set { way: way.clone(), value: draft(self.source, theirs) },
                None => TreeChange::Remove { way: way.clone() },
            });
            return;
        }
        if let (Some(own), Some(other)) = (ours, theirs) {
            match (&own.value, &other.value) {
                (YamlValue::Map(left), YamlValue::Map(right)) => {
                    let new = right.iter().filter(|entry| own.get(&entry.key).is_none());
                    for key in left.iter().chain(new).map(|entry| entry.key.clone()) {
                        way.push(MergeStep::Key(key.clone()));
                        self.entry(base.and_then(|base| base.get(&key)), own.get(&key), other.get(&key), way);
                        way.pop();
                    }
                    return;
                }
                (YamlValue::List(_), YamlValue::List(_)) if self.is_by_item(base, own, other, way) => {
                    self.list(base, own, other, way);
                    return;
                }
                _ => {}
            }
        }
        self.conflict(theirs, way);
    }

    fn conflict(&mut self, theirs: Option<&YamlNode>, way: &[MergeStep]) {
        let name = self.names.name(way, &self.positions);
        let theirs = theirs.map(|theirs| draft(self.source, theirs));
        self.conflicts.push(ItemConflict { way: way.to_vec(), name, theirs });
    }

    /// Pieces of one text are no items: what each says depends on those around it.
    fn is_by_item(&self, base: Option<&YamlNode>, ours: &YamlNode, theirs: &YamlNode, way: &[MergeStep]) -> bool {
        let records = |node: &YamlNode| node.items().iter().all(|item| item.entries().len() > 1);
        let all = [base, Some(ours), Some(theirs)];
        all.iter().all(|list| all_known(*list))
            && (self.names.is_set(way) || all.iter().flatten().all(|list| records(list)))
    }

    fn list(&mut self, base: Option<&YamlNode>, ours: &YamlNode, theirs: &YamlNode, way: &mut Vec<MergeStep>) {
        let find = |list: Option<&'_ YamlNode>, known: &str| {
            list.and_then(|list| list.items().iter().position(|item| known_by(item).as_deref() == Some(known)))
        };
        for (position, item) in ours.items().iter().enumerate() {
            let Some(known) = known_by(item) else { continue };
            let before = find(base, &known).and_then(|at| base?.items().get(at));
            let other = find(Some(theirs), &known).and_then(|at| theirs.items().get(at));
            // One that only ours has is new here.
            if before.is_none() && other.is_none() {
                continue;
            }
            way.push(MergeStep::Item(known));
            self.positions.push(position);
            self.entry(before, Some(item), other, way);
            self.positions.pop();
            way.pop();
        }
        let mut after = None;
        for (position, item) in theirs.items().iter().enumerate() {
            let Some(known) = known_by(item) else { continue };
            if find(Some(ours), &known).is_none() {
                match find(base, &known).and_then(|at| base?.items().get(at)) {
                    None => {
                        let value = draft(self.source, item);
                        self.changes.push(TreeChange::Insert { list: way.clone(), after: after.clone(), value });
                    }
                    // Taken out here; changed there, both have to be seen.
                    Some(before) if !same(Some(before), Some(item)) => {
                        way.push(MergeStep::Item(known));
                        self.positions.push(position);
                        self.conflict(Some(item), way);
                        self.positions.pop();
                        way.pop();
                        continue;
                    }
                    Some(_) => continue,
                }
            }
            after = known_by(item);
        }
    }
}
