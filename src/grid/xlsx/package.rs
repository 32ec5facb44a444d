//! The parts of a workbook and how they refer to each other.

use std::collections::BTreeMap;

use super::super::archive::Archive;
use super::super::refusal::Refusal;
use super::super::xml::{XmlPiece, XmlReader};
use crate::text::limits;

/// A workbook's parts by their names in the archive.
pub(super) struct XlsxPackage {
    pub(super) workbook: String,
    pub(super) sheets: Vec<SheetPart>,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
}

pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) part: String,
    pub(super) hidden: bool,
}

/// What a part refers to: the end of the relation's type, and the part.
pub(super) struct Relation {
    pub(super) kind: String,
    pub(super) part: String,
}

impl XlsxPackage {
    pub(super) fn read(archive: &Archive) -> Result<Self, Refusal> {
        let office = relations(archive, "")?;
        let workbook = of_kind(office.values(), "officeDocument").ok_or_else(Refusal::broken)?;
        let parts = relations(archive, &workbook)?;
        let mut sheets: Vec<SheetPart> = Vec::new();
        let mut xml = XmlReader::new(archive.required(&workbook)?);
        while let Some(piece) = xml.next()? {
            let XmlPiece::Open(tag) = piece else { continue };
            if tag.name() != "sheet" {
                continue;
            }
            if sheets.len() == limits::SHEETS {
                return Err(Refusal::too_large(format!("シートが {} 枚を超えます", limits::SHEETS)));
            }
            let relation = tag.get("id").and_then(|id| parts.get(&id)).ok_or_else(Refusal::broken)?;
            // The other kinds are charts and dialogues, which have no cells.
            if relation.kind != "worksheet" {
                continue;
            }
            // A part that is two sheets would be read as often as somebody likes.
            if sheets.iter().any(|sheet| sheet.part == relation.part) {
                return Err(Refusal::broken());
            }
            sheets.push(SheetPart {
                name: tag.get("name").unwrap_or_default(),
                part: relation.part.clone(),
                hidden: tag.get("state").is_some_and(|state| state != "visible"),
            });
        }
        let [strings, styles] = ["sharedStrings", "styles"].map(|kind| of_kind(parts.values(), kind));
        Ok(Self { workbook, sheets, strings, styles })
    }
}

pub(super) fn of_kind<'a>(mut relations: impl Iterator<Item = &'a Relation>, kind: &str) -> Option<String> {
    relations.find(|relation| relation.kind == kind).map(|relation| relation.part.clone())
}

/// The relations of a part by their ids; those of the whole archive for no part. Links that lead outside are left out.
pub(super) fn relations(archive: &Archive, part: &str) -> Result<BTreeMap<String, Relation>, Refusal> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let list = join(folder, &format!("_rels/{name}.rels"));
    let mut relations = BTreeMap::new();
    let mut xml = XmlReader::new(archive.part(&list).unwrap_or_default());
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        if tag.name() != "Relationship" || tag.get("TargetMode").is_some_and(|mode| mode == "External") {
            continue;
        }
        let [id, kind, target] = ["Id", "Type", "Target"].map(|key| tag.get(key).unwrap_or_default());
        if target.len() > limits::PART_NAME_BYTES {
            return Err(Refusal::broken());
        }
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        relations.insert(id, Relation { kind, part: join(folder, &target) });
    }
    Ok(relations)
}

/// The part that `target` names from inside `folder`; it never leaves the archive.
fn join(folder: &str, target: &str) -> String {
    let (folder, target) = target.strip_prefix('/').map_or((folder, target), |absolute| ("", absolute));
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stay_in_the_archive() {
        assert_eq!(join("xl/worksheets", "../drawings/drawing1.xml"), "xl/drawings/drawing1.xml");
        assert_eq!(join("xl", "/xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(join("xl", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(join("", "_rels/.rels"), "_rels/.rels");
    }
}
