//! The ledger of opinions: what residents and the council said, what the office thinks of it, what became of it in the form.

use serde::{Deserialize, Serialize};

use super::super::answer::{Ask, ServeAnswer};
use super::super::change::{Change, change};
use super::super::desk::Desk;
use super::super::journal::Step;
use super::{PlaceView, Reviewed, called, day, done, optional_day, record, some, unedited, words};
use crate::assessment::{Address, Assessment};
use crate::dates::Date;
use crate::doc::beside;
use crate::import;
use crate::office::Output;
use crate::procedure::{AnswerDraft, ItemProposal, Opinion, OpinionDraft, OpinionSource, Procedure, filled, proposals};

#[derive(Debug, Serialize)]
struct OpinionView {
    /// `residents-3`
    id: String,
    number: u32,
    source: &'static str,
    date: String,
    item: String,
    path: String,
    text: String,
    summary: String,
    answer: String,
    answered_on: String,
    change: String,
}

#[derive(Debug, Serialize)]
struct ProposedText {
    path: String,
    text: String,
    taken: bool,
}

#[derive(Debug, Serialize)]
struct HearingView {
    #[serde(flatten)]
    place: PlaceView,
    opinions: Vec<OpinionView>,
    unanswered: usize,
    /// Items that may be named: the address and the path.
    items: Vec<(String, String)>,
    /// Rows that an opinion may have led to.
    changes: Vec<(String, String)>,
    proposals: Vec<ProposedText>,
    /// Some of them stand in nobody's way.
    fillable: bool,
}

impl OpinionView {
    fn of(assessment: &Assessment, opinion: &Opinion) -> Self {
        Self {
            id: format!("{}-{}", opinion.source.key(), opinion.number),
            number: opinion.number,
            source: opinion.source.word(),
            date: opinion.date.map(Date::short).unwrap_or_default(),
            item: opinion.item.as_ref().map(|item| item.address.to_string()).unwrap_or_default(),
            path: called(assessment, opinion.item.as_ref()),
            text: opinion.text.clone(),
            summary: opinion.summary.clone().unwrap_or_default(),
            answer: opinion.answer.clone().unwrap_or_default(),
            answered_on: opinion.answered_on.map(Date::short).unwrap_or_default(),
            change: opinion.change.as_ref().map(|change| change.item.clone()).unwrap_or_default(),
        }
    }
}

pub(in crate::serve) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let reviewed = Reviewed::open(desk, ask.piece(0))?;
    let (assessment, procedure) = (reviewed.assessment()?, reviewed.procedure());
    let named = assessment.cells.iter().filter(|cell| cell.active);
    let all = proposals(assessment, procedure);
    let told =
        |one: &ItemProposal| ProposedText { path: one.path.clone(), text: one.text.clone(), taken: one.is_taken };
    let view = HearingView {
        place: PlaceView::of(desk, &reviewed.opened),
        opinions: procedure.opinions.iter().map(|opinion| OpinionView::of(assessment, opinion)).collect(),
        unanswered: procedure.unanswered().count(),
        items: named.map(|cell| (cell.address.to_string(), assessment.path(cell))).collect(),
        changes: changed_items(assessment).into_iter().map(|(_, item, path)| (item, path)).collect(),
        proposals: all.iter().map(told).collect(),
        fillable: filled(assessment, &all).is_ok_and(|text| text != assessment.source.text()),
    };
    Ok(desk.page(ask, "opinions.html", &view))
}

/// Items with a row in 変更箇所, with the day of the newest one.
fn changed_items(assessment: &Assessment) -> Vec<(Date, String, String)> {
    let mut found: Vec<(Date, String, String)> = Vec::new();
    for day in assessment.changes.iter().rev() {
        let Some(date) = day.date else { continue };
        for item in day.rows.iter().filter_map(|row| row.item.as_ref()).map(|item| item.text.trim()) {
            if found.iter().all(|(_, known, _)| known != item) {
                let path = assessment.cell(item).map_or_else(|| item.to_owned(), |cell| assessment.path(cell));
                found.push((date, item.to_owned(), path));
            }
        }
    }
    found
}

fn source(word: &str) -> OpinionSource {
    OpinionSource::ALL.into_iter().find(|source| source.key() == word).unwrap_or_default()
}

#[derive(Debug, Deserialize)]
struct OpinionAsked {
    source: String,
    date: String,
    item: String,
    text: String,
    summary: String,
}

