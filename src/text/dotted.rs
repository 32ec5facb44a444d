//! Names joined by dots, as keys and addresses are. Only those two types use this; everybody else uses them.

use std::sync::Arc;

pub(crate) fn join(left: &str, right: &str) -> Arc<str> {
    if left.is_empty() {
        return right.into();
    }
    if right.is_empty() {
        return left.into();
    }
    let mut joined = String::with_capacity(left.len() + 1 + right.len());
    joined.push_str(left);
    push(&mut joined, right);
    joined.into()
}

pub(crate) fn push(text: &mut String, name: &str) {
    if !text.is_empty() {
        text.push('.');
    }
    text.push_str(name);
}

/// What stands before the last dot: nothing for the root, the root for a single name.
pub(crate) fn parent(text: &str) -> Option<&str> {
    if text.is_empty() { None } else { Some(text.rsplit_once('.').map_or("", |(parent, _)| parent)) }
}

pub(crate) fn last(text: &str) -> &str {
    text.rsplit_once('.').map_or(text, |(_, last)| last)
}

pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split('.').filter(|_| !text.is_empty())
}

/// What follows `outer` in a text that is it or begins with it; everything begins with the root.
pub(crate) fn rest<'a>(text: &'a str, outer: &str) -> Option<&'a str> {
    if outer.is_empty() {
        return Some(text);
    }
    let rest = text.strip_prefix(outer)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_and_taken_apart() {
        assert_eq!(&*join("a.b", "c"), "a.b.c");
        assert_eq!((&*join("", "c"), &*join("c", "")), ("c", "c"));
        assert_eq!((parent("a.b.c"), parent("a"), parent("")), (Some("a.b"), Some(""), None));
        assert_eq!((last("a.b"), last("a"), last("")), ("b", "a", ""));
        assert_eq!(pieces("a.b").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(pieces("").count(), 0);
        assert_eq!((rest("a.bc", "a"), rest("a.bc", "a.b"), rest("a.b", "a.b")), (Some("bc"), None, Some("")));
    }
}
