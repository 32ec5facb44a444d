//! The signs of symbol fonts, as the characters that everybody has for them.

/// A character of a symbol font by its hexadecimal code; those that nobody uses in a form stand as they are.
pub(super) fn symbol(font: &str, code: &str) -> String {
    let Ok(code) = u32::from_str_radix(code, 16) else { return String::new() };
    // Symbol fonts have their signs in the private area.
    let sign = code & 0xff;
    let known = match (font, sign) {
        ("Wingdings", 0xfc) => Some('✔'),
        ("Wingdings", 0xfe) | ("Wingdings 2", 0x52) => Some('☑'),
        ("Wingdings", 0xfd) | ("Wingdings 2", 0x51 | 0x54) => Some('☒'),
        ("Wingdings", 0xa8 | 0x6f | 0x71 | 0x72) | ("Wingdings 2", 0xa3 | 0x2a) => Some('□'),
        ("Wingdings", 0x6e) => Some('■'),
        ("Wingdings", 0x6c) => Some('●'),
        ("Wingdings", 0xa1) => Some('○'),
        ("Symbol" | "Wingdings", 0xb7 | 0xa7 | 0x9f) => Some('・'),
        _ => char::from_u32(code),
    };
    known.map(String::from).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_symbol_fonts_are_characters() {
        assert_eq!(symbol("Wingdings", "F0FE"), "☑");
        assert_eq!(symbol("Wingdings", "F0A8"), "□");
        assert_eq!(symbol("Symbol", "F0B7"), "・");
        assert_eq!(symbol("MS Gothic", "2611"), "☑");
        assert_eq!((symbol("Wingdings", ""), symbol("Wingdings", "D800")), (String::new(), String::new()));
    }
}
