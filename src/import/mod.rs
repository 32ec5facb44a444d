//! Imports what exists: the cells of a published document → an assessment, and a report of everything that found no place.

mod changes;
mod report;

use std::sync::Arc;

use crate::assessment::{NoResources, bind};
use crate::finding::{Finding, reader};
use crate::form::{Form, Forms};
use crate::grid::{At, Book};
use crate::text::Source;
use crate::yaml::{self, Draft, DraftEntry};

pub use report::{Conflict, Report, Unmapped};

#[derive(Debug)]
pub struct Imported {
    /// The text of the new `assessment.yaml`.
    pub yaml: String,
    pub report: Report,
}

/// Reads a document into an assessment of the form that it is printed on.
pub fn import(book: &Book, forms: &Forms) -> Result<Imported, Box<Finding>> {
    let unknown = || Box::new(Finding::new(&reader::UNKNOWN_FORM, format!("{}: どの様式か分かりません", book.name)));
    let form = forms.get("focused-2025-05").and_then(Result::ok).ok_or_else(unknown)?;
    let mut report = Report { source: book.name.clone(), form: form.id.clone(), ..Report::default() };
    let mut entries = vec![DraftEntry::new("form", Draft::text(form.id.as_str()))];
    let table: Vec<At> = book.cells().map(|(at, _)| at).collect();
    if let Some(days) = read_changes(book, &table, &form, &entries, &mut report) {
        entries.push(DraftEntry::new("changes", days));
    }
    Ok(Imported { yaml: yaml::emit::document(&Draft::Map(entries)), report })
}

/// The table speaks of items, so it is read when they are known.
fn read_changes(
    book: &Book,
    table: &[At],
    form: &Arc<Form>,
    entries: &[DraftEntry],
    report: &mut Report,
) -> Option<Draft> {
    let source = Source::new("assessment.yaml", yaml::emit::document(&Draft::Map(entries.to_vec())));
    let parsed = yaml::parse(&source);
    let bound = bind(&source, &parsed.root?, form, &NoResources::default());
    changes::read(book, table, &bound.assessment, report)
}
