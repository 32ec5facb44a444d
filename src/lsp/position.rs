//! Lines and columns as editors count them: from 0, columns in UTF-16 units.

use std::ops::Range;

use super::wire::{WirePosition, WireRange};
use crate::text::Source;

pub(super) fn position(source: &Source, offset: usize) -> WirePosition {
    let line = source.position(offset).line;
    let before = source.text().get(source.line_start(line)..offset.min(source.text().len())).unwrap_or_default();
    WirePosition { line: line - 1, character: before.encode_utf16().count() as u32 }
}

pub(super) fn range(source: &Source, range: &Range<usize>) -> WireRange {
    WireRange { start: position(source, range.start), end: position(source, range.end) }
}

/// The byte there; the end of the line or of the text for what lies behind it, and the start of a character for its middle.
pub(super) fn offset(source: &Source, at: WirePosition) -> usize {
    let last = source.position(source.text().len()).line;
    if at.line >= last {
        return source.text().len();
    }
    let (start, line) = (source.line_start(at.line + 1), source.line(at.line + 1));
    let mut units = 0;
    for (byte, character) in line.char_indices() {
        units += character.len_utf16() as u32;
        if units > at.character {
            return start + byte;
        }
    }
    start + line.len()
}

pub(super) fn bytes(source: &Source, range: WireRange) -> Range<usize> {
    let start = offset(source, range.start);
    start..offset(source, range.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> WirePosition {
        WirePosition { line, character }
    }

    #[test]
    fn columns_count_utf16_units() {
        let text = "あ: 𠮷野\r\n\tb\n";
        let source = Source::new("a.yaml", text);
        for (offset_of, place) in
            [("", at(0, 0)), ("あ: ", at(0, 3)), ("あ: 𠮷", at(0, 5)), ("あ: 𠮷野\r\n\t", at(1, 1))]
        {
            assert_eq!(position(&source, offset_of.len()), place);
            assert_eq!(offset(&source, place), offset_of.len());
        }
        assert_eq!(offset(&source, at(0, 4)), "あ: ".len(), "the middle of a pair");
        assert_eq!(offset(&source, at(0, 99)), "あ: 𠮷野".len(), "behind the line");
        assert_eq!((offset(&source, at(2, 0)), offset(&source, at(9, 9))), (text.len(), text.len()));
        assert_eq!(bytes(&source, WireRange { start: at(1, 2), end: at(0, 0) }).len(), 0, "turned round");
    }
}
