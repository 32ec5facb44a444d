//! Files that are attached to a PDF as its source: what this program attached itself, so that the PDF can become the assessment
//! again. Nothing else is taken out.

use std::collections::BTreeMap;

use lopdf::{Object, decode_text_string};

use super::file::PdfFile;
use crate::grid::Refusal;
use crate::text::limits;

/// The attached files by their names.
pub(super) fn files(file: &PdfFile) -> Result<BTreeMap<String, Vec<u8>>, Refusal> {
    let mut found = BTreeMap::new();
    let Some(catalog) = file.catalog() else { return Ok(found) };
    let Some(all) = file.get(catalog, b"AF").and_then(|all| all.as_array().ok()) else { return Ok(found) };
    for one in all.iter().take(limits::PDF_ATTACHMENTS) {
        let Some(one) = file.resolve(one).and_then(|one| one.as_dict().ok()) else { continue };
        let is_source =
            file.name(one, b"AFRelationship").is_some_and(|kind| kind == b"Source" || kind == b"Supplement");
        let name = file.get(one, b"UF").and_then(name_of);
        let stream = file.dictionary(one, b"EF").and_then(|kept| file.stream(kept, b"F"));
        let (Some(name), Some(stream), true) = (name, stream, is_source) else { continue };
        if let Some(bytes) = file.unpack(stream)? {
            found.insert(name, bytes);
        }
    }
    Ok(found)
}

fn name_of(name: &Object) -> Option<String> {
    decode_text_string(name).ok()
}
