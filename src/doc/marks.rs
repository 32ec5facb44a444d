//! Marks on what came and what went between two versions.

use std::collections::BTreeSet;

use super::model::{Answer, Block, Box, Entry, Figure, Item, Record, Records, Repeat, Revision, Span, Style};
use crate::diff::{Piece, PieceKind, changed_words};

/// Anchors of what is gone begin with this: the new version may have something else at the address.
pub(super) const GONE: &str = "removed.";

/// Both versions in one text.
pub(super) fn words(before: &str, after: &str) -> Vec<Span> {
    let span = |piece: Piece| {
        let style = match piece.kind {
            PieceKind::Same => Style::Plain,
            PieceKind::Removed => Style::Removed,
            PieceKind::Added => Style::Added,
        };
        Span { text: piece.text, style }
    };
    changed_words(before, after).into_iter().map(span).collect()
}

/// A box that says something else now stands there twice, and so does one that the form has no more.
pub(super) fn marked_boxes(boxes: Vec<Box>, before: Vec<Box>) -> Vec<Box> {
    let mut before: Vec<Option<Box>> = before.into_iter().map(Some).collect();
    let mut marked = Vec::new();
    for mut one in boxes {
        let same = |old: &Option<Box>| old.as_ref().is_some_and(|old| old.word == one.word && old.group == one.group);
        let old = before.iter_mut().find(|old| same(old)).and_then(Option::take).unwrap_or_default();
        let says_else = old.ticked && one.ticked && old.text != one.text;
        one.style = match (old.ticked, one.ticked) {
            (false, true) => Style::Added,
            (true, false) => Style::Removed,
            _ if says_else => Style::Added,
            _ => Style::Plain,
        };
        marked.push(one);
        if says_else {
            marked.push(Box { style: Style::Removed, ..old });
        }
    }
    let lost = before.into_iter().flatten().filter(|old| old.ticked);
    marked.extend(lost.map(|old| Box { style: Style::Removed, ..old }));
    marked
}

pub(super) fn marked_record(mut group: Record, before: &Record) -> Record {
    let known: BTreeSet<&String> = before.items.iter().collect();
    let kept: BTreeSet<&String> = group.items.iter().collect();
    let style = |item: &String| if known.contains(item) { Style::Plain } else { Style::Added };
    group.styles = group.items.iter().map(style).collect();
    let gone: Vec<String> = before.items.iter().filter(|item| !kept.contains(item)).cloned().collect();
    group.styles.extend(gone.iter().map(|_| Style::Removed));
    group.items.extend(gone);
    group
}

/// Entries of the old version, all of them gone.
pub(super) fn struck(entries: Vec<Entry>) -> Vec<Entry> {
    let strike = |entry| match entry {
        Entry::Group { label, entries } => Entry::Group { label, entries: struck(entries) },
        Entry::Item(item) => Entry::Item(struck_item(item)),
    };
    entries.into_iter().map(strike).collect()
}

fn struck_item(mut item: Item) -> Item {
    let gone = |text: &str| vec![Span { text: text.to_owned(), style: Style::Removed }];
    let words = match &mut item.answer {
        Answer::Text(text) | Answer::Markdown(text) => gone(text),
        Answer::Lines(lines) => gone(&lines.join("\n")),
        Answer::Choice { chosen, .. } => gone(chosen.as_deref().unwrap_or_default()),
        Answer::Count { number, .. } => gone(number.as_deref().unwrap_or_default()),
        Answer::Flag { .. } => Vec::new(),
        Answer::Boxes { boxes, .. } => {
            boxes.iter_mut().filter(|one| one.ticked).for_each(|one| one.style = Style::Removed);
            Vec::new()
        }
    };
    item.address.insert_str(0, GONE);
    item.inner = struck(item.inner);
    item.revision = Some(Revision { style: Style::Removed, words });
    item
}

pub(super) fn struck_block(block: Block) -> Block {
    match block {
        Block::Heading { level, text, mark, anchor } => {
            Block::Heading { level, text, mark, anchor: format!("{GONE}{anchor}") }
        }
        Block::Table(entries) => Block::Table(struck(entries)),
        Block::Repeat(repeats) => Block::Repeat(repeats.into_iter().map(struck_repeat).collect()),
        Block::Records(records) => {
            let groups = records
                .groups
                .into_iter()
                .map(|group| marked_record(Record { title: group.title.clone(), ..Record::default() }, &group));
            Block::Records(Records { address: format!("{GONE}{}", records.address), groups: groups.collect() })
        }
        Block::Figure(figure) => Block::Figure(Figure { address: format!("{GONE}{}", figure.address), ..figure }),
        other => other,
    }
}

fn struck_repeat(repeat: Repeat) -> Repeat {
    match repeat {
        Repeat::Block { title, anchor, entries } => {
            Repeat::Block { title, anchor: format!("{GONE}{anchor}"), entries: struck(entries) }
        }
        range @ Repeat::Range(_) => range,
    }
}
