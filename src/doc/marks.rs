//! Marks on what came and what went between two versions.

use std::collections::BTreeSet;

use super::model::{
    AnswerDifference, DocAnswer, DocBlock, DocBox, DocFigure, DocItem, DocRecordGroup, DocRecords, OutlineEntry,
    Repeat, SpanStyle, StyledSpan,
};
use crate::diff::{DiffPiece, DiffPieceKind, changed_words};

/// Anchors of what is gone begin with this: the new version may have something else at the address.
pub(super) const GONE: &str = "removed.";

/// Both versions in one text.
pub(super) fn words(before: &str, after: &str) -> Vec<StyledSpan> {
    let span = |piece: DiffPiece| {
        let style = match piece.kind {
            DiffPieceKind::Same => SpanStyle::Plain,
            DiffPieceKind::Removed => SpanStyle::Removed,
            DiffPieceKind::Added => SpanStyle::Added,
        };
        StyledSpan { text: piece.text, style }
    };
    changed_words(before, after).into_iter().map(span).collect()
}

/// Of two sides that have more in common than not, each with the words marked that the other does not have.
pub(super) fn sides(before: &str, after: &str) -> Option<[Vec<StyledSpan>; 2]> {
    let pieces = changed_words(before, after);
    let same: usize =
        pieces.iter().filter(|piece| piece.kind == DiffPieceKind::Same).map(|piece| piece.text.len()).sum();
    if same * 2 < before.len().min(after.len()) || same == before.len().max(after.len()) {
        return None;
    }
    let side = |own: DiffPieceKind| {
        let own = pieces.iter().filter(|piece| piece.kind == DiffPieceKind::Same || piece.kind == own);
        let span = |piece: &DiffPiece| {
            let style = if piece.kind == DiffPieceKind::Same { SpanStyle::Plain } else { SpanStyle::Differing };
            StyledSpan { text: piece.text.clone(), style }
        };
        own.map(span).collect()
    };
    Some([side(DiffPieceKind::Removed), side(DiffPieceKind::Added)])
}

/// A box that says something else now stands there twice, and so does one that the form has no more.
pub(super) fn marked_boxes(boxes: Vec<DocBox>, before: Vec<DocBox>) -> Vec<DocBox> {
    let mut before: Vec<Option<DocBox>> = before.into_iter().map(Some).collect();
    let mut marked = Vec::new();
    for mut one in boxes {
        let same =
            |old: &Option<DocBox>| old.as_ref().is_some_and(|old| old.word == one.word && old.group == one.group);
        let old = before.iter_mut().find(|old| same(old)).and_then(Option::take).unwrap_or_default();
        let says_else = old.ticked && one.ticked && old.text != one.text;
        one.style = match (old.ticked, one.ticked) {
            (false, true) => SpanStyle::Added,
            (true, false) => SpanStyle::Removed,
            _ if says_else => SpanStyle::Added,
            _ => SpanStyle::Plain,
        };
        marked.push(one);
        if says_else {
            marked.push(DocBox { style: SpanStyle::Removed, ..old });
        }
    }
    let lost = before.into_iter().flatten().filter(|old| old.ticked);
    marked.extend(lost.map(|old| DocBox { style: SpanStyle::Removed, ..old }));
    marked
}

pub(super) fn marked_record(mut group: DocRecordGroup, before: &DocRecordGroup) -> DocRecordGroup {
    let known: BTreeSet<&String> = before.items.iter().collect();
    let kept: BTreeSet<&String> = group.items.iter().collect();
    let style = |item: &String| if known.contains(item) { SpanStyle::Plain } else { SpanStyle::Added };
    group.styles = group.items.iter().map(style).collect();
    let gone: Vec<String> = before.items.iter().filter(|item| !kept.contains(item)).cloned().collect();
    group.styles.extend(gone.iter().map(|_| SpanStyle::Removed));
    group.items.extend(gone);
    group
}

/// Entries of the old version, all of them gone.
pub(super) fn struck(entries: Vec<OutlineEntry>) -> Vec<OutlineEntry> {
    let strike = |entry| match entry {
        OutlineEntry::Group { label, entries } => OutlineEntry::Group { label, entries: struck(entries) },
        OutlineEntry::Item(item) => OutlineEntry::Item(struck_item(item)),
    };
    entries.into_iter().map(strike).collect()
}

fn struck_item(mut item: DocItem) -> DocItem {
    let gone = |text: &str| vec![StyledSpan { text: text.to_owned(), style: SpanStyle::Removed }];
    let words = match &mut item.answer {
        DocAnswer::Text(text) | DocAnswer::Markdown(text) => gone(text),
        DocAnswer::Lines(lines) => gone(&lines.join("\n")),
        DocAnswer::Choice { chosen, .. } => gone(chosen.as_deref().unwrap_or_default()),
        DocAnswer::Count { number, .. } => gone(number.as_deref().unwrap_or_default()),
        DocAnswer::Flag { .. } => Vec::new(),
        DocAnswer::Boxes { boxes, .. } => {
            boxes.iter_mut().filter(|one| one.ticked).for_each(|one| one.style = SpanStyle::Removed);
            Vec::new()
        }
    };
    item.address.insert_str(0, GONE);
    item.inner = struck(item.inner);
    item.revision = Some(AnswerDifference { style: SpanStyle::Removed, words });
    item
}

pub(super) fn struck_block(block: DocBlock) -> DocBlock {
    match block {
        DocBlock::Heading { level, text, mark, anchor } => {
            DocBlock::Heading { level, text, mark, anchor: format!("{GONE}{anchor}") }
        }
        DocBlock::Table(entries) => DocBlock::Table(struck(entries)),
        DocBlock::Repeat(repeats) => DocBlock::Repeat(repeats.into_iter().map(struck_repeat).collect()),
        DocBlock::Records(records) => {
            let groups = records.groups.into_iter().map(|group| {
                marked_record(DocRecordGroup { title: group.title.clone(), ..DocRecordGroup::default() }, &group)
            });
            DocBlock::Records(DocRecords { address: format!("{GONE}{}", records.address), groups: groups.collect() })
        }
        DocBlock::Figure(figure) => {
            DocBlock::Figure(DocFigure { address: format!("{GONE}{}", figure.address), ..figure })
        }
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
