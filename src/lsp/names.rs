//! Go to, find all, give another name.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::cursor::{Cursor, CursorPlace, CursorStep, address};
use super::desk::{DocumentKind, EditorDesk};
use super::mentions::{NamedThing, ThingMention, mentions, names_in};
use super::place::uri_of;
use super::position::range;
use super::requests::AskedDocument;
use super::server::LspRefusal;
use super::wire::{WireRange, location, text_edit};
use crate::assessment::Address;
use crate::text::Source;
use crate::text::limits;
use crate::workspace::root_of;
use crate::yaml::{YamlRewrite, rewrite};

pub(super) fn definition(desk: &EditorDesk, document: &AskedDocument) -> Value {
    if let Some((thing, _)) = thing_at(desk, document) {
        let found = mentions(desk, &document.path, &thing);
        let declared = found.iter().filter(|mention| mention.is_declaration);
        return declared.map(|mention| told(desk, mention)).collect();
    }
    addressed(desk, document).unwrap_or_else(|| json!([]))
}

pub(super) fn references(desk: &EditorDesk, document: &AskedDocument, with_declaration: bool) -> Value {
    let Some((thing, _)) = thing_at(desk, document) else { return json!([]) };
    let found = mentions(desk, &document.path, &thing);
    let wanted = found.iter().filter(|mention| with_declaration || !mention.is_declaration);
    wanted.map(|mention| told(desk, mention)).collect()
}

pub(super) fn prepare(desk: &EditorDesk, document: &AskedDocument) -> Result<Value, LspRefusal> {
    let (_, place) = thing_at(desk, document).ok_or_else(nothing_here)?;
    let words = &document.source.text()[place.clone()];
    Ok(json!({ "range": range(&document.source, &place), "placeholder": words }))
}

pub(super) fn rename(desk: &EditorDesk, document: &AskedDocument, name: &str) -> Result<Value, LspRefusal> {
    let (thing, _) = thing_at(desk, document).ok_or_else(nothing_here)?;
    let name = name.trim();
    if let Some(why) = unusable(desk, document, &thing, name) {
        return Err(LspRefusal::told(why));
    }
    let mut by_file: BTreeMap<PathBuf, (Arc<Source>, Vec<Range<usize>>)> = BTreeMap::new();
    let (mut moved, mut changes) = (Vec::new(), Vec::new());
    for mention in mentions(desk, &document.path, &thing) {
        match &thing {
            NamedThing::Passage(old) if mention.is_declaration => {
                let new = renamed_file(&mention.path, old, name);
                moved.push(json!({ "kind": "rename", "oldUri": desk.uri(&mention.path), "newUri": uri_of(&new) }));
            }
            _ => {
                let file = by_file.entry(mention.path).or_insert_with(|| (mention.source, Vec::new()));
                file.1.push(mention.range);
            }
        }
    }
    for (path, (source, places)) in by_file {
        let is_yaml = path.extension().is_none_or(|ending| ending != "md");
        let rewrites: Vec<YamlRewrite> =
            places.iter().map(|place| YamlRewrite { range: place.clone(), text: name.to_owned() }).collect();
        if is_yaml && let Err(error) = rewrite(&source, &rewrites) {
            return Err(LspRefusal::told(format!("{}: {error}", source.path())));
        }
        let edits: Vec<Value> = places.iter().map(|place| text_edit(range(&source, place), name)).collect();
        changes.push((desk.uri(&path), edits));
    }
    if moved.is_empty() {
        let changes: serde_json::Map<String, Value> =
            changes.into_iter().map(|(uri, edits)| (uri, Value::Array(edits))).collect();
        return Ok(json!({ "changes": changes }));
    }
    let edited = changes
        .into_iter()
        .map(|(uri, edits)| json!({ "textDocument": { "uri": uri, "version": null }, "edits": edits }));
    Ok(json!({ "documentChanges": edited.chain(moved).collect::<Vec<_>>() }))
}

