//! An earlier revision of a form says only how it differs from its base.

use super::load::Reader;
use super::model::Node as FormNode;
use crate::yaml::{Entry, Node};

/// Applies `options:`, `items:` and `remove:` of an overlay to the nodes that were read from its base.
pub(super) fn apply(reader: &mut Reader<'_>, overlay: &Node) {
    for list in overlay.get("options").map(Node::entries).unwrap_or_default() {
        for word in list.node.entries() {
            replace_word(reader, &list.key, word);
        }
    }
    for item in overlay.get("items").map(Node::entries).unwrap_or_default() {
        match index_of(reader, &item.key) {
            Some(index) => {
                let mut node = std::mem::replace(&mut reader.nodes[index], FormNode::blank());
                for field in item.node.entries() {
                    reader.field(&mut node, field);
                }
                reader.nodes[index] = node;
            }
            None => reader.error(&item.key_range, format!("元の様式に「{}」という項目はありません", item.key)),
        }
    }
    for key in overlay.get("remove").map(Node::items).unwrap_or_default() {
        let found = key.text().and_then(|text| index_of(reader, text));
        match found {
            Some(index) => reader.removed.push(index),
            None => reader.error(&key.range, "取り除く項目が元の様式にありません".into()),
        }
    }
}

fn replace_word(reader: &mut Reader<'_>, list: &str, word: &Entry) {
    let choice = reader
        .options
        .get_mut(list)
        .and_then(|options| options.choices.iter_mut().find(|choice| choice.word == word.key));
    match (choice, word.node.text()) {
        (Some(choice), Some(new)) => new.clone_into(&mut choice.word),
        _ => reader.error(&word.key_range, format!("選択肢の一覧「{list}」に「{}」はありません", word.key)),
    }
}

fn index_of(reader: &Reader<'_>, key: &str) -> Option<usize> {
    reader.nodes.iter().position(|node| node.key.as_deref() == Some(key))
}
