//! 項目一覧 as a field that Word can bring up to date, with all entries already in it.

use super::body::{Body, LetterLook, Set};
use super::pages::PageCounter;
use super::xml::XmlWriter;

/// A heading that the contents list.
#[derive(Clone, Debug)]
pub(super) struct ListedHeading {
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) bookmark: String,
}

/// Levels of headings that are listed.
pub(super) const LEVELS: u8 = 2;

/// The paragraphs of the field. Nothing in the file tells Word to work fields out when it opens the document: it would ask
/// its reader for leave first.
pub(super) fn write(entries: &[ListedHeading], pages: PageCounter) -> XmlWriter {
    let found = pages.pages_below(entries.iter().map(|entry| format!("TOC{}", entry.level)));
    let mut body = Body::default();
    for (index, entry) in entries.iter().enumerate() {
        let style = format!("TOC{}", entry.level);
        let page = found.get(index).map(ToString::to_string).unwrap_or_default();
        body.paragraph(Set::new(&style), |runs| {
            if index == 0 {
                runs.field_mark("begin");
                let code = format!(" TOC \\o \"1-{LEVELS}\" \\h \\z \\u ");
                runs.xml.within("w:r", &[], |xml| xml.with_text("w:instrText", &code));
                runs.field_mark("separate");
            }
            runs.place(&entry.bookmark, |runs| {
                runs.text(&entry.text, LetterLook::PLAIN);
                runs.tab();
                runs.field(&format!("PAGEREF {} \\h", entry.bookmark), &page);
            });
        });
    }
    if !entries.is_empty() {
        body.paragraph(Set::new("Gap"), |runs| runs.field_mark("end"));
    }
    let mut xml = XmlWriter::default();
    xml.within("w:sdt", &[], |xml| {
        xml.within("w:sdtPr", &[], |xml| {
            xml.within("w:docPartObj", &[], |xml| {
                xml.value("w:docPartGallery", &"Table of Contents");
                xml.empty("w:docPartUnique", &[]);
            });
        });
        xml.within("w:sdtContent", &[], |xml| xml.append(&body.xml));
    });
    xml
}
