//! From the text after every label to the answer of its item, in passes: each repairs or reads one thing that
//! documents do, and
//! names the test that needs it.

mod counts;
mod dated;
mod figure_remarks;
mod flags;
mod hand_down;
mod in_turn;
mod lost_label;
mod marks;
mod misread_label;
mod named_above;
mod next_below;
mod record_items;
mod right_of_label;
mod shared_cells;
mod spilt_choice;
mod spilt_options;
mod texts;
mod under_heads;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::report::ImportReport;
use super::scope::PlacedLabel;
use super::stream::{Stream, StreamRun, Use};
use super::{boxes, records};
use crate::form::{Key, Kind, NodeId, Options};
use crate::labels::Labels;

/// An item in a block, by the positions of its blocks from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FillTarget {
    pub(super) item: NodeId,
    pub(super) positions: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FilledValue {
    Text(String),
    /// An option, a number, a truth value, a date.
    Word(String),
    Checks(Vec<(String, Option<String>)>),
    List(Vec<String>),
    Records(Vec<records::Group>),
}

impl FilledValue {
    /// What is marked rather than written.
    fn words(&self) -> Option<String> {
        match self {
            Self::Word(word) => Some(word.clone()),
            Self::Checks(boxes) => {
                let words = boxes.iter().map(|(word, text)| match text {
                    Some(text) => format!("{word}（{text}）"),
                    None => word.clone(),
                });
                Some(words.collect::<Vec<_>>().join("、"))
            }
            Self::List(lines) => Some(lines.join("\n")),
            Self::Text(_) | Self::Records(_) => None,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct FilledForm {
    pub(super) values: BTreeMap<FillTarget, FilledValue>,
    /// Where each answer stood.
    pub(super) places: BTreeMap<FillTarget, String>,
    /// The letter that each answer begins with.
    pub(super) starts: BTreeMap<usize, FillTarget>,
    /// Lists of blocks that the document prints, with the positions around them.
    pub(super) lists: BTreeSet<(Key, Vec<usize>)>,
    /// What stands where the form prints words of its own.
    pub(super) fixed: Vec<(FillTarget, Vec<StreamRun>)>,
}

fn target_of(label: &PlacedLabel, item: NodeId) -> FillTarget {
    FillTarget { item, positions: label.positions.clone() }
}

pub(super) struct Filler<'a, 'b> {
    pub(super) printed: &'a Labels<'a>,
    pub(super) stream: &'a mut Stream<'b>,
    pub(super) report: &'a mut ImportReport,
    pub(super) filled: FilledForm,
}

impl Filler<'_, '_> {
    pub(super) fn fill(mut self, placed: &[PlacedLabel]) -> FilledForm {
        for label in placed {
            self.stream.mark(label.label.clone(), Use::Printed);
        }
        self.stream.hollow = boxes::fills_circles(self.stream, self.printed);
        // A count may stand before its label, on the line that the box begins.
        let counted: Vec<Option<usize>> = placed.iter().map(|label| self.count_before(label)).collect();
        for (label, counted) in placed.iter().zip(counted) {
            self.seen_lists(label);
            self.flag(label, counted.unwrap_or(label.label.start));
            if counted.is_none() {
                self.count(label);
            }
        }
        let mut texts: Vec<Vec<Range<usize>>> = placed.iter().map(|label| vec![label.text.clone()]).collect();
        self.under_heads(placed, &mut texts);
        self.shared_cells(placed, &mut texts);
        self.in_turn(placed, &mut texts);
        self.right_of_label(placed, &mut texts);
        for index in 0..placed.len() {
            let ranges = std::mem::take(&mut texts[index]);
            self.answer(placed, index, &ranges, &mut texts);
        }
        self.filled
    }

    fn seen_lists(&mut self, label: &PlacedLabel) {
        let loops = &self.printed.slots[label.slot].loops;
        let around = label.positions.len() - loops.len();
        for (depth, own) in loops.iter().enumerate() {
            let list = self.printed.loops[*own].list.clone();
            self.filled.lists.insert((list, label.positions[..around + depth].to_vec()));
        }
    }

    fn put(&mut self, target: FillTarget, value: FilledValue, at: usize) {
        let place = self.stream.place(at);
        if let (Some(before), Some(second)) = (self.filled.values.get(&target), value.words()) {
            // The first one stays.
            if before.words().as_ref() != Some(&second) {
                self.conflict(&target, &format!("記載が二か所にあります（二つ目は「{second}」）"), at);
                self.report.unmapped(&second, place);
            }
            return;
        }
        self.filled.places.entry(target.clone()).or_insert(place);
        self.filled.starts.insert(at, target.clone());
        self.filled.values.insert(target, value);
    }

    fn is_choice(&self, label: &PlacedLabel) -> bool {
        self.printed.slots[label.slot].item.is_some_and(|item| self.printed.kind_of(item) == Some(Kind::Choice))
    }

    fn options_of(&self, item: NodeId) -> Option<Options> {
        let form = self.printed.form;
        form.options_of(form.node(item)).cloned()
    }

    fn answer(
        &mut self,
        placed: &[PlacedLabel],
        index: usize,
        ranges: &[Range<usize>],
        texts: &mut [Vec<Range<usize>>],
    ) {
        let label = &placed[index];
        let Some(item) = self.printed.slots[label.slot].item else {
            self.hand_on(placed, index, ranges, texts);
            return;
        };
        let at = ranges.iter().find_map(|range| range.clone().find(|index| self.stream.is_open(*index)));
        let Some(at) = at else { return };
        let target = target_of(label, item);
        match self.printed.kind_of(item) {
            Some(Kind::Choice) => self.choice(&target, ranges, at),
            Some(Kind::Checks) => self.checks(target, ranges, at),
            Some(Kind::Records) => self.records(target, ranges, at),
            Some(Kind::Flag | Kind::Figure) | None => {}
            Some(Kind::Fixed) => {
                let runs = self.open(ranges);
                self.mark(&runs, Use::Left);
                self.filled.fixed.push((target, runs));
            }
            Some(kind) => {
                self.strike_spilt_options(placed, index, ranges);
                self.spilt_choice(placed, index, ranges);
                let ranges = self.hand_down(placed, index, ranges, texts);
                self.text(placed, index, &target, kind, &ranges);
                return;
            }
        }
        self.hand_on(placed, index, ranges, texts);
    }

    fn open(&self, ranges: &[Range<usize>]) -> Vec<StreamRun> {
        ranges.iter().flat_map(|range| self.stream.open_runs(range.clone())).collect()
    }

    /// What an item did not take belongs to one of the next, or to none.
    fn hand_on(
        &mut self,
        placed: &[PlacedLabel],
        index: usize,
        ranges: &[Range<usize>],
        texts: &mut [Vec<Range<usize>>],
    ) {
        let runs = self.open(ranges);
        let taken = runs.is_empty()
            || self.next_below(placed, index, &runs, texts)
            || self.lost_label(placed, index, &runs)
            || self.figure_remarks(placed, index, &runs, texts);
        if !taken {
            self.mark(&runs, Use::Left);
        }
    }

    fn mark(&mut self, runs: &[StreamRun], what: Use) {
        for run in runs {
            self.stream.mark_run(*run, what);
        }
    }

    fn conflict(&mut self, target: &FillTarget, message: &str, at: usize) {
        let place = self.stream.place(at);
        let path = crate::import::write::path(self.printed.form, target);
        self.report.conflict(
            Some(crate::import::write::address(self.printed.form, target).as_str()),
            format!("{path}: {message}"),
            place,
        );
    }
}
