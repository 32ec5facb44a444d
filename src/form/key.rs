//! Where a form keeps an answer in YAML: `files[].use.purpose`, with `[]` behind the name of each list of blocks.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use crate::text::dotted;

/// The key of an item, of a list (`files[].outsourcing[]`), of a map, or the root. Cheap to clone.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Arc<str>);

/// One name of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyName<'a> {
    pub name: &'a str,
    /// It is a list of blocks.
    pub is_list: bool,
}

const LIST: &str = "[]";

impl Key {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    pub fn is_list(&self) -> bool {
        self.0.ends_with(LIST)
    }

    pub fn fields(&self) -> impl Iterator<Item = KeyName<'_>> {
        dotted::pieces(&self.0).map(|piece| match piece.strip_suffix(LIST) {
            Some(name) => KeyName { name, is_list: true },
            None => KeyName { name: piece, is_list: false },
        })
    }

    /// The name that it ends with: `purpose`, and `outsourcing` for a list.
    pub fn last(&self) -> &str {
        let last = dotted::last(&self.0);
        last.strip_suffix(LIST).unwrap_or(last)
    }

    /// `files[].use` for `files[].use.purpose`; nothing for the root.
    pub fn parent(&self) -> Option<Self> {
        dotted::parent(&self.0).map(Self::from)
    }

    /// What stands at `inner` in a map or block that stands here.
    pub fn join(&self, inner: &str) -> Self {
        Self(dotted::join(&self.0, inner))
    }

    /// The list of this name that stands here.
    pub fn join_list(&self, name: &str) -> Self {
        self.join(&[name, LIST].concat())
    }

    /// The innermost list of blocks that it stands in: `files[].outsourcing[]` for `files[].outsourcing[].staff`.
    pub fn list(&self) -> Option<Self> {
        let mut around = dotted::parent(&self.0);
        while let Some(text) = around.filter(|text| !text.ends_with(LIST)) {
            around = dotted::parent(text);
        }
        around.map(Self::from)
    }

    /// The lists of blocks that it stands in, outermost first; a list stands in itself.
    pub fn lists(&self) -> Vec<Self> {
        let mut around: Vec<Self> =
            std::iter::successors(Some(self.clone()), Self::list).filter(Self::is_list).collect();
        around.reverse();
        around
    }

    /// How many lists of blocks it stands in; a list stands in itself.
    pub fn depth(&self) -> usize {
        self.fields().filter(|field| field.is_list).count()
    }

    /// Stands in the list or map of this key, or is it.
    pub fn is_within(&self, outer: impl AsRef<str>) -> bool {
        self.rest(outer).is_some()
    }

    /// What follows `outer` in a key that is within it: `staff` for `files[].outsourcing[].staff` in its list.
    pub fn rest(&self, outer: impl AsRef<str>) -> Option<&str> {
        dotted::rest(&self.0, outer.as_ref())
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl AsRef<str> for Key {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// So that a literal finds its entry in a map of keys.
impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Key {
    fn eq(&self, text: &str) -> bool {
        &*self.0 == text
    }
}

impl PartialEq<&str> for Key {
    fn eq(&self, text: &&str) -> bool {
        &*self.0 == *text
    }
}

impl fmt::Display for Key {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_knows_its_parts() {
        let key = Key::from("files[].outsourcing[].staff");
        assert_eq!((key.last(), key.depth(), key.is_list()), ("staff", 2, false));
        let list = key.list().unwrap();
        assert_eq!(list, "files[].outsourcing[]");
        assert_eq!((list.last(), list.depth(), list.is_list()), ("outsourcing", 2, true));
        assert_eq!(list.list().unwrap(), "files[]");
        assert_eq!(key.lists(), [Key::from("files[]"), list.clone()]);
        assert_eq!(list.lists(), key.lists());
        assert_eq!(Key::from("cover.title").list(), None);
        assert_eq!(key.parent(), Some(list.clone()));
        assert_eq!(Key::default().join_list("files").join("use.purpose"), "files[].use.purpose");
        assert!(Key::default().is_root() && Key::default().parent().is_none());
    }

    #[test]
    fn a_key_stands_within_what_it_begins_with() {
        let key = Key::from("files[].use.purpose");
        assert_eq!(key.rest("files[]"), Some("use.purpose"));
        assert!(key.is_within("files[].use") && key.is_within(&key) && key.is_within(Key::default()));
        assert!(!key.is_within("files[].us"));
    }
}
