//! From the text after every label to the answer of its item.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::report::ImportReport;
use super::scope::PlacedLabel;
use super::stream::{Stream, StreamRun, Use};
use super::{boxes, checks, choice, records, wording};
use crate::dates::Date;
use crate::form::{Key, Kind, NodeId, Options, Role};
use crate::labels::Labels;
use crate::text::fold;

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
        for label in placed {
            self.seen_lists(label);
            self.flag(label);
            self.count(label);
        }
        let mut texts: Vec<Vec<Range<usize>>> = placed.iter().map(|label| vec![label.text.clone()]).collect();
        self.under_heads(placed, &mut texts);
        self.shared_cells(placed, &mut texts);
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
        self.filled.values.insert(target, value);
    }

    /// The box before the label of a flag.
    fn flag(&mut self, label: &PlacedLabel) {
        let slot = &self.printed.slots[label.slot];
        let (true, Some(item)) = (slot.is_flag, slot.item) else { return };
        // Read from the label's own words: what comes before them may be part of the place that was found.
        let first = self.printed.form.node(item).label.chars().next();
        let words = label.label.clone().find(|at| Some(self.stream.chars[*at]) == first);
        let Some((ticked, start)) = boxes::box_before(self.stream, words.unwrap_or(label.label.start)) else {
            return;
        };
        self.stream.mark(start..label.label.start.max(start), Use::Printed);
        self.put(target_of(label, item), FilledValue::Word(ticked.to_string()), label.label.start);
    }

    /// 「（3）件」
    fn count(&mut self, label: &PlacedLabel) {
        let Some(item) = self.printed.slots[label.slot].count else { return };
        let unit = self.printed.form.node(item).unit.clone().unwrap_or_default();
        let Some((count, range)) = boxes::count_in(self.stream, label.text.clone(), &unit) else { return };
        self.stream.mark(range.clone(), Use::Printed);
        if let Some(count) = count {
            self.stream.mark(range.clone(), Use::Item);
            self.put(target_of(label, item), FilledValue::Word(count.to_string()), range.start);
        }
    }

    /// Labels beside each other whose answers stand below them: every answer goes to the label of its column.
    fn under_heads(&mut self, placed: &[PlacedLabel], texts: &mut [Vec<Range<usize>>]) {
        let mut start = 0;
        while start < placed.len() {
            let mut end = start;
            while end + 1 < placed.len() && self.is_head(&placed[end]) && self.same_row(&placed[end], &placed[end + 1])
            {
                end += 1;
            }
            if end > start && self.printed.slots[placed[end].slot].item.is_some() {
                self.part_columns(&placed[start..=end], &mut texts[start..=end]);
            }
            start = end + 1;
        }
    }

    /// A label of an item without any answer to its right.
    fn is_head(&self, label: &PlacedLabel) -> bool {
        let slot = &self.printed.slots[label.slot];
        slot.item.is_some() && !slot.is_flag && self.stream.open_runs(label.text.clone()).is_empty()
    }

    fn same_row(&self, one: &PlacedLabel, other: &PlacedLabel) -> bool {
        let (one, other) = (self.stream.at(one.label.start), self.stream.at(other.label.start));
        one.sheet == other.sheet && one != other && self.stream.book.cell(one).row == self.stream.book.cell(other).row
    }

    fn part_columns(&mut self, heads: &[PlacedLabel], texts: &mut [Vec<Range<usize>>]) {
        let Some(last) = heads.last() else { return };
        let columns: Vec<Range<u32>> = heads
            .iter()
            .map(|head| {
                let cell = self.stream.book.cell(self.stream.at(head.label.start));
                cell.column..cell.column + cell.columns
            })
            .collect();
        let row = self.stream.book.cell(self.stream.at(last.label.start)).row;
        let runs = self.stream.open_runs(last.text.clone());
        let column_of = |run: &StreamRun| {
            let cell = self.stream.book.cell(self.stream.at(run.start()));
            let below = cell.row > row;
            columns.iter().position(|column| below && column.contains(&cell.column))
        };
        if runs.first().is_none_or(|run| column_of(run) != Some(0)) {
            return;
        }
        let mut column = 0;
        texts.iter_mut().for_each(Vec::clear);
        for run in runs {
            column = column_of(&run).unwrap_or(column);
            texts[column].push(run.range());
        }
    }

    /// Choices whose labels share a cell, and whose answers share the next one: answers go to labels in turn.
    fn shared_cells(&mut self, placed: &[PlacedLabel], texts: &mut [Vec<Range<usize>>]) {
        let mut start = 0;
        while start < placed.len() {
            let mut end = start;
            while end + 1 < placed.len()
                && self.stream.open_runs(placed[end].text.clone()).is_empty()
                && self.is_choice(&placed[end])
                && self.is_choice(&placed[end + 1])
                && self.stream.at(placed[end].label.start) == self.stream.at(placed[end + 1].label.start)
            {
                end += 1;
            }
            if end > start {
                let all = placed[end].text.clone();
                let opens: Vec<usize> = all.clone().filter(|index| self.stream.chars[*index] == '[').collect();
                if opens.len() > end - start {
                    for (turn, text) in texts[start..=end].iter_mut().enumerate() {
                        let until = if turn == end - start { all.end } else { opens[turn + 1] };
                        let from = if turn == 0 { all.start } else { opens[turn] };
                        text.clear();
                        text.push(from..until);
                    }
                }
            }
            start = end + 1;
        }
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

    fn choice(&mut self, target: &FillTarget, ranges: &[Range<usize>], at: usize) {
        let Some(options) = self.options_of(target.item) else { return };
        let chosen = choice::read(self.stream, ranges, &options);
        let word = |index: &usize| options.choices[*index].word.clone();
        if let [first, others @ ..] = chosen.options.as_slice() {
            if !others.is_empty() {
                let words: Vec<String> = chosen.options.iter().map(word).collect();
                self.conflict(target, &format!("答えが二つ以上あります（{}）", words.join("、")), at);
            }
            self.put(target.clone(), FilledValue::Word(word(first)), at);
        }
        for (option, runs) in chosen.guessed {
            let text = wording::line(self.stream, &runs);
            self.conflict(target, &format!("「{text}」を、選択肢「{}」と読みました", word(&option)), at);
        }
        for runs in chosen.wrong {
            self.no_option(target, &runs);
        }
    }

    fn checks(&mut self, target: FillTarget, ranges: &[Range<usize>], at: usize) {
        let Some(options) = self.options_of(target.item) else { return };
        let ticked = checks::read(self.stream, ranges, &options);
        let word = |index: usize| options.choices[index].word.clone();
        for (option, text) in &ticked.idle {
            self.conflict(&target, &format!("「{}」に印がありませんが、括弧に「{text}」とあります", word(*option)), at);
            self.report.unmapped(text, self.stream.place(at));
        }
        for runs in ticked.wrong {
            self.no_option(&target, &runs);
        }
        // A text beside an empty box says that marks were lost; then nothing is known of any box.
        if ticked.boxes.is_empty() && !ticked.idle.is_empty() {
            return;
        }
        let boxes = ticked.boxes.into_iter().map(|(option, text)| (word(option), text)).collect();
        self.put(target, FilledValue::Checks(boxes), at);
    }

    fn no_option(&mut self, target: &FillTarget, runs: &[StreamRun]) {
        let Some(first) = runs.first() else { return };
        let text = wording::line(self.stream, runs);
        let bare = text.trim_matches(['[', ']', '［', '］', ' ', '　']);
        self.conflict(target, &format!("「{bare}」は選択肢にありません"), first.start());
        self.mark(runs, Use::Left);
    }

    /// The options of the choice above that spilt into this cell.
    fn strike_spilt_options(&mut self, placed: &[PlacedLabel], index: usize, ranges: &[Range<usize>]) {
        let Some(before) = index.checked_sub(1).map(|before| &placed[before]) else { return };
        let Some(options) = self.printed.slots[before.slot].item.and_then(|item| self.options_of(item)) else { return };
        if self.is_choice(before) {
            choice::strike_list(self.stream, ranges, &boxes::words(&options));
        }
    }

    /// The last row of a text, where it has a cell of its own beside no label, answers the next item: if that item's label was
    /// not found at all, or nothing else answers it and the form requires an answer.
    fn hand_down(
        &mut self,
        placed: &[PlacedLabel],
        index: usize,
        ranges: &[Range<usize>],
        texts: &mut [Vec<Range<usize>>],
    ) -> Vec<StreamRun> {
        let mut runs = self.open(ranges);
        let label = &placed[index];
        let Some(next) = self.printed.slots.get(label.slot + 1) else { return runs };
        let Some(item) = next.item.filter(|_| next.loops == self.printed.slots[label.slot].loops) else { return runs };
        let node = self.printed.form.node(item);
        let [.., before, last] = runs.as_slice() else { return runs };
        let cell = |index: usize| self.stream.book.cell(self.stream.at(index));
        let (above, own) = (cell(before.start()), cell(last.start()));
        let beside = own.column >= above.column && own.column > cell(label.label.start).column;
        if node.kind != Some(Kind::Text) || !beside || own.row < above.row + above.rows {
            return runs;
        }
        let last = *last;
        let found = placed.get(index + 1).filter(|found| found.slot == label.slot + 1);
        // The page may have ended inside the text: then the form goes on right after it.
        let skipped = placed.get(index + 1).is_some_and(|found| found.slot == label.slot + 2);
        match found {
            Some(_)
                if node.required
                    && node.when.is_none()
                    && own.row > above.row + above.rows
                    && self.open(&texts[index + 1]).is_empty() =>
            {
                texts[index + 1] = vec![last.range()];
                runs.pop();
            }
            None if skipped && next.part == self.printed.slots[label.slot].part => {
                runs.pop();
                let target = target_of(label, item);
                if !self.filled.values.contains_key(&target) {
                    self.text(placed, usize::MAX, &target, Kind::Text, &[last]);
                }
            }
            _ => {}
        }
        runs
    }

    fn open(&self, ranges: &[Range<usize>]) -> Vec<StreamRun> {
        ranges.iter().flat_map(|range| self.stream.open_runs(range.clone())).collect()
    }

    /// The choice after a text whose label was lost, so that its answer and options stand in the cells of the text.
    fn spilt_choice(&mut self, placed: &[PlacedLabel], index: usize, ranges: &[Range<usize>]) {
        let label = &placed[index];
        let Some(next) = self.printed.slots.get(label.slot + 1) else { return };
        let found = placed.get(index + 1).is_some_and(|found| found.slot == label.slot + 1);
        let same_scope = next.loops == self.printed.slots[label.slot].loops;
        let Some(item) = next.item.filter(|item| self.printed.kind_of(*item) == Some(Kind::Choice)) else { return };
        if found || !same_scope {
            return;
        }
        let Some(options) = self.options_of(item) else { return };
        let Some(option) = choice::read_spilt(self.stream, ranges, &options) else { return };
        self.put(target_of(label, item), FilledValue::Word(options.choices[option].word.clone()), label.text.start);
    }

    fn text(&mut self, placed: &[PlacedLabel], index: usize, target: &FillTarget, kind: Kind, runs: &[StreamRun]) {
        let Some(first) = runs.first().map(|run| run.start()) else { return };
        let node = self.printed.form.node(target.item);
        let dated = |run: &StreamRun| Date::parse(&wording::line(self.stream, &[*run])).is_ok();
        if let (Kind::Date, Some(at)) = (kind, runs.iter().position(|run| runs.len() > 1 && dated(run))) {
            self.text(placed, index, target, kind, &runs[at..=at]);
            self.mark(&runs[..at], Use::Left);
            self.mark(&runs[at + 1..], Use::Left);
            return;
        }
        let text = match kind {
            Kind::Text => wording::text(self.stream, runs),
            _ => wording::line(self.stream, runs),
        };
        let text = if node.print.brackets { wording::unwrapped(&text) } else { text };
        if text.is_empty() {
            self.mark(runs, Use::Printed);
            return;
        }
        let value = match kind {
            Kind::Date if Date::parse(&text).is_err() => {
                self.conflict(target, &format!("「{text}」は日付として読めません"), first);
                self.mark(runs, Use::Left);
                return;
            }
            Kind::Date => FilledValue::Word(text),
            Kind::List => FilledValue::List(wording::text(self.stream, runs).lines().map(ToOwned::to_owned).collect()),
            _ => FilledValue::Text(text),
        };
        self.mark(runs, Use::Item);
        self.join(placed, index, target, value, first);
    }

    /// Adds to what an item has already: its label was printed twice, or is that of the item before, whose own was misread.
    fn join(&mut self, placed: &[PlacedLabel], index: usize, target: &FillTarget, value: FilledValue, at: usize) {
        let (Some(FilledValue::Text(before)), FilledValue::Text(more)) =
            (self.filled.values.get(target).cloned(), &value)
        else {
            self.put(target.clone(), value, at);
            return;
        };
        let above =
            index.checked_sub(2).map(|above| &placed[above]).filter(|above| above.slot + 1 == placed[index].slot);
        let empty = above.and_then(|above| {
            let item = self.printed.slots[above.slot].item?;
            let target = target_of(above, item);
            let is_text = self.printed.kind_of(item).is_some_and(Kind::is_text);
            (is_text && !self.filled.values.contains_key(&target)).then_some(target)
        });
        match empty {
            Some(above) => {
                self.put(above, FilledValue::Text(before), at);
                self.put(target.clone(), value, at);
            }
            None => {
                self.conflict(target, "記載が二か所にあります。続けて取り込みました", at);
                self.put(target.clone(), FilledValue::Text(format!("{before}\n{more}")), at);
            }
        }
    }

    fn records(&mut self, target: FillTarget, ranges: &[Range<usize>], at: usize) {
        let runs = self.open(ranges);
        let names: Vec<(String, Vec<usize>)> = (self.filled.values.iter())
            .filter_map(|(other, value)| match value {
                FilledValue::Text(name) if self.names_file(other.item) => {
                    Some((fold::fold(name), other.positions.clone()))
                }
                _ => None,
            })
            .collect();
        let mut target = target;
        let mut lines = Vec::new();
        for run in &runs {
            for line in self.stream.text(*run).lines().map(str::trim).filter(|line| !line.is_empty()) {
                // The name of the file stands above its items, and says whose they are.
                match names.iter().find(|(name, _)| *name == fold::fold(line)) {
                    Some((_, positions)) if lines.is_empty() => target.positions.clone_from(positions),
                    Some(_) => {}
                    None => lines.push(line.to_owned()),
                }
            }
        }
        self.mark(&runs, Use::Item);
        let mut groups = records::read(&lines);
        if let Some(FilledValue::Records(before)) = self.filled.values.remove(&target) {
            groups.splice(0..0, before);
        }
        self.put(target, FilledValue::Records(groups), at);
    }

    /// The name of a 特定個人情報ファイル.
    fn names_file(&self, item: NodeId) -> bool {
        let node = self.printed.form.node(item);
        let list = self.printed.form.file_list();
        node.key.is_some() && node.key == list.map(|list| list.join("name"))
    }

    /// What an item did not take belongs to the next one, if that is a text whose label was lost; otherwise to none.
    fn hand_on(
        &mut self,
        placed: &[PlacedLabel],
        index: usize,
        ranges: &[Range<usize>],
        texts: &mut [Vec<Range<usize>>],
    ) {
        let runs = self.open(ranges);
        if runs.is_empty() {
            return;
        }
        let label = &placed[index];
        // The next label stands below its answer: beside it there is none.
        if let Some(next) = placed.get(index + 1).filter(|next| next.slot == label.slot + 1)
            && texts[index + 1].iter().all(|range| self.stream.open_runs(range.clone()).is_empty())
            && self.printed.slots[next.slot].item.is_some_and(|item| self.printed.kind_of(item) != Some(Kind::Flag))
        {
            texts[index + 1] = runs.into_iter().map(StreamRun::range).collect();
            return;
        }
        if let Some((target, kind)) = self.lost_label(placed, index) {
            self.text(placed, usize::MAX, &target, kind, &runs);
            return;
        }
        // The text of a figure's part belongs to its remarks.
        let form = self.printed.form;
        let figure =
            self.printed.slots[label.slot].item.filter(|item| self.printed.kind_of(*item) == Some(Kind::Figure));
        let next = placed.get(index + 1).filter(|next| figure.is_some() && next.slot == label.slot + 1);
        if let (Some(figure), Some(_)) = (figure, next)
            && form.node(figure).part == self.printed.slots[label.slot].part
        {
            texts[index + 1].splice(0..0, runs.into_iter().map(StreamRun::range));
            return;
        }
        self.mark(&runs, Use::Left);
    }

    /// The item right after a label, if it is a text, is printed there, and its own label was not found.
    fn lost_label(&self, placed: &[PlacedLabel], index: usize) -> Option<(FillTarget, Kind)> {
        let label = &placed[index];
        let next = label.slot + 1;
        let slot = self.printed.slots.get(next)?;
        let own = &self.printed.slots[label.slot];
        let found = placed.get(index + 1).is_some_and(|found| found.slot == next);
        let item = slot.item?;
        let node = self.printed.form.node(item);
        let inside = own.node.is_some() && (node.parent == own.node || own.node == slot.node);
        let kind = node.kind.filter(|kind| matches!(kind, Kind::Text))?;
        let same_scope = slot.loops == own.loops && slot.part == own.part;
        let fresh = !self.filled.values.contains_key(&target_of(label, item));
        let is_head = own.node.is_none_or(|node| self.printed.form.node(node).role != Role::Block);
        (!found && inside && same_scope && fresh && is_head).then(|| (target_of(label, item), kind))
    }

    fn mark(&mut self, runs: &[StreamRun], what: Use) {
        for run in runs {
            self.stream.mark_run(*run, what);
        }
    }

    fn conflict(&mut self, target: &FillTarget, message: &str, at: usize) {
        let place = self.stream.place(at);
        let path = super::write::path(self.printed.form, target);
        self.report.conflict(
            Some(super::write::address(self.printed.form, target).as_str()),
            format!("{path}: {message}"),
            place,
        );
    }
}
