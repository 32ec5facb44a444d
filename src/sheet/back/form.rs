//! Fields that were filled in on a page of the browser: each with what stood in it when the page was made, and what stands there now.

use super::filled::FilledFields;
use super::merger::Merger;
use super::place::{TreePlace, text};
use super::{LeftReason, Merged};
use crate::assessment::Assessment;
use crate::doc::build;
use crate::finding::{Finding, reader};
use crate::house::HouseStyle;
use crate::sheet::contract::{FieldRole, FieldValue, SheetField, digest};
use crate::sheet::write::fields;
use crate::yaml;

/// One field of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledField {
    /// As [`SheetField`] names it.
    pub name: String,
    /// What its value was known by when the page was made.
    pub noted: String,
    /// One record item on each line; ○ for a box.
    pub value: String,
}

/// What a field on a page is known by: letter by letter, for a browser changes nothing that was not typed.
pub fn known_by(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => digest(text),
        FieldValue::Table { .. } => value.digest(),
    }
}

/// Takes over what was filled in. What somebody else has changed in the meantime is left, and told.
pub fn fill(assessment: &Assessment, house: &HouseStyle, filled: &[FilledField]) -> Result<Merged, Box<Finding>> {
    let Some(root) = yaml::parse(&assessment.source).root else {
        let message = format!("{} を読めません", assessment.source.path());
        return Err(Box::new(Finding::new(&reader::BAD_SHEET, message)));
    };
    let page = FilledPage { fields: filled };
    Ok(Merger::new(assessment, &root, &page).merged(&fields(&build(assessment, house)), &[]))
}

struct FilledPage<'a> {
    fields: &'a [FilledField],
}

impl FilledPage<'_> {
    fn find(&self, name: &str) -> Option<&FilledField> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl FilledFields for FilledPage<'_> {
    fn value(&self, field: &SheetField) -> Option<FieldValue> {
        let typed = &self.find(&field.name)?.value;
        Some(match field.role {
            FieldRole::RecordItems(_) => {
                let rows = typed.lines().map(str::trim).filter(|line| !line.is_empty());
                FieldValue::Table { starts: vec![0], rows: rows.map(|line| vec![line.to_owned()]).collect() }
            }
            _ => FieldValue::Text(typed.clone()),
        })
    }

    fn noted(&self, field: &SheetField) -> Option<String> {
        self.find(&field.name).map(|field| field.noted.clone())
    }

    fn is_unknown(&self, _: &SheetField) -> bool {
        false
    }

    fn is_shared(&self, _: &SheetField) -> bool {
        false
    }

    fn digest(&self, value: &FieldValue) -> String {
        known_by(value)
    }

    fn place(&self, name: &str) -> String {
        name.to_owned()
    }
}

/// The assessment with this text as the whole answer of an item, whatever passages it drew on.
pub fn set_text(assessment: &Assessment, address: &str, words: &str) -> Result<String, LeftReason> {
    let root = yaml::parse(&assessment.source).root.ok_or(LeftReason::Unreadable)?;
    let place = TreePlace::find(&root, address).ok_or(LeftReason::NoPlace)?;
    let edit = place.set(text(words, place.node), String::new());
    yaml::edit(&assessment.source, &edit.steps(), &edit.change).map_err(LeftReason::Unedited)
}
