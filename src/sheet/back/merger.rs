//! Holds every field of a file against the assessment: what is to be taken over, and what is left, and why.

use std::collections::BTreeMap;

use super::answers::{self, ticked};
use super::changes::SheetChanges;
use super::earlier::SaidFields;
use super::filled::FilledFields;
use super::lists::{self, TickedBox};
use super::place::{Edit, TreePlace};
use super::{Left, LeftReason, Merged, ReturnTerms, TakenChange, blocks};
use crate::assessment::{Assessment, Cell};
use crate::sheet::contract::{FieldRole, FieldValue, SheetField};
use crate::text::Source;
use crate::yaml::{self, YamlNode};

pub(super) struct Merger<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) root: &'a YamlNode,
    pub(super) filled: &'a dyn FilledFields,
    allow_blank: bool,
    terms: Option<&'a ReturnTerms<'a>>,
    /// What this copy of the file said when it came back last.
    last: Option<SaidFields>,
    taken: Vec<(Vec<Edit>, TakenChange)>,
    left: Vec<Left>,
    kept: Vec<String>,
    said: SaidFields,
}

impl<'a> Merger<'a> {
    /// Whatever was filled in is meant.
    pub(super) fn new(assessment: &'a Assessment, root: &'a YamlNode, filled: &'a dyn FilledFields) -> Self {
        Self {
            assessment,
            root,
            filled,
            allow_blank: true,
            terms: None,
            last: None,
            taken: Vec::new(),
            left: Vec::new(),
            kept: Vec::new(),
            said: SaidFields::new(),
        }
    }

    pub(super) fn on(self, terms: &'a ReturnTerms<'a>) -> Self {
        Self { allow_blank: terms.allow_blank, terms: Some(terms), ..self }
    }

    /// `others` are fields of the file whose items the assessment does not have: name, address and digest.
    pub(super) fn merged(mut self, fields: &[SheetField], others: &[(&str, &str, &str)]) -> Merged {
        let fields: Vec<SheetField> = fields.iter().map(|field| self.narrowed(field)).collect();
        self.last = self.terms.and_then(|terms| terms.earlier?.nearest(terms.file, &self.differing(&fields)).cloned());
        let cleared = blocks::cleared(&self, &fields);
        for block in &cleared {
            let (edits, told) = blocks::removal(&self, block);
            if self.allow_blank && !edits.is_empty() {
                self.taken.push((edits, told));
                continue;
            }
            let why = if self.allow_blank { LeftReason::NoPlace } else { LeftReason::BlockCleared };
            let TakenChange { what, place, before, after: text } = told;
            self.left.push(Left { what, place, text, why, current: Some(before), base: None });
        }
        let is_cleared = |field: &&SheetField| !cleared.iter().any(|block| blocks::is_in(&field.address, block));
        let fields: Vec<&SheetField> = fields.iter().filter(is_cleared).collect();
        self.compare(&fields);
        self.gone(others);
        self.apply()
    }

    /// A table of the assessment has a column that an older file does not have.
    fn narrowed(&self, field: &SheetField) -> SheetField {
        let mut field = field.clone();
        let said = (field.role == FieldRole::Changes).then(|| self.filled.value(&field)).flatten();
        if let (FieldValue::Table { starts, rows }, Some(FieldValue::Table { starts: own, .. })) =
            (&mut field.value, said)
        {
            starts.truncate(own.len());
            rows.iter_mut().for_each(|row| row.truncate(own.len()));
        }
        field
    }

    /// What does not say any more what it said when the file was made.
    fn differing(&self, fields: &[SheetField]) -> SaidFields {
        let said = fields.iter().filter_map(|field| {
            let said = self.filled.digest(&self.filled.value(field)?);
            self.filled.noted(field).filter(|noted| *noted != said).map(|_| (field.name.clone(), said))
        });
        said.collect()
    }

