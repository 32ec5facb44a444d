//! Pages become a file: printpdf writes pages and fonts; tags, outline and archive metadata are added to what it made.

mod attached;
mod file;
mod metadata;
mod navigation;
mod operators;
mod picture;
mod subset;
mod tags;
mod vector;

use std::sync::Mutex;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};
use printpdf::{PdfDocument, PdfSaveOptions};

use super::PdfOptions;
use super::font::Fonts;
use super::page::{PageItem, PdfBook};
use crate::render::RenderError;

pub(super) fn write(book: &PdfBook, fonts: &Fonts, options: &PdfOptions) -> Result<Vec<u8>, RenderError> {
    let subsets = subset::subsets(book, fonts)?;
    let mut pdf = PdfDocument::new(&book.title);
    for subset in &subsets {
        pdf.resources.fonts.map.insert(subset.id.clone(), printpdf::PdfFont::new(subset.font.clone()));
    }
    pdf.pages = book.pages.iter().map(|page| operators::page(book, page, &subsets)).collect();
    // Nothing is compressed and no font is cut down here: both are done below or are done already.
    let saving = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut document = pdf.to_lopdf_document(&saving, &mut Vec::new());
    drop(pdf);
    finish(&mut document, book, options).map_err(|_| RenderError::UnbuiltPdf)?;
    compress(&mut document);
    metadata::set_identifier(&mut document);
    Ok(file::bytes(&document))
}

fn finish(document: &mut Document, book: &PdfBook, options: &PdfOptions) -> Result<(), lopdf::Error> {
    "1.7".clone_into(&mut document.version);
    let catalog = document.trailer.get(b"Root")?.as_reference()?;
    let root = document.get_object(catalog)?.as_dict()?.get(b"Pages")?.as_reference()?;
    let kids = document.get_object(root)?.as_dict()?.get(b"Kids")?.as_array()?;
    let pages = kids.iter().map(Object::as_reference).collect::<Result<Vec<ObjectId>, _>>()?;
    for (number, page) in pages.iter().enumerate() {
        tidy(document, *page, number)?;
    }
    show_pictures(document, book, &pages)?;
    let links = navigation::links(document, book, &pages);
    let structure = tags::tree(document, book, &pages, &links);
    let outline = navigation::outline(document, book, &pages);
    let places = navigation::places(document, book, &pages);
    // An archive takes no file in whose day it does not know.
    let attachments = if options.date.is_some() { options.attachments.as_slice() } else { &[] };
    let metadata = metadata::add(document, book, options.date, !attachments.is_empty())?;
    let attached = options.date.map(|date| attached::add(document, attachments, date)).unwrap_or_default();
    let catalog = document.get_object_mut(catalog)?.as_dict_mut()?;
    metadata.tell(catalog);
    catalog.set("StructTreeRoot", structure);
    let mut names = lopdf::dictionary! { "Dests" => places };
    if !attached.is_empty() {
        let listed = attached.iter().flat_map(|(name, file)| [name.clone(), Object::Reference(*file)]);
        names.set("EmbeddedFiles", lopdf::dictionary! { "Names" => listed.collect::<Vec<_>>() });
        catalog.set("AF", attached.iter().map(|(_, file)| Object::Reference(*file)).collect::<Vec<_>>());
    }
    catalog.set("Names", names);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", name("UseOutlines"));
    }
    Ok(())
}

/// Takes out empty dictionaries and puts in where the page's tags are found.
fn tidy(document: &mut Document, page: ObjectId, number: usize) -> Result<(), lopdf::Error> {
    let page = document.get_object_mut(page)?.as_dict_mut()?;
    page.set("StructParents", number as i64);
    page.set("Tabs", name("S"));
    page.remove(b"Annots");
    let resources = page.get(b"Resources").and_then(Object::as_reference)?;
    let resources = document.get_object_mut(resources)?.as_dict_mut()?;
    for unused in [&b"Shading"[..], b"ExtGState", b"XObject"] {
        resources.remove(unused);
    }
    Ok(())
}

/// What the pictures are called on every page.
fn picture_name(picture: u32) -> String {
    format!("P{picture}")
}

/// Puts the pictures into the file, and their names on the pages that draw them.
fn show_pictures(document: &mut Document, book: &PdfBook, pages: &[ObjectId]) -> Result<(), lopdf::Error> {
    let drawn: Vec<ObjectId> = book.pictures.iter().map(|picture| picture::add(document, picture)).collect();
    for (page, id) in book.pages.iter().zip(pages) {
        let mut names = Dictionary::new();
        for item in &page.items {
            if let PageItem::Picture { picture, .. } = item
                && let Some(id) = drawn.get(*picture as usize)
            {
                names.set(picture_name(*picture), *id);
            }
        }
        if names.is_empty() {
            continue;
        }
        let page = document.get_object_mut(*id)?.as_dict_mut()?;
        let group = lopdf::dictionary! { "Type" => "Group", "S" => "Transparency", "CS" => "DeviceRGB" };
        page.set("Group", group);
        let resources = page.get(b"Resources").and_then(Object::as_reference)?;
        document.get_object_mut(resources)?.as_dict_mut()?.set("XObject", names);
    }
    Ok(())
}

/// The streams, largest first, on two threads.
fn compress(document: &mut Document) {
    const WORTH_IT: usize = 64;
    let mut streams: Vec<&mut Stream> = document
        .objects
        .values_mut()
        .filter_map(|object| match object {
            Object::Stream(stream) => Some(stream),
            _ => None,
        })
        .filter(|stream| stream.content.len() >= WORTH_IT && !stream.dict.has(b"Filter"))
        // Archives want metadata that can be read without any tool.
        .filter(|stream| stream.dict.get(b"Type").and_then(Object::as_name).ok() != Some(b"Metadata"))
        .collect();
    streams.sort_by_key(|stream| std::cmp::Reverse(stream.content.len()));
    let queue = Mutex::new(streams.into_iter());
    let next = || queue.lock().ok().and_then(|mut queue| queue.next());
    let work = || {
        let mut packer = file::Packer::new();
        while let Some(stream) = next() {
            let packed = packer.deflate(&stream.content);
            stream.dict.set("Filter", name("FlateDecode"));
            stream.set_content(packed);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        work();
    });
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A text that people read.
fn words(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    Object::String(utf16(text), StringFormat::Hexadecimal)
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}
