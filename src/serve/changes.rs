//! What changed since the last frozen version, word by word, and what an officer has to decide about it.

use serde::{Deserialize, Serialize};

use super::answer::{Ask, ServeAnswer};
use super::change::{Change, change};
use super::desk::Desk;
use super::findings::found;
use super::journal::Step;
use crate::assessment::Address;
use crate::dates::Date;
use crate::diff::{
    Decision, DiffPiece, DiffPieceKind, DiffRow, RecordOrder, Wording, changed_words, compare, decide, duties, is_open,
    propose,
};
use crate::disk::write_all;
use crate::office::{Unfrozen, freeze, record_assessment};

#[derive(Serialize)]
struct ChangesView {
    name: String,
    title: String,
    /// The version that it is compared with; empty where there is none.
    since: String,
    /// Of the day that rows are recorded under, by default.
    today: String,
    timings: Vec<String>,
    rows: Vec<ChangeView>,
    open: usize,
    /// Rows in which something is missing that a version needs.
    waiting: usize,
    unrecorded: usize,
    duties: Vec<DutyView>,
}

#[derive(Serialize)]
struct DutyView {
    title: String,
    state: &'static str,
    word: &'static str,
    note: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ChangeView {
    item: String,
    path: String,
    mark: bool,
    orthographic: bool,
    /// The block that came or went as a whole.
    block: String,
    before: Vec<WordsView>,
    after: Vec<WordsView>,
    recorded: bool,
    timing: String,
    /// `yes`, `no`, or empty
    important: &'static str,
    reason: String,
    proposed: String,
    /// What the proposal rests on.
    evidence: String,
    open: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct WordsView {
    changed: bool,
    text: String,
}

/// What stays the same is told up to here on both sides of what changes.
const AROUND: usize = 50;

impl WordsView {
    /// Long stretches that stay the same are left out, for somebody who looks for what changes.
    pub(super) fn abridged(words: Vec<Self>) -> Vec<Self> {
        let last = words.len().saturating_sub(1);
        let short = |(at, words): (usize, Self)| {
            let letters: Vec<char> = words.text.chars().collect();
            if words.changed || letters.len() <= 3 * AROUND {
                return words;
            }
            let head: String = letters[..AROUND].iter().collect();
            let tail: String = letters[letters.len() - AROUND..].iter().collect();
            let text = match at {
                0 => format!("…{tail}"),
                at if at == last => format!("{head}…"),
                _ => format!("{head}…\n…{tail}"),
            };
            Self { text, ..words }
        };
        words.into_iter().enumerate().map(short).collect()
    }

    /// The words of one side, those marked that the other lacks.
    pub(super) fn side(pieces: &[DiffPiece], gone: DiffPieceKind) -> Vec<Self> {
        let own = pieces.iter().filter(|piece| piece.kind == DiffPieceKind::Same || piece.kind == gone);
        own.map(|piece| Self { changed: piece.kind == gone, text: piece.text.clone() }).collect()
    }
}

pub(super) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let opened = desk.open(ask.piece(0))?;
    let Some(new) = &opened.loaded.assessment else {
        return Err(ServeAnswer::refused("評価書のファイルを読めません"));
    };
    let last = opened.loaded.revisions.last();
    let mut view = ChangesView {
        name: opened.name.clone(),
        title: opened.title(),
        since: String::new(),
        today: desk.today().map(Date::iso).unwrap_or_default(),
        timings: new.form.timings.clone(),
        rows: Vec::new(),
        open: 0,
        waiting: 0,
        unrecorded: 0,
        duties: Vec::new(),
    };
    if let Some((last, old)) = last.and_then(|last| Some((last, last.assessment.as_ref()?))) {
        let comparison = compare(old, new);
        view.since = format!("{}公表の版", last.date);
        view.rows = comparison.rows.iter().map(row).collect();
        view.open = comparison.rows.iter().filter(|row| is_open(row)).count();
        view.waiting = comparison.rows.iter().filter(|row| row.missing().is_some()).count();
        view.unrecorded = comparison.rows.iter().filter(|row| row.judgement.is_none()).count();
        let duties = duties(&comparison, old, new, desk.today());
        view.duties = duties
            .into_iter()
            .map(|duty| DutyView {
                title: duty.kind.title(),
                state: duty.state.key(),
                word: duty.state.word(),
                note: duty.note,
            })
            .collect();
    }
    Ok(desk.page(ask, "changes.html", &view))
}

pub(super) fn row(row: &DiffRow) -> ChangeView {
    let pieces = changed_words(row.before_words(), row.after_words());
    let side = |gone: DiffPieceKind| WordsView::side(&pieces, gone);
    let judgement = row.judgement.as_ref();
    let proposal = propose(row);
    ChangeView {
        item: row.item.to_string(),
        path: row.path.clone(),
        mark: row.mark,
        orthographic: row.orthographic,
        block: row.block.as_ref().map(|block| block.path.clone()).unwrap_or_default(),
        before: side(DiffPieceKind::Removed),
        after: side(DiffPieceKind::Added),
        recorded: judgement.is_some(),
        timing: judgement.and_then(|judgement| judgement.timing.clone()).unwrap_or_default(),
        important: match judgement.and_then(|judgement| judgement.important) {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        },
        reason: judgement.and_then(|judgement| judgement.reason.clone()).unwrap_or_default(),
        proposed: proposal.as_ref().map(|proposal| proposal.reason.clone()).unwrap_or_default(),
        evidence: proposal.map(|proposal| proposal.evidence).unwrap_or_default(),
        open: row.missing().is_some(),
    }
}

impl ChangeView {
    pub(super) fn abridged(self) -> Self {
        Self { before: WordsView::abridged(self.before), after: WordsView::abridged(self.after), ..self }
    }
}

#[derive(Debug, Deserialize)]
struct RecordAsked {
    date: String,
}

/// Writes the rows that are not in 変更箇所 yet.
pub(super) fn record(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: RecordAsked = ask.json()?;
    let date = Date::parse(&asked.date).map_err(|error| ServeAnswer::refused(error.to_string()))?;
    let made = change(desk, ask, Step::Edit, |opened, _| {
        let order = RecordOrder::new(date, Wording::of(&opened.workspace().config.style));
        let made =
            record_assessment(&opened.loaded, &order).map_err(|undone| ServeAnswer::refused(undone.to_string()))?;
        Ok(Change::to(made.recorded.text, vec!["変更箇所".to_owned()]))
    })?;
    Ok(ServeAnswer::json(&serde_json::json!({ "done": made.what })))
}

/// Makes the version that is to be published, where nothing stands in the way any more.
pub(super) fn make_version(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let _writing = desk.write();
    let opened = desk.open(ask.piece(0))?;
    let errors = found(desk, &opened).iter().filter(|finding| finding.bars_publication()).count();
    if errors > 0 {
        return Err(ServeAnswer::refused(format!("誤りの指摘が {errors} 件あります。直してから確定してください")));
    }
    let version =
        freeze(opened.workspace(), &opened.loaded).map_err(|unfrozen| ServeAnswer::refused(told(&unfrozen)))?;
    write_all(&version.files())
        .map_err(|error| ServeAnswer::refused(format!("確定できませんでした: {error}。{}", error.help())))?;
    Ok(ServeAnswer::json(&serde_json::json!({ "done": version.date.to_string() })))
}

/// With what is not decided yet.
fn told(unfrozen: &Unfrozen) -> String {
    match unfrozen {
        Unfrozen::Undecided(open) => format!("{unfrozen}。{}", open.join("　")),
        _ => unfrozen.to_string(),
    }
}

#[derive(Debug, Deserialize)]
struct JudgeAsked {
    items: Vec<String>,
    timing: Option<String>,
    important: Option<bool>,
    reason: Option<String>,
}

/// What was decided about one row, or about many at once.
pub(super) fn judge(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: JudgeAsked = ask.json()?;
    let items: Vec<Address> = asked.items.iter().map(|item| Address::from(item.as_str())).collect();
    let decision =
        Decision { timing: asked.timing.as_deref(), important: asked.important, reason: asked.reason.as_deref() };
    change(desk, ask, Step::Edit, |opened, new| {
        let last = opened.loaded.revisions.last().and_then(|last| last.assessment.as_ref());
        let old = last.ok_or_else(|| ServeAnswer::refused("比べる版がありません"))?;
        let (text, found) = decide(old, new, &compare(old, new), &items, &decision)
            .map_err(|error| ServeAnswer::refused(error.to_string()))?;
        if found < items.len() {
            return Err(ServeAnswer::refused("変更箇所にまだ行の無い変更があります。先に記録してください"));
        }
        Ok(Change::to(text, vec!["変更箇所".to_owned()]))
    })?;
    Ok(ServeAnswer::json(&serde_json::json!({ "done": items.len() })))
}
