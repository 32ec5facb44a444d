//! What may be asked, and who answers.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::cursor::Cursor;
use super::desk::{DocumentKind, EditorDesk};
use super::place::path_of;
use super::position::offset;
use super::server::LspRefusal;
use super::wire::{DocumentRequest, rewritten};
use super::{actions, completion, fold, hints, hover, names, outline};
use crate::text::Source;
use crate::yaml::format;

pub(super) fn capabilities() -> Value {
    json!({
        "positionEncoding": "utf-16",
        "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
        "completionProvider": { "triggerCharacters": [" ", "-", ":", "/", "{", "の", "表", "."] },
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "renameProvider": { "prepareProvider": true },
        "documentSymbolProvider": true,
        "foldingRangeProvider": true,
        "documentFormattingProvider": true,
        "inlayHintProvider": true,
        "codeActionProvider": { "codeActionKinds": [actions::QUICK_FIX, actions::FIX_ALL] },
    })
}

/// A document that is asked about.
pub(super) struct AskedDocument {
    pub(super) path: PathBuf,
    pub(super) kind: DocumentKind,
    pub(super) source: Arc<Source>,
    /// The byte of the cursor.
    pub(super) at: usize,
}

impl AskedDocument {
    fn of(desk: &EditorDesk, asked: &DocumentRequest) -> Result<Self, LspRefusal> {
        let path = path_of(&asked.text_document.uri).ok_or_else(|| LspRefusal::no_document(None))?;
        let source = desk.source(&path).ok_or_else(|| LspRefusal::no_document(Some(&path)))?;
        let at = offset(&source, asked.position);
        Ok(Self { kind: desk.kind(&path), path, source, at })
    }

    pub(super) fn cursor(&self) -> Cursor<'_> {
        Cursor::at(&self.source, self.at)
    }
}

pub(super) fn answer(desk: &mut EditorDesk, method: &str, params: Value) -> Result<Value, LspRefusal> {
    let Some(name) = method.strip_prefix("textDocument/") else { return Err(LspRefusal::unknown(method)) };
    let asked: DocumentRequest = serde_json::from_value(params).map_err(|error| LspRefusal::unreadable(&error))?;
    let document = AskedDocument::of(desk, &asked)?;
    if document.kind == DocumentKind::Other {
        return Ok(Value::Null);
    }
    match name {
        "completion" => Ok(completion::complete(desk, &document)),
        "hover" => Ok(hover::hover(desk, &document).unwrap_or_default()),
        "definition" => Ok(names::definition(desk, &document)),
        "references" => Ok(names::references(desk, &document, asked.context.include_declaration)),
        "prepareRename" => names::prepare(desk, &document),
        "rename" => names::rename(desk, &document, &asked.new_name),
        "documentSymbol" => Ok(outline::outline(desk, &document)),
        "foldingRange" => Ok(fold::ranges(&document.source)),
        "inlayHint" => Ok(hints::hints(desk, &document, asked.range)),
        "formatting" => formatting(&document),
        "codeAction" => Ok(actions::actions(desk, &document, &asked)),
        _ => Err(LspRefusal::unknown(method)),
    }
}

/// As `hyokasho fmt` would write it; nothing where it cannot be formatted.
fn formatting(document: &AskedDocument) -> Result<Value, LspRefusal> {
    if document.kind == DocumentKind::Passage {
        return Ok(Value::Null);
    }
    let after = format(&document.source).map_err(|error| LspRefusal::told(error.to_string()))?;
    Ok(Value::Array(rewritten(&document.source, &after)))
}
