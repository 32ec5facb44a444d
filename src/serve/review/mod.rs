//! Review and procedure by button: what stands in `procedure.yaml` and what is made of it. The same functions as the commands
//! `comment`, `opinion`, `step`, `sign`, `packet` and `reviewed` call.

pub(super) mod comments;
pub(super) mod hearing;
pub(super) mod points;
pub(super) mod procedure;
pub(super) mod readers;
pub(super) mod word;

use serde::Serialize;

use super::answer::{Ask, ServeAnswer};
use super::desk::{Desk, Opened};
use crate::assessment::Assessment;
use crate::dates::Date;
use crate::finding::Finding;
use crate::office::RecordBook;
use crate::procedure::{ItemReference, Procedure};
use crate::yaml::EditError;

/// An assessment that can be read, with the record of its procedure.
struct Reviewed {
    opened: Opened,
    book: RecordBook,
}

impl Reviewed {
    fn open(desk: &Desk, name: &str) -> Result<Self, ServeAnswer> {
        let opened = desk.open(name)?;
        if opened.loaded.assessment.is_none() {
            return Err(ServeAnswer::refused("評価書のファイルを読めません"));
        }
        let book = RecordBook::open(opened.workspace(), opened.folder()).map_err(|findings| refused(&findings))?;
        Ok(Self { opened, book })
    }

    fn assessment(&self) -> Result<&Assessment, ServeAnswer> {
        self.opened.loaded.assessment.as_ref().ok_or_else(ServeAnswer::missing)
    }

    fn procedure(&self) -> &Procedure {
        &self.book.procedure
    }
}

/// What every page of an assessment says at its head.
#[derive(Debug, Serialize)]
struct PlaceView {
    name: String,
    title: String,
    /// Of the day on which something is recorded, by default.
    today: String,
}

impl PlaceView {
    fn of(desk: &Desk, opened: &Opened) -> Self {
        let today = desk.today().map(Date::iso).unwrap_or_default();
        Self { name: opened.name.clone(), title: opened.title(), today }
    }
}

/// Records something beside an assessment, under the lock.
fn record<T>(
    desk: &Desk,
    name: &str,
    edit: impl FnOnce(&Reviewed) -> Result<(String, T), ServeAnswer>,
) -> Result<T, ServeAnswer> {
    let _writing = desk.write();
    let reviewed = Reviewed::open(desk, name)?;
    let (text, done) = edit(&reviewed)?;
    if text != reviewed.procedure().source.text() {
        reviewed.book.save(&text).map_err(|error| ServeAnswer::unwritten(&error))?;
    }
    Ok(done)
}

fn refused(findings: &[Finding]) -> ServeAnswer {
    let lines: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    ServeAnswer::refused(lines.join("　"))
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn unedited(error: EditError) -> ServeAnswer {
    ServeAnswer::refused(format!("記録のファイル（procedure.yaml）に書けません（{error}）"))
}

/// The day that was typed; today where nothing was.
fn day(desk: &Desk, typed: &str) -> Result<Date, ServeAnswer> {
    match typed.trim() {
        "" => desk.today().ok_or_else(|| ServeAnswer::refused("日付を書いてください")),
        typed => Date::parse(typed).map_err(|error| ServeAnswer::refused(error.to_string())),
    }
}

fn optional_day(typed: &str) -> Result<Option<Date>, ServeAnswer> {
    match typed.trim() {
        "" => Ok(None),
        typed => Date::parse(typed).map(Some).map_err(|error| ServeAnswer::refused(error.to_string())),
    }
}

/// Whoever writes says who it is.
fn person(ask: &Ask, typed: &str) -> Result<String, ServeAnswer> {
    let name = ask.person().unwrap_or(typed).trim();
    if name.is_empty() { Err(ServeAnswer::refused("名前を書いてください")) } else { Ok(name.to_owned()) }
}

fn words<'a>(typed: &'a str, wanted: &str) -> Result<&'a str, ServeAnswer> {
    let typed = typed.trim_end();
    if typed.trim().is_empty() {
        Err(ServeAnswer::refused(format!("{wanted}を書いてください")))
    } else {
        Ok(typed)
    }
}

/// Nothing where nothing was typed.
fn some(typed: &str) -> Option<&str> {
    Some(typed.trim()).filter(|typed| !typed.is_empty())
}

/// 全体, or what the form calls the item.
fn called(assessment: &Assessment, item: Option<&ItemReference>) -> String {
    item.map_or_else(|| "全体".to_owned(), |item| item.path(assessment).unwrap_or_else(|| item.address.to_string()))
}

fn done(words: impl Into<String>) -> ServeAnswer {
    ServeAnswer::json(&serde_json::json!({ "done": words.into() }))
}
