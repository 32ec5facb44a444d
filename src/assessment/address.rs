//! Where an answer stands in one assessment: `files.checkups.use.purpose`, with the names of its blocks in it.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::model::Block;
use crate::form::{Form, FormShape, Key};
use crate::text::dotted;

/// The address of an answer, of a block, of a list, of a map, or of the whole assessment (the root). Cheap to clone.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

/// The id of a block that its document gives none: `system-3` for the third of `systems`.
pub fn provisional_id(list: &str, position: usize) -> String {
    format!("{}-{}", stem(list), position + 1)
}

/// The id says where a block once stood, and nothing about what it is.
fn is_provisional(list: &str, id: &str) -> bool {
    let number = id.strip_prefix(stem(list)).and_then(|rest| rest.strip_prefix('-'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// One of what a list has many of.
fn stem(list: &str) -> &str {
    list.trim_end_matches('s')
}

impl Block {
    /// The id, if an author chose it.
    pub fn lasting_id(&self) -> Option<&str> {
        let list = self.address.list();
        self.id.as_deref().filter(|id| !list.is_some_and(|list| is_provisional(list.last(), id)))
    }
}

impl Address {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of keys and blocks, outermost first.
    pub fn pieces(&self) -> impl Iterator<Item = &str> {
        dotted::pieces(&self.0)
    }

    /// The name that it ends with: that of a key, or of a block.
    pub fn last(&self) -> &str {
        dotted::last(&self.0)
    }

    /// `files.checkups.use` for `files.checkups.use.purpose`; nothing for the root.
    pub fn parent(&self) -> Option<Self> {
        dotted::parent(&self.0).map(Self::from)
    }

    /// The list that the block of this address stands in: `systems` for `systems.2`.
    pub fn list(&self) -> Option<Self> {
        self.parent().filter(|list| !list.is_root())
    }

    /// What stands at `inner` in a map or block that stands here.
    pub fn join(&self, inner: &str) -> Self {
        Self(dotted::join(&self.0, inner))
    }

    /// The block at a position from 0 of the list that stands here, as a block without an id is named.
    pub fn nth(&self, position: usize) -> Self {
        self.join(&(position + 1).to_string())
    }

    /// Stands in what stands at `outer`, or is it.
    pub fn is_within(&self, outer: &Self) -> bool {
        self.rest(outer).is_some()
    }

    /// Stands in what stands at `outer`, and is not it.
    pub fn is_inside(&self, outer: &Self) -> bool {
        self.rest(outer).is_some_and(|rest| !rest.is_empty())
    }

    /// What follows `outer` in an address that is within it.
    pub fn rest(&self, outer: &Self) -> Option<&str> {
        dotted::rest(&self.0, &outer.0)
    }

    /// The block of the list at `list` that it stands in.
    pub fn block_in(&self, list: &Self) -> Option<Self> {
        let inner = self.rest(list).and_then(|rest| dotted::pieces(rest).next()).filter(|name| !name.is_empty())?;
        Some(list.join(inner))
    }

    /// The same place where `to` stands for `from`; nothing for an address outside of `from`.
    pub fn moved(&self, from: &Self, to: &Self) -> Option<Self> {
        Some(to.join(self.rest(from)?))
    }

    /// Its own text and that of everything around it, innermost first, without the root: for looking things up.
    pub fn outward(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(Some(self.as_str()), |text| dotted::parent(text)).filter(|text| !text.is_empty())
    }

    /// Where `key` leads with a block for each of its lists, outermost first: `block` is given the address of a list.
    pub fn of(key: &Key, mut block: impl FnMut(&Self) -> Option<Self>) -> Option<Self> {
        let mut address = String::with_capacity(key.as_str().len());
        for field in key.fields() {
            dotted::push(&mut address, field.name);
            if field.is_list {
                block(&Self::from(address.as_str()))?.as_str().clone_into(&mut address);
            }
        }
        Some(Self(address.into()))
    }

    /// The address of the list itself: `files[].outsourcing[]` leads to `files.checkups.outsourcing`.
    pub fn of_list(list: &Key, block: impl FnMut(&Self) -> Option<Self>) -> Option<Self> {
        Some(Self::of(&list.parent()?, block)?.join(list.last()))
    }

    /// The key that it has in a form, as far as the form knows it; that of a list for the list and for its blocks.
    pub fn key(&self, form: &Form) -> Option<Key> {
        let mut shape = form.shape();
        let mut key = Key::default();
        let mut pieces = self.pieces();
        while let Some(piece) = pieces.next() {
            shape = shape.get(piece)?;
            if let FormShape::List(list, _) = shape {
                key = list.clone();
                if pieces.next() == Some("") {
                    return None;
                }
            } else {
                key = key.join(piece);
            }
        }
        Some(key)
    }
}

impl From<&str> for Address {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl AsRef<str> for Address {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// So that a literal finds its entry in a map of addresses.
impl Borrow<str> for Address {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Address {
    fn eq(&self, text: &str) -> bool {
        &*self.0 == text
    }
}

impl PartialEq<&str> for Address {
    fn eq(&self, text: &&str) -> bool {
        &*self.0 == *text
    }
}

impl fmt::Display for Address {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, to)
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Forms;

    #[test]
    fn an_address_knows_its_parts() {
        let address = Address::from("files.checkups.use.purpose");
        assert_eq!(address.last(), "purpose");
        assert_eq!(address.parent().unwrap(), "files.checkups.use");
        assert_eq!(Address::from("systems.2").list().unwrap(), "systems");
        assert_eq!(Address::from("systems").list(), None);
        assert_eq!(Address::from("systems").nth(1).join("name"), "systems.2.name");
        let around: Vec<&str> = address.outward().collect();
        assert_eq!(around, ["files.checkups.use.purpose", "files.checkups.use", "files.checkups", "files"]);
    }

    #[test]
    fn an_address_moves_with_the_block_that_it_stands_in() {
        let address = Address::from("files.checkups.name");
        let (checkups, check) = (Address::from("files.checkups"), Address::from("files.check"));
        assert!(address.is_within(&checkups) && address.is_inside(&checkups) && !address.is_within(&check));
        assert!(checkups.is_within(&checkups) && !checkups.is_inside(&checkups));
        assert_eq!(address.moved(&checkups, &check).unwrap(), "files.check.name");
        assert_eq!(checkups.moved(&checkups, &check).unwrap(), check);
        assert_eq!(address.moved(&check, &checkups), None);
    }

    #[test]
    fn keys_lead_to_addresses_and_back() {
        let form = Forms::default().get("full-2025-05").unwrap().unwrap();
        let key = Key::from("files[].outsourcing[].title");
        let address = Address::of(&key, |list| Some(list.nth(0))).unwrap();
        assert_eq!(address, "files.1.outsourcing.1.title");
        assert_eq!(address.key(&form).unwrap(), key);
        let list = key.list().unwrap();
        assert_eq!(Address::of_list(&list, |list| Some(list.nth(2))).unwrap(), "files.3.outsourcing");
        for text in ["files.1.outsourcing", "files.1.outsourcing.2"] {
            assert_eq!(Address::from(text).key(&form).unwrap(), list, "{text}");
        }
        assert_eq!(Address::of(&key, |_| None), None);
        for text in ["files.1.nothing", "files.", "cover.title.more"] {
            assert_eq!(Address::from(text).key(&form), None, "{text}");
        }
    }
}
