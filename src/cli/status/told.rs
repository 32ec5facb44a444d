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

pub(super) fn human(
    rows: &[StatusRow],
    command: &StatusArguments,
    today: Option<Date>,
    arguments: &Arguments,
) -> String {
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
            "completeness": read.map(|read| ratio(read.total)),
            "parts": read.map(|read| read.parts.iter().map(part).collect::<Vec<_>>()),
            "errors": row.summary.errors,
            "warnings": row.summary.warnings,
            "infos": row.summary.infos,
            "open_judgements": read.map(|read| read.open_judgements),
            "published_on": read.and_then(|read| date(read.published_on)),
            "reviewed_on": read.and_then(|read| date(read.reviewed_on)),
            "review": read.and_then(|read| deadline(read.due.review)),
            "reevaluation": read.and_then(|read| deadline(read.due.reevaluation)),
        })
    };
    json!({"today": date(today), "assessments": rows.iter().map(entry).collect::<Vec<_>>()})
}
