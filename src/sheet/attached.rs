//! What a PDF carries so that it can become the assessment again: the assessment as it stands alone, what of it was drawn from
//! passages, its pictures. What an author noted in comments stays at home.

use std::path::{Component, Path};

use serde_json::{Map, Value as Json};

use super::back::TreePlace;
use super::carried::{draft, json};
use crate::assessment::{Answer, Assessment, Cell, Fingerprints, flatten};
use crate::grid::Book;
use crate::import::{ImportReport, ImportTrace, Imported, commented};
use crate::render::pdf::Attachment;
use crate::text::Source;
use crate::yaml::{self, Draft};

const ASSESSMENT: &str = "assessment.yaml";
/// The answers that draw on passages, as their author put them together, by address.
const PASSAGES: &str = "passages.json";

/// The files for a PDF of the assessment; `picture` reads what stands beside it.
pub fn attachments(assessment: &Assessment, picture: &dyn Fn(&str) -> Option<Vec<u8>>) -> Vec<Attachment> {
    let Some(root) = yaml::parse(&assessment.source).root else { return Vec::new() };
    let Draft::Map(entries) = flatten(assessment, &root, &Fingerprints::new()) else { return Vec::new() };
    let whole = yaml::emit::document(&Draft::Map(commented(&assessment.form, entries)));
    let mut all = vec![Attachment {
        name: ASSESSMENT.into(),
        kind: "application/yaml",
        description: "この PDF の元の評価書（hyokasho import で取り込めます）".into(),
        bytes: whole.into_bytes(),
        is_source: true,
    }];
    let mut passages = Map::new();
    for cell in &assessment.cells {
        let draws_on = matches!(&cell.typed, Some(Answer::Text(text)) if !text.fragments.is_empty());
        if let Some(place) = draws_on.then(|| TreePlace::find(&root, cell.address.as_str())).flatten()
            && let Some(node) = place.node
        {
            passages.insert(cell.address.as_str().to_owned(), json(&Draft::from(node)));
        }
    }
    if !passages.is_empty() {
        all.push(Attachment {
            name: PASSAGES.into(),
            kind: "application/json",
            description: "文例から引いた記載の、文例の名前".into(),
            bytes: Json::Object(passages).to_string().into_bytes(),
            is_source: true,
        });
    }
    for figure in assessment.figures() {
        let Some(file) = figure.file.as_ref().filter(|file| is_inside(file)) else { continue };
        if all.iter().any(|one| one.name == *file) {
            continue;
        }
        if let Some(bytes) = picture(file) {
            let description = figure.title.clone().unwrap_or_else(|| "図".to_owned());
            all.push(Attachment { name: file.clone(), kind: kind(&bytes), description, bytes, is_source: false });
        }
    }
    all
}

fn kind(picture: &[u8]) -> &'static str {
    match picture {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, ..] => "image/jpeg",
        _ => "image/svg+xml",
    }
}

/// A name that leads nowhere but below the folder of the assessment.
fn is_inside(name: &str) -> bool {
    let path = Path::new(name);
    !name.is_empty() && !name.contains('\\') && path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// The assessment that a PDF carries; nothing where it carries none.
pub(super) fn read(book: &Book, read: &dyn Fn(&str) -> Option<Assessment>) -> Option<Imported> {
    let text = String::from_utf8(book.attachments.get(ASSESSMENT)?.clone()).ok()?;
    let text = with_passages(book, text, read)?;
    let assessment = read(&text)?;
    let typed = assessment.cells.iter().filter(|cell| cell.typed.is_some());
    let placed = typed.clone().map(|cell| assessment.words(cell).chars().count()).sum();
    let report = ImportReport {
        source: book.name.clone(),
        form: assessment.form.id.clone(),
        mapped: typed.count(),
        ..ImportReport::default()
    };
    let named: Vec<&String> = assessment.figures().filter_map(|figure| figure.file.as_ref()).collect();
    let beside = book.attachments.iter().filter(|(name, _)| is_inside(name) && named.contains(name));
    let files = beside.map(|(name, bytes)| (name.clone(), bytes.clone())).collect();
    Some(Imported { yaml: text, report, trace: ImportTrace::default(), files, characters: placed, placed })
}

/// Passages are called by their names again where they say here what the PDF says.
fn with_passages(book: &Book, text: String, read: &dyn Fn(&str) -> Option<Assessment>) -> Option<String> {
    let Some(Json::Object(passages)) =
        book.attachments.get(PASSAGES).and_then(|bytes| serde_json::from_slice(bytes).ok())
    else {
        return Some(text);
    };
    let written = read(&text)?;
    let named = passages.into_iter().try_fold(text.clone(), |text, (address, node)| {
        let source = Source::new(ASSESSMENT, text);
        let root = yaml::parse(&source).root?;
        let Some(place) = TreePlace::find(&root, &address).filter(|place| place.node.is_some()) else {
            return Some(source.text().to_owned());
        };
        let edit = place.set(draft(node), String::new());
        yaml::edit(&source, &edit.steps(), &edit.change).ok()
    })?;
    let with_names = read(&named)?;
    let says_other = |cell: &&Cell| {
        let own = with_names.cell(&cell.address).map(|own| with_names.words(own));
        own != Some(written.words(cell))
    };
    // One that says something else here is written out.
    written.cells.iter().filter(says_other).try_fold(named, |text, cell| {
        let source = Source::new(ASSESSMENT, text);
        let whole = yaml::parse(&written.source).root?;
        let (root, address) = (yaml::parse(&source).root?, cell.address.as_str());
        let said = TreePlace::find(&whole, address)?.node.map(Draft::from)?;
        let edit = TreePlace::find(&root, address)?.set(said, String::new());
        yaml::edit(&source, &edit.steps(), &edit.change).ok()
    })
}
