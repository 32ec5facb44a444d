//! What is said about the place under the cursor: the label, what the form and the guidance ask, what follows from other answers,
//! what the law has.

use serde_json::{Value, json};

use super::cursor::{Cursor, CursorPlace, CursorStep, address};
use super::desk::{DocumentKind, EditorDesk};
use super::laws::provision;
use super::position::range;
use super::requests::AskedDocument;
use super::schema::{alternatives, of_document};
use super::wire::markdown;
use crate::assessment::{Address, Assessment};

pub(super) fn hover(desk: &EditorDesk, document: &AskedDocument) -> Option<Value> {
    let cursor = document.cursor();
    let start = document.at - cursor.column;
    let whole = document.source.text();
    let is_basis = cursor.way().iter().rev().any(|step| matches!(step, CursorStep::Key(key) if key.ends_with("basis")));
    if cursor.place != CursorPlace::Comment
        && let Some((cited, said)) = provision(whole, cursor.line, cursor.column, is_basis)
    {
        let place = range(&document.source, &(start + cited.start..start + cited.end));
        return Some(json!({ "contents": markdown(&said), "range": place }));
    }
    let said = if document.kind == DocumentKind::Passage {
        placeholder(desk, document, &cursor)?
    } else {
        entry(desk, document, &cursor)?
    };
    Some(json!({ "contents": markdown(&said) }))
}

/// What fills the placeholder under the cursor.
fn placeholder(desk: &EditorDesk, document: &AskedDocument, cursor: &Cursor<'_>) -> Option<String> {
    let open = cursor.line[..cursor.column].rfind('{')?;
    let close = open + cursor.line[open..].find('}').filter(|close| open + close >= cursor.column)?;
    let name = &cursor.line[open + 1..close];
    let values = desk.workspace(&document.path).config.values;
    let value = values.get(name).map_or("（hyokasho.yaml の values: に値がありません）", String::as_str);
    Some(format!("**{{{name}}}**\n\n{value}"))
}

fn entry(desk: &EditorDesk, document: &AskedDocument, cursor: &Cursor<'_>) -> Option<String> {
    if cursor.place == CursorPlace::Comment {
        return None;
    }
    let value = cursor.key.and_then(|key| {
        let (_, value) = cursor.line[cursor.line.find(key)?..].split_once(": ")?;
        Some(value.trim())
    });
    match (cursor.key, value) {
        (Some("fragment"), Some(name)) => {
            let workspace = desk.workspace(&document.path);
            let fragment = workspace.fragments.get(name)?;
            let origin = fragment.origin.as_deref().unwrap_or_default();
            return Some(format!("**文例 {name}**\n\n{origin}\n\n---\n\n{}", lines(fragment.body())));
        }
        (Some("item"), Some(item)) if cursor.around.len() > 1 => {
            let subject = desk.subject(&document.path)?;
            return place(&desk.assessment(&subject)?, &Address::from(item));
        }
        _ => {}
    }
    let schema = of_document(desk, document)?;
    let way = cursor.way();
    // A line of a list says nothing of its own: the answer that it is part of does.
    let asked = way.iter().rposition(|step| matches!(step, CursorStep::Key(_))).map_or(&way[..0], |at| &way[..=at]);
    let found = alternatives(&schema, asked);
    let title = found.iter().find_map(|one| one["title"].as_str())?;
    let mut said = vec![format!("**{title}**")];
    said.extend(found.first().and_then(|one| one["description"].as_str()).map(lines));
    let words = |one: &&Value| {
        one["enum"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(|word| format!("- {word}"))
            .collect::<Vec<_>>()
    };
    let inner: Vec<CursorStep> = asked.iter().cloned().chain([CursorStep::Item { index: 0, id: None }]).collect();
    let options: Vec<String> = found.iter().chain(&alternatives(&schema, &inner)).flat_map(words).collect();
    if !options.is_empty() {
        said.push(options.join("\n"));
    }
    if document.kind == DocumentKind::Assessment {
        said.extend(desk.assessment(&document.path).and_then(|assessment| derived(&assessment, &address(asked))));
        said.push(format!("`{}`", address(asked)));
    }
    Some(said.join("\n\n"))
}

/// What the program works out from other answers.
fn derived(assessment: &Assessment, address: &Address) -> Option<String> {
    let cell = assessment.cell(address)?;
    let options = assessment.form.options_of(assessment.node(cell));
    let follows = cell.derived.as_ref()?.words(options);
    let differs = cell.typed.as_ref().is_some_and(|typed| typed.words(options) != follows);
    let note = if differs { "（今の記載と違います）" } else { "" };
    Some(format!("ほかの記載から決まる値: {}{note}", lines(&follows)))
}

/// What stands at an address.
fn place(assessment: &Assessment, address: &Address) -> Option<String> {
    match assessment.cell(address) {
        Some(cell) => Some(format!("**{}**\n\n{}", assessment.path(cell), lines(&assessment.words(cell)))),
        None => {
            let inside = assessment.cells.iter().find(|cell| cell.address.is_inside(address))?;
            Some(format!("**{}** ほか", assessment.path(inside)))
        }
    }
}

/// Every line stays one.
fn lines(text: &str) -> String {
    text.trim_end().replace('\n', "  \n")
}
