//! `hyokasho step`

use serde_json::{Value, json};

use super::args::FormsFormat;
use super::comment::{open, save};
use super::exit::Exit;
use super::procedure_args::StepArguments;
use super::status::system_date;
use super::table::table;
use super::target::Target;
use super::terminal;
use crate::dates::Date;
use crate::office::RecordBook;
use crate::procedure::{Course, CourseStep, Round, SignState, StepDraft};
use crate::rules::{Due, due};

pub(super) fn run(command: &StepArguments) -> Exit {
    let (target, book) = match open(&command.path) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let (Some(kind), Some(date)) = (command.step, command.date) else {
        return told(command, &target, &book);
    };
    let step = StepDraft {
        kind,
        date,
        until: command.until,
        person: command.by.as_deref(),
        document: command.document.as_deref(),
        note: None,
    };
    save(&book, book.procedure.with_step(&step), &format!("{}（{date}）を記録しました", kind.word()))
}

fn told(command: &StepArguments, target: &Target, book: &RecordBook) -> Exit {
    let Some(assessment) = target.assessment() else { return Exit::Refused };
    let today = command.today.or_else(system_date);
    let folder = target.folder();
    let round = Round::of(assessment, &target.workspace().revisions(&folder));
    let course = Course::of(assessment, &book.procedure, round, today);
    let due = due(assessment, Some(&book.procedure), today);
    let fingerprint = target.workspace().fingerprint_of(&folder, assessment).unwrap_or_default();
    let signed = match book.procedure.sign_state(&fingerprint) {
        SignState::Unsigned => "なし",
        SignState::Stale(_) => "承認の後に記載が変わっています",
        SignState::Signed => "今の記載を承認済み",
    };
    terminal::finish(&match command.format {
        FormsFormat::Json => format!("{:#}\n", value(&course, due, signed)),
        FormsFormat::Table => human(&course, due, signed),
    })
}

fn human(course: &Course, due: Due, signed: &str) -> String {
    let head = ["手続", "状態", "日付", "担当", "文書", "根拠", "理由"].map(ToOwned::to_owned).to_vec();
    let row = |step: &CourseStep| {
        vec![
            step.kind.word().to_owned(),
            state(step).to_owned(),
            [step.date, step.until].into_iter().flatten().map(Date::short).collect::<Vec<_>>().join("～"),
            step.person.clone().unwrap_or_default(),
            step.document.clone().unwrap_or_default(),
            step.provision.clone(),
            step.note.clone(),
        ]
    };
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(course.steps.iter().map(row)).collect();
    let day = |day: Option<Date>| day.map_or_else(|| "－".to_owned(), Date::short);
    let table = table(&rows, 6, terminal::width());
    format!("{table}\n次の見直し {}　再評価 {}　承認 {signed}\n", day(due.review), day(due.reevaluation))
}

fn state(step: &CourseStep) -> &'static str {
    step.state.map_or("不要", |state| state.word())
}

fn value(course: &Course, due: Due, signed: &str) -> Value {
    let step = |step: &CourseStep| {
        json!({
            "step": step.kind.key(),
            "state": step.state.map_or("not-needed", |state| state.key()),
            "date": step.date.map(Date::iso),
            "until": step.until.map(Date::iso),
            "by": step.person,
            "document": step.document,
            "provision": step.provision,
            "note": step.note,
        })
    };
    json!({
        "previous": course.round.previous.map(Date::iso),
        "whole": course.round.is_whole,
        "steps": course.steps.iter().map(step).collect::<Vec<_>>(),
        "review": due.review.map(Date::iso),
        "reevaluation": due.reevaluation.map(Date::iso),
        "signed": signed,
    })
}
