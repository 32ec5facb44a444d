//! `hyokasho status`

mod calendar;
mod told;

use std::ffi::OsStr;
use std::path::Path;

use super::args::{Arguments, FailOn, StatusArguments, StatusFormat};
use super::exit::Exit;
use super::{look, terminal};
use crate::assessment::{Assessment, Completeness};
use crate::dates::Date;
use crate::disk::{NewFile, shown, write_all};
use crate::finding::Confidence;
use crate::finding::output::{Format, Summary, render};
use crate::form::Mark;
use crate::inspect::{Inspected, inspect};
use crate::office::{PlanEntry, plan};
use crate::procedure::{Procedure, SignState};
use crate::render::plan::page;
use crate::rules::{Due, codes, due};
use crate::sheet::plan_workbook;
use crate::workspace::{ASSESSMENT_FILE, Loaded, Selection, Workspace, select};

/// One assessment.
struct StatusRow {
    folder: String,
    /// None where it could not be read.
    read: Option<StatusRead>,
    summary: Summary,
}

struct StatusRead {
    form: String,
    style: String,
    title: String,
    total: Completeness,
    parts: Vec<(String, Completeness)>,
    /// Changes of ※ items without a recorded judgement.
    open_judgements: usize,
    published_on: Option<Date>,
    /// When it was last looked at, and nothing had to be changed.
    reviewed_on: Option<Date>,
    due: Due,
    /// What the sign-offs say of the text as it stands.
    signed: SignState,
    plan: PlanEntry,
}

pub(super) fn run(command: &StatusArguments, arguments: &Arguments) -> Exit {
    let today = command.today.or_else(system_date);
    let (selections, lost) = select(std::slice::from_ref(&command.folder), &codes());
    let progress = terminal::progress("確認中");
    let mut rows = Vec::new();
    let mut shared = lost;
    let mut unread = false;
    for selection in &selections {
        let inspection = inspect(selection, today, &progress, |loaded| row(loaded, &selection.workspace, today));
        shared.extend(inspection.shared);
        for Inspected { findings, completeness, seen, .. } in inspection.assessments {
            unread |= completeness.is_none();
            shared.extend(findings.iter().filter(|finding| finding.rule.refuses_input()).cloned());
            let certain = findings.into_iter().filter(|finding| finding.confidence == Confidence::Certain);
            rows.push(StatusRow { summary: Summary::of(&certain.collect::<Vec<_>>(), None), ..seen });
        }
    }
    drop(progress);
    shared.retain(|finding| finding.confidence == Confidence::Certain);
    if !shared.is_empty() {
        terminal::tell(&render(Format::Human, &shared, &Summary::of(&shared, None), terminal::error_style(arguments)));
    }
    let refused = unread || Exit::of(&shared) == Exit::Refused;
    if let Some(days) = command.within {
        keep_due(&mut rows, today, days);
    }
    if command.by_department {
        rows.sort_by(|one, other| one.department_order().cmp(&other.department_order()));
    }
    if let Some(file) = &command.output
        && let Err(exit) = write(file, &rows, &selections, today)
    {
        return exit;
    }
    let text = match command.format {
        StatusFormat::Human => told::human(&rows, command, today, arguments),
        StatusFormat::Json => format!("{:#}\n", told::document(&rows, today)),
    };
    let fails = command.fail_on.iter().any(|reason| rows.iter().any(|row| row.fails(*reason, today)));
    match terminal::print(&text) {
        Ok(()) if refused => Exit::Refused,
        Ok(()) if fails => Exit::Findings,
        Ok(()) => Exit::Clean,
        Err(_) => Exit::Unwritten,
    }
}

impl StatusRow {
    /// The day by which something is to be done next.
    fn next_due(&self) -> Option<Date> {
        let due = &self.read.as_ref()?.due;
        [due.review, due.reevaluation].into_iter().flatten().min()
    }

    /// None where no department is named.
    fn department(&self) -> Option<&str> {
        self.read.as_ref().map(|read| read.plan.department.as_str()).filter(|name| !name.is_empty())
    }

    /// Those that name none come last.
    fn department_order(&self) -> (bool, Option<&str>) {
        (self.department().is_none(), self.department())
    }

    fn is_overdue(&self, today: Option<Date>) -> bool {
        self.next_due().is_some_and(|due| is_overdue(due, today))
    }

    fn fails(&self, reason: FailOn, today: Option<Date>) -> bool {
        match reason {
            FailOn::Overdue => self.is_overdue(today),
            FailOn::Open => self.read.as_ref().is_some_and(|read| read.open_judgements > 0),
            FailOn::Errors => self.summary.errors > 0,
        }
    }
}

