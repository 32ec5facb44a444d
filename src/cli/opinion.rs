//! `hyokasho opinion`

use std::ffi::OsStr;
use std::path::Path;

use serde_json::{Value, json};

use super::args::FormsFormat;
use super::comment::{item, one_line, open, place, save};
use super::exit::Exit;
use super::look;
use super::procedure_args::{
    OpinionAddArguments, OpinionAnswerArguments, OpinionArguments, OpinionCommand, OpinionListArguments,
};
use super::table::table;
use super::target::{Target, refuse};
use super::terminal;
use crate::assessment::Assessment;
use crate::dates::Date;
use crate::disk::{overwrite, read_bytes, replace};
use crate::doc::beside;
use crate::import;
use crate::office::{Output, RecordBook};
use crate::procedure::{AnswerDraft, Opinion, OpinionDraft, Procedure, filled, proposals};
use crate::render::Site;
use crate::text::limits;

pub(super) fn run(command: &OpinionArguments) -> Exit {
    let (target, book) = match open(&command.path) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let Some(assessment) = target.assessment() else { return Exit::Refused };
    match &command.command {
        OpinionCommand::List(list) => terminal::finish(&listed(list, assessment, &book.procedure)),
        OpinionCommand::Add(add) => self::add(add, assessment, &book),
        OpinionCommand::Answer(answer) => self::answer(answer, assessment, &book),
        OpinionCommand::Export(export) => match exported(&target, assessment, &book.procedure, &export.output) {
            Ok(bytes) => {
                overwrite(&export.output, &bytes).map_or_else(|error| terminal::unwritten(&error), |()| Exit::Clean)
            }
            Err(exit) => exit,
        },
        OpinionCommand::Fill(fill) => self::fill(&target, assessment, &book.procedure, fill.dry_run),
    }
}

fn add(command: &OpinionAddArguments, assessment: &Assessment, book: &RecordBook) -> Exit {
    let mut drafts = Vec::new();
    if let Some(file) = &command.from {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let read = read_bytes(file, limits::SHEET_BYTES).and_then(|bytes| import::open(&name, &bytes));
        let sheets = match read {
            Ok(sheets) => sheets,
            Err(finding) => return refuse(&[*finding]),
        };
        let Some(list) = import::opinions(&sheets, command.source.into(), assessment) else {
            terminal::tell("誤り: 「意見」の列のある表が見つかりません");
            terminal::tell("対処: 見出しの行に「意見」と、ほかに「番号」「項目」「考え方」などの列を置いてください");
            return Exit::Refused;
        };
        for (row, what) in &list.left {
            terminal::tell(&format!("注意: {row} 行目: {what}"));
        }
        drafts = list.opinions;
    } else if let Some(text) = &command.text {
        let item = match item(command.item.as_deref(), assessment) {
            Ok(item) => item,
            Err(exit) => return exit,
        };
        drafts.push(OpinionDraft {
            number: command.number,
            source: command.source.into(),
            date: command.date,
            item,
            text: text.clone(),
            summary: command.summary.clone(),
            answer: None,
        });
    }
    match book.procedure.with_opinions(&drafts) {
        Ok((_, numbers)) if numbers.is_empty() => terminal::finish("加える意見はありません\n"),
        Ok((text, numbers)) => {
            let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
            save(book, Ok(text), &format!("意見 {} を加えました", numbers.join("、")))
        }
        Err(error) => save(book, Err(error), ""),
    }
}

fn answer(command: &OpinionAnswerArguments, assessment: &Assessment, book: &RecordBook) -> Exit {
    let asked = |opinion: &Opinion| opinion.number == command.number && opinion.source == command.source.into();
    let Some(position) = book.procedure.opinions.iter().position(asked) else {
        terminal::tell(&format!("誤り: 番号 {} の意見はありません", command.number));
        terminal::tell("対処: hyokasho opinion パス list で番号を確かめてください");
        return Exit::Usage;
    };
    let change = match &command.change {
        None => None,
        Some(typed) => match last_row(typed, assessment) {
            Some(row) => Some(row),
            None => {
                terminal::tell(&format!("誤り: 「{typed}」の行が、変更箇所にありません"));
                terminal::tell("対処: 先に hyokasho record で行を加えてください");
                return Exit::Usage;
            }
        },
    };
    let draft = AnswerDraft {
        answer: Some(&command.text),
        answered_on: Some(command.date),
        summary: command.summary.as_deref(),
        change: change.as_ref().map(|(date, item)| (*date, item.as_str())),
    };
    let edited = book.procedure.with_answer(position, &draft);
    save(book, edited, &format!("意見 {} の考え方を書きました", command.number))
}

/// The newest row about an item.
fn last_row(typed: &str, assessment: &Assessment) -> Option<(Date, String)> {
    let address = item(Some(typed), assessment).ok().flatten();
    let wanted = address.map_or_else(|| typed.to_owned(), |address| address.to_string());
    let rows = assessment.changes.iter().filter_map(|day| {
        let row = day.rows.iter().find(|row| row.item.as_ref().is_some_and(|item| item.text.trim() == wanted));
        day.date.filter(|_| row.is_some())
    });
    rows.max().map(|date| (date, wanted))
}

