//! The 変更箇所 table: cells of known rows, rows that were added, rows that are gone.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::answers::date;
use super::place::{Edit, FieldStep, text};
use super::{Left, LeftReason};
use crate::assessment::{Assessment, ChangeRow};
use crate::diff::{Saying, told_node};
use crate::labels::{Paths, PrintedPlace};
use crate::text::fold;
use crate::yaml::{Draft, DraftEntry, YamlChange, YamlNode};

/// The columns of the table.
const KEYS: [&str; 6] = ["date", "item", "before", "after", "timing", "reason"];

pub(super) struct SheetChanges<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) root: &'a YamlNode,
    /// Day and row of each row of the document.
    rows: Vec<(usize, usize)>,
    pub(super) edits: Vec<Edit>,
    pub(super) left: Vec<Left>,
}

impl<'a> SheetChanges<'a> {
    pub(super) fn new(assessment: &'a Assessment, root: &'a YamlNode) -> Self {
        let rows =
            assessment.changes.iter().enumerate().flat_map(|(day, at)| (0..at.rows.len()).map(move |row| (day, row)));
        Self { assessment, root, rows: rows.collect(), edits: Vec::new(), left: Vec::new() }
    }

    pub(super) fn compare(&mut self, old: &[Vec<String>], new: &[Vec<String>]) {
        if old.len() != self.rows.len() {
            return;
        }
        for operation in capture_diff_slices(Algorithm::Myers, old, new) {
            let (was, now) = (operation.old_range(), operation.new_range());
            match operation {
                DiffOp::Equal { .. } => {}
                DiffOp::Replace { .. } if was.len() == now.len() => {
                    was.zip(now).for_each(|(was, now)| self.row(was, &old[was], &new[now]));
                }
                DiffOp::Insert { .. } => now.rev().for_each(|now| self.insert(was.start, &new[now])),
                DiffOp::Delete { .. } => was.for_each(|was| self.remove(was)),
                DiffOp::Replace { .. } => {
                    now.for_each(|now| self.leave(was.start, &new[now].join("｜"), LeftReason::MixedRows));
                }
            }
        }
    }

    fn what(row: usize) -> String {
        format!("変更箇所 {}行目", row + 1)
    }

    fn leave(&mut self, row: usize, text: &str, why: LeftReason) {
        self.left.push(Left { what: Self::what(row), text: text.to_owned(), why, place: String::new() });
    }

    fn written(&self, row: usize) -> Option<(&'a YamlNode, &'a ChangeRow, Vec<FieldStep>)> {
        let (day, at) = *self.rows.get(row)?;
        let node = self.root.get("changes")?.items().get(day)?.get("rows")?.items().get(at)?;
        let path = vec![
            FieldStep::Key("changes".into()),
            FieldStep::Index(day),
            FieldStep::Key("rows".into()),
            FieldStep::Index(at),
        ];
        Some((node, self.assessment.changes.get(day)?.rows.get(at)?, path))
    }

    fn row(&mut self, row: usize, old: &[String], new: &[String]) {
        for (column, key) in KEYS.iter().enumerate() {
            let (Some(was), Some(now)) = (old.get(column), new.get(column)) else { continue };
            if was == now {
                continue;
            }
            match self.cell(row, key, now) {
                Ok(edit) => self.edits.push(edit),
                Err(why) => self.leave(row, now, why),
            }
        }
    }

    fn cell(&self, row: usize, key: &str, now: &str) -> Result<Edit, LeftReason> {
        let (node, recorded, mut path) = self.written(row).ok_or(LeftReason::UnreadableRow)?;
        let mut key = key;
        let draft = match key {
            "date" => {
                let day = self.rows.get(row).map_or(0, |(day, _)| *day);
                if self.assessment.changes.get(day).is_none_or(|day| day.rows.len() > 1) {
                    return Err(LeftReason::SameDay);
                }
                path.truncate(2);
                Draft::bare(date(now)?.iso())
            }
            "item" if recorded.printed.is_none() => {
                return Err(LeftReason::ItemOfRow);
            }
            "item" => {
                key = "printed";
                text(now, node.get("printed"))
            }
            "timing" => Draft::text(self.timing(now)?),
            _ => text(now, node.get(key)),
        };
        path.push(FieldStep::Key(key.to_owned()));
        Ok(Edit { path, change: YamlChange::Set(draft), what: Self::what(row) })
    }

