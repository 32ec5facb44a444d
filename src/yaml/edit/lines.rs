//! The whole lines that an entry or an item takes, and lines for one that is to stand beside it.

use std::ops::Range;

use super::super::emit::{DraftEntry, YamlPen, spaces};
use super::super::{Draft, YamlNode, YamlStep};
use super::layout::{YamlLayout, is_blank};
use crate::text::Source;

const PEN: YamlPen<'_> = YamlPen { line_break: "\n", literals: true };

/// The lines, and the column of the key or the dash; nothing where something else stands on them.
pub fn place_of(source: &Source, root: &YamlNode, path: &[YamlStep<'_>]) -> Option<(Range<usize>, usize)> {
    let layout = YamlLayout { text: source.text() };
    let (mut node, mut open, mut found) = (root, layout.root_open(), None);
    for step in path {
        if layout.is_flow(node, open) {
            return None;
        }
        let (index, inner) = match step {
            YamlStep::Key(key) => {
                let index = node.entries().iter().position(|entry| entry.key == *key)?;
                (index, &node.entries()[index].node)
            }
            YamlStep::Index(index) => (*index, node.items().get(*index)?),
        };
        let child = *layout.children(node, open).get(index)?;
        (node, open, found) = (inner, child.open, Some(child));
    }
    let child = found?;
    let start = layout.line_start(child.start);
    let whole = is_blank(&layout.text[start..child.start]);
    let end = if layout.text[..child.end].ends_with('\n') { child.end } else { layout.next_line(child.end) };
    whole.then(|| (start..end, layout.column(child.start)))
}

/// An entry whose key stands at a column, as lines.
pub fn written_entry(entry: &DraftEntry, column: usize) -> String {
    format!("{}{}\n", spaces(column), PEN.entry(entry, column))
}

/// An item whose dash stands at a column, as lines.
pub fn written_item(item: &Draft, column: usize) -> String {
    format!("{}{}\n", spaces(column), PEN.item(item, column))
}
