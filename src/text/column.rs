//! The letters of a spreadsheet's columns.

/// 0 → A, 26 → AA
pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A → 0, ab → 27
pub fn number(letters: &str) -> Option<u32> {
    let number = letters.chars().try_fold(0_u32, |number, letter| {
        let digit = letter.to_digit(36).filter(|digit| *digit >= 10)? - 9;
        number.checked_mul(26)?.checked_add(digit)
    });
    number?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")] {
            assert_eq!((letters(column).as_str(), number(name)), (name, Some(column)));
        }
        assert_eq!(number("ab"), Some(27));
        assert_eq!(["", "1", "あ", "ZZZZZZZZ"].map(number), [None; 4]);
    }
}
