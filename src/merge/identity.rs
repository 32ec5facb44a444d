//! What an item of a list is known by, and whether two say the same.

use std::collections::BTreeSet;

use crate::yaml::{YamlNode, YamlValue};

/// Keys that tell one record from another, the first that all of them have.
const TELLING: [&[&str]; 9] = [
    &["id"],
    &["number"],
    &["item"],
    &["printed"],
    &["code", "assessment", "item"],
    &["step", "date"],
    &["date"],
    &["group"],
    &["file"],
];

/// Nothing for an item that nothing tells from others.
pub(super) fn known_by(item: &YamlNode) -> Option<String> {
    match &item.value {
        YamlValue::Scalar(text, _) => Some(text.clone()),
        YamlValue::List(_) => None,
        YamlValue::Map(entries) => {
            let telling = TELLING.iter().find(|keys| keys.iter().all(|key| item.text_of(key).is_some()));
            match telling {
                Some(keys) => Some(keys.iter().filter_map(|key| item.text_of(key)).collect::<Vec<_>>().join("\u{1f}")),
                // `その他: 内容` is the option, whatever its text.
                None if entries.len() == 1 => entries.first().map(|entry| entry.key.clone()),
                None => None,
            }
        }
    }
}

/// Every item is known by something of its own.
pub(super) fn all_known(list: Option<&YamlNode>) -> bool {
    let items = list.map(YamlNode::items).unwrap_or_default();
    let known: Option<BTreeSet<String>> = items.iter().map(known_by).collect();
    known.is_some_and(|known| known.len() == items.len())
}

/// They say the same, however they are written; what is not there says as little as what is empty.
pub(super) fn same(one: Option<&YamlNode>, other: Option<&YamlNode>) -> bool {
    let said = |node: Option<&'_ YamlNode>| node.is_some_and(|node| !node.is_null());
    let (Some(left), Some(right)) = (one, other) else { return said(one) == said(other) };
    match (&left.value, &right.value) {
        (YamlValue::Scalar(a, _), YamlValue::Scalar(b, _)) => (left.is_null() && right.is_null()) || a == b,
        (YamlValue::List(a), YamlValue::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(Some(a), Some(b)))
        }
        (YamlValue::Map(a), YamlValue::Map(b)) => {
            let keys: BTreeSet<&str> = a.iter().chain(b).map(|entry| entry.key.as_str()).collect();
            keys.into_iter().all(|key| same(left.get(key), right.get(key)))
        }
        _ => false,
    }
}
