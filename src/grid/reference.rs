//! `B3`, `B3:D4`: how spreadsheets write places.

use crate::text::column;

/// Row and column from 0.
pub(super) type CellPosition = (u32, u32);

/// `B3` → row 2, column 1
pub(super) fn position(reference: &str) -> Option<CellPosition> {
    let reference = reference.trim_start_matches('$');
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = reference.split_at(letters);
    let column = column::number(letters)?;
    let row: u32 = digits.trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column))
}

/// `B3:D4` → its first cell, and how many rows and columns it covers
pub(super) fn area(reference: &str) -> Option<(CellPosition, (u32, u32))> {
    let (from, to) = reference.split_once(':').unwrap_or((reference, reference));
    let ((top, left), (bottom, right)) = (position(from)?, position(to)?);
    Some(((top, left), (bottom.checked_sub(top)? + 1, right.checked_sub(left)? + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_places() {
        assert_eq!(position("$AB$12"), Some((11, 27)));
        assert_eq!(area("B3:D4"), Some(((2, 1), (2, 3))));
        assert_eq!(area("D4:B3"), None);
        assert_eq!([position("3"), position("B"), position("B0"), position("ZZZZZZZZ1")], [None; 4]);
    }
}
