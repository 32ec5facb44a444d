//! Ways through the file: links, the outline, and names of places that others can cite.

use lopdf::{Document, Object, ObjectId, StringFormat, dictionary};

use super::super::page::{LinkTarget, PagePlace, PdfBook};
use super::{name, words};

/// Annotations of every page, in the order of its links. They are numbered after the pages among the parents of the tree.
pub(super) fn links(document: &mut Document, book: &PdfBook, pages: &[ObjectId]) -> Vec<Vec<ObjectId>> {
    let mut number = pages.len() as i64;
    let mut all = Vec::with_capacity(pages.len());
    for (page, id) in book.pages.iter().zip(pages) {
        let mut annotations = Vec::new();
        for link in &page.links {
            let [left, top, right, bottom] = link.area;
            let height = page.sheet.height();
            let area: Vec<Object> =
                [left, height - bottom, right, height - top].into_iter().map(Object::Real).collect();
            let mut annotation = dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => area,
                "Border" => vec![0.into(), 0.into(), 0.into()],
                "F" => 4,
                "Contents" => words(&link.description),
                "StructParent" => number,
            };
            match &link.target {
                LinkTarget::Place(place) => annotation.set("Dest", text(place)),
                LinkTarget::Web(address) => {
                    let address = text(&web_address(address));
                    annotation.set("A", dictionary! { "S" => "URI", "URI" => address });
                }
            }
            annotations.push(document.add_object(annotation));
            number += 1;
        }
        if !annotations.is_empty()
            && let Ok(page) = document.get_object_mut(*id).and_then(Object::as_dict_mut)
        {
            page.set("Annots", annotations.iter().copied().map(Object::Reference).collect::<Vec<_>>());
        }
        all.push(annotations);
    }
    all
}

/// Only ASCII may stand in it.
fn web_address(address: &str) -> String {
    let piece = |byte: u8| match byte {
        b'!'..=b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    address.bytes().map(piece).collect()
}

fn text(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

fn destination(book: &PdfBook, place: PagePlace, pages: &[ObjectId]) -> Object {
    let Some(page) = pages.get(place.page as usize) else { return Object::Null };
    let y = book.height(place.page) - place.y;
    vec![(*page).into(), name("XYZ"), Object::Real(0.0), Object::Real(y), Object::Null].into()
}

/// The addresses of items, in the order of their bytes as a name tree wants them.
pub(super) fn places(document: &mut Document, book: &PdfBook, pages: &[ObjectId]) -> ObjectId {
    let pairs = book.places.iter().flat_map(|(place, at)| [text(place), destination(book, *at, pages)]);
    let pairs: Vec<Object> = pairs.collect();
    document.add_object(dictionary! { "Names" => pairs })
}

/// Nested as the headings are, folded up below the chapters.
pub(super) fn outline(document: &mut Document, book: &PdfBook, pages: &[ObjectId]) -> Option<ObjectId> {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = book.outline.iter().map(|_| document.new_object_id()).collect();
    // The entries of each parent; the first list is that of the root.
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); ids.len() + 1];
    let mut parents = Vec::with_capacity(ids.len());
    let mut open: Vec<usize> = Vec::new();
    for (index, entry) in book.outline.iter().enumerate() {
        while open.last().is_some_and(|last| book.outline[*last].level >= entry.level) {
            open.pop();
        }
        let parent = open.last().map_or(0, |last| last + 1);
        children[parent].push(index);
        parents.push(parent);
        open.push(index);
    }
    for (index, entry) in book.outline.iter().enumerate() {
        let parent = parents[index];
        let siblings = &children[parent];
        let at = siblings.binary_search(&index).unwrap_or(0);
        let mut item = dictionary! {
            "Title" => words(&entry.title),
            "Parent" => if parent == 0 { root } else { ids[parent - 1] },
            "Dest" => destination(book, entry.place, pages),
        };
        if at > 0 {
            item.set("Prev", ids[siblings[at - 1]]);
        }
        if let Some(next) = siblings.get(at + 1) {
            item.set("Next", ids[*next]);
        }
        let own = &children[index + 1];
        if let (Some(first), Some(last)) = (own.first(), own.last()) {
            item.set("First", ids[*first]);
            item.set("Last", ids[*last]);
            item.set("Count", -(own.len() as i64));
        }
        document.objects.insert(ids[index], Object::Dictionary(item));
    }
    let (first, last) = (children[0].first()?, children[0].last()?);
    let top = dictionary! {
        "Type" => "Outlines", "First" => ids[*first], "Last" => ids[*last], "Count" => children[0].len() as i64,
    };
    document.objects.insert(root, Object::Dictionary(top));
    Some(root)
}