    fn compare(&mut self, fields: &[&SheetField]) {
        let mut boxes: BTreeMap<&str, Vec<&SheetField>> = BTreeMap::new();
        for field in fields.iter().filter(|field| matches!(field.role, FieldRole::Box(_) | FieldRole::BoxText(_))) {
            boxes.entry(&field.address).or_default().push(field);
        }
        for field in fields {
            let Some(new) = self.changed(field) else { continue };
            let taken = self.left.len();
            match field.role {
                FieldRole::Box(_) | FieldRole::BoxText(_) => {
                    // All boxes of an item are one answer.
                    if let Some(all) = boxes.remove(field.address.as_str()) {
                        let edits = self.boxes(&field.address, &all);
                        self.take(field, &new, edits);
                    }
                }
                FieldRole::Changes => self.table(field, &new),
                _ if !self.allow_blank && is_empty(&new) => self.leave(field, Some(&new), LeftReason::Blanked),
                _ => {
                    let edits = self.edits_of(field, &new);
                    self.take(field, &new, edits);
                }
            }
            if self.left.len() == taken {
                self.settled(field, self.filled.digest(&new));
            }
        }
    }

    /// Notes what the file says where that is what the assessment says now.
    fn settled(&mut self, field: &SheetField, said: String) {
        if self.filled.noted(field).is_some_and(|noted| noted != said) {
            self.said.insert(field.name.clone(), said);
        }
    }

    /// What the officer wrote into the field; nothing where it is as it was, or is to be told instead. It is compared with the
    /// assessment as it is, then with the file as it was when it came back last, then with the file as it was made.
    fn changed(&mut self, field: &SheetField) -> Option<FieldValue> {
        let current = self.filled.digest(&field.value);
        let made = self.filled.noted(field);
        if self.filled.is_unknown(field) {
            self.leave(field, None, LeftReason::Unknown);
            return None;
        }
        let Some(new) = self.filled.value(field) else {
            if !is_empty(&field.value) && made.is_some() {
                self.leave(field, None, LeftReason::NameGone);
            }
            return None;
        };
        let said = self.filled.digest(&new);
        if said == current {
            self.settled(field, said);
            return None;
        }
        let last = self.last.as_ref().and_then(|last| last.get(&field.name).cloned()).or_else(|| made.clone());
        // What it says was taken back since, and the assessment is again what the file was made from: it is said anew.
        let is_anew = made.as_ref() == Some(&current) && made.as_ref() != Some(&said);
        if last.as_ref() == Some(&said) && !is_anew {
            if made.as_ref() == Some(&said) && self.came_back(&field.name, &current) {
                self.kept.push(self.what(&field.address));
            }
            self.settled(field, said);
            return None;
        }
        if self.filled.is_shared(field) {
            self.leave(field, Some(&new), LeftReason::SharedCell);
            return None;
        }
        if self.means_the_same(field, &new) {
            self.settled(field, said);
            return None;
        }
        if last.is_some() && ![&last, &made].into_iter().flatten().any(|known| *known == current) {
            self.leave(field, Some(&new), LeftReason::BothChanged);
            return None;
        }
        Some(new)
    }

    /// Only spelled in another way: R8.1.30, １) 1,000人未満.
    fn means_the_same(&self, field: &SheetField, new: &FieldValue) -> bool {
        let is_box = matches!(field.role, FieldRole::Box(_) | FieldRole::BoxText(_));
        let edits = if is_box || field.role == FieldRole::Changes { None } else { self.edits_of(field, new).ok() };
        edits.is_some_and(|edits| self.edited(&edits).is_some_and(|text| text == self.assessment.source.text()))
    }

    /// What the assessment says came from another copy of the file.
    fn came_back(&self, name: &str, current: &str) -> bool {
        let earlier = self.terms.and_then(|terms| terms.earlier);
        earlier.is_some_and(|earlier| earlier.has_said(name, current))
    }

