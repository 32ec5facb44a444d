//! What people noted at cells: notes, which Excel once called comments, and threads of comments, which it keeps in a part of
//! their own with a note in their place for programs that do not know them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::archive::Archive;
use super::super::model::{GridCell, GridCellKind, Markup, MarkupKind};
use super::super::reference::{CellPosition, position};
use super::super::refusal::Refusal;
use super::super::rich::Rich;
use super::super::xml::{XmlPiece, XmlReader};
use super::package::{Relation, relations};
use super::strings::rich;
use crate::text::limits;

/// The author of a note that only stands in the place of a thread.
const STANDS_FOR_THREAD: &str = "tc=";

pub(super) struct CellNote {
    at: CellPosition,
    author: String,
    /// Only threads know it.
    date: String,
    said: Rich,
}

impl CellNote {
    /// As the text that stands beside the cell.
    pub(super) fn beside(&self) -> GridCell {
        GridCell {
            kind: GridCellKind::Note,
            struck: self.said.struck.clone(),
            ..GridCell::new(self.at.0, self.at.1, self.said.text.clone())
        }
    }

    /// As what somebody said about it.
    pub(super) fn markup(&self, sheet: usize) -> Markup {
        // Excel begins a note with the name of its author.
        let named = format!("{}:", self.author);
        let text = self.said.text.trim();
        let text = text.strip_prefix(&named).filter(|_| !self.author.is_empty()).unwrap_or(text);
        Markup {
            kind: MarkupKind::Comment,
            text: text.trim().to_owned(),
            quoted: String::new(),
            author: self.author.clone(),
            date: self.date.clone(),
            sheet,
            row: self.at.0,
            column: self.at.1,
        }
    }
}

/// Who takes part in threads, by the ids of the workbook.
pub(super) fn persons(archive: &Archive, workbook: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let mut persons = BTreeMap::new();
    for relation in relations(archive, workbook)?.into_values().filter(|relation| relation.kind == "person") {
        let mut xml = XmlReader::new(archive.part(&relation.part).unwrap_or_default());
        while let Some(piece) = xml.next()? {
            let XmlPiece::Open(tag) = piece else { continue };
            if let (Some(id), Some(name)) = (tag.get("id"), tag.get("displayName"))
                && persons.len() < limits::SHEET_CELLS
            {
                persons.insert(id, name);
            }
        }
    }
    Ok(persons)
}

/// The notes of a sheet and its threads, each remark of them on its own. A part that was read already belongs to another sheet.
pub(super) fn read(
    archive: &Archive,
    sheet: &str,
    persons: &BTreeMap<String, String>,
    seen: &mut BTreeSet<String>,
) -> Result<Vec<CellNote>, Refusal> {
    let mut found = Vec::new();
    for Relation { kind, part: name } in relations(archive, sheet)?.into_values() {
        if !matches!(kind.as_str(), "comments" | "threadedComment") {
            continue;
        }
        let Some(part) = archive.part(&name).filter(|_| seen.insert(name.clone())) else { continue };
        if kind == "comments" { notes(part, &mut found)? } else { threads(part, persons, &mut found)? }
    }
    Ok(found)
}

fn notes(part: &str, found: &mut Vec<CellNote>) -> Result<(), Refusal> {
    let mut xml = XmlReader::new(part);
    let mut authors: Vec<String> = Vec::new();
    let (mut at, mut author) = (CellPosition::default(), String::new());
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        match tag.name() {
            "author" => authors.push(xml.text()?),
            "comment" => {
                at = tag.get("ref").and_then(|at| position(&at)).unwrap_or_default();
                let index = tag.number("authorId").unwrap_or_default() as usize;
                author = authors.get(index).cloned().unwrap_or_default();
            }
            "text" => {
                let said = rich(&mut xml)?;
                if !author.starts_with(STANDS_FOR_THREAD) {
                    found.push(CellNote { at, author: author.clone(), date: String::new(), said });
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn threads(part: &str, persons: &BTreeMap<String, String>, found: &mut Vec<CellNote>) -> Result<(), Refusal> {
    let mut xml = XmlReader::new(part);
    let mut open: Option<CellNote> = None;
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        match tag.name() {
            "threadedComment" => {
                let person = tag.get("personId").and_then(|id| persons.get(&id).cloned());
                open = Some(CellNote {
                    at: tag.get("ref").and_then(|at| position(&at)).unwrap_or_default(),
                    author: person.unwrap_or_default(),
                    date: tag.get("dT").unwrap_or_default(),
                    said: Rich::default(),
                });
            }
            "text" => {
                if let Some(mut note) = open.take() {
                    note.said.push(&xml.text()?, false);
                    found.push(note);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(found: &[CellNote]) -> Vec<(CellPosition, String, String, String)> {
        let told = found.iter().map(|note| note.markup(0));
        told.map(|told| ((told.row, told.column), told.author, told.date, told.text)).collect()
    }

    #[test]
    fn notes_have_places_and_authors_and_those_that_stand_for_threads_are_none() {
        let part = "<comments><authors><author>誰か</author><author>tc={1}</author></authors><commentList>\
            <comment ref=\"B3\" authorId=\"0\"><text><r><t>誰か:</t></r><r><t xml:space=\"preserve\">\n要確認</t></r></text></comment>\
            <comment ref=\"B4\" authorId=\"1\"><text><t>[Threaded comment]</t></text></comment></commentList></comments>";
        let mut found = Vec::new();
        assert!(notes(part, &mut found).is_ok());
        assert_eq!(told(&found), [((2, 1), "誰か".into(), String::new(), "要確認".into())]);
        assert_eq!(found[0].beside().kind, GridCellKind::Note);
    }

    #[test]
    fn every_remark_of_a_thread_has_its_author_and_day() {
        let part = "<ThreadedComments><threadedComment ref=\"C2\" dT=\"2026-01-15T10:00:00.00\" personId=\"{A}\" id=\"{1}\">\
            <text>要確認</text></threadedComment><threadedComment ref=\"C2\" personId=\"{B}\" id=\"{2}\" parentId=\"{1}\">\
            <text>確認済み</text></threadedComment></ThreadedComments>";
        let persons = BTreeMap::from([("{A}".to_owned(), "委員".to_owned())]);
        let mut found = Vec::new();
        assert!(threads(part, &persons, &mut found).is_ok());
        let first = ((1, 2), "委員".to_owned(), "2026-01-15T10:00:00.00".to_owned(), "要確認".to_owned());
        assert_eq!(told(&found), [first, ((1, 2), String::new(), String::new(), "確認済み".into())]);
    }
}
