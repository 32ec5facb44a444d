//! A workbook that this program made and an officer filled in, or a document of Word that others marked up → edits of the
//! assessment that it was made from: what they changed and nothing else.

mod answers;
mod changes;
mod filled;
mod form;
mod lists;
mod place;
mod reason;
mod sheet;
mod word;

use std::collections::BTreeMap;

use self::answers::ticked;
use self::changes::SheetChanges;
use self::filled::FilledFields;
pub use self::form::{FilledField, fill, known_by, set_text};
use self::lists::TickedBox;
pub(super) use self::place::text;
pub use self::place::{Edit, FieldStep, TreePlace};
pub use self::reason::LeftReason;
pub(super) use self::sheet::FilledSheet;
use self::word::FilledWord;
pub use self::word::Remark;
use crate::assessment::Assessment;
use crate::doc::build;
use crate::finding::{Finding, reader};
use crate::grid::Book;
use crate::house::HouseStyle;
use crate::sheet::contract::{FORM, FieldRole, FieldValue, SheetField};
use crate::sheet::write::fields;
use crate::text::Source;
use crate::yaml::{self, YamlNode};

/// What came of it.
#[derive(Debug, Default)]
pub struct Merged {
    /// The assessment with the changes.
    pub text: String,
    /// The items that changed, once each.
    pub changed: Vec<String>,
    pub left: Vec<Left>,
    /// Comments and tracked changes of a document of Word.
    pub remarks: Vec<Remark>,
}

/// A change that could not be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The official path of the item.
    pub what: String,
    /// 「Ⅰ　基本情報」C12
    pub place: String,
    /// What the cell says.
    pub text: String,
    pub why: LeftReason,
}

/// Takes over what differs from the assessment as it was when the sheet was made.
pub fn into(book: &Book, assessment: &Assessment, house: &HouseStyle) -> Result<Merged, Box<Finding>> {
    let refuse = |message: String, help: &str| Err(Box::new(Finding::new(&reader::BAD_SHEET, message).help(help)));
    let Some(root) = yaml::parse(&assessment.source).root else {
        return refuse(format!("{} を読めません", assessment.source.path()), "hyokasho check で確かめてください");
    };
    let document = build(assessment, house);
    let other_form = |form: &str, own: &str| {
        let message = format!("{}: 様式が違います（ファイルは {form}、評価書は {own}）", book.name);
        refuse(message, "同じ評価書から書き出したファイルかどうかを確かめてください")
    };
    let fields = fields(&document);
    let sheet = FilledSheet::new(book);
    if sheet.is_ours() {
        return match book.properties.get(FORM).filter(|form| **form != assessment.form.id) {
            Some(form) => other_form(form, &assessment.form.id),
            None => Ok(Merger::new(assessment, &root, &sheet).merged(&fields, &sheet.others(&fields))),
        };
    }
    let Some(mut word) = FilledWord::new(book, &document, assessment) else {
        let help = "hyokasho render で書き出した Excel か Word のファイルを直して取り込みます。ほかのファイルは import ファイル -o フォルダー で読みます";
        return refuse(format!("{}: 欄の名前がありません", book.name), help);
    };
    if let Some(form) = word.form().filter(|form| *form != document.form) {
        return other_form(form, &document.form);
    }
    let left = word.take_left();
    let mut merged = Merger::new(assessment, &root, &word).merged(&fields, &[]);
    merged.left.extend(left);
    merged.remarks = word.remarks(assessment);
    Ok(merged)
}

struct Merger<'a> {
    assessment: &'a Assessment,
    root: &'a YamlNode,
    filled: &'a dyn FilledFields,
    edits: Vec<Edit>,
    left: Vec<Left>,
}

impl<'a> Merger<'a> {
    fn new(assessment: &'a Assessment, root: &'a YamlNode, filled: &'a dyn FilledFields) -> Self {
        Self { assessment, root, filled, edits: Vec::new(), left: Vec::new() }
    }

    /// `others` are fields of the file whose items the assessment does not have: name, address and digest.
    fn merged(mut self, fields: &[SheetField], others: &[(&str, &str, &str)]) -> Merged {
        self.compare(fields);
        self.gone(others);
        self.apply()
    }

