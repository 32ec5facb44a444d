//! What may be typed at the cursor.

use std::ops::Range;

use serde_json::{Value, json};

use super::cursor::{Cursor, CursorPlace, CursorStep};
use super::desk::{DocumentKind, EditorDesk};
use super::laws::rows_to_cite;
use super::position::range;
use super::requests::AskedDocument;
use super::schema::{alternatives, of_document};
use super::wire::{markdown, text_edit};
use crate::finding::Rule;
use crate::rules::all_rules;
use crate::text::fold::fold;
use crate::workspace::{ASSESSMENT_FILE, assessments_at, root_of};
use crate::yaml::emit::written;

/// Kinds of the protocol.
const PROPERTY: u8 = 10;
const VALUE: u8 = 12;
const MEMBER: u8 = 20;
const FILE: u8 = 17;
const REFERENCE: u8 = 18;

/// One proposal.
struct TypingProposal {
    label: String,
    kind: u8,
    /// In the words of the form.
    about: String,
    more: String,
    text: String,
}

impl TypingProposal {
    fn new(kind: u8, label: impl Into<String>, about: impl Into<String>) -> Self {
        let label = label.into();
        Self { text: label.clone(), kind, about: about.into(), more: String::new(), label }
    }
}

pub(super) fn complete(desk: &EditorDesk, document: &AskedDocument) -> Value {
    let cursor = document.cursor();
    let (typed, proposals) = propose(desk, document, &cursor).unwrap_or((cursor.typed.clone(), Vec::new()));
    let word = document.source.text()[typed.clone()].to_owned();
    let place = range(&document.source, &typed);
    let folded = fold(&word);
    let is_label = !folded.is_empty() && !word.is_ascii();
    let fits = |proposal: &&TypingProposal| {
        !is_label
            || [&proposal.label, &proposal.about, &proposal.text].iter().any(|words| fold(words).contains(&folded))
    };
    let items: Vec<Value> = proposals
        .iter()
        .filter(fits)
        .enumerate()
        .map(|(number, proposal)| {
            // Found by the words of the form, it is to be shown by a client that compares letters, too.
            let filter = if is_label { &word } else { &proposal.label };
            json!({
                "label": proposal.label,
                "labelDetails": { "description": proposal.about },
                "kind": proposal.kind,
                "detail": proposal.about,
                "documentation": markdown(&proposal.more),
                "sortText": format!("{number:05}"),
                "filterText": filter,
                "textEdit": text_edit(place, &proposal.text),
            })
        })
        .collect();
    json!({ "isIncomplete": true, "items": items })
}

/// What is offered, and the bytes that it takes the place of.
fn propose(
    desk: &EditorDesk,
    document: &AskedDocument,
    cursor: &Cursor<'_>,
) -> Option<(Range<usize>, Vec<TypingProposal>)> {
    let start = document.at - cursor.column;
    let head = &cursor.line[..cursor.column];
    if document.kind == DocumentKind::Passage
        && let Some(open) = head.rfind('{').filter(|open| !head[*open..].contains('}'))
    {
        return Some((start + open + 1..document.at, placeholders(desk, document, &cursor.line[cursor.column..])));
    }
    if cursor.place == CursorPlace::Comment {
        return None;
    }
    if let Some((begun, rows)) = rows_to_cite(head) {
        let row = |row: super::laws::CitableRow| TypingProposal::new(REFERENCE, row.words, row.about);
        return Some((start + begun.start..start + begun.end, rows.into_iter().map(row).collect()));
    }
    let proposals = match cursor.place {
        CursorPlace::Text | CursorPlace::Comment => return None,
        CursorPlace::Value => values(desk, document, cursor),
        CursorPlace::Entry => entries(desk, document, cursor),
    };
    Some((cursor.typed.clone(), proposals))
}

fn placeholders(desk: &EditorDesk, document: &AskedDocument, behind: &str) -> Vec<TypingProposal> {
    let close = if behind.starts_with('}') { "" } else { "}" };
    let values = desk.workspace(&document.path).config.values;
    let proposal = |(name, value): (String, String)| TypingProposal {
        text: format!("{name}{close}"),
        ..TypingProposal::new(VALUE, name, value)
    };
    values.into_iter().map(proposal).collect()
}

fn values(desk: &EditorDesk, document: &AskedDocument, cursor: &Cursor<'_>) -> Vec<TypingProposal> {
    let root = root_of(&document.path);
    let is_top = cursor.around.is_empty();
    match cursor.key {
        Some("fragment") => passages(desk, document),
        Some("form") if is_top && document.kind == DocumentKind::Assessment => {
            let forms = desk.workspace(&document.path).forms.all();
            forms.iter().map(|form| TypingProposal::new(VALUE, form.id.as_str(), form.title())).collect()
        }
        Some("item") if document.kind != DocumentKind::Settings => addresses(desk, document),
        Some("code") if document.kind == DocumentKind::Settings => rules().collect(),
        Some("assessment") if document.kind == DocumentKind::Settings => {
            let folders = root.iter().flat_map(|root| assessments_at(root));
            let folder = |file: std::path::PathBuf| Some(file.parent()?.file_name()?.to_string_lossy().into_owned());
            folders.filter_map(folder).map(|name| TypingProposal::new(FILE, name, ASSESSMENT_FILE)).collect()
        }
        _ => {
            let Some(schema) = of_document(desk, document) else { return Vec::new() };
            let found = alternatives(&schema, &cursor.way());
            found.iter().flat_map(|one| words(one)).collect()
        }
    }
}

