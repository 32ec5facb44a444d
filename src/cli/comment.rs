//! `hyokasho comment`

use serde_json::{Value, json};

use super::args::FormsFormat;
use super::exit::Exit;
use super::procedure_args::{CommentArguments, CommentCommand, CommentListArguments};
use super::table::table;
use super::target::{Target, refuse};
use super::terminal;
use crate::assessment::{Address, Assessment};
use crate::dates::Date;
use crate::disk::shown;
use crate::office::RecordBook;
use crate::procedure::{CommentDraft, CommentReply, ItemReference, Procedure, ReviewComment};
use crate::yaml::EditError;

pub(super) fn run(command: &CommentArguments) -> Exit {
    let (target, book) = match open(&command.path) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let Some(assessment) = target.assessment() else { return Exit::Refused };
    match &command.command {
        CommentCommand::List(list) => terminal::finish(&listed(list, assessment, &book.procedure)),
        CommentCommand::Add(add) => {
            let item = match item(add.item.as_deref(), assessment) {
                Ok(item) => item,
                Err(exit) => return exit,
            };
            let (date, person, text) = (Some(add.date), add.by.clone(), add.text.clone());
            let comment = CommentDraft { item, date, person, quoted: String::new(), text, suggestion: String::new() };
            let edited = book.procedure.with_comments(assessment, std::slice::from_ref(&comment));
            match edited {
                Ok((_, 0)) => terminal::finish("同じコメントがすでにあります\n"),
                edited => save(&book, edited.map(|(text, _)| text), &format!("コメント {} を加えました", comment.id())),
            }
        }
        CommentCommand::Reply(reply) => {
            let Some(position) = position(&book.procedure, &reply.id) else { return Exit::Usage };
            let edited = book.procedure.with_reply(position, reply.date, &reply.by, &reply.text);
            save(&book, edited, &format!("コメント {} に返信しました", reply.id))
        }
        CommentCommand::Resolve(resolve) => {
            let Some(position) = position(&book.procedure, &resolve.id) else { return Exit::Usage };
            let edited = book.procedure.with_resolved(position, resolve.date);
            save(&book, edited, &format!("コメント {} を解決したものとしました", resolve.id))
        }
    }
}

/// An assessment with the record of its procedure.
pub(super) fn open(path: &std::path::Path) -> Result<(Target, RecordBook), Exit> {
    let target = Target::open(path)?;
    let book = RecordBook::open(target.workspace(), &target.folder()).map_err(|findings| refuse(&findings))?;
    Ok((target, book))
}

/// Writes what was edited and tells what was done.
pub(super) fn save(book: &RecordBook, edited: Result<String, EditError>, done: &str) -> Exit {
    let text = match edited {
        Ok(text) => text,
        Err(error) => {
            terminal::tell(&format!("誤り: {}: {error}", shown(book.path())));
            return Exit::Unwritten;
        }
    };
    match book.save(&text) {
        Ok(()) => terminal::finish(&format!("{done}: {}\n", shown(book.path()))),
        Err(error) => terminal::unwritten(&error),
    }
}

/// The item that is named; one that the assessment does not have is told.
pub(super) fn item(typed: Option<&str>, assessment: &Assessment) -> Result<Option<Address>, Exit> {
    let Some(typed) = typed else { return Ok(None) };
    ItemReference::address_of(typed, assessment).map(Some).ok_or_else(|| {
        terminal::tell(&format!("誤り: 項目「{typed}」は、この評価書にありません"));
        terminal::tell(
            "対処: work.content のような番地か、「Ⅰ 1. ②事務の内容」のような印刷される項目名を書いてください",
        );
        Exit::Usage
    })
}

fn position(procedure: &Procedure, id: &str) -> Option<usize> {
    let found = procedure.comments.iter().position(|comment| comment.id == id);
    if found.is_none() {
        terminal::tell(&format!("誤り: 「{id}」というコメントはありません"));
        terminal::tell("対処: hyokasho comment パス list で名前を確かめてください");
    }
    found
}

fn listed(command: &CommentListArguments, assessment: &Assessment, procedure: &Procedure) -> String {
    let comments: Vec<&ReviewComment> =
        procedure.comments.iter().filter(|comment| command.all || comment.is_open()).collect();
    if command.format == FormsFormat::Json {
        let all: Vec<Value> = comments.iter().map(|comment| value(assessment, comment)).collect();
        return format!("{:#}\n", json!({ "comments": all }));
    }
    if comments.is_empty() {
        return "コメントはありません\n".to_owned();
    }
    let head = ["名前", "項目", "日付", "書いた人", "状態", "コメント"].map(ToOwned::to_owned).to_vec();
    let mut rows = vec![head];
    for comment in comments {
        let state = if comment.is_open() { "未解決" } else { "解決" };
        rows.push(vec![
            comment.id.clone(),
            place(assessment, comment.item.as_ref()),
            comment.date.map(Date::short).unwrap_or_default(),
            comment.person.clone(),
            state.to_owned(),
            one_line(&comment.text),
        ]);
        for reply in &comment.replies {
            let said = format!("└ {}", one_line(&reply.text));
            rows.push(vec![
                String::new(),
                String::new(),
                reply.date.short(),
                reply.person.clone(),
                String::new(),
                said,
            ]);
        }
    }
    table(&rows, 5, terminal::width())
}

pub(super) fn place(assessment: &Assessment, item: Option<&ItemReference>) -> String {
    item.map_or_else(|| "全体".to_owned(), |item| item.path(assessment).unwrap_or_else(|| item.address.to_string()))
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn value(assessment: &Assessment, comment: &ReviewComment) -> Value {
    let reply = |reply: &CommentReply| json!({"date": reply.date.iso(), "by": reply.person, "text": reply.text});
    json!({
        "id": comment.id,
        "item": comment.item.as_ref().map(|item| &item.address),
        "path": place(assessment, comment.item.as_ref()),
        "date": comment.date.map(Date::iso),
        "by": comment.person,
        "quoted": comment.quoted,
        "text": comment.text,
        "replies": comment.replies.iter().map(reply).collect::<Vec<_>>(),
        "resolved_on": comment.resolved_on.map(Date::iso),
    })
}
