//! Conflicts as they stand in the file: both values between the marks of git, with the name of the item.

use std::ops::Range;

use super::put::steps;
use super::tree::ItemConflict;
use super::{MergeStep, find};
use crate::text::Source;
use crate::yaml::{Draft, DraftEntry, YamlNode, parse, place_of, written_entry, written_item};

/// Nothing where a place for one of them is not found.
pub(super) fn marked(text: &str, conflicts: &[ItemConflict]) -> Option<String> {
    let source = Source::new("", text);
    let root = parse(&source).root?;
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut cuts: Vec<(Range<usize>, String)> = Vec::new();
    for conflict in conflicts {
        let (ours, column) = place(&source, &root, &conflict.way)?;
        let own = text.get(ours.clone())?;
        let own = if own.is_empty() || own.ends_with('\n') { own.to_owned() } else { format!("{own}{line_break}") };
        let theirs = conflict.theirs.as_ref().map(|value| written(&conflict.way, value, column)).unwrap_or_default();
        let theirs = theirs.replace('\n', line_break);
        let name = &conflict.name;
        let head = if text[..ours.start].is_empty() || text[..ours.start].ends_with('\n') { "" } else { line_break };
        cuts.push((
            ours,
            format!(
                "{head}<<<<<<< こちらの記載（{name}）{line_break}{own}======={line_break}{theirs}>>>>>>> 相手の記載（{name}）{line_break}"
            ),
        ));
    }
    cuts.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut marked = text.to_owned();
    for (range, both) in cuts {
        marked.replace_range(range, &both);
    }
    Some(marked)
}

/// The other side's text with our lines wherever both changed an item; nothing where there is no telling where they would stand.
pub(super) fn agreed(
    (ours, our_root): (&Source, &YamlNode),
    (theirs, their_root): (&Source, &YamlNode),
    conflicts: &[ItemConflict],
) -> Option<String> {
    let mut cuts: Vec<(Range<usize>, &str)> = Vec::new();
    for conflict in conflicts {
        find(their_root, &conflict.way)?;
        let own = find(our_root, &conflict.way).and_then(|_| place(ours, our_root, &conflict.way));
        let own = own.map_or("", |(lines, _)| &ours.text()[lines]);
        cuts.push((place(theirs, their_root, &conflict.way)?.0, own));
    }
    cuts.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut agreed = theirs.text().to_owned();
    for (range, own) in cuts {
        agreed.replace_range(range, own);
    }
    Some(agreed)
}

/// The whole lines of an entry or an item, and its column; an empty place behind what is around it, where it is not there.
fn place(source: &Source, root: &YamlNode, way: &[MergeStep]) -> Option<(Range<usize>, usize)> {
    if find(root, way).is_some() {
        return place_of(source, root, &steps(root, way)?);
    }
    let (_, around) = way.split_last()?;
    let inside = find(root, around)?;
    let last = match way.last()? {
        MergeStep::Key(_) => MergeStep::Key(inside.entries().last()?.key.clone()),
        MergeStep::Item(_) => MergeStep::Item(super::identity::known_by(inside.items().last()?)?),
    };
    let beside: Vec<MergeStep> = around.iter().cloned().chain([last]).collect();
    let (lines, column) = place_of(source, root, &steps(root, &beside)?)?;
    Some((lines.end..lines.end, column))
}

/// The other side's value in lines of its own.
fn written(way: &[MergeStep], value: &Draft, column: usize) -> String {
    match way.last() {
        Some(MergeStep::Item(_)) => written_item(value, column),
        Some(MergeStep::Key(key)) => written_entry(&DraftEntry::new(key.as_str(), value.clone()), column),
        None => String::new(),
    }
}
