//! Everything that a file says to anybody, in whatever layer: what archives, streams and addresses pack is unpacked.

use std::io::{Cursor, Read};

use hyokasho::import::open;
use lopdf::Document;

/// All texts of a file that our program makes, one after the other.
pub(crate) fn every_byte(name: &str, bytes: &[u8]) -> String {
    let mut all = String::from_utf8_lossy(bytes).into_owned();
    if bytes.starts_with(b"%PDF") {
        all += &paper(name, bytes);
    } else if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut inner = Vec::new();
            part.read_to_end(&mut inner).unwrap();
            all += &part.name().unwrap();
            all += &every_byte("inner", &inner);
        }
    }
    for address in all.clone().split("data:").skip(1) {
        let coded = address.split_once("base64,").map(|(_, rest)| rest.split(['"', '\'', ')']).next().unwrap());
        all += &coded.map(|coded| String::from_utf8_lossy(&plain(coded)).into_owned()).unwrap_or_default();
    }
    all
}

/// Text layer, outline, metadata, alternative texts and attachments.
fn paper(name: &str, bytes: &[u8]) -> String {
    let mut all = String::new();
    let document = Document::load_mem(bytes).unwrap();
    for object in document.objects.values() {
        all += &strings(object);
        if let Ok(stream) = object.as_stream() {
            all += &String::from_utf8_lossy(&stream.decompressed_content().unwrap_or_default());
        }
    }
    let book = open(name, bytes).unwrap();
    for sheet in &book.sheets {
        sheet.cells.iter().for_each(|cell| all += &cell.text);
    }
    for (name, file) in &book.attachments {
        all += name;
        all += &String::from_utf8_lossy(file);
    }
    all
}

fn strings(object: &lopdf::Object) -> String {
    match object {
        lopdf::Object::String(bytes, _) => match bytes.strip_prefix(&[0xfe, 0xff]) {
            Some(wide) => {
                let units: Vec<u16> = wide.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
                String::from_utf16_lossy(&units)
            }
            None => String::from_utf8_lossy(bytes).into_owned(),
        },
        lopdf::Object::Array(all) => all.iter().map(strings).collect(),
        lopdf::Object::Dictionary(all) => all.iter().map(|(_, one)| strings(one)).collect(),
        lopdf::Object::Stream(stream) => stream.dict.iter().map(|(_, one)| strings(one)).collect(),
        _ => String::new(),
    }
}

/// Base64, read.
fn plain(coded: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let bits: Vec<u8> = coded.bytes().map_while(value).collect();
    let mut plain = Vec::new();
    for four in bits.chunks(4) {
        let word = four.iter().fold(0_u32, |word, six| word << 6 | u32::from(*six)) << (6 * (4 - four.len()));
        plain.extend_from_slice(&word.to_be_bytes()[1..four.len()]);
    }
    plain
}
