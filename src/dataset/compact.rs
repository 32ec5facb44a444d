//! The compact protocol of Thrift, as far as the head and the foot of a Parquet file need it.

const STOP: u8 = 0;
const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// A struct that is being written; its fields come in the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct CompactStruct {
    bytes: Vec<u8>,
    last: u8,
}

impl CompactStruct {
    /// The head of a field: how far its number is from the last one, and its type.
    fn field(&mut self, number: u8, kind: u8) {
        self.bytes.push((number - self.last) << 4 | kind);
        self.last = number;
    }

    pub(super) fn i32(mut self, number: u8, value: i32) -> Self {
        self.field(number, I32);
        varint(&mut self.bytes, zigzag(i64::from(value)));
        self
    }

    pub(super) fn i64(mut self, number: u8, value: i64) -> Self {
        self.field(number, I64);
        varint(&mut self.bytes, zigzag(value));
        self
    }

    pub(super) fn text(mut self, number: u8, text: &str) -> Self {
        self.field(number, BINARY);
        binary(&mut self.bytes, text);
        self
    }

    pub(super) fn inner(mut self, number: u8, inner: Self) -> Self {
        self.field(number, STRUCT);
        self.bytes.extend(inner.done());
        self
    }

    pub(super) fn structs(mut self, number: u8, all: Vec<Self>) -> Self {
        self.field(number, LIST);
        list(&mut self.bytes, all.len(), STRUCT);
        self.bytes.extend(all.into_iter().flat_map(Self::done));
        self
    }

    pub(super) fn i32s(mut self, number: u8, values: &[i32]) -> Self {
        self.field(number, LIST);
        list(&mut self.bytes, values.len(), I32);
        values.iter().for_each(|value| varint(&mut self.bytes, zigzag(i64::from(*value))));
        self
    }

    pub(super) fn texts(mut self, number: u8, texts: &[&str]) -> Self {
        self.field(number, LIST);
        list(&mut self.bytes, texts.len(), BINARY);
        texts.iter().for_each(|text| binary(&mut self.bytes, text));
        self
    }

    pub(super) fn done(mut self) -> Vec<u8> {
        self.bytes.push(STOP);
        self.bytes
    }
}

fn list(bytes: &mut Vec<u8>, length: usize, kind: u8) {
    match u8::try_from(length) {
        Ok(short) if short < 15 => bytes.push(short << 4 | kind),
        _ => {
            bytes.push(0xf0 | kind);
            varint(bytes, length as u64);
        }
    }
}

fn binary(bytes: &mut Vec<u8>, text: &str) {
    varint(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)).cast_unsigned()
}

/// Seven bits in each byte, the lowest first.
pub(super) fn varint(bytes: &mut Vec<u8>, value: u64) {
    let mut value = value;
    while value > 0x7f {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let written = |value| {
            let mut bytes = Vec::new();
            varint(&mut bytes, value);
            bytes
        };
        assert_eq!((written(0), written(127), written(300)), (vec![0], vec![0x7f], vec![0xac, 0x02]));
        assert_eq!([0, -1, 1, -2].map(zigzag), [0, 1, 2, 3]);
    }

    #[test]
    fn fields_tell_how_far_they_are_from_the_last_one() {
        let inner = CompactStruct::default().i32(1, 1);
        let bytes = CompactStruct::default().i32(1, 5).text(4, "甲").inner(5, inner).done();
        assert_eq!(bytes, [0x15, 10, 0x38, 3, 0xe7, 0x94, 0xb2, 0x1c, 0x15, 2, 0, 0]);
    }
}