fn nothing_here() -> LspRefusal {
    LspRefusal::told("ここには、名前を変えられるもの（id、文例、差し込みの名前、システムなどの名称）がありません")
}

fn told(desk: &EditorDesk, mention: &ThingMention) -> Value {
    location(&desk.uri(&mention.path), range(&mention.source, &mention.range))
}

/// Why a thing cannot be called that.
fn unusable(desk: &EditorDesk, document: &AskedDocument, thing: &NamedThing, name: &str) -> Option<String> {
    let workspace = desk.workspace(&document.path);
    let is_bad = |bad: &[char]| name.is_empty() || name.contains(bad) || name.contains(char::is_control);
    match thing {
        NamedThing::Passage(_) => {
            let outside = name.split('/').any(|piece| piece.is_empty() || piece.starts_with('.'));
            if outside || is_bad(&['\\', ':', '*', '?', '"', '<', '>', '|', '#', '\'']) {
                return Some(format!("文例の名前に「{name}」は使えません。「フォルダー/名前」の形で書いてください"));
            }
            let taken = workspace.fragments.contains_key(name);
            taken.then(|| format!("文例「{name}」がすでにあります。ほかの名前にしてください"))
        }
        NamedThing::Placeholder(_) => {
            if is_bad(&['{', '}', ' ', '\u{3000}', ':', '#', '"', '\'']) || name.chars().count() > 30 {
                return Some("差し込みの名前は、空白と記号の無い 30 字までの言葉にしてください".to_owned());
            }
            workspace.config.values.contains_key(name).then(|| format!("差し込み「{name}」がすでにあります"))
        }
        NamedThing::Block { file, address } => {
            let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
            let starts = name.starts_with(|c: char| c.is_ascii_lowercase());
            if !starts || !name.chars().all(letters) || name.len() > limits::ID_BYTES {
                return Some("id は、半角の英小文字で始め、英小文字・数字・「-」・「_」で書いてください".to_owned());
            }
            let list = address.list()?;
            let assessment = workspace.load(file).assessment?;
            let taken = assessment.blocks(&list).iter().any(|block| block.id.as_deref() == Some(name));
            taken.then(|| format!("id「{name}」は、同じ一覧の中ですでに使われています"))
        }
        NamedThing::Name(_) => is_bad(&['\n']).then(|| "名称を一行で書いてください".to_owned()),
    }
}

fn renamed_file(path: &Path, old: &str, new: &str) -> PathBuf {
    let steps = old.split('/').count();
    let folder = path.ancestors().nth(steps).unwrap_or(path);
    folder.join(format!("{new}.md"))
}

/// What stands under the cursor, and the bytes that name it there.
fn thing_at(desk: &EditorDesk, document: &AskedDocument) -> Option<(NamedThing, Range<usize>)> {
    let cursor = document.cursor();
    let start = document.at - cursor.column;
    let in_line = |range: Range<usize>| start + range.start..start + range.end;
    if document.kind == DocumentKind::Passage {
        let (name, place) = placeholder_at(&cursor)?;
        return Some((NamedThing::Placeholder(name), in_line(place)));
    }
    if cursor.place == CursorPlace::Comment {
        return None;
    }
    let value = cursor.key.filter(|_| cursor.place == CursorPlace::Value).and_then(|key| value_of(&cursor, key));
    if document.kind == DocumentKind::Settings && cursor.around == [CursorStep::Key("values".into())] {
        let key = cursor.key?;
        let at = cursor.line.find(key)?;
        return Some((NamedThing::Placeholder(key.to_owned()), in_line(at..at + key.len())));
    }
    match (cursor.key, value) {
        (Some("fragment"), Some((name, place))) => {
            return Some((NamedThing::Passage(name.to_owned()), in_line(place)));
        }
        (Some("id"), Some((_, place)))
            if document.kind == DocumentKind::Assessment
                && matches!(cursor.around.last(), Some(CursorStep::Item { id: Some(_), .. })) =>
        {
            let block = NamedThing::Block { file: document.path.clone(), address: address(&cursor.around) };
            return Some((block, in_line(place)));
        }
        (Some("item"), Some((item, place))) => {
            let subject = desk.subject(&document.path)?;
            let (block, piece) = block_in(desk, &subject, item, cursor.column.checked_sub(place.start)?)?;
            let named = place.start + piece.start..place.start + piece.end;
            return Some((NamedThing::Block { file: subject, address: block }, in_line(named)));
        }
        _ => {}
    }
    if document.kind != DocumentKind::Assessment {
        return None;
    }
    // The longest name that stands there.
    let here = |name: &str| {
        let found = cursor.line.match_indices(name).map(|(at, _)| at..at + name.len());
        found.into_iter().find(|place| place.start <= cursor.column && cursor.column <= place.end)
    };
    let names = super::mentions::assessments_around(&document.path);
    let names = names.iter().flat_map(|path| names_in(desk, path)).map(|(name, _)| name);
    let named = names.filter_map(|name| Some((here(&name)?, name))).max_by_key(|(place, _)| place.len())?;
    Some((NamedThing::Name(named.1), in_line(named.0)))
}