fn exported(target: &Target, assessment: &Assessment, procedure: &Procedure, file: &Path) -> Result<Vec<u8>, Exit> {
    let document = beside::opinions(assessment, procedure);
    let output = Output::new(target.workspace(), target.path(), assessment);
    let refused = |why: &dyn std::error::Error| {
        terminal::tell(&format!("誤り: 「意見と考え方」を作れません（{why}）"));
        Exit::Refused
    };
    match file.extension().and_then(OsStr::to_str) {
        Some("html" | "htm") => {
            let theme = look::theme(target.workspace())?;
            output.web(&document, &theme, &Site::default()).map_err(|error| look::refuse_template(&error.to_string()))
        }
        Some("pdf") => {
            let font = target.workspace().font().map_err(|finding| refuse(&[*finding]))?;
            output.paper(&document, font, false).map(|pdf| pdf.bytes).map_err(|error| refused(&error))
        }
        Some("docx") => output.word(&document).map(|word| word.bytes).map_err(|error| refused(&error)),
        Some("xlsx") => output.sheets(&document).map(|sheets| sheets.bytes).map_err(|error| refused(&error)),
        Some("md") => Ok(Output::markdown(&document)),
        _ => {
            terminal::tell("誤り: 出力の形が分かりません");
            terminal::tell("対処: -o のファイル名の終わり（.html .pdf .docx .xlsx .md）で選んでください");
            Err(Exit::Usage)
        }
    }
}

/// Exit code 1 tells that an item says something else already.
fn fill(target: &Target, assessment: &Assessment, procedure: &Procedure, dry_run: bool) -> Exit {
    let all = proposals(assessment, procedure);
    if all.is_empty() {
        let why = if procedure.unanswered().next().is_some() {
            "考え方の無い意見があります"
        } else {
            "意見が記録されていません"
        };
        return terminal::finish(&format!("書ける案はありません（{why}）\n"));
    }
    let text = match filled(assessment, &all) {
        Ok(text) => text,
        Err(error) => {
            terminal::tell(&format!("誤り: {error}"));
            return Exit::Unwritten;
        }
    };
    let before = assessment.source.text();
    if !dry_run
        && text != before
        && let Err(error) = replace(target.path(), before.as_bytes(), text.as_bytes())
    {
        return terminal::unwritten(&error);
    }
    let mut lines = Vec::new();
    for proposal in &all {
        let done = match (proposal.is_taken, dry_run) {
            (true, _) => "ほかの記載があるので、書きませんでした",
            (false, true) => "書き入れます（まだ何も書いていません）",
            (false, false) => "書き入れました",
        };
        lines.push(format!("{}: {done}", proposal.path));
        lines.extend(proposal.text.lines().map(|line| format!("  {line}")));
    }
    match terminal::finish(&(lines.join("\n") + "\n")) {
        Exit::Clean if all.iter().any(|proposal| proposal.is_taken) => Exit::Findings,
        exit => exit,
    }
}

fn listed(command: &OpinionListArguments, assessment: &Assessment, procedure: &Procedure) -> String {
    if command.format == FormsFormat::Json {
        let all: Vec<Value> = procedure.opinions.iter().map(|opinion| value(assessment, opinion)).collect();
        return format!("{:#}\n", json!({ "opinions": all }));
    }
    if procedure.opinions.is_empty() {
        return "意見は記録されていません\n".to_owned();
    }
    let head = ["番号", "述べた人", "日付", "項目", "考え方", "変更", "意見"].map(ToOwned::to_owned).to_vec();
    let row = |opinion: &Opinion| {
        vec![
            opinion.number.to_string(),
            opinion.source.word().to_owned(),
            opinion.date.map(Date::short).unwrap_or_default(),
            place(assessment, opinion.item.as_ref()),
            if opinion.is_answered() { "済" } else { "未了" }.to_owned(),
            opinion.change.as_ref().map_or_else(|| "－".to_owned(), |change| change.date.short()),
            one_line(opinion.published()),
        ]
    };
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(procedure.opinions.iter().map(row)).collect();
    table(&rows, 6, terminal::width())
}

fn value(assessment: &Assessment, opinion: &Opinion) -> Value {
    json!({
        "number": opinion.number,
        "source": opinion.source.key(),
        "date": opinion.date.map(Date::iso),
        "item": opinion.item.as_ref().map(|item| &item.address),
        "path": place(assessment, opinion.item.as_ref()),
        "text": opinion.text,
        "summary": opinion.summary,
        "answer": opinion.answer,
        "answered_on": opinion.answered_on.map(Date::iso),
        "change": opinion.change.as_ref().map(|change| json!({"date": change.date.iso(), "item": change.item})),
    })
}
