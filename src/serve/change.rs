//! Changes of an assessment from a page: through the layout-keeping editor, in one piece, noted so that they can be taken back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::answer::{Ask, ServeAnswer};
use super::desk::{Desk, Opened};
use super::editor::Seen;
use super::findings::FindingView;
use super::journal::{Journal, Step};
use super::view::{ChapterLink, label};
use crate::assessment::{Address, Assessment};
use crate::disk::replace;
use crate::office::{BlockChange, change_block};
use crate::sheet::{FilledField, LeftReason, fill, set_text};

/// What is to become of a file.
#[derive(Debug, Default)]
pub(super) struct Change {
    pub(super) text: String,
    /// The items that change, as people call them.
    pub(super) what: Vec<String>,
    /// What was asked for and cannot be done.
    left: Vec<LeftField>,
}

/// A field that stays as it is in the file.
#[derive(Clone, Debug, Serialize)]
struct LeftField {
    name: String,
    why: String,
}

impl Change {
    pub(super) fn to(text: String, what: Vec<String>) -> Self {
        Self { text, what, left: Vec::new() }
    }
}

/// Makes a change under the lock: reads, edits, replaces what was read, notes it. Somebody else's change in between is read again
/// once; then it is told.
pub(super) fn change(
    desk: &Desk,
    ask: &Ask,
    step: Step,
    make: impl Fn(&Opened, &Assessment) -> Result<Change, ServeAnswer>,
) -> Result<Change, ServeAnswer> {
    let name = ask.piece(0);
    let _writing = desk.write();
    for last in [false, true] {
        let opened = desk.open(name)?;
        let readable = opened.unreadable().is_empty();
        let Some(assessment) = opened.loaded.assessment.as_ref().filter(|_| readable) else {
            let words = "評価書のファイルがほかで書き換えられ、今は読めません。ファイルを直すまで、この画面からは書き込みません";
            return Err(ServeAnswer::refused(words));
        };
        let made = make(&opened, assessment)?;
        let before = assessment.source.text();
        if made.text == before {
            return Ok(made);
        }
        match replace(&opened.loaded.path, before.as_bytes(), made.text.as_bytes()) {
            Ok(()) => {
                // The change is made, whether or not it can be taken back.
                let _ = Journal::of(desk.root(), name).note(
                    (&(desk.now)(), ask.person().unwrap_or_default()),
                    step,
                    &made.what,
                    [before, &made.text],
                );
                return Ok(made);
            }
            Err(error) if last => {
                return Err(ServeAnswer::unwritten(&error));
            }
            Err(_) => {}
        }
    }
    Err(ServeAnswer::failed())
}

/// A change whose answer is how things stand on the chapter afterwards.
pub(super) fn edited(
    desk: &Desk,
    ask: &Ask,
    chapter: usize,
    make: impl Fn(&Opened, &Assessment) -> Result<Change, ServeAnswer>,
) -> Result<ServeAnswer, ServeAnswer> {
    change(desk, ask, Step::Edit, make)?;
    standing(desk, ask.piece(0), chapter, &[]).map(|standing| ServeAnswer::json(&standing))
}

/// In the words of a page, which can ask at once.
const CONFLICT: &str = "この欄は、開いた後にほかで書き換えられました。どちらの記載を採るかを選んでください";

#[derive(Debug, Deserialize)]
struct FieldsAsked {
    /// The chapter that the page shows.
    chapter: usize,
    fields: Vec<FieldAsked>,
}

#[derive(Debug, Deserialize)]
struct FieldAsked {
    name: String,
    noted: String,
    value: String,
}

/// How things stand after a change.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
    left: Vec<LeftField>,
    /// What the values of these fields are known by now.
    noted: BTreeMap<String, String>,
    shape: String,
    stamp: String,
    findings: Vec<FindingView>,
    chapters: Vec<ChapterLink>,
    undo: bool,
    redo: bool,
    /// What a step back or forth was about.
    what: Vec<String>,
}

