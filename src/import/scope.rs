//! Which block of which file every label belongs to, and the text that follows it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::stream::Stream;
use crate::labels::Gap;
use crate::labels::Labels;
use crate::labels::Match;
use crate::labels::Occurrence;

/// So many labels apart is near.
const NEAR: usize = 2;

/// A label in its block, with the text up to the next label.
#[derive(Clone, Debug)]
pub(super) struct PlacedLabel {
    pub(super) slot: usize,
    /// Positions from 0 of the blocks that it stands in, outermost first.
    pub(super) positions: Vec<usize>,
    pub(super) label: Range<usize>,
    pub(super) text: Range<usize>,
}

pub(super) fn place(
    printed: &Labels<'_>,
    occurrences: &[Occurrence],
    matches: &[Match],
    stream: &Stream<'_>,
) -> Vec<PlacedLabel> {
    let mut scope = PrintedScope {
        printed,
        last: None,
        file: BTreeMap::new(),
        named: BTreeMap::new(),
        block: BTreeMap::new(),
        seen: BTreeSet::new(),
    };
    let mut placed = Vec::with_capacity(matches.len());
    for (index, found) in matches.iter().enumerate() {
        let occurrence = &occurrences[found.occurrence];
        let next = matches.get(index + 1).map_or(stream.len(), |next| occurrences[next.occurrence].start);
        let beside = beside(stream, occurrence.end, next);
        // （…ファイル）, which is no text of the part.
        let names_file = printed.slots[found.slot].node.is_none() && beside.starts_with('(') && beside.ends_with(')');
        let start = occurrence.end + if names_file { beside.chars().count() } else { 0 };
        placed.push(PlacedLabel {
            slot: found.slot,
            positions: scope.enter(found.slot, occurrence.block, &beside),
            label: occurrence.start..occurrence.end,
            text: start..next,
        });
    }
    number_annexes(printed, &mut placed);
    placed
}

/// The headings of an annex follow each other, page after page or file after file: as many as there are files, one each.
fn number_annexes(printed: &Labels<'_>, placed: &mut [PlacedLabel]) {
    // The first chapter that is printed per file tells how many there are.
    let first = printed.form.parts.iter().position(|part| part.each.is_some());
    let chapter = placed.iter().filter(|label| Some(printed.slots[label.slot].part) == first);
    let files = chapter.filter_map(|label| label.positions.first()).max().map(|file| file + 1);
    for slot in 0..printed.slots.len() {
        let is_annex = printed.slots[slot].node.is_none() && printed.slots[slot].item.is_some();
        let own = placed.iter_mut().filter(|label| label.slot == slot).collect::<Vec<_>>();
        if is_annex && printed.repeats_per_file(slot) && Some(own.len()) == files {
            own.into_iter().enumerate().for_each(|(file, label)| label.positions = vec![file]);
        }
    }
}

/// What stands after a label in its line, as far as the next label.
fn beside(stream: &Stream<'_>, end: usize, next: usize) -> String {
    if end == stream.len() || stream.gap(end) >= Gap::Line {
        return String::new();
    }
    stream.folded(end..stream.end_of(end, Gap::Line).min(next.max(end)))
}

struct PrintedScope<'a> {
    printed: &'a Labels<'a>,
    last: Option<usize>,
    /// The file that each part is about.
    file: BTreeMap<usize, usize>,
    /// What stood beside the heading of each part.
    named: BTreeMap<usize, String>,
    /// The block that each loop of a file is at.
    block: BTreeMap<(usize, usize), usize>,
    /// The labels that were seen in the block that each loop is at.
    seen: BTreeSet<(usize, usize)>,
}

impl PrintedScope<'_> {
    fn enter(&mut self, slot: usize, number: Option<u32>, beside: &str) -> Vec<usize> {
        let printed = self.printed;
        let own = &printed.slots[slot];
        let mut positions = Vec::new();
        if printed.repeats_per_file(slot) {
            positions.push(self.enter_file(slot, beside));
        }
        let file = positions.first().copied().unwrap_or_default();
        for &own in &own.loops {
            let slots = &printed.loops[own].slots;
            let before = self.block.get(&(own, file)).copied();
            // Labels near each other may have changed places; none is printed twice in a block.
            let back = self.last.filter(|last| slots.contains(last) && slot <= *last);
            let again = back.is_some_and(|last| last - slot > NEAR || self.seen.contains(&(own, slot)));
            let block = match (number.filter(|number| slot == *slots.start() && *number > 0), before) {
                (Some(number), _) => number as usize - 1,
                (None, None) => 0,
                (None, Some(before)) => before + usize::from(again || slot == *slots.start()),
            };
            if before != Some(block) {
                self.seen.retain(|(other, _)| *other != own);
            }
            self.seen.insert((own, slot));
            self.block.insert((own, file), block);
            positions.push(block);
        }
        self.last = Some(slot);
        positions
    }

    /// A part that begins again is about the next file; its heading alone may be the head of another page, unless it names
    /// another file.
    fn enter_file(&mut self, slot: usize, beside: &str) -> usize {
        let printed = self.printed;
        let part = printed.slots[slot].part;
        let is_heading = printed.slots[slot].node.is_none() && !beside.is_empty();
        let before = if is_heading { self.named.insert(part, beside.to_owned()) } else { None };
        let names_another = before.is_some_and(|before| before != beside);
        let Some(&file) = self.file.get(&part) else {
            self.file.insert(part, 0);
            return 0;
        };
        let last = self.last.unwrap_or_default();
        let from_other_part = printed.slots[last].part != part;
        let back = printed.begins_file(slot) && (from_other_part || slot < last && !printed.begins_file(last));
        let file = file + usize::from(back || names_another);
        self.file.insert(part, file);
        file
    }
}