/// The value behind a key on the line, without quotes and comment, and where it stands.
fn value_of<'t>(cursor: &Cursor<'t>, key: &str) -> Option<(&'t str, Range<usize>)> {
    let at = cursor.line.find(key)? + key.len() + 1;
    let rest = cursor.line.get(at..)?;
    let rest = rest.split(" #").next().unwrap_or_default().trim_end();
    let value = rest.trim_start().trim_matches(['"', '\'']);
    let start = at + rest.find(value)?;
    Some((value, start..start + value.len())).filter(|(value, _)| !value.is_empty())
}

/// The block that a piece of an address names, and the bytes of the piece.
fn block_in(desk: &EditorDesk, subject: &Path, item: &str, column: usize) -> Option<(Address, Range<usize>)> {
    let assessment = desk.assessment(subject)?;
    let item = Address::from(item);
    let blocks = assessment.lists.values().flat_map(|list| &list.blocks);
    let around = blocks.filter(|block| block.id.is_some() && item.is_within(&block.address));
    let piece = |address: &Address| address.as_str().len() - address.last().len()..address.as_str().len();
    let mut around = around.map(|block| (block.address.clone(), piece(&block.address)));
    around.find(|(_, piece)| piece.start <= column && column <= piece.end)
}

fn placeholder_at(cursor: &Cursor<'_>) -> Option<(String, Range<usize>)> {
    let open = cursor.line[..cursor.column].rfind('{')? + 1;
    let close = open + cursor.line[open..].find('}')?;
    let name = cursor.line.get(open..close).filter(|name| !name.is_empty() && cursor.column <= close)?;
    Some((name.to_owned(), open..close))
}

/// Where an address leads that names no block, and where the settings name an assessment.
fn addressed(desk: &EditorDesk, document: &AskedDocument) -> Option<Value> {
    let cursor = document.cursor();
    let key = cursor.key.filter(|_| cursor.place == CursorPlace::Value)?;
    let (value, _) = value_of(&cursor, key)?;
    let file = match (document.kind, key) {
        (DocumentKind::Settings, "assessment") => {
            let root = root_of(&document.path)?;
            let files = crate::workspace::assessments_at(&root);
            let file = files.into_iter().find(|file| file.parent().is_some_and(|folder| folder.ends_with(value)))?;
            return Some(json!([location(&desk.uri(&file), WireRange::default())]));
        }
        (_, "item") => desk.subject(&document.path)?,
        _ => return None,
    };
    let assessment = desk.assessment(&file)?;
    let address = Address::from(value);
    let span = assessment.cell(&address).map_or_else(|| assessment.anchor(&address), |cell| cell.span.clone());
    Some(json!([location(&desk.uri(&file), range(&span.source, &span.range()))]))
}
