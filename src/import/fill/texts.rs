//! Reads what is written: texts, lines, dates and lists. What is printed a second time is added, and told.

use super::{FillTarget, FilledValue, Filler};
use crate::dates::Date;
use crate::form::Kind;
use crate::import::scope::PlacedLabel;
use crate::import::stream::{StreamRun, Use};
use crate::import::wording;

impl Filler<'_, '_> {
    pub(super) fn text(
        &mut self,
        placed: &[PlacedLabel],
        index: usize,
        target: &FillTarget,
        kind: Kind,
        runs: &[StreamRun],
    ) {
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
}
