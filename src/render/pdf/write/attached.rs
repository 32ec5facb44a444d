//! Files inside the file, each with what PDF/A-3 asks to be said of it: kind, day, how it belongs to the document.

use jiff::civil::Date;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use super::super::Attachment;
use super::{name, words};

/// The files with their names, in the order of a name tree.
pub(super) fn add(document: &mut Document, all: &[Attachment], date: Date) -> Vec<(Object, ObjectId)> {
    let mut sorted: Vec<(&Attachment, Object)> = all.iter().map(|one| (one, words(&one.name))).collect();
    let bytes = |name: &Object| name.as_str().map(<[u8]>::to_vec).unwrap_or_default();
    sorted.sort_by_key(|(_, name)| bytes(name));
    sorted.into_iter().map(|(one, name)| (name, attach(document, one, date))).collect()
}

fn attach(document: &mut Document, one: &Attachment, date: Date) -> ObjectId {
    let day = words(&date.strftime("D:%Y%m%d000000Z").to_string());
    let head = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => name(one.kind),
        "Params" => dictionary! { "Size" => one.bytes.len() as i64, "ModDate" => day },
    };
    let content = document.add_object(Stream::new(head, one.bytes.clone()));
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => words(&one.name),
        "UF" => words(&one.name),
        "Desc" => words(&one.description),
        "AFRelationship" => if one.is_source { "Source" } else { "Supplement" },
        "EF" => dictionary! { "F" => content, "UF" => content },
    })
}