    fn compare(&mut self, fields: &[SheetField]) {
        let mut boxes: BTreeMap<&str, Vec<&SheetField>> = BTreeMap::new();
        for field in fields.iter().filter(|field| matches!(field.role, FieldRole::Box(_) | FieldRole::BoxText(_))) {
            boxes.entry(&field.address).or_default().push(field);
        }
        for field in fields {
            let Some(new) = self.changed(field) else { continue };
            match field.role {
                FieldRole::Box(_) | FieldRole::BoxText(_) => {
                    // All boxes of an item are one answer.
                    if let Some(all) = boxes.remove(field.address.as_str()) {
                        let edits = self.boxes(&field.address, &all);
                        self.take(field, &new, edits);
                    }
                }
                FieldRole::Changes => self.table(field, &new),
                _ => {
                    let edits = self.edits_of(field, &new);
                    self.take(field, &new, edits);
                }
            }
        }
    }

    /// What the officer wrote into the field; nothing where it is as it was, or is to be told instead.
    fn changed(&mut self, field: &SheetField) -> Option<FieldValue> {
        let current = self.filled.digest(&field.value);
        let base = self.filled.noted(field);
        let Some(new) = self.filled.value(field) else {
            if !is_empty(&field.value) && base.is_some() {
                self.leave(field, None, LeftReason::NameGone);
            }
            return None;
        };
        let said = self.filled.digest(&new);
        if said == current || base.as_ref().is_some_and(|base| *base == said) {
            return None;
        }
        if self.filled.is_shared(field) {
            self.leave(field, Some(&new), LeftReason::SharedCell);
            return None;
        }
        if base.is_some_and(|base| base != current) {
            let why = LeftReason::BothChanged;
            self.leave(field, Some(&new), why);
            return None;
        }
        Some(new)
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

    fn item(&self, address: &str) -> Result<(&crate::assessment::Cell, TreePlace<'_>), LeftReason> {
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
        lists::ticks(self.assessment, cell, &place, &boxes)
    }

    fn table(&mut self, field: &SheetField, new: &FieldValue) {
        let (FieldValue::Table { rows: old, .. }, FieldValue::Table { rows: new, .. }) = (&field.value, new) else {
            return;
        };
        let old: Vec<Vec<String>> =
            old.iter().map(|row| row.iter().map(|cell| FieldValue::bare(cell)).collect()).collect();
        let mut table = SheetChanges::new(self.assessment, self.root);
        table.compare(&old, new);
        self.edits.append(&mut table.edits);
        self.left.append(&mut table.left);
    }

    fn take(&mut self, field: &SheetField, new: &FieldValue, edits: Result<Vec<Edit>, LeftReason>) {
        match edits {
            Ok(edits) => self.edits.extend(edits),
            Err(why) => self.leave(field, Some(new), why),
        }
    }

    fn leave(&mut self, field: &SheetField, new: Option<&FieldValue>, why: LeftReason) {
        let text = match new {
            Some(FieldValue::Text(text)) => text.clone(),
            Some(FieldValue::Table { rows, .. }) => {
                rows.iter().flatten().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join("、")
            }
            None => String::new(),
        };
        let cell = self.assessment.cell(&field.address);
        let what = cell.map_or_else(|| field.address.clone(), |cell| self.assessment.path(cell));
        self.left.push(Left { what, place: self.filled.place(&field.name), text, why });
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

    /// Makes the edits one by one; what moves others comes last, from the end of its list.
    fn apply(mut self) -> Merged {
        let mut merged = Merged { text: self.assessment.source.text().to_owned(), ..Merged::default() };
        let (moving, mut edits): (Vec<Edit>, Vec<Edit>) = self.edits.drain(..).partition(Edit::moves);
        edits.extend(moving.into_iter().rev());
        for edit in edits {
            let source = Source::new(self.assessment.source.path(), merged.text.as_str());
            match yaml::edit(&source, &edit.steps(), &edit.change) {
                Ok(text) => {
                    merged.text = text;
                    if !merged.changed.contains(&edit.what) {
                        merged.changed.push(edit.what);
                    }
                }
                Err(error) => self.left.push(Left {
                    what: edit.what,
                    place: String::new(),
                    text: String::new(),
                    why: LeftReason::Unedited(error),
                }),
            }
        }
        merged.left = self.left;
        merged
    }
}

fn is_empty(value: &FieldValue) -> bool {
    match value {
        FieldValue::Text(text) => text.trim().is_empty(),
        FieldValue::Table { rows, .. } => rows.is_empty(),
    }
}
