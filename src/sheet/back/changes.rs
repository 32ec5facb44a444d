//! The 変更箇所 table: cells of known rows, rows that were added, rows that are gone.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::answers::date;
use super::place::{Edit, FieldStep, text};
use super::{Left, LeftReason, TakenChange};
use crate::assessment::{Assessment, ChangeRow, Text};
use crate::dates::Date;
use crate::diff::{Saying, told_node};
use crate::labels::{Paths, PrintedPlace};
use crate::sheet::contract::IMPORTANT;
use crate::text::fold;
use crate::yaml::{self, Draft, DraftEntry, YamlChange, YamlNode};

/// The columns of the table; the last one is not printed.
const KEYS: [&str; 7] = ["date", "item", "before", "after", "timing", "reason", "important"];

pub(super) struct SheetChanges<'a> {
    assessment: &'a Assessment,
    root: &'a YamlNode,
    allow_blank: bool,
    /// Day and row of each row of the document.
    rows: Vec<(usize, usize)>,
    pub(super) taken: Vec<(Vec<Edit>, TakenChange)>,
    pub(super) left: Vec<Left>,
    /// The days of a table that had none.
    first: Vec<(Draft, Vec<TakenChange>)>,
}

impl<'a> SheetChanges<'a> {
    pub(super) fn new(assessment: &'a Assessment, root: &'a YamlNode, allow_blank: bool) -> Self {
        let rows =
            assessment.changes.iter().enumerate().flat_map(|(day, at)| (0..at.rows.len()).map(move |row| (day, row)));
        Self {
            assessment,
            root,
            allow_blank,
            rows: rows.collect(),
            taken: Vec::new(),
            left: Vec::new(),
            first: Vec::new(),
        }
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
                _ => {
                    let pairs = pairs(&old[was.clone()], &new[now.clone()]);
                    let (mut at, mut next) = (was.start, now.start);
                    for (before, after) in pairs.into_iter().chain([(was.len(), now.len())]) {
                        let (paired, with) = (was.start + before, now.start + after);
                        self.gap(at..paired, old, &new[next..with]);
                        if paired < was.end {
                            self.row(paired, &old[paired], &new[with]);
                        }
                        (at, next) = (paired + 1, with + 1);
                    }
                }
            }
        }
        let (days, told): (Vec<Draft>, Vec<Vec<TakenChange>>) = std::mem::take(&mut self.first).into_iter().unzip();
        if !days.is_empty() {
            let path = vec![FieldStep::Key("changes".into())];
            let edit = Edit { path, change: YamlChange::Set(Draft::List(days)), what: String::new() };
            self.take(vec![edit], told.concat());
        }
    }

    /// Edits that several rows share stand with the first of them.
    fn take(&mut self, edits: Vec<Edit>, told: Vec<TakenChange>) {
        let mut edits = edits;
        self.taken.extend(told.into_iter().map(|told| (std::mem::take(&mut edits), told)));
    }

    /// Rows between two that are known: as many as before are the same reworded, others came or went.
    fn gap(&mut self, was: Range<usize>, old: &[Vec<String>], new: &[Vec<String>]) {
        match (was.len(), new.len()) {
            (0, _) => self.insert(was.start, new),
            (_, 0) => was.for_each(|was| self.remove(was, &old[was])),
            (before, after) if before == after => was.zip(new).for_each(|(was, new)| self.row(was, &old[was], new)),
            _ => new.iter().for_each(|new| self.leave(was.start, &new.join("｜"), LeftReason::MixedRows)),
        }
    }

    fn what(row: usize) -> String {
        format!("変更箇所 {}行目", row + 1)
    }

    fn leave(&mut self, row: usize, text: &str, why: LeftReason) {
        self.leave_with(row, text, why, None);
    }

    fn leave_with(&mut self, row: usize, text: &str, why: LeftReason, current: Option<String>) {
        let (what, place, text) = (Self::what(row), String::new(), text.to_owned());
        self.left.push(Left { what, place, text, why, current, base: None });
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
            if now.is_empty() && !self.allow_blank {
                self.leave_with(row, now, LeftReason::Blanked, Some(was.clone()));
                continue;
            }
            match self.cell(row, key, now) {
                Ok(edit) if self.is_idle(&edit) => {}
                Ok(edit) => {
                    let (what, place) = (Self::what(row), String::new());
                    let told = TakenChange { what, place, before: was.clone(), after: now.clone() };
                    self.taken.push((vec![edit], told));
                }
                Err(why) => self.leave_with(row, now, why, Some(was.clone())),
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
                let said = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone()).unwrap_or_default();
                let named = self.item(now, &said(&recorded.before), &said(&recorded.after));
                match (&recorded.item, &named.value) {
                    (Some(item), Draft::Bare(address)) if item.text.trim() == address => named.value,
                    _ => return Err(LeftReason::ItemOfRow),
                }
            }
            "item" => {
                key = "printed";
                text(now, node.get("printed"))
            }
            "timing" if !now.is_empty() => Draft::text(self.timing(now)?),
            "important" => important(now)?,
            _ => text(now, node.get(key)),
        };
        path.push(FieldStep::Key(key.to_owned()));
        Ok(Edit { path, change: YamlChange::Set(draft), what: String::new() })
    }

    /// It says only in another way what is written.
    fn is_idle(&self, edit: &Edit) -> bool {
        let edited = yaml::edit(&self.assessment.source, &edit.steps(), &edit.change);
        edited.is_ok_and(|text| text == self.assessment.source.text())
    }

    fn timing(&self, now: &str) -> Result<String, LeftReason> {
        let timings = &self.assessment.form.timings;
        let word = timings.iter().find(|word| fold::same(word, now)).cloned();
        word.ok_or_else(|| LeftReason::NoTiming { word: now.to_owned(), timings: timings.clone() })
    }

    /// Rows that the sheet has before row `at` of the document, those of one day together.
    fn insert(&mut self, at: usize, new: &[Vec<String>]) {
        let mut days: Vec<(Date, Vec<Draft>, Vec<TakenChange>)> = Vec::new();
        for row in new {
            let what = format!("変更箇所 {}行目（新しい行）", at + 1);
            let said = row.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join("｜");
            match self.drafted(row) {
                Ok((date, draft)) => {
                    let told = TakenChange { what, after: said, ..TakenChange::default() };
                    match days.last_mut().filter(|(day, ..)| *day == date) {
                        Some((_, rows, all)) => {
                            rows.push(draft);
                            all.push(told);
                        }
                        None => days.push((date, vec![draft], vec![told])),
                    }
                }
                Err(why) => self.leave(at, &said, why),
            }
        }
        for (date, rows, told) in days {
            match self.place(at, date) {
                Ok(RowPlace::InDay(path, position)) => {
                    let insert = |row| Edit {
                        path: path.clone(),
                        change: YamlChange::Insert(position, row),
                        what: String::new(),
                    };
                    self.take(rows.into_iter().map(insert).collect(), told);
                }
                Ok(RowPlace::NewDay(position)) => {
                    let day = Draft::map([("date", Draft::bare(date.iso())), ("rows", Draft::List(rows))]);
                    match position {
                        Some(position) => {
                            let path = vec![FieldStep::Key("changes".into())];
                            let change = YamlChange::Insert(position, day);
                            self.take(vec![Edit { path, change, what: String::new() }], told);
                        }
                        None => self.first.push((day, told)),
                    }
                }
                Err(why) => told.iter().for_each(|told| self.leave(at, &told.after, why.clone())),
            }
        }
    }

    /// What a new row says.
    fn drafted(&self, new: &[String]) -> Result<(Date, Draft), LeftReason> {
        let said = |column: usize| new.get(column).map(String::as_str).unwrap_or_default();
        let date = date(said(0))?;
        if said(1).is_empty() {
            return Err(LeftReason::RowWithoutItem);
        }
        let timing = if said(4).is_empty() { Draft::bare("") } else { Draft::text(self.timing(said(4))?) };
        let mut row = vec![
            self.item(said(1), said(2), said(3)),
            DraftEntry::new("before", text(said(2), None)),
            DraftEntry::new("after", text(said(3), None)),
            DraftEntry::new("timing", timing),
        ];
        if !said(6).is_empty() {
            row.push(DraftEntry::new("important", important(said(6))?));
        }
        row.push(DraftEntry::new("reason", text(said(5), None)));
        Ok((date, Draft::Map(row)))
    }

    /// Where rows of a day belong that stand before row `at` of the document.
    fn place(&self, at: usize, date: Date) -> Result<RowPlace, LeftReason> {
        let around = [at.checked_sub(1), Some(at)].into_iter().flatten().filter_map(|row| self.rows.get(row));
        let days = &self.assessment.changes;
        for (day, row_of_day) in around {
            if days.get(*day).is_some_and(|day| day.date == Some(date)) {
                let is_next = self.rows.get(at) == Some(&(*day, *row_of_day));
                let path = ["changes", "rows"].map(|key| FieldStep::Key(key.into()));
                let [changes, rows] = path;
                let position = if is_next { *row_of_day } else { row_of_day + 1 };
                return Ok(RowPlace::InDay(vec![changes, FieldStep::Index(*day), rows], position));
            }
        }
        if self.root.get("changes").is_none_or(|changes| changes.items().is_empty()) {
            return Ok(RowPlace::NewDay(None));
        }
        if self.rows.get(at).is_some_and(|(_, row)| *row > 0) {
            return Err(LeftReason::RowBetweenDays);
        }
        Ok(RowPlace::NewDay(Some(self.rows.get(at).map_or(days.len(), |(day, _)| *day))))
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

    fn remove(&mut self, row: usize, old: &[String]) {
        let said = old.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join("｜");
        if !self.allow_blank {
            self.leave_with(row, "", LeftReason::RowGone, Some(said));
            return;
        }
        let Some((_, _, mut path)) = self.written(row) else { return };
        let (day, _) = self.rows[row];
        if self.assessment.changes.get(day).is_some_and(|day| day.rows.len() == 1) {
            path.truncate(2);
        }
        let edit = Edit { path, change: YamlChange::Remove, what: String::new() };
        let what = format!("{}（消した行）", Self::what(row));
        self.take(vec![edit], vec![TakenChange { what, before: said, ..TakenChange::default() }]);
    }
}

