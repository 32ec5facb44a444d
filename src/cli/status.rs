//! `hyokasho status`

use serde_json::{Value, json};

use super::args::{Arguments, StatusArguments, StatusFormat};
use super::exit::Exit;
use super::table::table;
use super::terminal;
use crate::assessment::{Assessment, Completeness};
use crate::dates::Date;
use crate::disk::shown;
use crate::finding::Confidence;
use crate::finding::output::{Format, Summary, percent, render};
use crate::form::Mark;
use crate::inspect::{Inspected, inspect};
use crate::rules::{Due, codes, due};
use crate::workspace::{ASSESSMENT_FILE, Loaded, select};

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
    due: Due,
}

pub(super) fn run(command: &StatusArguments, arguments: &Arguments) -> Exit {
    let today = command.today.or_else(system_date);
    let (selections, lost) = select(std::slice::from_ref(&command.folder), &codes());
    let progress = terminal::progress("確認中");
    let mut rows = Vec::new();
    let mut shared = lost;
    let mut unread = false;
    for selection in &selections {
        let inspection = inspect(selection, today, &progress, |loaded| row(loaded, today));
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
    let text = match command.format {
        StatusFormat::Human => human(&rows, command, today, arguments),
        StatusFormat::Json => format!("{:#}\n", document(&rows, today)),
    };
    match terminal::print(&text) {
        Ok(()) if refused => Exit::Refused,
        Ok(()) => Exit::Clean,
        Err(_) => Exit::Unwritten,
    }
}

/// The one place where a clock is read: deadlines are counted from today unless `--today` says otherwise.
fn system_date() -> Option<Date> {
    let today = jiff::Zoned::now();
    Date::new(today.year(), today.month(), today.day())
}

/// What its findings are is known when all are read.
fn row(loaded: &Loaded, today: Option<Date>) -> StatusRow {
    let place = if loaded.path.ends_with(ASSESSMENT_FILE) { loaded.path.parent() } else { Some(loaded.path.as_path()) };
    let folder = place.map(shown).unwrap_or_default();
    StatusRow {
        folder: if folder.is_empty() { ".".into() } else { folder },
        read: loaded.assessment.as_ref().map(|assessment| read(assessment, today)),
        summary: Summary::of(&[], None),
    }
}

fn read(assessment: &Assessment, today: Option<Date>) -> StatusRead {
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
        due: due(assessment, today),
    }
}

fn open_judgements(assessment: &Assessment) -> usize {
    let rows = assessment.changes.iter().flat_map(|day| &day.rows).filter(|row| row.important.is_none());
    let cells = rows.filter_map(|row| assessment.cell(&row.item.as_ref()?.text));
    cells.filter(|cell| assessment.node(cell).mark != Mark::None).count()
}

fn human(rows: &[StatusRow], command: &StatusArguments, today: Option<Date>, arguments: &Arguments) -> String {
    let style = terminal::style(arguments);
    let head = ["評価書", "様式", "記載率", "誤り", "注意", "参考", "未判断", "公表日", "見直し", "再評価"];
    let mut lines = vec![head.map(ToOwned::to_owned).to_vec()];
    let asked = format!("{}/", shown(&command.folder).trim_end_matches('/'));
    lines.extend(rows.iter().map(|row| line(row, &asked, today)));
    let table_of_all = table(&lines, 0, style.width);
    let mut lines = table_of_all.lines();
    let mut text = lines.next().unwrap_or_default().to_owned() + "\n";
    for (row, line) in rows.iter().zip(lines) {
        text += &format!("{line}\n");
        let parts = row.read.iter().filter(|_| command.verbose).flat_map(|read| &read.parts);
        let part = |(title, part): &(String, Completeness)| {
            vec![format!("    {title}"), share(*part), format!("{}/{}", part.answered, part.required)]
        };
        text += &table(&parts.map(part).collect::<Vec<_>>(), 0, style.width);
    }
    if style.color { text.replace(OVERDUE, &format!("\u{1b}[31m{OVERDUE}\u{1b}[0m")) } else { text }
}

/// The cells of one assessment; its folder as seen from the one that was asked for.
fn line(row: &StatusRow, asked: &str, today: Option<Date>) -> Vec<String> {
    let mut line = vec![row.folder.strip_prefix(asked).unwrap_or(&row.folder).to_owned()];
    match &row.read {
        None => line.extend(["－".into(), "読めず".into()]),
        Some(read) => line.extend([read.style.clone(), share(read.total)]),
    }
    line.extend([row.summary.errors, row.summary.warnings, row.summary.infos].map(|count| count.to_string()));
    if let Some(read) = &row.read {
        line.extend([read.open_judgements.to_string(), read.published_on.map_or_else(none, Date::short)]);
        line.extend([read.due.review, read.due.reevaluation].map(|date| deadline(date, today)));
    }
    line
}

fn none() -> String {
    "－".into()
}

const OVERDUE: &str = "超過";

fn share(share: Completeness) -> String {
    format!("{:.1}%", percent(share.ratio()))
}

fn is_overdue(due: Date, today: Option<Date>) -> bool {
    today.is_some_and(|today| due.is_before(today))
}

fn deadline(due: Option<Date>, today: Option<Date>) -> String {
    match due {
        None => none(),
        Some(due) if is_overdue(due, today) => format!("{} {OVERDUE}", due.short()),
        Some(due) => due.short(),
    }
}

fn document(rows: &[StatusRow], today: Option<Date>) -> Value {
    let ratio = |share: Completeness| (share.ratio() * 1e4).round() / 1e4;
    let date = |date: Option<Date>| date.map(Date::iso);
    let deadline = |due: Option<Date>| due.map(|due| json!({"due": due.iso(), "overdue": is_overdue(due, today)}));
    let part = |(title, share): &(String, Completeness)| json!({"title": title, "answered": share.answered, "required": share.required, "completeness": ratio(*share)});
    let entry = |row: &StatusRow| {
        let read = row.read.as_ref();
        json!({
            "folder": row.folder,
            "form": read.map(|read| &read.form),
            "title": read.map(|read| &read.title),
            "completeness": read.map(|read| ratio(read.total)),
            "parts": read.map(|read| read.parts.iter().map(part).collect::<Vec<_>>()),
            "errors": row.summary.errors,
            "warnings": row.summary.warnings,
            "infos": row.summary.infos,
            "open_judgements": read.map(|read| read.open_judgements),
            "published_on": read.and_then(|read| date(read.published_on)),
            "review": read.and_then(|read| deadline(read.due.review)),
            "reevaluation": read.and_then(|read| deadline(read.due.reevaluation)),
        })
    };
    json!({"today": date(today), "assessments": rows.iter().map(entry).collect::<Vec<_>>()})
}
