//! The changes of the other side, made in our text by the editor that keeps its layout.

use std::sync::Arc;

use super::identity::known_by;
use super::tree::TreeChange;
use super::{MergeStep, find};
use crate::text::Source;
use crate::yaml::{Draft, DraftEntry, YamlChange, YamlNode, YamlStep, YamlValue, edit, parse};

/// Nothing where one of them cannot be made without touching something else.
pub(super) fn made(ours: &Arc<Source>, changes: &[TreeChange]) -> Option<String> {
    let mut text = ours.text().to_owned();
    for change in changes {
        let source = Source::new(ours.path(), text.as_str());
        let root = parse(&source).root?;
        text = match change {
            TreeChange::Set { way, value } => {
                edit(&source, &steps(&root, way)?, &YamlChange::Set(value.clone())).ok()?
            }
            TreeChange::Remove { way } => edit(&source, &steps(&root, way)?, &YamlChange::Remove).ok()?,
            TreeChange::Insert { list, after, value } => {
                let items = find(&root, list).map(YamlNode::items).unwrap_or_default();
                let at = after.as_ref().and_then(|after| position(items, after)).map_or(0, |at| at + 1);
                edit(&source, &steps(&root, list)?, &YamlChange::Insert(at, value.clone())).ok()?
            }
        };
    }
    Some(text)
}

fn position(items: &[YamlNode], known: &str) -> Option<usize> {
    items.iter().position(|item| known_by(item).as_deref() == Some(known))
}

/// The way as the editor knows it; the last step may be to something that is not there yet.
pub(super) fn steps<'w>(root: &YamlNode, way: &'w [MergeStep]) -> Option<Vec<YamlStep<'w>>> {
    let mut steps = Vec::new();
    for (at, step) in way.iter().enumerate() {
        steps.push(match step {
            MergeStep::Key(key) => YamlStep::Key(key),
            MergeStep::Item(known) => YamlStep::Index(position(find(root, &way[..at])?.items(), known)?),
        });
    }
    Some(steps)
}

/// A value with the comments that stand above its keys.
pub(super) fn draft(source: &Source, node: &YamlNode) -> Draft {
    match &node.value {
        YamlValue::Scalar(..) => Draft::from(node),
        YamlValue::List(items) => Draft::List(items.iter().map(|item| draft(source, item)).collect()),
        YamlValue::Map(entries) => {
            let entry = |entry: &crate::yaml::YamlEntry| {
                let comment = comment_above(source, entry.key_range.start);
                DraftEntry::new(entry.key.clone(), draft(source, &entry.node)).commented(comment)
            };
            Draft::Map(entries.iter().map(entry).collect())
        }
    }
}

/// Whole lines of comment right above a line.
fn comment_above(source: &Source, at: usize) -> String {
    let mut line = source.position(at).line;
    let mut lines = Vec::new();
    // Behind a dash, what stands above is above the item.
    if source.line(line).trim_start().starts_with('-') {
        return String::new();
    }
    while line > 1
        && let Some(comment) = source.line(line - 1).trim_start().strip_prefix('#')
    {
        lines.push(comment.strip_prefix(' ').unwrap_or(comment).trim_end().to_owned());
        line -= 1;
    }
    lines.reverse();
    lines.join("\n")
}
