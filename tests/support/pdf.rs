//! PDF files made by hand: what stands in every object is decided by the test.

use lopdf::{Document, Object, Stream, dictionary};

/// A file of pages of 400 by 300 points, each drawn by this content; every page has these fonts and this turn.
pub(crate) fn pdf(contents: &[Vec<u8>], fonts: &[(&str, lopdf::Dictionary)], turn: i64) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let mut all = lopdf::Dictionary::new();
    for (name, font) in fonts {
        let id = document.add_object(font.clone());
        all.set(*name, id);
    }
    let kids: Vec<Object> = contents
        .iter()
        .map(|content| {
            let content = document.add_object(Stream::new(dictionary! {}, content.clone()));
            let page = dictionary! {
                "Type" => "Page", "Parent" => pages, "Contents" => content, "Rotate" => turn,
                "MediaBox" => vec![0.into(), 0.into(), 400.into(), 300.into()],
                "Resources" => dictionary! { "Font" => all.clone() },
            };
            document.add_object(page).into()
        })
        .collect();
    let count = i64::try_from(kids.len()).unwrap();
    document.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", root);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A Japanese font that is not in the file, in one of the encodings that every reader has to know.
pub(crate) fn japanese(encoding: &str) -> lopdf::Dictionary {
    let collection = dictionary! {
        "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Japan1"), "Supplement" => 6,
    };
    let descendant = dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "Ryumin-Light", "CIDSystemInfo" => collection,
    };
    dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Ryumin-Light", "Encoding" => encoding,
        "DescendantFonts" => vec![descendant.into()],
    }
}

/// A text in UTF-16, as an operand.
pub(crate) fn utf16(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
    format!("<{units}>")
}

/// Shows a text of 10 points that begins here.
pub(crate) fn show(text: &str, x: i32, y: i32) -> String {
    format!("BT /F 10 Tf {x} {y} Td {} Tj ET\n", utf16(text))
}
