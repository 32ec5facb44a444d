//! The author's tree, which a workbook carries on its hidden sheet: what no cell shows (ids, lists that are empty, names of
//! passages), so that the workbook alone can become the assessment again.

use serde_json::{Map, Number, Value as Json};

use super::contract::{NOTES, TREE, digest};
use crate::assessment::{Assessment, portable};
use crate::grid::Book;
use crate::text::limits;
use crate::yaml::{self, Draft, DraftEntry};

/// Well below what a cell may hold, and short enough to be looked at.
const PIECE_CHARACTERS: usize = 8_000;

/// The texts of the cells: a digest, by which it is known whether all of the others are there, and the tree as JSON in pieces.
pub(super) fn cells(assessment: &Assessment) -> Vec<String> {
    let Some(root) = yaml::parse(&assessment.source).root else { return Vec::new() };
    let tree = json(&portable(assessment, &root)).to_string();
    if tree.len() > limits::CARRIED_BYTES {
        return Vec::new();
    }
    let mut cells = vec![digest(&tree)];
    cells.extend(pieces(&tree).into_iter().map(ToOwned::to_owned));
    cells
}

/// The tree that the workbook was made from, unless something of it is gone.
pub(super) fn tree(book: &Book) -> Option<Vec<DraftEntry>> {
    let notes = book.sheets.iter().find(|sheet| sheet.name == NOTES)?;
    let mut cells: Vec<(u32, &str)> =
        notes.cells.iter().filter(|cell| cell.column == TREE).map(|cell| (cell.row, cell.text.as_str())).collect();
    cells.sort_unstable();
    let ((_, known), pieces) = cells.split_first()?;
    let text: String = pieces.iter().map(|(_, piece)| *piece).collect();
    if digest(&text) != *known {
        return None;
    }
    match draft(serde_json::from_str(&text).ok()?) {
        Draft::Map(entries) => Some(entries),
        _ => None,
    }
}

/// Pieces that neither begin nor end with white space, which programs drop.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut count) = (0, 0);
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        if count >= PIECE_CHARACTERS && !character.is_whitespace() && !before.is_whitespace() {
            pieces.push(&text[start..at]);
            (start, count) = (at, 0);
        }
        (before, count) = (character, count + 1);
    }
    pieces.push(&text[start..]);
    pieces
}

pub(super) fn json(draft: &Draft) -> Json {
    match draft {
        Draft::Text(text) => Json::String(text.clone()),
        Draft::Bare(text) => match (text.as_str(), text.parse::<u64>()) {
            ("" | "~" | "null", _) => Json::Null,
            ("true", _) => Json::Bool(true),
            ("false", _) => Json::Bool(false),
            (typed, Ok(number)) if number.to_string() == typed => Json::Number(Number::from(number)),
            (typed, _) => Json::String(typed.to_owned()),
        },
        Draft::List(items) => Json::Array(items.iter().map(json).collect()),
        Draft::Map(entries) => {
            Json::Object(entries.iter().map(|entry| (entry.key.clone(), json(&entry.value))).collect())
        }
    }
}

pub(super) fn draft(json: Json) -> Draft {
    let entries = |map: Map<String, Json>| map.into_iter().map(|(key, value)| DraftEntry::new(key, draft(value)));
    match json {
        Json::Null => Draft::bare(""),
        Json::Bool(value) => Draft::bare(value.to_string()),
        Json::Number(number) => Draft::bare(number.to_string()),
        Json::String(text) => Draft::Text(text),
        Json::Array(items) => Draft::List(items.into_iter().map(draft).collect()),
        Json::Object(map) => Draft::Map(entries(map).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{NoResources, bind};
    use crate::form::Forms;
    use crate::text::Source;

    #[test]
    fn pieces_hold_everything_and_end_in_no_white_space() {
        let text = "{\"a\":\"".to_owned() + &"字 　\\n".repeat(9_000) + "\"}";
        let pieces = pieces(&text);
        assert_eq!(pieces.concat(), text);
        assert!(pieces.len() > 4 && pieces.iter().all(|piece| piece.trim() == *piece));
    }

    #[test]
    fn a_tree_that_is_too_large_stays_at_home() {
        let carried = |bytes: usize| {
            let text = "字".repeat(bytes / 5 / 3);
            let systems = format!("  - name: 甲\n    functions: {text}\n").repeat(5);
            let source = Source::new("assessment.yaml", format!("form: full-2025-05\nsystems:\n{systems}"));
            let form = Forms::default().get("full-2025-05").unwrap().unwrap();
            let root = yaml::parse(&source).root.unwrap();
            cells(&bind(&source, &root, &form, &NoResources::default()).assessment).len()
        };
        assert_eq!((carried(limits::CARRIED_BYTES + 1_000), carried(3_000)), (0, 2));
    }

    #[test]
    fn a_tree_comes_back_as_it_was() {
        let tree = Draft::map([
            ("form", Draft::text("full-2025-05")),
            ("count", Draft::bare("3")),
            ("date", Draft::bare("2025-12-26")),
            ("old", Draft::text("007")),
            ("none", Draft::List(Vec::new())),
            ("blank", Draft::bare("")),
            ("yes", Draft::Map(vec![DraftEntry::new("is", Draft::bare("true"))])),
        ]);
        let again = draft(json(&tree));
        assert_eq!(yaml::emit::document(&again), yaml::emit::document(&tree));
    }
}
