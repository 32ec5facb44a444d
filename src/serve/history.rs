//! What an item said before: from the journal and from the frozen versions, to be said again.

use serde::{Deserialize, Serialize};

use super::answer::{Ask, ServeAnswer};
use super::change::{Change, edited};
use super::desk::{Desk, Opened};
use super::journal::Journal;
use crate::assessment::{Address, Assessment};
use crate::office::restored;
use crate::text::limits;

#[derive(Debug, Serialize)]
struct HistoryView {
    label: String,
    now: String,
    entries: Vec<HistoryEntry>,
}

/// What it said until then.
#[derive(Debug, Serialize)]
struct HistoryEntry {
    /// By which it is asked for again.
    id: String,
    when: String,
    who: String,
    /// 版, or what was done on a page.
    how: &'static str,
    words: String,
}

/// Of a former version.
struct Past {
    id: String,
    when: String,
    who: String,
    how: &'static str,
}

pub(super) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let opened = desk.open(ask.piece(0))?;
    let item = ask.query("item");
    let Some(assessment) = &opened.loaded.assessment else { return Err(ServeAnswer::missing()) };
    let cell = assessment.cell(item).ok_or_else(ServeAnswer::missing)?;
    let (label, now) = (assessment.path(cell), assessment.words(cell));
    let mut last = now.clone();
    let mut entries = Vec::new();
    each_past(desk, &opened, assessment, &label, &mut |past, old| {
        let words = old.cell(item).map(|cell| old.words(cell)).unwrap_or_default();
        if words != last {
            last.clone_from(&words);
            entries.push(HistoryEntry { id: past.id, when: past.when, who: past.who, how: past.how, words });
        }
    });
    Ok(ServeAnswer::json(&HistoryView { label, now, entries }))
}

/// Newest first: what was written on pages, then what was published.
fn each_past(desk: &Desk, opened: &Opened, now: &Assessment, label: &str, told: &mut dyn FnMut(Past, &Assessment)) {
    let journal = Journal::of(desk.root(), &opened.name);
    let about = |what: &[String]| what.iter().any(|what| what == label);
    let written = journal.past(now.source.text()).filter(|(entry, _)| about(&entry.what));
    for (entry, text) in written.take(limits::HISTORY_STEPS) {
        let Some(old) = opened.workspace().load_text(&opened.loaded.path, &text).assessment else { continue };
        told(Past { id: entry.before, when: entry.at, who: entry.by, how: "この画面で書き換える前" }, &old);
    }
    for revision in opened.loaded.revisions.iter().rev() {
        let Some(old) = &revision.assessment else { continue };
        let (id, when) = (revision.date.iso(), revision.date.to_string());
        told(Past { id, when, who: String::new(), how: "公表した版" }, old);
    }
}

#[derive(Debug, Deserialize)]
struct RestoreAsked {
    chapter: usize,
    item: String,
    id: String,
}

/// Only this item becomes what it was; all others stay.
pub(super) fn restore(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: RestoreAsked = ask.json()?;
    edited(desk, ask, asked.chapter, |opened, assessment| {
        let cell = assessment.cell(&asked.item).ok_or_else(ServeAnswer::missing)?;
        let label = assessment.path(cell);
        let item = Address::from(asked.item.as_str());
        let mut found = None;
        each_past(desk, opened, assessment, &label, &mut |past, old| {
            if past.id == asked.id && found.is_none() {
                found = Some(restored(assessment, old, &item));
            }
        });
        let text = found.ok_or_else(|| ServeAnswer::refused("その時の記載は、もう残っていません"))?;
        let text = text.map_err(|error| ServeAnswer::refused(error.to_string()))?;
        Ok(Change::to(text, vec![label]))
    })
}
