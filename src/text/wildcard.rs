//! Patterns in which `*` stands for any run of characters.

/// The whole of `text` is what `pattern` says.
pub fn matches(pattern: &str, text: &str) -> bool {
    let Some((first, others)) = pattern.split_once('*') else { return pattern == text };
    let (middle, last) = others.rsplit_once('*').unwrap_or(("", others));
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    for piece in middle.split('*') {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
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
        assert!(matches("files.*.name", "files.a.name.b.name"), "the end is an end");
        assert!(matches("*", "") && matches("a*b*c", "a.b.b.c") && !matches("a*b*c", "a.c"));
        assert!(!matches("ab*bc", "abc"), "no character counts twice");
    }
}