fn rules() -> impl Iterator<Item = TypingProposal> {
    all_rules().into_iter().map(|rule: &Rule| TypingProposal::new(VALUE, rule.code, rule.title()))
}

fn passages(desk: &EditorDesk, document: &AskedDocument) -> Vec<TypingProposal> {
    let workspace = desk.workspace(&document.path);
    let proposal = |fragment: &std::sync::Arc<crate::assessment::Fragment>| TypingProposal {
        more: fragment.body().to_owned(),
        ..TypingProposal::new(FILE, fragment.name.as_str(), fragment.origin.clone().unwrap_or_default())
    };
    workspace.fragments.values().map(proposal).collect()
}

/// Every item and every block of the assessment.
fn addresses(desk: &EditorDesk, document: &AskedDocument) -> Vec<TypingProposal> {
    let assessment = desk.subject(&document.path).and_then(|subject| desk.assessment(&subject));
    let Some(assessment) = assessment else { return Vec::new() };
    let cells = assessment
        .cells
        .iter()
        .map(|cell| TypingProposal::new(REFERENCE, cell.address.as_str(), assessment.path(cell)));
    let blocks = assessment.lists.values().flat_map(|list| &list.blocks);
    let blocks = blocks.map(|block| TypingProposal::new(REFERENCE, block.address.as_str(), "一件の全体"));
    cells.chain(blocks).collect()
}

/// Keys of a map that are not there yet, and words of a list.
fn entries(desk: &EditorDesk, document: &AskedDocument, cursor: &Cursor<'_>) -> Vec<TypingProposal> {
    let Some(schema) = of_document(desk, document) else {
        return vec![TypingProposal {
            text: "form: ".into(), ..TypingProposal::new(PROPERTY, "form", "様式の名前")
        }];
    };
    let in_list = matches!(cursor.around.last(), Some(CursorStep::Item { .. }));
    let has_colon = cursor.key.is_some();
    let mut proposals = Vec::new();
    for one in alternatives(&schema, &cursor.around) {
        proposals.extend(keys(one, cursor, has_colon));
        if document.kind == DocumentKind::Settings && cursor.around == [CursorStep::Key("severity".into())] {
            proposals.extend(rules().map(|rule| TypingProposal { text: format!("{}: ", rule.label), ..rule }));
        }
        if in_list {
            proposals.extend(words(one));
        }
    }
    // A list with nothing in it yet.
    let inside: Vec<CursorStep> =
        cursor.around.iter().cloned().chain([CursorStep::Item { index: 0, id: None }]).collect();
    for one in alternatives(&schema, &inside) {
        let dashed = |proposal: TypingProposal| TypingProposal { text: format!("- {}", proposal.text), ..proposal };
        proposals.extend(words(one).into_iter().chain(keys(one, cursor, false)).map(dashed));
    }
    proposals
}

fn keys(schema: &Value, cursor: &Cursor<'_>, has_colon: bool) -> Vec<TypingProposal> {
    let properties = schema["properties"].as_object().into_iter().flatten();
    let is_new = |key: &str| !cursor.beside.contains(&key);
    let proposal = |(key, inner): (&String, &Value)| {
        let holds_more = inner.get("properties").is_some() || inner.get("items").is_some();
        let sign = match (has_colon, holds_more) {
            (true, _) => "",
            (false, true) => ":",
            (false, false) => ": ",
        };
        let about = inner["title"].as_str().or(inner["description"].as_str()).unwrap_or_default();
        TypingProposal {
            text: format!("{key}{sign}"),
            more: inner["description"].as_str().unwrap_or_default().to_owned(),
            ..TypingProposal::new(PROPERTY, key.as_str(), about)
        }
    };
    properties.filter(|(key, _)| is_new(key)).map(proposal).collect()
}

/// The words to choose from.
fn words(schema: &Value) -> Vec<TypingProposal> {
    let choices = schema["enum"].as_array().into_iter().flatten();
    let proposal = |choice: &Value| match choice {
        Value::String(word) => {
            Some(TypingProposal { text: written(word), ..TypingProposal::new(MEMBER, word.as_str(), "") })
        }
        Value::Bool(answer) => Some(TypingProposal::new(VALUE, answer.to_string(), "")),
        _ => None,
    };
    let mut words: Vec<TypingProposal> = choices.filter_map(proposal).collect();
    if schema["type"].as_array().is_some_and(|types| types.iter().any(|kind| kind == "boolean")) {
        words.extend(["true", "false"].map(|word| TypingProposal::new(VALUE, word, "")));
    }
    words
}