pub(in crate::serve) fn add(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: OpinionAsked = ask.json()?;
    let text = words(&asked.text, "意見")?.to_owned();
    let date = optional_day(&asked.date)?;
    let numbers = record(desk, ask.piece(0), |reviewed| {
        let item = some(&asked.item);
        if let Some(item) = item {
            reviewed.assessment()?.cell(item).ok_or_else(ServeAnswer::missing)?;
        }
        let opinion = OpinionDraft {
            number: None,
            source: source(&asked.source),
            date,
            item: item.map(Address::from),
            text,
            summary: some(&asked.summary).map(ToOwned::to_owned),
            answer: None,
        };
        reviewed.procedure().with_opinions(&[opinion]).map_err(unedited)
    })?;
    if numbers.is_empty() {
        return Err(ServeAnswer::refused("同じ意見がすでにあります"));
    }
    Ok(done(format!("意見 {} を加えました", numbers[0])))
}

/// A list as the office keeps it in a spreadsheet.
pub(in crate::serve) fn take_in(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let sheets = import::open(ask.query("name"), &ask.body).map_err(|finding| ServeAnswer::finding(&finding))?;
    let source = source(ask.query("source"));
    let (numbers, left) = record(desk, ask.piece(0), |reviewed| {
        let list = import::opinions(&sheets, source, reviewed.assessment()?).ok_or_else(|| {
            ServeAnswer::refused("「意見」の列のある表が見つかりません。見出しの行に「意見」と、「番号」「項目」「考え方」などの列を置いてください")
        })?;
        let (text, numbers) = reviewed.procedure().with_opinions(&list.opinions).map_err(unedited)?;
        Ok((text, (numbers, list.left)))
    })?;
    let left: Vec<String> = left.iter().map(|(row, what)| format!("{row} 行目：{what}")).collect();
    let told = format!("意見 {} 件を加えました。", numbers.len());
    Ok(ServeAnswer::json(&serde_json::json!({ "told": told, "changed": [], "left": left })))
}

#[derive(Debug, Deserialize)]
struct AnswerAsked {
    id: String,
    answer: String,
    summary: String,
    change: String,
    date: String,
}

pub(in crate::serve) fn answer(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: AnswerAsked = ask.json()?;
    let (text, date) = (words(&asked.answer, "考え方")?, day(desk, &asked.date)?);
    record(desk, ask.piece(0), |reviewed| {
        let procedure = reviewed.procedure();
        let rows = changed_items(reviewed.assessment()?);
        let change =
            match some(&asked.change) {
                None => None,
                Some(item) => {
                    let row = rows.iter().find(|(_, own, _)| own == item);
                    Some(row.ok_or_else(|| {
                        ServeAnswer::refused("その欄の行が、変更箇所にありません。先に記録してください")
                    })?)
                }
            };
        let draft = AnswerDraft {
            answer: Some(text),
            answered_on: Some(date),
            summary: some(&asked.summary),
            change: change.map(|(date, item, _)| (*date, item.as_str())),
        };
        let edited = procedure.with_answer(position(procedure, &asked.id)?, &draft);
        Ok((edited.map_err(unedited)?, ()))
    })?;
    Ok(done("考え方を書きました"))
}

fn position(procedure: &Procedure, id: &str) -> Result<usize, ServeAnswer> {
    let named = |opinion: &Opinion| format!("{}-{}", opinion.source.key(), opinion.number) == id;
    procedure.opinions.iter().position(named).ok_or_else(ServeAnswer::missing)
}

/// Writes what the opinions and their answers say into the items of the form that are still empty.
pub(in crate::serve) fn fill(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    change(desk, ask, Step::Edit, |_, assessment| {
        let reviewed = Reviewed::open(desk, ask.piece(0))?;
        let all = proposals(assessment, reviewed.procedure());
        let text = filled(assessment, &all).map_err(|error| ServeAnswer::refused(error.to_string()))?;
        Ok(Change::to(text, all.into_iter().filter(|one| !one.is_taken).map(|one| one.path).collect()))
    })?;
    Ok(done("評価書の欄に書きました"))
}

/// 意見と考え方 as a file.
pub(in crate::serve) fn file(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let reviewed = Reviewed::open(desk, ask.piece(0))?;
    let assessment = reviewed.assessment()?;
    let document = beside::opinions(assessment, reviewed.procedure());
    let output = Output::new(reviewed.opened.workspace(), &reviewed.opened.loaded.path, assessment);
    let failed = |error: &dyn std::error::Error| ServeAnswer::refused(error.to_string());
    let name = format!("{}-意見と考え方.{}", ask.piece(0).replace('/', "-"), ask.piece(1));
    match ask.piece(1) {
        "docx" => {
            output.word(&document).map(|word| ServeAnswer::word(word.bytes, name)).map_err(|error| failed(&error))
        }
        "xlsx" => {
            output.sheets(&document).map(|book| ServeAnswer::sheets(book.bytes, name)).map_err(|error| failed(&error))
        }
        _ => Err(ServeAnswer::missing()),
    }
}
