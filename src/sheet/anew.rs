//! A workbook or a PDF of our own → a new assessment: the tree that it carries, with what an officer changed in its cells.

use super::attached;
use super::back::{FilledSheet, ReturnTerms, TreePlace, into, text};
use super::carried::tree;
use super::contract::FieldValue;
use super::write::fields;
use crate::assessment::Assessment;
use crate::doc::build;
use crate::grid::Book;
use crate::house::HouseStyle;
use crate::import::{ImportReport, ImportTrace, Imported, commented};
use crate::text::Source;
use crate::yaml::{self, Draft, YamlNode, YamlValue};

/// The assessment that the file is; nothing where it carries none, because another program made it or took it out.
/// `read` reads one as it would be read where it is to stand.
pub fn anew(book: &Book, house: &HouseStyle, read: &dyn Fn(&str) -> Option<Assessment>) -> Option<Imported> {
    if !book.attachments.is_empty() {
        return attached::read(book, read);
    }
    let entries = tree(book)?;
    let form = read(&yaml::emit::document(&Draft::Map(entries.clone())))?.form;
    let text = yaml::emit::document(&Draft::Map(commented(&form, entries)));
    let text = with_passages(book, &read(&text)?, house)?;
    let assessment = read(&text)?;
    let terms = ReturnTerms { allow_blank: true, earlier: None, file: &book.name, read };
    let merged = into(book, &assessment, house, &terms).ok()?;
    let assessment = read(&merged.text)?;
    let mut report = ImportReport { source: book.name.clone(), form: form.id.clone(), ..ImportReport::default() };
    for left in merged.left {
        report.conflict(None, format!("{}: {}", left.what, left.why), left.place.clone());
        report.unmapped(&left.text, left.place);
    }
    let typed = assessment.cells.iter().filter(|cell| cell.typed.is_some());
    report.mapped = typed.clone().count();
    let placed = typed.map(|cell| assessment.words(cell).chars().count()).sum();
    let lost: usize = report.unmapped.iter().map(|left| left.text.chars().count()).sum();
    let trace = ImportTrace::default();
    let files = Vec::new();
    Some(Imported { yaml: merged.text, report, trace, files, characters: placed + lost, placed })
}

/// Passages stay named where they say what the workbook says; where they are missing, or say something else, its words stay.
fn with_passages(book: &Book, assessment: &Assessment, house: &HouseStyle) -> Option<String> {
    let filled = FilledSheet::new(book);
    let mut source = assessment.source.clone();
    let mut others = fields(&build(assessment, house));
    others.retain(|field| filled.known(field).is_some_and(|noted| noted != field.value.digest()));
    for field in others {
        let root = yaml::parse(&source).root?;
        let place = TreePlace::find(&root, &field.address);
        let Some(place) = place.filter(|place| place.node.is_some_and(draws_on_passages)) else { continue };
        let Some(FieldValue::Text(said)) = filled.said(&field) else { continue };
        let edit = place.set(text(&said, None), String::new());
        source = Source::new(source.path(), yaml::edit(&source, &edit.steps(), &edit.change).ok()?);
    }
    Some(source.text().to_owned())
}

fn draws_on_passages(node: &YamlNode) -> bool {
    match &node.value {
        YamlValue::List(pieces) => pieces.iter().any(draws_on_passages),
        YamlValue::Map(entries) => entries.iter().any(|entry| entry.key == "fragment"),
        YamlValue::Scalar(..) => false,
    }
}
