//! Comments on items: threads, replies, what is settled, and texts that somebody proposes.

use serde::{Deserialize, Serialize};

use super::super::answer::{Ask, ServeAnswer};
use super::super::change::{Change, change};
use super::super::changes::WordsView;
use super::super::desk::Desk;
use super::super::journal::Step;
use super::{PlaceView, Reviewed, called, day, done, person, record, unedited, words};
use crate::assessment::{Address, Assessment, Cell};
use crate::dates::Date;
use crate::diff::{DiffPieceKind, changed_words};
use crate::procedure::{CommentDraft, Procedure, ReviewComment};
use crate::sheet::set_text;
use crate::text::short_digest;

const DIGEST: usize = 16;

#[derive(Debug, Serialize)]
pub(in crate::serve) struct CommentView {
    id: String,
    /// The address of the item; empty where it is about the whole.
    pub(in crate::serve) item: String,
    path: String,
    date: String,
    person: String,
    quoted: String,
    text: String,
    suggestion: Option<SuggestionView>,
    replies: Vec<ReplyView>,
    resolved: String,
    pub(in crate::serve) open: bool,
    /// Whoever said something in it, one name on each line.
    voices: String,
}

#[derive(Debug, Serialize)]
struct SuggestionView {
    before: Vec<WordsView>,
    after: Vec<WordsView>,
    /// What the text is known by that it would replace.
    noted: String,
    /// The item says it already.
    taken: bool,
}

#[derive(Debug, Serialize)]
struct ReplyView {
    date: String,
    person: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct CommentsView {
    #[serde(flatten)]
    place: PlaceView,
    open: usize,
    comments: Vec<CommentView>,
}

impl CommentView {
    pub(in crate::serve) fn of(assessment: &Assessment, comment: &ReviewComment) -> Self {
        let cell = comment.item.as_ref().and_then(|item| assessment.cell(item.address.as_str()));
        let suggestion = cell.zip(comment.suggestion.as_deref());
        let voices = comment.replies.iter().map(|reply| reply.person.as_str());
        let voices: Vec<&str> = [comment.person.as_str()].into_iter().chain(voices).collect();
        Self {
            id: comment.id.clone(),
            item: comment.item.as_ref().map(|item| item.address.to_string()).unwrap_or_default(),
            path: called(assessment, comment.item.as_ref()),
            date: comment.date.map(Date::short).unwrap_or_default(),
            quoted: comment.quoted.clone().unwrap_or_default(),
            text: comment.text.clone(),
            suggestion: suggestion.map(|(cell, words)| SuggestionView::of(assessment, cell, words)),
            replies: comment
                .replies
                .iter()
                .map(|reply| ReplyView {
                    date: reply.date.short(),
                    person: reply.person.clone(),
                    text: reply.text.clone(),
                })
                .collect(),
            resolved: comment.resolved_on.map(Date::short).unwrap_or_default(),
            open: comment.is_open(),
            voices: voices.join("\n"),
            person: comment.person.clone(),
        }
    }
}

impl SuggestionView {
    fn of(assessment: &Assessment, cell: &Cell, words: &str) -> Self {
        let now = assessment.words(cell);
        let pieces = changed_words(&now, words);
        let side = |gone: DiffPieceKind| WordsView::side(&pieces, gone);
        Self {
            before: side(DiffPieceKind::Removed),
            after: side(DiffPieceKind::Added),
            noted: short_digest(&now, DIGEST),
            taken: now.trim_end() == words.trim_end(),
        }
    }
}

/// All of them in the order of the form.
pub(in crate::serve) fn views(assessment: &Assessment, procedure: &Procedure) -> Vec<CommentView> {
    procedure.comments.iter().map(|comment| CommentView::of(assessment, comment)).collect()
}

pub(in crate::serve) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let reviewed = Reviewed::open(desk, ask.piece(0))?;
    let comments = views(reviewed.assessment()?, reviewed.procedure());
    let open = reviewed.procedure().open_comments().count();
    let place = PlaceView::of(desk, &reviewed.opened);
    Ok(desk.page(ask, "comments.html", &CommentsView { place, open, comments }))
}

#[derive(Debug, Deserialize)]
struct CommentAsked {
    #[serde(default)]
    item: String,
    by: String,
    text: String,
    /// The item with other words.
    #[serde(default)]
    suggestion: String,
}