    fn edits_of(&self, field: &SheetField, new: &FieldValue) -> Result<Vec<Edit>, LeftReason> {
        let (cell, place) = self.item(&field.address)?;
        match (field.role, new) {
            (FieldRole::RecordTitle(group), FieldValue::Text(new)) => {
                lists::record_title(cell, &place, group, new, self.assessment.path(cell)).map(|edit| vec![edit])
            }
            (FieldRole::RecordItems(group), FieldValue::Table { rows, .. }) => {
                let items: Vec<String> = rows.iter().flatten().filter(|item| !item.is_empty()).cloned().collect();
                lists::record_items(cell, &place, group, &items, &self.assessment.path(cell))
            }
            (_, FieldValue::Text(new)) => answers::edit(self.assessment, cell, &place, new).map(|edit| vec![edit]),
            (_, FieldValue::Table { .. }) => Ok(Vec::new()),
        }
    }

    fn item(&self, address: &str) -> Result<(&Cell, TreePlace<'_>), LeftReason> {
        let cell = self.assessment.cell(address).ok_or(LeftReason::NoItem)?;
        let place = TreePlace::find(self.root, address).ok_or(LeftReason::NoPlace)?;
        Ok((cell, place))
    }

    fn boxes(&self, address: &str, fields: &[&SheetField]) -> Result<Vec<Edit>, LeftReason> {
        let (cell, place) = self.item(address)?;
        if cell.typed.is_none() && cell.derived.is_some() {
            return Err(LeftReason::Derived);
        }
        let mut boxes: Vec<TickedBox> = Vec::new();
        for field in fields {
            let value = self.filled.value(field).unwrap_or_else(|| field.value.clone());
            let FieldValue::Text(text) = value else { continue };
            match field.role {
                FieldRole::Box(_) => boxes.push(TickedBox { on: ticked(&text)?, text: String::new() }),
                FieldRole::BoxText(index) => {
                    if let Some(one) = boxes.get_mut(index) {
                        // Whoever writes into the brackets means the box.
                        one.on |= !text.is_empty();
                        one.text = text;
                    }
                }
                _ => {}
            }
        }
        if !self.allow_blank && !boxes.iter().any(|one| one.on) {
            return Err(LeftReason::Blanked);
        }
        lists::ticks(self.assessment, cell, &place, &boxes)
    }

    fn table(&mut self, field: &SheetField, new: &FieldValue) {
        let (FieldValue::Table { rows: old, .. }, FieldValue::Table { rows: new, .. }) = (&field.value, new) else {
            return;
        };
        let old: Vec<Vec<String>> =
            old.iter().map(|row| row.iter().map(|cell| FieldValue::bare(cell)).collect()).collect();
        let mut table = SheetChanges::new(self.assessment, self.root, self.allow_blank);
        table.compare(&old, new);
        let place = self.filled.place(&field.name);
        self.taken.extend(table.taken);
        self.left.extend(table.left.into_iter().map(|left| Left { place: place.clone(), ..left }));
    }

    fn take(&mut self, field: &SheetField, new: &FieldValue, edits: Result<Vec<Edit>, LeftReason>) {
        match edits {
            Ok(edits) => {
                let (before, after) = self.told(field, new, &edits);
                let (what, place) = (self.what(&field.address), self.filled.place(&field.name));
                self.taken.push((edits, TakenChange { what, place, before, after }));
            }
            Err(why) => self.leave(field, Some(new), why),
        }
    }

    /// The answer before and after; of boxes, the words of those that are ticked.
    fn told(&self, field: &SheetField, new: &FieldValue, edits: &[Edit]) -> (String, String) {
        match field.role {
            FieldRole::Box(_) | FieldRole::BoxText(_) => {
                let words = |assessment: &Assessment| {
                    assessment.cell(&field.address).map(|cell| assessment.words(cell)).unwrap_or_default()
                };
                let read = self.terms.and_then(|terms| (terms.read)(&self.edited(edits)?));
                (words(self.assessment), read.map_or_else(|| new.words(), |read| words(&read)))
            }
            FieldRole::RecordItems(_) => {
                let items = |value: &FieldValue| match value {
                    FieldValue::Table { rows, .. } => rows.concat(),
                    FieldValue::Text(_) => Vec::new(),
                };
                let (old, new) = (items(&field.value), items(new));
                let without = |items: &[String], others: &[String]| {
                    let only = items.iter().filter(|item| !item.is_empty() && !others.contains(item));
                    only.cloned().collect::<Vec<_>>().join("、")
                };
                (without(&old, &new), without(&new, &old))
            }
            _ => (field.value.words(), new.words()),
        }
    }

