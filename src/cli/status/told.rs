//! What is known of every assessment, as a table and as JSON.

use serde_json::{Value, json};

use super::{StatusRow, is_overdue};
use crate::assessment::Completeness;
use crate::cli::args::{Arguments, StatusArguments};
use crate::cli::table::table;
use crate::cli::terminal;
use crate::dates::Date;
use crate::disk::shown;
use crate::finding::output::percent;
use crate::office::NO_DEPARTMENT;
use crate::procedure::SignState;

pub(super) fn human(
    rows: &[StatusRow],
    command: &StatusArguments,
    today: Option<Date>,
    arguments: &Arguments,
) -> String {
    let style = terminal::style(arguments);
    let head = ["評価書", "様式", "記載率", "誤り", "注意", "参考", "未判断", "承認", "公表日", "見直し", "再評価"];
    let mut lines = vec![head.map(ToOwned::to_owned).to_vec()];
    let asked = format!("{}/", shown(&command.folder).trim_end_matches('/'));
    lines.extend(rows.iter().map(|row| line(row, &asked, today)));
    let table_of_all = table(&lines, 0, style.width);
    let mut lines = table_of_all.lines();
    let mut text = lines.next().unwrap_or_default().to_owned() + "\n";
    for (at, (row, line)) in rows.iter().zip(lines).enumerate() {
        if command.by_department && (at == 0 || rows[at - 1].department() != row.department()) {
            text += &department(row.department(), rows, today);
        }
        text += &format!("{line}\n");
        let parts = row.read.iter().filter(|_| command.verbose).flat_map(|read| &read.parts);
        let part = |(title, part): &(String, Completeness)| {
            vec![format!("    {title}"), share(*part), format!("{}/{}", part.answered, part.required)]
        };
        text += &table(&parts.map(part).collect::<Vec<_>>(), 0, style.width);
    }
    if style.color { text.replace(OVERDUE, &format!("\u{1b}[31m{OVERDUE}\u{1b}[0m")) } else { text }
}

/// The line above the assessments of one department.
fn department(name: Option<&str>, rows: &[StatusRow], today: Option<Date>) -> String {
    let of_it = || rows.iter().filter(|row| row.department() == name);
    let open: usize = of_it().filter_map(|row| row.read.as_ref()).map(|read| read.open_judgements).sum();
    let late = of_it().filter(|row| row.is_overdue(today)).count();
    let name = name.unwrap_or(NO_DEPARTMENT);
    format!("{name}（{} 件、未判断 {open}、{OVERDUE} {late}）\n", of_it().count())
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
        let published = read.published_on.map_or_else(none, Date::short);
        line.extend([read.open_judgements.to_string(), signed(&read.signed).0.to_owned(), published]);
        line.extend([read.due.review, read.due.reevaluation].map(|date| deadline(date, today)));
    }
    line
}

/// Whether the text as it stands is approved: for people, for programs.
fn signed(state: &SignState) -> (&'static str, &'static str) {
    match state {
        SignState::Unsigned => ("－", "unsigned"),
        SignState::Stale(_) => ("要再承認", "stale"),
        SignState::Signed => ("済", "signed"),
    }
}

fn none() -> String {
    "－".into()
}

/// Of the JSON document (docs/schemas/status.schema.json); rises when what is there already changes its meaning.
const VERSION: u32 = 1;
const OVERDUE: &str = "超過";

fn share(share: Completeness) -> String {
    format!("{:.1}%", percent(share.ratio()))
}

fn deadline(due: Option<Date>, today: Option<Date>) -> String {
    match due {
        None => none(),
        Some(due) if is_overdue(due, today) => format!("{} {OVERDUE}", due.short()),
        Some(due) => due.short(),
    }
}

pub(super) fn document(rows: &[StatusRow], today: Option<Date>) -> Value {
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
            "department": row.department(),
            "completeness": read.map(|read| ratio(read.total)),
            "parts": read.map(|read| read.parts.iter().map(part).collect::<Vec<_>>()),
            "errors": row.summary.errors,
            "warnings": row.summary.warnings,
            "infos": row.summary.infos,
            "open_judgements": read.map(|read| read.open_judgements),
            "signed": read.map(|read| signed(&read.signed).1),
            "published_on": read.and_then(|read| date(read.published_on)),
            "reviewed_on": read.and_then(|read| date(read.reviewed_on)),
            "review": read.and_then(|read| deadline(read.due.review)),
            "reevaluation": read.and_then(|read| deadline(read.due.reevaluation)),
        })
    };
    json!({"version": VERSION, "today": date(today), "assessments": rows.iter().map(entry).collect::<Vec<_>>()})
}
