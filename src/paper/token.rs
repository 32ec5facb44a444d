//! The words of a content stream: operands and operators, one after the other, nothing kept.

use std::borrow::Cow;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum PdfToken<'a> {
    Number(f64),
    Name(Cow<'a, [u8]>),
    Text(Cow<'a, [u8]>),
    Operator(&'a [u8]),
}

pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn here(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn pass(&mut self, over: impl Fn(u8) -> bool) -> &'a [u8] {
        let start = self.at;
        while self.here().is_some_and(&over) {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }

    /// `(…)`, with brackets inside and escapes.
    fn literal(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let start = self.at;
        let (mut depth, mut out) = (1, Vec::new());
        let mut plain = true;
        while let Some(byte) = self.here() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\\' => {
                    if plain {
                        out.extend_from_slice(&self.bytes[start..self.at - 1]);
                        plain = false;
                    }
                    out.extend(self.escaped());
                    continue;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if !plain {
                out.push(byte);
            }
        }
        let end = if depth == 0 { self.at - 1 } else { self.at };
        if plain { Cow::Borrowed(&self.bytes[start..end]) } else { Cow::Owned(out) }
    }

    /// What follows a backslash; a broken line is nothing.
    fn escaped(&mut self) -> Option<u8> {
        let byte = self.here()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                self.at += usize::from(self.here() == Some(b'\n'));
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.here() else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                Some(value as u8)
            }
            other => Some(other),
        }
    }

    /// `<…>`
    fn hexadecimal(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let digits = self.pass(|byte| byte != b'>');
        self.at += 1;
        let mut digits = digits.iter().filter_map(|byte| digit(*byte));
        let mut out = Vec::new();
        while let Some(high) = digits.next() {
            out.push(high << 4 | digits.next().unwrap_or_default());
        }
        Cow::Owned(out)
    }

    /// `/Name`, with `#` and two digits for what a name cannot hold.
    fn name(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let raw = self.pass(is_regular);
        if !raw.contains(&b'#') {
            return Cow::Borrowed(raw);
        }
        let (mut out, mut at) = (Vec::new(), 0);
        while at < raw.len() {
            let pair = (raw.get(at + 1).and_then(|high| digit(*high)), raw.get(at + 2).and_then(|low| digit(*low)));
            match (raw[at], pair) {
                (b'#', (Some(high), Some(low))) => {
                    out.push(high << 4 | low);
                    at += 3;
                }
                (byte, _) => {
                    out.push(byte);
                    at += 1;
                }
            }
        }
        Cow::Owned(out)
    }

    /// Passes over the picture that stands in the stream itself, up to the operator that ends it.
    pub(super) fn skip_picture(&mut self) {
        let space = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace() || *byte == 0);
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            if rest.starts_with(b"EI") && space(rest.get(2)) && space(self.bytes.get(self.at - 1)) {
                self.at += 2;
                return;
            }
            self.at += 1;
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|digit| digit as u8)
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte)
}

/// Numbers as people and broken programs write them: `-.5`, `1.`, `--3`.
fn number(word: &[u8]) -> Option<f64> {
    let bare = std::str::from_utf8(word).ok()?.trim_start_matches("--");
    if !bare.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
        return None;
    }
    bare.parse().ok().filter(|value: &f64| value.is_finite())
}

impl<'a> Iterator for Tokens<'a> {
    type Item = PdfToken<'a>;

    /// Brackets of lists and dictionaries say nothing that an operator needs.
    fn next(&mut self) -> Option<PdfToken<'a>> {
        loop {
            return Some(match self.here()? {
                b'(' => PdfToken::Text(self.literal()),
                b'<' if self.bytes.get(self.at + 1) != Some(&b'<') => PdfToken::Text(self.hexadecimal()),
                b'/' => PdfToken::Name(self.name()),
                b'%' => {
                    self.pass(|byte| !matches!(byte, b'\n' | b'\r'));
                    continue;
                }
                b'<' => {
                    self.at += 2;
                    continue;
                }
                byte if is_regular(byte) => {
                    let word = self.pass(is_regular);
                    number(word).map_or(PdfToken::Operator(word), PdfToken::Number)
                }
                _ => {
                    self.at += 1;
                    continue;
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<PdfToken<'_>> {
        Tokens::new(text.as_bytes()).collect()
    }

    #[test]
    fn words_are_told_apart() {
        let text = |text: &'static str| PdfToken::Text(Cow::Borrowed(text.as_bytes()));
        assert_eq!(
            tokens("1 -.5 4. TJ[(a(b)c)-20<4142 4>]TJ % (no)\n/F#31 Tf (\\101\\)\\\n) '"),
            [
                PdfToken::Number(1.0),
                PdfToken::Number(-0.5),
                PdfToken::Number(4.0),
                PdfToken::Operator(b"TJ"),
                text("a(b)c"),
                PdfToken::Number(-20.0),
                text("AB@"),
                PdfToken::Operator(b"TJ"),
                PdfToken::Name(Cow::Borrowed(b"F1")),
                PdfToken::Operator(b"Tf"),
                text("A)"),
                PdfToken::Operator(b"'"),
            ]
        );
    }

    #[test]
    fn what_never_ends_ends_with_the_stream() {
        for text in ["(a", "<41", "/", "(a\\", "<<", ")", "]>>", "%", "(\\7", "<"] {
            assert!(tokens(text).len() < 3, "{text}");
        }
    }

    #[test]
    fn a_picture_in_the_stream_is_passed_over() {
        let mut tokens = Tokens::new(b"BI /W 1 ID \x00EIx( EI Q");
        assert_eq!(tokens.next(), Some(PdfToken::Operator(b"BI")));
        tokens.skip_picture();
        assert_eq!(tokens.next(), Some(PdfToken::Operator(b"Q")));
    }
}