    fn edited(&self, edits: &[Edit]) -> Option<String> {
        let path = self.assessment.source.path();
        edits.iter().rev().try_fold(self.assessment.source.text().to_owned(), |text, edit| {
            yaml::edit(&Source::new(path, text), &edit.steps(), &edit.change).ok()
        })
    }

    fn what(&self, address: &str) -> String {
        self.assessment.cell(address).map_or_else(|| address.to_owned(), |cell| self.assessment.path(cell))
    }

    fn leave(&mut self, field: &SheetField, new: Option<&FieldValue>, why: LeftReason) {
        let (what, place) = (self.what(&field.address), self.filled.place(&field.name));
        // What is not settled is compared with the same once more when the file comes back.
        if let Some(last) = self.last.as_ref().and_then(|last| last.get(&field.name)) {
            self.said.insert(field.name.clone(), last.clone());
        }
        let decides = matches!(why, LeftReason::BothChanged | LeftReason::Blanked | LeftReason::Unknown);
        let current = decides.then(|| field.value.words());
        self.left.push(Left {
            what,
            place,
            text: new.map(FieldValue::words).unwrap_or_default(),
            why,
            current,
            base: None,
        });
    }

    /// Fields of the file whose items are no longer in the assessment.
    fn gone(&mut self, others: &[(&str, &str, &str)]) {
        for &(name, address, noted) in others {
            let field = SheetField {
                name: name.to_owned(),
                address: address.to_owned(),
                role: FieldRole::Answer,
                value: FieldValue::Text(String::new()),
            };
            let Some(new) = self.filled.value(&field) else { continue };
            let is_table = name.rsplit('.').next() == Some("items") || name == "pia_changes";
            if !is_table && new.digest() != noted {
                self.leave(&field, Some(&new), LeftReason::ItemGone);
            }
        }
    }

    /// Makes all of the edits or none; what moves others comes last, from the end of its list.
    fn apply(self) -> Merged {
        let path = self.assessment.source.path();
        let untouched = self.assessment.source.text();
        let all = || self.taken.iter().flat_map(|(edits, told)| edits.iter().map(move |edit| (edit, told)));
        let in_place = all().filter(|(edit, _)| !edit.moves());
        let moving: Vec<_> = all().filter(|(edit, _)| edit.moves()).collect();
        let mut text = untouched.to_owned();
        let mut refused = None;
        for (edit, told) in in_place.chain(moving.into_iter().rev()) {
            match yaml::edit(&Source::new(path, text.as_str()), &edit.steps(), &edit.change) {
                Ok(edited) => text = edited,
                Err(error) => {
                    refused = Some((told.clone(), error));
                    break;
                }
            }
        }
        let mut merged = Merged { left: self.left, kept: self.kept, ..Merged::default() };
        match refused {
            None => {
                let taken = self.taken.into_iter().filter(|(edits, _)| !edits.is_empty());
                merged.changed = taken.map(|(_, told)| told).collect();
                (merged.text, merged.said) = (text, self.said);
            }
            Some((told, error)) => {
                untouched.clone_into(&mut merged.text);
                merged.left.push(Left {
                    what: told.what,
                    place: told.place,
                    text: told.after,
                    why: LeftReason::Unedited(error),
                    current: Some(told.before),
                    base: None,
                });
            }
        }
        merged
    }
}

fn is_empty(value: &FieldValue) -> bool {
    match value {
        FieldValue::Text(text) => text.trim().is_empty(),
        FieldValue::Table { rows, .. } => rows.is_empty(),
    }
}