    fn timing(&self, now: &str) -> Result<String, LeftReason> {
        let timings = &self.assessment.form.timings;
        let word = timings.iter().find(|word| fold::same(word, now)).cloned();
        word.ok_or_else(|| LeftReason::NoTiming { word: now.to_owned(), timings: timings.clone() })
    }

    /// A row that the sheet has before row `at` of the document.
    fn insert(&mut self, at: usize, new: &[String]) {
        match self.inserted(at, new) {
            Ok(edit) => self.edits.push(edit),
            Err(why) => self.leave(at, &new.join("｜"), why),
        }
    }

    fn inserted(&self, at: usize, new: &[String]) -> Result<Edit, LeftReason> {
        let said = |column: usize| new.get(column).map(String::as_str).unwrap_or_default();
        let date = date(said(0))?;
        if said(1).is_empty() {
            return Err(LeftReason::RowWithoutItem);
        }
        let timing = if said(4).is_empty() { Draft::bare("") } else { Draft::text(self.timing(said(4))?) };
        let row = Draft::Map(vec![
            self.item(said(1), said(2), said(3)),
            DraftEntry::new("before", text(said(2), None)),
            DraftEntry::new("after", text(said(3), None)),
            DraftEntry::new("timing", timing),
            DraftEntry::new("reason", text(said(5), None)),
        ]);
        let changes = FieldStep::Key("changes".into());
        let what = format!("変更箇所 {}行目（新しい行）", at + 1);
        let around = [at.checked_sub(1), Some(at)].into_iter().flatten().filter_map(|row| self.rows.get(row));
        let days = &self.assessment.changes;
        for (day, row_of_day) in around {
            if days.get(*day).is_some_and(|day| day.date == Some(date)) {
                let position =
                    if self.rows.get(at) == Some(&(*day, *row_of_day)) { *row_of_day } else { row_of_day + 1 };
                let path = vec![changes, FieldStep::Index(*day), FieldStep::Key("rows".into())];
                return Ok(Edit { path, change: YamlChange::Insert(position, row), what });
            }
        }
        let new_day = Draft::map([("date", Draft::bare(date.iso())), ("rows", Draft::List(vec![row]))]);
        if self.root.get("changes").is_none_or(YamlNode::is_null) {
            return Ok(Edit { path: vec![changes], change: YamlChange::Set(Draft::List(vec![new_day])), what });
        }
        let position = self.rows.get(at).map_or(days.len(), |(day, _)| *day);
        if self.rows.get(at).is_some_and(|(_, row)| *row > 0) {
            return Err(LeftReason::RowBetweenDays);
        }
        Ok(Edit { path: vec![changes], change: YamlChange::Insert(position, new_day), what })
    }

    /// The item that the officer named as the form prints it: its address, where no doubt is left.
    fn item(&self, printed: &str, before: &str, after: &str) -> DraftEntry {
        let form = &self.assessment.form;
        let resolution = Paths::new(form).resolve(printed);
        let address = resolution.sure_place().and_then(|place| {
            let node = told_node(form, place.node, &Saying::of_words(before, None), &Saying::of_words(after, None));
            self.assessment.address_of(form, &PrintedPlace { node, ..place.clone() })
        });
        match address.filter(|address| self.assessment.cell(address).is_some()) {
            Some(address) => DraftEntry::new("item", Draft::bare(address.as_str())),
            None => DraftEntry::new("printed", text(printed, None)),
        }
    }

    fn remove(&mut self, row: usize) {
        let Some((_, _, mut path)) = self.written(row) else { return };
        let (day, _) = self.rows[row];
        if self.assessment.changes.get(day).is_some_and(|day| day.rows.len() == 1) {
            path.truncate(2);
        }
        self.edits
            .push(Edit { path, change: YamlChange::Remove, what: format!("{}（消した行）", Self::what(row)) });
    }
}