pub(in crate::serve) fn add(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: CommentAsked = ask.json()?;
    let by = person(ask, &asked.by)?;
    let date = Some(day(desk, "")?);
    record(desk, ask.piece(0), |reviewed| {
        let assessment = reviewed.assessment()?;
        let item = Some(asked.item.as_str()).filter(|item| !item.is_empty());
        let cell = item.map(|item| assessment.cell(item).ok_or_else(ServeAnswer::missing)).transpose()?;
        let suggestion = asked.suggestion.replace("\r\n", "\n");
        // Who proposes what stands there already proposes nothing.
        let proposes =
            |cell: &Cell| !suggestion.trim().is_empty() && assessment.words(cell).trim_end() != suggestion.trim_end();
        let suggestion = if cell.is_some_and(proposes) { suggestion } else { String::new() };
        let text = if suggestion.is_empty() || !asked.text.trim().is_empty() {
            words(&asked.text, "コメント")?
        } else {
            "次のように直してはどうか。"
        };
        let comment = CommentDraft {
            item: item.map(Address::from),
            date,
            person: by,
            quoted: String::new(),
            text: text.to_owned(),
            suggestion,
        };
        let (text, added) =
            reviewed.procedure().with_comments(assessment, std::slice::from_ref(&comment)).map_err(unedited)?;
        if added == 0 {
            return Err(ServeAnswer::refused("同じコメントがすでにあります"));
        }
        Ok((text, ()))
    })?;
    Ok(done("コメントを書きました"))
}

#[derive(Debug, Deserialize)]
struct ThreadAsked {
    id: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    text: String,
    /// What the text was known by that a proposal is to replace.
    #[serde(default)]
    noted: String,
}

fn position(procedure: &Procedure, id: &str) -> Result<usize, ServeAnswer> {
    let found = procedure.comments.iter().position(|comment| comment.id == id);
    found.ok_or_else(|| ServeAnswer::refused("そのコメントはもうありません。ページを開き直してください"))
}

pub(in crate::serve) fn reply(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: ThreadAsked = ask.json()?;
    let (by, date) = (person(ask, &asked.by)?, day(desk, "")?);
    let text = words(&asked.text, "返信")?;
    record(desk, ask.piece(0), |reviewed| {
        let procedure = reviewed.procedure();
        let edited = procedure.with_reply(position(procedure, &asked.id)?, date, &by, text);
        Ok((edited.map_err(unedited)?, ()))
    })?;
    Ok(done("返信しました"))
}

pub(in crate::serve) fn resolve(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: ThreadAsked = ask.json()?;
    settle(desk, ask.piece(0), &asked.id)?;
    Ok(done("解決したものとしました"))
}

fn settle(desk: &Desk, name: &str, id: &str) -> Result<(), ServeAnswer> {
    let date = day(desk, "")?;
    record(desk, name, |reviewed| {
        let procedure = reviewed.procedure();
        let edited = procedure.with_resolved(position(procedure, id)?, date);
        Ok((edited.map_err(unedited)?, ()))
    })
}

/// The words that were proposed take the place of those that the page showed; then the thread is settled.
pub(in crate::serve) fn accept(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: ThreadAsked = ask.json()?;
    change(desk, ask, Step::Edit, |_, assessment| {
        let reviewed = Reviewed::open(desk, ask.piece(0))?;
        let comment = &reviewed.procedure().comments[position(reviewed.procedure(), &asked.id)?];
        let (Some(item), Some(words)) = (&comment.item, &comment.suggestion) else {
            return Err(ServeAnswer::refused("このコメントに案はありません"));
        };
        let cell = assessment.cell(item.address.as_str()).ok_or_else(ServeAnswer::missing)?;
        if short_digest(assessment.words(cell), DIGEST) != asked.noted {
            let words = "案を見せた後に、この欄が書き換えられました。ページを開き直して確かめてください";
            return Err(ServeAnswer::refused(words));
        }
        let text =
            set_text(assessment, item.address.as_str(), words).map_err(|why| ServeAnswer::refused(why.to_string()))?;
        Ok(Change::to(text, vec![assessment.path(cell)]))
    })?;
    settle(desk, ask.piece(0), &asked.id)?;
    Ok(done("案を採りました"))
}
