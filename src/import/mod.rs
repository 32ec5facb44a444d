//! Imports what exists: the cells of a published document → an assessment, and a report of everything that found no place.
//!
//! First the arrangement of every sheet is brought into the form's (`arrange`). Then the text of all cells becomes one stream of folded characters (`stream`). The layer `labels` finds the labels of the form in
//! it; what stands between two labels is the answer of the first (`fill`). Every character is marked with what became of it, so that what is left
//! over is known.

mod arrange;
mod beside;
mod boxes;
mod changes;
mod checks;
mod choice;
mod comments;
mod fill;
mod look_first;
mod noise;
mod onto;
mod opinions;
mod recognise;
mod records;
mod report;
mod scope;
mod stream;
mod table;
mod trace;
mod wording;
mod write;

use std::sync::Arc;

use crate::assessment::{Assessment, Cell, NoResources, bind};
use crate::finding::{Finding, reader};
use crate::form::{Form, Forms};
use crate::grid::{self, Book};
use crate::paper;
use crate::text::Source;
use crate::text::fold::{fold, same};
use crate::yaml::{self, Draft, DraftEntry};

use crate::labels::Labels;
use crate::labels::Match;
use crate::labels::Occurrence;
pub use comments::commented;
use fill::{FillTarget, FilledForm, Filler};
pub use onto::onto;
pub use opinions::{OpinionList, opinions};
use recognise::Unrecognised;
pub use report::{Conflict, ImportReport, REPORT_FILE, Unmapped};
use stream::{Stream, Use};
use trace::Tracer;
pub use trace::{ImportTrace, TraceAnswer, TraceKind, TraceRow, TraceSheet, TraceSpan};

#[derive(Debug)]
pub struct Imported {
    /// The text of the new `assessment.yaml`.
    pub yaml: String,
    pub report: ImportReport,
    pub trace: ImportTrace,
    /// What stands beside the assessment: pictures that the file carried, by their names.
    pub files: Vec<(String, Vec<u8>)>,
    /// How many characters of the source are answers, and how many of them are in an item.
    pub characters: usize,
    pub placed: usize,
}

/// Reads a file of any kind that documents come in.
pub fn open(name: &str, bytes: &[u8]) -> Result<Book, Box<Finding>> {
    if paper::is_pdf(bytes) { paper::read(name, bytes) } else { grid::read(name, bytes) }
}

/// Reads a document into an assessment of the form that it is printed on.
pub fn import(book: &Book, forms: &Forms) -> Result<Imported, Box<Finding>> {
    import_as(book, forms, None)
}

/// Reads a document into an assessment of this form, or of the one that it is printed on.
pub fn import_as(book: &Book, forms: &Forms, named: Option<&Arc<Form>>) -> Result<Imported, Box<Finding>> {
    let recognise::Recognised { form, foreign } =
        recognise::form_of(book, forms, named).map_err(|unrecognised| refused(book, forms, unrecognised))?;
    let mut report = ImportReport { source: book.name.clone(), form: form.id.clone(), ..ImportReport::default() };
    if let Some(mark) = foreign {
        let title = form.title();
        let message =
            format!("［{mark}］の様式は定義が無いので、{title}の項目に割り当てました。項目が違う所を確かめてください");
        report.conflict(None, message, String::new());
    }
    let printed = Labels::new(&form);
    let living = beside::living(book, &printed, &mut report);
    let book = &arrange::arrange(living, &printed, &mut report);
    let beside = report.unmapped.len();
    let (cells, table) = table::part(book, &form);
    let mut stream = Stream::new(book, cells);
    let mut filled = read(&printed, &mut stream, &mut report);
    let bound = bound(&form, &write::entries(&form, &filled));
    if let Some(assessment) = &bound {
        drop_derived(assessment, &mut filled, &mut report);
        drop_fixed(assessment, &filled, &mut stream);
    }
    report.mapped = filled.values.len();
    let left = stream.left_runs();
    let mut placed = stream.count(Use::Item);
    let mut characters = placed + left.iter().map(|run| run.len()).sum::<usize>();
    for run in left {
        report.unmapped(stream.text(run), stream.place(run.start()));
    }
    let mut entries = write::entries(&form, &filled);
    let before = report.unmapped.len();
    let days = bound.as_ref().and_then(|assessment| changes::read(book, &table, assessment, &mut report));
    if let Some(days) = days {
        let heading = form.changes_part().map(|part| format!("■ {}", part.heading())).unwrap_or_default();
        entries.push(DraftEntry::new("changes", days).commented(heading));
    }
    let told = table::characters(book, &table, &form);
    let lost: usize = report.unmapped[before..].iter().map(|left| fold(&left.text).chars().count()).sum();
    characters += told;
    placed += told.saturating_sub(lost);
    // A list of words may look like some labels and answer none of them.
    if placed == 0 {
        return Err(refused(book, forms, Unrecognised::NoForm));
    }
    report.look_first = look_first::look_first(&report, beside, bound.as_ref(), (placed, characters));
    let trace = Tracer::new(&form, &stream, &filled, bound.as_ref(), &report).trace(&table);
    Ok(Imported {
        yaml: yaml::emit::document(&Draft::Map(entries)),
        report,
        trace,
        files: Vec::new(),
        characters,
        placed,
    })
}

