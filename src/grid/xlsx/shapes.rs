//! Text that stands beside the cells in shapes, because published forms put text into them.

use std::collections::BTreeSet;

use super::super::archive::Archive;
use super::super::model::{GridCell, GridCellKind};
use super::super::refusal::Refusal;
use super::super::rich::Rich;
use super::super::xml::{XmlPiece, XmlReader};
use super::package::{Relation, relations};

/// The texts beside the cells of a sheet, each at its cell. A part that was read already belongs to another sheet.
pub(super) fn read(archive: &Archive, sheet: &str, seen: &mut BTreeSet<String>) -> Result<Vec<GridCell>, Refusal> {
    let mut found = Vec::new();
    for Relation { part: name, .. } in relations(archive, sheet)?.into_values().filter(|one| one.kind == "drawing") {
        let Some(part) = archive.part(&name).filter(|_| seen.insert(name.clone())) else { continue };
        shapes(part, &mut found)?;
    }
    Ok(found)
}

/// The shapes of a drawing; each has the place where its anchor begins.
fn shapes(part: &str, found: &mut Vec<GridCell>) -> Result<(), Refusal> {
    let mut xml = XmlReader::new(part);
    let (mut row, mut column) = (0, 0);
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        match tag.name() {
            "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => (row, column) = (0, 0),
            "from" => (row, column) = corner(&mut xml)?,
            "txBody" => {
                let rich = body(&mut xml)?;
                found.push(GridCell {
                    kind: GridCellKind::Shape,
                    struck: rich.struck,
                    ..GridCell::new(row, column, rich.text)
                });
            }
            // The same shape once more, for programs that know less.
            "Fallback" => xml.skip()?,
            _ => {}
        }
    }
    Ok(())
}

fn corner(xml: &mut XmlReader) -> Result<(u32, u32), Refusal> {
    let outside = xml.depth() - 1;
    let (mut row, mut column) = (0, 0);
    while xml.depth() > outside {
        let Some(XmlPiece::Open(tag)) = xml.next()? else { continue };
        match tag.name() {
            "row" => row = xml.text()?.trim().parse().unwrap_or_default(),
            "col" => column = xml.text()?.trim().parse().unwrap_or_default(),
            _ => {}
        }
    }
    Ok((row, column))
}

/// The paragraphs of a shape, a line each.
fn body(xml: &mut XmlReader) -> Result<Rich, Refusal> {
    let mut rich = Rich::default();
    let outside = xml.depth() - 1;
    let (mut paragraphs, mut struck) = (0, false);
    while xml.depth() > outside {
        let Some(XmlPiece::Open(tag)) = xml.next()? else { continue };
        match tag.name() {
            "p" => {
                if paragraphs > 0 {
                    rich.push("\n", false);
                }
                paragraphs += 1;
            }
            "br" => rich.push("\n", false),
            "r" | "fld" => struck = false,
            "rPr" => struck = tag.get("strike").is_some_and(|strike| strike != "noStrike"),
            "t" => rich.push(&xml.text()?, struck),
            _ => {}
        }
    }
    Ok(rich)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_have_places_and_lines() {
        let part = "<wsDr><twoCellAnchor><from><col>2</col><colOff>9</colOff><row>4</row></from><to><col>9</col><row>9</row></to>\
            <sp><txBody><p><r><t>一</t></r><br/><r><rPr strike=\"sngStrike\"/><t>二</t></r></p><p><r><t>三</t></r></p></txBody></sp>\
            </twoCellAnchor><AlternateContent><Fallback><sp><txBody><p><r><t>一</t></r></p></txBody></sp></Fallback></AlternateContent></wsDr>";
        let mut found = Vec::new();
        assert!(shapes(part, &mut found).is_ok());
        let shape = GridCell { kind: GridCellKind::Shape, struck: vec![4..7], ..GridCell::new(4, 2, "一\n二\n三") };
        assert_eq!(found, [shape]);
    }
}
