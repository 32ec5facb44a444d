//! The shape of an assessment in YAML, which follows from the keys of a form.

use super::key::KeyName;
use super::{Form, Key, NodeId};

#[derive(Debug)]
pub enum FormShape {
    /// Keys in the order in which the form first asks for them.
    Map(Vec<(String, FormShape)>),
    /// A list of blocks, named as in the form: `files[]`.
    List(Key, Box<FormShape>),
    Item(NodeId),
}

impl FormShape {
    pub(super) fn empty() -> Self {
        Self::Map(Vec::new())
    }

    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, shape)| shape)
    }

    pub fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Map(entries) => entries,
            Self::List(_, block) => block.entries(),
            Self::Item(_) => &[],
        }
    }

    /// The item that stands first in it.
    pub(super) fn first_item(&self) -> Option<NodeId> {
        match self {
            Self::Item(id) => Some(*id),
            _ => self.entries().iter().find_map(|(_, inner)| inner.first_item()),
        }
    }

    /// Adds `key` (`files[].use.purpose`) as item `id`. Fails where another item stands in the way.
    pub(super) fn insert(&mut self, key: &Key, id: NodeId) -> Result<(), ()> {
        let mut at = self;
        let mut at_key = Key::default();
        let mut fields = key.fields().peekable();
        while let Some(KeyName { name, is_list }) = fields.next() {
            let Self::Map(entries) = at else { return Err(()) };
            at_key = if is_list { at_key.join_list(name) } else { at_key.join(name) };
            let last = fields.peek().is_none();
            let index = entries.iter().position(|(existing, _)| existing == name);
            if last {
                if index.is_some() || is_list {
                    return Err(());
                }
                entries.push((name.to_owned(), Self::Item(id)));
                return Ok(());
            }
            let index = index.unwrap_or_else(|| {
                let shape = if is_list { Self::List(at_key.clone(), Box::new(Self::empty())) } else { Self::empty() };
                entries.push((name.to_owned(), shape));
                entries.len() - 1
            });
            at = match (&mut entries[index].1, is_list) {
                (Self::List(_, block), true) => block,
                (map @ Self::Map(_), false) => map,
                _ => return Err(()),
            };
        }
        Err(())
    }
}

impl Form {
    /// Every list of blocks with its name (`files[].outsourcing[]`), outer ones first.
    pub fn lists(&self) -> Vec<&Key> {
        fn walk<'a>(shape: &'a FormShape, lists: &mut Vec<&'a Key>) {
            if let FormShape::List(name, _) = shape {
                lists.push(name);
            }
            for (_, inner) in shape.entries() {
                walk(inner, lists);
            }
        }
        let mut lists = Vec::new();
        walk(self.shape(), &mut lists);
        lists
    }
}
