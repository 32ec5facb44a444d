//! Patterns in which `*` stands for any run of characters.

/// The whole of `text` is what `pattern` says.
pub fn matches(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut open = false;
    for piece in pieces {
        open = true;
        if piece.is_empty() {
            continue;
        }
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
        open = false;
    }
    rest.is_empty() || (open && pattern.ends_with('*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_run() {
        assert!(matches("files.*.use.purpose", "files.checkups.use.purpose"));
        assert!(matches("files.*", "files.checkups.use.purpose"));
        assert!(!matches("files.*.use", "files.checkups.use.purpose"));
        assert!(matches("cover.title", "cover.title"));
        assert!(!matches("cover", "cover.title"));
    }
}
