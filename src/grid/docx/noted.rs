//! What a document of this program says of itself in a part that Word keeps beside the text: the form, and what stood in each
//! place when it was made, so that what others changed is known. Written by `render`, read here.

use std::collections::BTreeMap;

use super::super::refusal::Refusal;
use super::super::xml::{XmlPiece, XmlReader};
use crate::text::short_digest;

/// How the part is known among others of its kind.
pub const NAMESPACE: &str = "urn:hyokasho:document";
/// The name of the note about the form, of that about the edition, and of that about all texts.
pub const FORM: &str = "document.form";
pub const EDITION: &str = "document.edition";
pub const TEXTS: &str = "document.texts";

/// What a text is known by; white space aside, which programs move about.
pub fn digest(text: &str) -> String {
    let bare: String = text.split_whitespace().collect();
    short_digest(bare, 12)
}

pub(super) fn is_ours(xml: &str) -> bool {
    xml.contains(NAMESPACE)
}

/// Names and values: `<note name="…" value="…"/>`.
pub(super) fn read(xml: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let mut notes = BTreeMap::new();
    let mut xml = XmlReader::new(xml);
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        if let (Some(name), Some(value)) = (tag.get("name"), tag.get("value")) {
            notes.insert(name, value);
        }
    }
    Ok(notes)
}
