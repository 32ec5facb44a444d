//! The bytes of a file: every object is written once, all but the streams packed together.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, StringFormat, dictionary};

/// Smaller by little at higher levels, slower by much.
const LEVEL: u32 = 6;
/// Objects that are packed together.
const PACKED: usize = 200;

/// Where an object is found: kind, place, index.
type ObjectPlace = (u8, u32, u16);

/// Packs one text after the other. What it needs for that is larger than most texts, so it is kept.
pub(super) struct Packer(Compress);

impl Packer {
    pub(super) fn new() -> Self {
        Self(Compress::new(Compression::new(LEVEL), true))
    }

    pub(super) fn deflate(&mut self, data: &[u8]) -> Vec<u8> {
        self.0.reset();
        let mut packed = Vec::with_capacity(data.len() / 3 + 64);
        // Packing in memory fails only for want of room.
        loop {
            let rest = data.get(self.0.total_in() as usize..).unwrap_or_default();
            match self.0.compress_vec(rest, &mut packed, FlushCompress::Finish) {
                Ok(Status::Ok | Status::BufError) => packed.reserve(data.len() / 3 + 64),
                Ok(Status::StreamEnd) | Err(_) => return packed,
            }
        }
    }
}

pub(super) fn bytes(document: &Document) -> Vec<u8> {
    let mut out = Vec::with_capacity(1 << 20);
    out.extend_from_slice(format!("%PDF-{}\n%\u{bb}\u{ad}\u{c0}\u{de}\n", document.version).as_bytes());
    let mut found: Vec<ObjectPlace> = vec![(0, 0, 0); document.max_id as usize + 1];
    found[0] = (0, 0, u16::MAX);
    let mut plain: Vec<(u32, &Object)> = Vec::new();
    let mut packer = Packer::new();
    for (id, object) in &document.objects {
        if let Object::Stream(stream) = object {
            found[id.0 as usize] = (1, out.len() as u32, 0);
            write_stream(&mut out, id.0, &stream.dict, &stream.content);
        } else {
            plain.push((id.0, object));
        }
    }
    for group in plain.chunks(PACKED) {
        let container = found.len() as u32;
        let (first, packed) = pack(group, &mut packer);
        for (index, (id, _)) in group.iter().enumerate() {
            found[*id as usize] = (2, container, index as u16);
        }
        found.push((1, out.len() as u32, 0));
        let head = dictionary! {
            "Type" => "ObjStm", "N" => group.len() as i64, "First" => first as i64,
            "Filter" => "FlateDecode",
        };
        write_stream(&mut out, container, &head, &packed);
    }
    let start = out.len();
    found.push((1, start as u32, 0));
    write_index(&mut out, document, &found, &mut packer);
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    out
}

fn pack(group: &[(u32, &Object)], packer: &mut Packer) -> (usize, Vec<u8>) {
    let mut places = Vec::with_capacity(group.len() * 10);
    let mut body = Vec::with_capacity(group.len() * 120);
    for (id, object) in group {
        places.extend_from_slice(format!("{id} {} ", body.len()).as_bytes());
        write_object(&mut body, object);
        body.push(b' ');
    }
    let first = places.len();
    places.extend_from_slice(&body);
    (first, packer.deflate(&places))
}

fn write_index(out: &mut Vec<u8>, document: &Document, found: &[ObjectPlace], packer: &mut Packer) {
    let mut table = Vec::with_capacity(found.len() * 7);
    for (kind, place, index) in found {
        table.push(*kind);
        table.extend_from_slice(&place.to_be_bytes());
        table.extend_from_slice(&index.to_be_bytes());
    }
    let table = packer.deflate(&table);
    let mut head = document.trailer.clone();
    for stale in [&b"Index"[..], b"Prev", b"DecodeParms"] {
        head.remove(stale);
    }
    head.set("Type", Object::Name(b"XRef".to_vec()));
    head.set("Size", found.len() as i64);
    head.set("W", vec![1.into(), 4.into(), 2.into()]);
    head.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    write_stream(out, found.len() as u32 - 1, &head, &table);
}

fn write_stream(out: &mut Vec<u8>, id: u32, head: &Dictionary, content: &[u8]) {
    let mut head = head.clone();
    head.set("Length", content.len() as i64);
    out.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
    write_dictionary(out, &head);
    out.extend_from_slice(b"\nstream\n");
    out.extend_from_slice(content);
    out.extend_from_slice(b"\nendstream\nendobj\n");
}

fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        // A stream is always an object of its own.
        Object::Null | Object::Stream(_) => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => out.extend_from_slice(value.to_string().as_bytes()),
        // What is not a number would spoil the file.
        Object::Real(value) if !value.is_finite() => out.push(b'0'),
        Object::Real(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::String(text, StringFormat::Literal) => write_text(out, text),
        Object::String(text, StringFormat::Hexadecimal) => write_hexadecimal(out, text),
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write_object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(inner) => write_dictionary(out, inner),
        Object::Reference((id, generation)) => out.extend_from_slice(format!("{id} {generation} R").as_bytes()),
    }
}

fn write_dictionary(out: &mut Vec<u8>, inner: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in inner {
        write_name(out, key);
        out.push(b' ');
        write_object(out, value);
    }
    out.extend_from_slice(b">>");
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

fn write_text(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'(');
    for byte in text {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

fn write_hexadecimal(out: &mut Vec<u8>, text: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    for byte in text {
        out.extend_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    out.push(b'>');
}