/// Why a document is not read, and what to do.
fn refused(book: &Book, forms: &Forms, unrecognised: Unrecognised) -> Box<Finding> {
    let name = &book.name;
    let list = |forms: &[Arc<Form>]| {
        let mut list: Vec<String> = forms.iter().map(|form| format!("{}（{}）", form.style, form.name)).collect();
        list.sort();
        list.dedup();
        list.join("・")
    };
    let as_form =
        "項目の近い様式があれば、「--form 様式の名前」を付けると、その様式として取り込みます（hyokasho forms が一覧）";
    let (message, help) = match unrecognised {
        Unrecognised::NoForm => (
            format!("{name}: 様式の項目が見当たりません"),
            format!(
                "取り込めるのは、{}です。様式が分かっていれば、「--form 様式の名前」を付けてください",
                list(&forms.all())
            ),
        ),
        Unrecognised::Foreign(mark) => (format!("{name}: ［{mark}］の様式は、定義がありません"), as_form.to_owned()),
        Unrecognised::Either(either) => (
            format!("{name}: {}のどちらの様式なのか、分かりません", list(&either)),
            "「--form 様式の名前」を付けて、どちらかを選んでください".to_owned(),
        ),
    };
    Box::new(Finding::new(&reader::UNKNOWN_FORM, message).help(help))
}

fn read(printed: &Labels<'_>, stream: &mut Stream<'_>, report: &mut ImportReport) -> FilledForm {
    let mut occurrences = printed.find(stream);
    noise::strike(stream, printed, report);
    noise::strike_contents(stream, printed, report, &mut occurrences);
    for range in occurrences.iter().filter(|occurrence| occurrence.is_range) {
        stream.mark(range.start..range.end, Use::Printed);
    }
    let matches = printed.sequence(&occurrences);
    tell_guesses(printed, &occurrences, &matches, stream, report);
    let placed = scope::place(printed, &occurrences, &matches, stream);
    Filler { printed, stream, report, filled: FilledForm::default() }.fill(&placed)
}

/// Letters that no label has would be lost without a word.
fn tell_guesses(
    printed: &Labels<'_>,
    occurrences: &[Occurrence],
    matches: &[Match],
    stream: &Stream<'_>,
    report: &mut ImportReport,
) {
    for (found, slot) in matches.iter().map(|found| (&occurrences[found.occurrence], &printed.slots[found.slot])) {
        if found.is_guess {
            let label = slot.node.map_or(&printed.form.parts[slot.part].title, |node| &printed.form.node(node).label);
            let typed: String = stream.runs(found.start..found.end).into_iter().map(|run| stream.text(run)).collect();
            let message = format!("「{typed}」を、項目名「{label}」と読みました");
            report.conflict(None, message, stream.place(found.start));
        }
    }
}

/// What the program reads of the assessment so far.
fn bound(form: &Arc<Form>, entries: &[DraftEntry]) -> Option<Assessment> {
    let source = Source::new("assessment.yaml", yaml::emit::document(&Draft::Map(entries.to_vec())));
    let parsed = yaml::parse(&source);
    Some(bind(&source, &parsed.root?, form, &NoResources::default()).assessment)
}

/// A cell that follows from others is left to the program, unless the document says otherwise: then it stays, and is told.
fn drop_derived(assessment: &Assessment, filled: &mut FilledForm, report: &mut ImportReport) {
    let form = &assessment.form;
    for cell in assessment.cells.iter().filter(|cell| cell.typed.is_some()) {
        let Some((typed, derived)) = disagreement(assessment, cell) else { continue };
        let target = FillTarget { item: cell.node, positions: cell.positions.clone() };
        if same(&typed, &derived) {
            filled.values.remove(&target);
            continue;
        }
        let place = filled.places.get(&target).cloned().unwrap_or_default();
        let path = write::path(form, &target);
        let said = |text: &str| if text.is_empty() { "空欄".to_owned() } else { format!("「{text}」") };
        let message = format!("{path}: {}とありますが、ほかの記載からは{}です", said(&typed), said(&derived));
        report.conflict(Some(cell.address.as_str()), message, place);
    }
}

/// The form's own words are no answer, as long as they are its words.
fn drop_fixed(assessment: &Assessment, filled: &FilledForm, stream: &mut Stream<'_>) {
    for (target, runs) in &filled.fixed {
        let is_it = |cell: &&Cell| cell.node == target.item && cell.positions == target.positions;
        let Some(cell) = assessment.cells.iter().find(is_it) else { continue };
        if same(&wording::line(stream, runs), &assessment.words(cell)) {
            runs.iter().for_each(|run| stream.mark_run(*run, Use::Printed));
        }
    }
}

/// What is printed, and what follows from the rest.
fn disagreement(assessment: &Assessment, cell: &Cell) -> Option<(String, String)> {
    let derived = cell.derived.as_ref()?;
    let options = assessment.form.options_of(assessment.node(cell));
    Some((assessment.words(cell), derived.words(options)))
}