pub(super) fn fields(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: FieldsAsked = ask.json()?;
    let field = |field: FieldAsked| FilledField {
        name: field.name,
        noted: field.noted,
        value: field.value.replace("\r\n", "\n"),
    };
    let names: Vec<String> = asked.fields.iter().map(|field| field.name.clone()).collect();
    let filled: Vec<FilledField> = asked.fields.into_iter().map(field).collect();
    let made = change(desk, ask, Step::Edit, |opened, assessment| {
        let merged = fill(assessment, &opened.workspace().config.style, &filled)
            .map_err(|finding| ServeAnswer::refused(finding.message.clone()))?;
        let left = merged.left.iter().map(|left| LeftField {
            name: left.place.clone(),
            why: if left.why == LeftReason::BothChanged { CONFLICT.to_owned() } else { left.why.to_string() },
        });
        let what = merged.changed.into_iter().map(|changed| changed.what);
        Ok(Change { left: left.collect(), text: merged.text, what: what.collect() })
    })?;
    let mut standing = standing(desk, ask.piece(0), asked.chapter, &names)?;
    standing.left = made.left;
    Ok(ServeAnswer::json(&standing))
}

/// `names`: of the fields whose digests the page waits for.
pub(super) fn standing(desk: &Desk, name: &str, chapter: usize, names: &[String]) -> Result<Standing, ServeAnswer> {
    let seen = Seen::of(desk, name, chapter)?;
    let noted = names.iter().filter_map(|name| Some((name.clone(), seen.form.noted.get(name)?.clone())));
    Ok(Standing {
        left: Vec::new(),
        noted: noted.collect(),
        shape: seen.form.shape.clone(),
        stamp: seen.stamp,
        undo: seen.undo,
        redo: seen.redo,
        findings: seen.findings,
        chapters: seen.form.chapters,
        what: Vec::new(),
    })
}

/// For a page that learnt that the file was changed elsewhere.
pub(super) fn now(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let chapter = ask.piece(1).parse().map_err(|_| ServeAnswer::missing())?;
    standing(desk, ask.piece(0), chapter, &[]).map(|standing| ServeAnswer::json(&standing))
}

#[derive(Debug, Deserialize)]
struct ChapterAsked {
    chapter: usize,
}

pub(super) fn undo(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    stepped(desk, ask, Step::Undo)
}

pub(super) fn redo(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    stepped(desk, ask, Step::Redo)
}

fn stepped(desk: &Desk, ask: &Ask, step: Step) -> Result<ServeAnswer, ServeAnswer> {
    let asked: ChapterAsked = ask.json()?;
    let made = change(desk, ask, step, |_, assessment| {
        let steps = Journal::of(desk.root(), ask.piece(0)).steps();
        let text = assessment.source.text();
        let found = if step == Step::Undo { steps.back(text) } else { steps.forth(text) };
        let (text, what) = found
            .ok_or_else(|| ServeAnswer::refused("ファイルがこの画面の外で直されたため、ここから先は戻せません"))?;
        Ok(Change::to(text, what.to_vec()))
    })?;
    let mut standing = standing(desk, ask.piece(0), asked.chapter, &[])?;
    standing.what = made.what;
    Ok(ServeAnswer::json(&standing))
}

#[derive(Debug, Deserialize)]
struct BlockAsked {
    chapter: usize,
    list: String,
    action: String,
    #[serde(default)]
    at: usize,
}

pub(super) fn block(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: BlockAsked = ask.json()?;
    let wish = match asked.action.as_str() {
        "none" => BlockChange::None,
        "add" => BlockChange::Add,
        "copy" => BlockChange::Copy(asked.at),
        "up" => BlockChange::Up(asked.at),
        "down" => BlockChange::Up(asked.at + 1),
        "remove" => BlockChange::Remove(asked.at),
        _ => return Err(ServeAnswer::refused("送られた内容を読めません")),
    };
    let list = Address::from(asked.list.as_str());
    edited(desk, ask, asked.chapter, |_, assessment| {
        let text = change_block(assessment, &list, wish).map_err(|error| ServeAnswer::refused(error.to_string()))?;
        let label = list.key(&assessment.form).map(|key| label(&assessment.form, &key)).unwrap_or_default();
        Ok(Change::to(text, vec![label]))
    })
}

#[derive(Debug, Deserialize)]
struct DetachAsked {
    chapter: usize,
    item: String,
}

/// A text of its own here, in the words of the passages that it draws on.
pub(super) fn detach(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: DetachAsked = ask.json()?;
    edited(desk, ask, asked.chapter, |_, assessment| {
        let cell = assessment.cell(&asked.item).ok_or_else(ServeAnswer::missing)?;
        let text = cell.text().ok_or_else(ServeAnswer::missing)?.value.clone();
        let text = set_text(assessment, &asked.item, &text).map_err(|why| ServeAnswer::refused(why.to_string()))?;
        Ok(Change::to(text, vec![assessment.path(cell)]))
    })
}
