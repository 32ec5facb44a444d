//! `%E6%B8%88` in addresses.

/// What it stands for; nothing where it is no text, or holds what no name has.
pub fn decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'%' => {
                let digits =
                    text.get(at + 1..at + 3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
                found.push(u8::from_str_radix(digits, 16).ok()?);
                at += 2;
            }
            b'+' => found.push(b' '),
            byte => found.push(byte),
        }
        at += 1;
    }
    String::from_utf8(found).ok().filter(|text| !text.contains('\0'))
}

/// A piece of an address: everything but letters, digits and `-._~` is written in figures.
pub fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            other => encoded += &format!("%{other:02X}"),
        }
    }
    encoded
}

/// `a=1&b=%20` as names and values; what cannot be read is left out.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let pair = |piece: &str| {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        Some((decoded(name)?, decoded(value)?))
    };
    query.split('&').filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_in_figures_is_read_back() {
        for text in ["", "22-児童手当", "a b/c", "100%", "+&="] {
            assert_eq!(decoded(&encoded(text)).as_deref(), Some(text));
        }
        assert_eq!(
            pairs("q=%E5%8C%BB+a&&x"),
            [("q".into(), "医 a".into()), (String::new(), String::new()), ("x".into(), String::new())]
        );
        for wrong in ["%", "%4", "%zz", "%+1", "%FF", "a%00b", "%é"] {
            assert_eq!(decoded(wrong), None, "{wrong}");
        }
    }
}
