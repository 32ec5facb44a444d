//! What the file says of itself: title, standards, colours, identifier.

use jiff::civil::Date;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};

use super::super::page::PdfBook;
use super::words;
use crate::render::escaped;

/// The colour space sRGB in 736 bytes, from Compact ICC Profiles (CC0).
const SRGB: &[u8] = include_bytes!("srgb.icc");
const PRODUCER: &str = concat!("hyokasho ", env!("CARGO_PKG_VERSION"));

pub(super) struct Metadata {
    packet: ObjectId,
    colours: ObjectId,
}

/// `attached`: files go with it, which only the third part of the standard allows.
pub(super) fn add(
    document: &mut Document,
    book: &PdfBook,
    date: Option<Date>,
    attached: bool,
) -> Result<Metadata, lopdf::Error> {
    let packet = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        packet(book, date, attached).into_bytes(),
    );
    let packet = document.add_object(packet);
    let colours = document.add_object(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    let mut info = dictionary! { "Title" => words(&book.title), "Producer" => words(PRODUCER) };
    if !book.author.is_empty() {
        info.set("Author", words(&book.author));
    }
    if let Some(date) = date {
        let date = date.strftime("D:%Y%m%d000000Z").to_string();
        info.set("CreationDate", words(&date));
        info.set("ModDate", words(&date));
    }
    let id = document.trailer.get(b"Info")?.as_reference()?;
    document.objects.insert(id, Object::Dictionary(info));
    Ok(Metadata { packet, colours })
}

impl Metadata {
    pub(super) fn tell(&self, catalog: &mut Dictionary) {
        catalog.set("Metadata", self.packet);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set("Lang", words("ja-JP"));
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        let intent = dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFA1",
            "OutputConditionIdentifier" => words("sRGB"),
            "Info" => words("sRGB"),
            "DestOutputProfile" => self.colours,
        };
        catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    }
}

/// The same as in the information dictionary, in XMP.
fn packet(book: &PdfBook, date: Option<Date>, attached: bool) -> String {
    let title = escaped(&book.title);
    let author = match escaped(&book.author) {
        author if author.is_empty() => author,
        author => format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"),
    };
    let dates = date.map(|date| {
        let date = date.strftime("%Y-%m-%dT00:00:00Z");
        format!("<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>")
    });
    let template = include_str!("metadata.xml");
    template
        .replace("{part}", if attached { "3" } else { "2" })
        .replace("{title}", &title)
        .replace("{author}", &author)
        .replace("{dates}", &dates.unwrap_or_default())
        .replace("{producer}", PRODUCER)
}

/// Two files are the same if what they show is the same.
pub(super) fn set_identifier(document: &mut Document) {
    let mut hash = Sha256::new();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    let identifier = hash.finalize().iter().take(16).copied().collect();
    let identifier = Object::String(identifier, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![identifier.clone(), identifier]);
}
