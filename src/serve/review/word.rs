//! A file of Word or Excel that others filled in or marked up comes back: what they changed goes into the assessment, their comments
//! beside it.

use std::cell::Cell;

use serde_json::json;

use super::super::answer::{Ask, ServeAnswer};
use super::super::change::{Change, change};
use super::super::desk::Desk;
use super::super::journal::Step;
use super::{record, unedited};
use crate::import::open;
use crate::office::comment_of;
use crate::procedure::CommentDraft;
use crate::sheet::{Merged, ReturnTerms, into};

pub(in crate::serve) fn take_in(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let book = open(ask.query("name"), &ask.body).map_err(|finding| ServeAnswer::finding(&finding))?;
    let came = Cell::new(Merged::default());
    change(desk, ask, Step::Edit, |opened, assessment| {
        let read = |text: &str| opened.workspace().load_text(&opened.loaded.path, text).assessment;
        let terms = ReturnTerms { allow_blank: false, earlier: None, file: &book.name, read: &read };
        let merged = into(&book, assessment, &opened.workspace().config.style, &terms)
            .map_err(|finding| ServeAnswer::finding(&finding))?;
        let made = Change::to(merged.text.clone(), items(&merged));
        came.set(merged);
        Ok(made)
    })?;
    let merged = came.into_inner();
    let comments: Vec<CommentDraft> = merged.remarks.iter().filter_map(comment_of).collect();
    let added = record(desk, ask.piece(0), |reviewed| {
        reviewed.procedure().with_comments(reviewed.assessment()?, &comments).map_err(unedited)
    })?;
    let left = merged.left.iter().map(|left| format!("{}：{}（{}）", left.what, left.why, left.place));
    Ok(ServeAnswer::json(&json!({
        "told": format!("{} 欄の記載と、新しいコメント {added} 件を取り込みました。", merged.changed.len()),
        "changed": items(&merged),
        "left": left.collect::<Vec<_>>(),
    })))
}

fn items(merged: &Merged) -> Vec<String> {
    merged.changed.iter().map(|changed| changed.what.clone()).collect()
}