/// What is due within so many days, or was; the most urgent first.
fn keep_due(rows: &mut Vec<StatusRow>, today: Option<Date>, days: u32) {
    let soon = |due: Date| today.and_then(|today| today.days_to(due)).is_some_and(|left| left <= i64::from(days));
    rows.retain(|row| row.next_due().is_some_and(soon));
    rows.sort_by_key(StatusRow::next_due);
}

/// A calendar, or the 計画管理表, as the name of the file ends.
fn write(file: &Path, rows: &[StatusRow], selections: &[Selection], today: Option<Date>) -> Result<(), Exit> {
    let ending = file.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase).unwrap_or_default();
    let plan = || {
        let organization = selections.first().map(|one| one.workspace.config.organization.as_str()).unwrap_or_default();
        plan(organization, rows.iter().filter_map(|row| Some(row.read.as_ref()?.plan.clone())).collect())
    };
    let bytes = match ending.as_str() {
        "ics" => calendar::calendar(rows, today).into_bytes(),
        "html" | "htm" => {
            let alone = Workspace::default();
            let theme = look::theme(selections.first().map_or(&alone, |one| &one.workspace))?;
            page(&plan(), &theme).map_err(|error| look::refuse_template(&error.to_string()))?.into_bytes()
        }
        "xlsx" => plan_workbook(&plan()).map_err(|error| {
            terminal::tell(&format!("誤り: 計画管理表を作れません（{error}）"));
            Exit::Refused
        })?,
        _ => {
            terminal::tell("誤り: -o に書けるのは .ics（カレンダー）、.html、.xlsx（計画管理表）のファイルです");
            return Err(Exit::Usage);
        }
    };
    write_all(&[NewFile::output(file, bytes)]).map_err(|error| terminal::unwritten(&error))
}

fn is_overdue(due: Date, today: Option<Date>) -> bool {
    today.is_some_and(|today| due.is_before(today))
}

/// The one place where a clock is read: deadlines are counted from today unless `--today` says otherwise.
pub(super) fn system_date() -> Option<Date> {
    let today = jiff::Zoned::now();
    Date::new(today.year(), today.month(), today.day())
}

/// What its findings are is known when all are read.
fn row(loaded: &Loaded, workspace: &Workspace, today: Option<Date>) -> StatusRow {
    let place = if loaded.path.ends_with(ASSESSMENT_FILE) { loaded.path.parent() } else { Some(loaded.path.as_path()) };
    let folder = place.map(shown).unwrap_or_default();
    StatusRow {
        folder: if folder.is_empty() { ".".into() } else { folder },
        read: loaded.assessment.as_ref().map(|assessment| {
            let procedure = loaded.procedure.as_ref();
            let signed = procedure.filter(|procedure| !procedure.sign_offs.is_empty()).map(|procedure| {
                let fingerprint = workspace.fingerprint_of(place.unwrap_or(&loaded.path), assessment);
                procedure.sign_state(&fingerprint.unwrap_or_default())
            });
            read(assessment, procedure, signed.unwrap_or(SignState::Unsigned), today)
        }),
        summary: Summary::of(&[], None),
    }
}

fn read(assessment: &Assessment, procedure: Option<&Procedure>, signed: SignState, today: Option<Date>) -> StatusRead {
    let form = &assessment.form;
    let part = |(index, share): (usize, Completeness)| (form.parts[index].heading(), share);
    let parts = assessment.completeness_by_part().into_iter().filter(|(_, share)| share.required > 0);
    StatusRead {
        form: form.id.clone(),
        style: form.style.clone(),
        title: assessment.root().words("cover.title"),
        total: assessment.completeness(),
        parts: parts.map(part).collect(),
        open_judgements: open_judgements(assessment),
        published_on: assessment.root().date("cover.published_on"),
        reviewed_on: procedure.and_then(|procedure| procedure.last_review(today)),
        due: due(assessment, procedure, today),
        signed,
        plan: PlanEntry::of(assessment, procedure, open_judgements(assessment), today),
    }
}

fn open_judgements(assessment: &Assessment) -> usize {
    let rows = assessment.changes.iter().flat_map(|day| &day.rows).filter(|row| row.important.is_none());
    let cells = rows.filter_map(|row| assessment.cell(&row.item.as_ref()?.text));
    cells.filter(|cell| assessment.node(cell).mark != Mark::None).count()
}
