//! The text in the bytes of a file that names no encoding.

use std::borrow::Cow;

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};

use super::refusal::Refusal;

/// UTF-8 and UTF-16 by their marks, UTF-8 without one, or what Excel in Japanese calls text: Shift_JIS.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let bytes = &bytes[mark..];
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let text = text.or_else(|| SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes));
    text.filter(|text| !text.contains('\0'))
        .ok_or_else(|| Refusal::unreadable("表計算ファイルでも、UTF-8 か Shift_JIS のテキストでもありません"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised_by_content() {
        let shift_jis = SHIFT_JIS.encode("評価書①").0;
        let utf_16: Vec<u8> = "\u{feff}評価書①".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in ["評価書①".as_bytes(), "\u{feff}評価書①".as_bytes(), &shift_jis, &utf_16] {
            assert_eq!(decode(bytes).ok().as_deref(), Some("評価書①"));
        }
        for bytes in [b"\xff\xff\xff".as_slice(), b"a\0b", &[0x81], &[0xff, 0xfe, 0x00, 0xd8]] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
