//! A passage that several assessments share: what it says, and who uses it.

use serde::{Deserialize, Serialize};

use super::answer::{Ask, ServeAnswer};
use super::desk::{Desk, title_of};
use crate::disk::{read_text, replace};
use crate::text::short_digest;
use crate::workspace::FRAGMENTS_FOLDER;

#[derive(Serialize)]
struct PassageView {
    name: String,
    text: String,
    /// What the file is known by.
    noted: String,
    users: Vec<User>,
}

#[derive(Serialize)]
struct User {
    name: String,
    title: String,
}

const DIGEST: usize = 16;

pub(super) fn page(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let name = ask.piece(0);
    let workspace = desk.workspace();
    let fragment = workspace.fragments.get(name).ok_or_else(ServeAnswer::missing)?;
    let mut users = Vec::new();
    for (own, file) in desk.assessments() {
        let Some(assessment) = workspace.load(&file).assessment else { continue };
        if assessment.fragments_used.contains(name) {
            users.push(User { title: title_of(&assessment, &own), name: own });
        }
    }
    let text = fragment.source.text().to_owned();
    let noted = short_digest(&text, DIGEST);
    Ok(desk.page(ask, "passage.html", &PassageView { name: name.to_owned(), text, noted, users }))
}

#[derive(Debug, Deserialize)]
struct PassageAsked {
    noted: String,
    text: String,
}

pub(super) fn save(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: PassageAsked = ask.json()?;
    let _writing = desk.write();
    let workspace = desk.workspace();
    // The name is held against the passages that there are, never made into a path of somebody's wish.
    let fragment = workspace.fragments.get(ask.piece(0)).ok_or_else(ServeAnswer::missing)?;
    let file = desk.root().join(FRAGMENTS_FOLDER).join(format!("{}.md", fragment.name));
    let before = read_text(&file).map_err(|finding| ServeAnswer::refused(finding.message.clone()))?;
    let before = before.text();
    if short_digest(before, DIGEST) != asked.noted {
        return Err(ServeAnswer::refused("開いた後に、ほかで書き換えられました。ページを開き直してください"));
    }
    let text = asked.text.replace("\r\n", "\n");
    if text != before {
        replace(&file, before.as_bytes(), text.as_bytes()).map_err(|error| ServeAnswer::unwritten(&error))?;
    }
    Ok(ServeAnswer::json(&serde_json::json!({ "noted": short_digest(&text, DIGEST) })))
}
