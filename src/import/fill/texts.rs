//! Reads what is written: texts, lines, dates and lists. What is printed a second time is added, and told.

use std::ops::Range;

use super::{FillTarget, FilledValue, Filler};
use crate::dates::Date;
use crate::form::Kind;
use crate::import::boxes::{is_list, is_mark, spills};
use crate::import::scope::PlacedLabel;
use crate::import::stream::{StreamRun, Use};
use crate::import::wording;
use crate::labels::{Gap, folded};

impl Filler<'_, '_> {
    pub(super) fn text(
        &mut self,
        placed: &[PlacedLabel],
        index: usize,
        target: &FillTarget,
        kind: Kind,
        runs: &[StreamRun],
    ) {
        let lists = self.list_lines(runs);
        let is_listed = |at: usize| lists.iter().any(|line| line.contains(&at));
        let without: Vec<StreamRun>;
        let runs = if lists.is_empty() {
            runs
        } else {
            without = self.stream.runs(runs.iter().flat_map(|run| run.range()).filter(|at| !is_listed(*at)));
            &without
        };
        let Some(first) = runs.first().map(|run| run.start()) else { return };
        let node = self.printed.form.node(target.item);
        if let (Kind::Date, Some(at)) = (kind, self.dated(runs)) {
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
        if is_list(&folded(&text), self.printed) {
            self.conflict(target, &format!("「{text}」は選択肢の言葉だけなので、取り込みませんでした"), first);
            self.mark(runs, Use::Left);
            return;
        }
        if self.is_torn(target, &text) {
            self.conflict(target, &format!("「{text}」は見出しの字と見て、取り込みませんでした"), first);
            self.mark(runs, Use::Left);
            return;
        }
        let value = match kind {
            Kind::Date if Date::parse(&text).is_err() => {
                self.conflict(target, &format!("「{text}」は日付として読めません"), first);
                self.mark(runs, Use::Left);
                return;
            }
            Kind::Date => FilledValue::Word(text.clone()),
            Kind::List => FilledValue::List(wording::text(self.stream, runs).lines().map(ToOwned::to_owned).collect()),
            _ => FilledValue::Text(text.clone()),
        };
        self.mark(runs, Use::Item);
        let before = match (&value, self.filled.values.get(target)) {
            (FilledValue::Text(_), Some(FilledValue::Text(before))) => Some(before.clone()),
            _ => None,
        };
        match before.map(|before| (self.misread_label(placed, index), before)) {
            None => self.put(target.clone(), value, first),
            Some((Some(above), before)) => {
                self.put(above, FilledValue::Text(before), first);
                self.put(target.clone(), value, first);
            }
            Some((None, before)) => {
                self.conflict(target, "記載が二か所にあります。続けて取り込みました", first);
                self.put(target.clone(), FilledValue::Text(format!("{before}\n{text}")), first);
            }
        }
    }

    /// Lines of an option list that spilt into a text: its title, options with their numbers or boxes. A text that is nothing
    /// else is left to the caller.
    fn list_lines(&mut self, runs: &[StreamRun]) -> Vec<Range<usize>> {
        let mut lines: Vec<Range<usize>> = Vec::new();
        for at in runs.iter().flat_map(|run| run.range()) {
            match lines.last_mut() {
                Some(line) if line.end == at && self.stream.gap(at) < Gap::Line => line.end = at + 1,
                _ => lines.push(at..at + 1),
            }
        }
        let all = lines.len();
        lines.retain(|line| spills(&self.stream.chars[line.clone()], self.printed));
        if lines.len() == all {
            return Vec::new();
        }
        for line in &lines {
            // A mark would be lost without a word.
            let marked = self.stream.chars[line.clone()].iter().any(|letter| is_mark(*letter));
            self.stream.mark(line.clone(), if marked { Use::Left } else { Use::Printed });
        }
        lines
    }

    /// A letter of a heading around the item, which is printed from top to bottom.
    fn is_torn(&self, target: &FillTarget, text: &str) -> bool {
        let mut letters = text.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else { return false };
        if !matches!(letter, '一'..='龠') {
            return false;
        }
        let form = self.printed.form;
        form.ancestors(target.item).iter().any(|around| around.key.is_none() && around.label.contains(letter))
    }
}
