//! A workbook that this program made and an officer filled in, or a document of Word that others marked up → edits of the
//! assessment that it was made from: what they changed and nothing else.

mod answers;
mod blocks;
mod changes;
mod earlier;
mod filled;
mod form;
mod lists;
mod merger;
mod place;
mod reason;
mod sheet;
mod word;

use std::collections::BTreeMap;

use serde::Serialize;

pub(super) use self::blocks::with_blocks;
pub use self::earlier::{EarlierReturns, SaidFields};
use self::filled::FilledFields as _;
pub use self::form::{FilledField, fill, known_by, set_text};
use self::merger::Merger;
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
use crate::sheet::carried;
use crate::sheet::contract::FORM;
use crate::sheet::write::fields;
use crate::yaml::{self, Draft};

/// On what terms a file is taken over.
#[allow(missing_debug_implementations, reason = "functions have no form")]
pub struct ReturnTerms<'a> {
    /// Answers may become blank, and blocks and rows may go.
    pub allow_blank: bool,
    /// What the same workbook said when it was taken over before.
    pub earlier: Option<&'a EarlierReturns>,
    /// The name of the file.
    pub file: &'a str,
    /// Reads a text as the assessment would be read from it.
    pub read: &'a dyn Fn(&str) -> Option<Assessment>,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Merged {
    /// The assessment with the changes.
    pub text: String,
    /// The answers that changed, once each, and the rows of the table.
    pub changed: Vec<TakenChange>,
    pub left: Vec<Left>,
    /// Comments; of a document of Word, tracked changes, too.
    pub remarks: Vec<Remark>,
    /// Items that say what an earlier return of the workbook said, though this copy of it says what it was made with.
    pub kept: Vec<String>,
    /// What the workbook said in the fields that are settled now, as later returns of it want to know.
    pub said: SaidFields,
}

/// An answer that is taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TakenChange {
    /// The official path of the item.
    #[serde(rename = "path")]
    pub what: String,
    /// 「Ⅰ　基本情報」C12
    #[serde(rename = "where")]
    pub place: String,
    pub before: String,
    pub after: String,
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
    /// What the assessment says, where that decides it.
    pub current: Option<String>,
    /// What both said when the file was made, where it is known.
    pub base: Option<String>,
}

/// Takes over what differs from the assessment as it was when the sheet was made.
pub fn into(
    book: &Book,
    assessment: &Assessment,
    house: &HouseStyle,
    terms: &ReturnTerms<'_>,
) -> Result<Merged, Box<Finding>> {
    let sheet = FilledSheet::new(book);
    let grown = blocks::with_filled_spares(assessment, &sheet, terms.read);
    let assessment = grown.as_ref().unwrap_or(assessment);
    let Some(root) = yaml::parse(&assessment.source).root else {
        return refuse(format!("{} を読めません", assessment.source.path()), "hyokasho check で確かめてください");
    };
    let document = build(assessment, house);
    let other_form = |form: &str, own: &str| {
        let message = format!("{}: 様式が違います（ファイルは {form}、評価書は {own}）", book.name);
        refuse(message, "同じ評価書から書き出したファイルかどうかを確かめてください")
    };
    let fields = fields(&document);
    if sheet.is_ours() {
        if let Some(form) = book.properties.get(FORM).filter(|form| **form != assessment.form.id) {
            return other_form(form, &assessment.form.id);
        }
        let merger = Merger::new(assessment, &root, &sheet).on(terms);
        let mut merged = merger.merged(&fields, &sheet.others(&fields));
        merged.remarks = sheet.remarks(assessment);
        tell_bases(&mut merged, book, house, terms);
        return Ok(merged);
    }
    let Some(mut word) = FilledWord::new(book, &document, assessment) else {
        let help = "hyokasho render で書き出した Excel か Word のファイルを直して取り込みます。ほかのファイルは import ファイル -o フォルダー で読みます";
        return refuse(format!("{}: 欄の名前がありません", book.name), help);
    };
    if let Some(form) = word.form().filter(|form| *form != document.form) {
        return other_form(form, &document.form);
    }
    let left = word.take_left();
    let mut merged = Merger::new(assessment, &root, &word).on(terms).merged(&fields, &[]);
    merged.left.extend(left);
    merged.remarks = word.remarks(assessment);
    Ok(merged)
}

fn refuse<T>(message: String, help: &str) -> Result<T, Box<Finding>> {
    Err(Box::new(Finding::new(&reader::BAD_SHEET, message).help(help)))
}

/// Where both sides changed, people want to see what they started from: the tree that the workbook carries says it.
fn tell_bases(merged: &mut Merged, book: &Book, house: &HouseStyle, terms: &ReturnTerms<'_>) {
    if !merged.left.iter().any(|left| left.why == LeftReason::BothChanged) {
        return;
    }
    let carried = carried::tree(book).and_then(|tree| (terms.read)(&yaml::emit::document(&Draft::Map(tree))));
    let Some(carried) = carried else { return };
    let sheet = FilledSheet::new(book);
    let values =
        fields(&build(&carried, house)).into_iter().map(|field| (sheet.place(&field.name), field.value.words()));
    let values: BTreeMap<String, String> = values.collect();
    for left in merged.left.iter_mut().filter(|left| left.why == LeftReason::BothChanged) {
        left.base = values.get(&left.place).cloned();
    }
}
