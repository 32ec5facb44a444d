//! What an import did, to walk through: to be accepted, put right, or given the place that was not found.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::answer::{Ask, ServeAnswer};
use super::change::{Change, change};
use super::desk::{Desk, Opened};
use super::journal::Step;
use crate::assessment::{Answer, Assessment};
use crate::disk::{put, read_text};
use crate::form::Kind;
use crate::import::{Conflict, ImportReport, REPORT_FILE, Unmapped};
use crate::sheet::set_text;
use crate::text::short_digest;

const DIGEST: usize = 16;

#[derive(Debug, Serialize)]
struct TakenInView {
    name: String,
    title: String,
    source: String,
    mapped: usize,
    /// To be looked at first, then what does not agree.
    doubts: Vec<DoubtView>,
    /// What found no item.
    rest: Vec<RestView>,
    settled: usize,
    /// The items that a text may be given to: the address and the path.
    items: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
struct DoubtView {
    id: String,
    item: String,
    path: String,
    message: String,
    place: String,
    words: String,
}

#[derive(Debug, Serialize)]
struct RestView {
    id: String,
    text: String,
    place: String,
}

impl Conflict {
    fn id(&self) -> String {
        let item = self.item.as_deref().unwrap_or_default();
        short_digest([item, &self.message, &self.place].join("\0"), DIGEST)
    }
}

impl Unmapped {
    fn id(&self) -> String {
        short_digest([self.text.as_str(), &self.place].join("\0"), DIGEST)
    }
}

/// The report with the file that it stands in.
struct FiledReport {
    file: PathBuf,
    text: String,
    report: ImportReport,
}

impl FiledReport {
    fn read(opened: &Opened) -> Result<Self, ServeAnswer> {
        let file = opened.folder().join(REPORT_FILE);
        let source = read_text(&file).map_err(|_| ServeAnswer::missing())?;
        let report = serde_json::from_str(source.text())
            .map_err(|_| ServeAnswer::refused(format!("{REPORT_FILE} を読めません")))?;
        Ok(Self { text: source.text().to_owned(), file, report })
    }

    fn settle(mut self, id: &str) -> Result<(), ServeAnswer> {
        if !self.report.settled.iter().any(|settled| settled == id) {
            self.report.settled.push(id.to_owned());
        }
        put(&self.file, Some(self.text.as_bytes()), self.report.json().as_bytes())
            .map_err(|error| ServeAnswer::unwritten(&error))
    }
}

/// There is something to walk through.
pub(super) fn waits(folder: &std::path::Path) -> bool {
    folder.join(REPORT_FILE).is_file()
}

pub(super) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let opened = desk.open(ask.piece(0))?;
    let Some(assessment) = &opened.loaded.assessment else {
        return Err(ServeAnswer::refused("評価書のファイルを読めません"));
    };
    let report = FiledReport::read(&opened)?.report;
    let settled = |id: &String| report.settled.contains(id);
    let doubts = report.look_first.iter().chain(&report.conflicts).map(|doubt| {
        let cell = doubt.item.as_deref().and_then(|item| assessment.cell(item));
        DoubtView {
            id: doubt.id(),
            item: cell.map(|cell| cell.address.to_string()).unwrap_or_default(),
            path: cell.map(|cell| assessment.path(cell)).unwrap_or_default(),
            message: doubt.message.clone(),
            place: doubt.place.clone(),
            words: cell.map(|cell| assessment.words(cell)).unwrap_or_default(),
        }
    });
    let rest = report.unmapped.iter();
    let rest = rest.map(|rest| RestView { id: rest.id(), text: rest.text.clone(), place: rest.place.clone() });
    let view = TakenInView {
        name: opened.name.clone(),
        title: opened.title(),
        source: report.source.clone(),
        mapped: report.mapped,
        doubts: doubts.filter(|doubt| !settled(&doubt.id)).collect(),
        rest: rest.filter(|rest| !settled(&rest.id)).collect(),
        settled: report.settled.len(),
        items: texts(assessment),
    };
    Ok(desk.page(ask, "taken_in.html", &view))
}

/// Items that hold a text.
fn texts(assessment: &Assessment) -> Vec<(String, String)> {
    let is_text = |cell: &&crate::assessment::Cell| {
        cell.active && matches!(assessment.node(cell).kind, Some(Kind::Text | Kind::Line))
    };
    assessment.cells.iter().filter(is_text).map(|cell| (cell.address.to_string(), assessment.path(cell))).collect()
}

#[derive(Debug, Deserialize)]
struct SettleAsked {
    id: String,
    /// Where a text that found no item belongs; empty where it is left out.
    #[serde(default)]
    item: String,
    #[serde(default)]
    text: String,
}

pub(super) fn settle(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: SettleAsked = ask.json()?;
    if !asked.item.is_empty() {
        give(desk, ask, &asked)?;
    }
    let _writing = desk.write();
    let opened = desk.open(ask.piece(0))?;
    FiledReport::read(&opened)?.settle(&asked.id)?;
    Ok(ServeAnswer::json(&serde_json::json!({ "done": true })))
}

/// The text goes behind what the item says already.
fn give(desk: &Desk, ask: &Ask, asked: &SettleAsked) -> Result<(), ServeAnswer> {
    change(desk, ask, Step::Edit, |_, assessment| {
        let cell = assessment.cell(&asked.item).ok_or_else(ServeAnswer::missing)?;
        let before = match cell.answer() {
            Some(Answer::Text(text)) if cell.typed.is_some() => text.value.trim_end().to_owned(),
            _ => String::new(),
        };
        let text = asked.text.replace("\r\n", "\n");
        let text = if before.is_empty() { text } else { format!("{before}\n{text}") };
        let text = set_text(assessment, &asked.item, &text).map_err(|why| ServeAnswer::refused(why.to_string()))?;
        Ok(Change::to(text, vec![assessment.path(cell)]))
    })?;
    Ok(())
}