enum RowPlace {
    /// In the list of rows of a day, at a position.
    InDay(Vec<FieldStep>, usize),
    /// On a day of its own, at a position in the list of days where there is one.
    NewDay(Option<usize>),
}

fn important(said: &str) -> Result<Draft, LeftReason> {
    match IMPORTANT.iter().position(|word| fold::same(word, said)) {
        _ if said.is_empty() => Ok(Draft::bare("")),
        Some(index) => Ok(Draft::bare((index == 0).to_string())),
        None => Err(LeftReason::NoJudgement(said.to_owned())),
    }
}

/// Rows on both sides that are the same although they were reworded: of one day, about one item; or most of their cells agree.
fn pairs(old: &[Vec<String>], new: &[Vec<String>]) -> Vec<(usize, usize)> {
    let agree = |before: &[String], after: &[String]| {
        let same = |columns: Range<usize>| {
            let cells = before.get(columns.clone()).into_iter().flatten().zip(after.get(columns).into_iter().flatten());
            cells.filter(|(before, after)| before == after).count()
        };
        same(0..2) == 2 || same(0..KEYS.len()) > KEYS.len() / 2
    };
    let mut pairs = Vec::new();
    let mut next = 0;
    for (index, before) in old.iter().enumerate() {
        if let Some(offset) = new[next..].iter().position(|after| agree(before, after)) {
            pairs.push((index, next + offset));
            next += offset + 1;
        }
    }
    pairs
}
