//! A version as it was published, and the seal that shows whether its file is still what was frozen.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Assessment, Fingerprints, flatten};
use crate::dates::Date;
use crate::finding::Finding;
use crate::text::{Source, Span, sha256_hex};
use crate::yaml;

const SEAL: &str = "# hyokasho fingerprint: sha256:";

/// A version as it was published.
#[derive(Debug)]
pub struct Revision {
    /// From the name of the file: `revisions/2024-12-20.yaml`.
    pub date: Date,
    pub path: PathBuf,
    pub assessment: Option<Assessment>,
    pub findings: Vec<Finding>,
    pub seal: Seal,
}

/// Whether a frozen file is still what was frozen.
#[derive(Clone, Debug)]
pub enum Seal {
    /// No fingerprint is recorded.
    None,
    Intact,
    /// The file was edited after it was frozen; the recorded fingerprint.
    Broken(Span),
}

impl Seal {
    pub fn of(source: &Arc<Source>) -> Self {
        let line = source.line(1);
        let Some(recorded) = line.strip_prefix(SEAL) else { return Self::None };
        let body = source.text().split_once('\n').map_or("", |(_, body)| body);
        if recorded.trim() == fingerprint(body) { Self::Intact } else { Self::Broken(Span::new(source, 0..line.len())) }
    }
}

/// The text of a version as it is frozen: everything that it draws on written out. `pictures` are the fingerprints of its pictures.
pub fn frozen_text(assessment: &Assessment, pictures: &Fingerprints) -> Option<String> {
    let root = yaml::parse(&assessment.source).root?;
    Some(yaml::emit::document(&flatten(assessment, &root, pictures)))
}

/// What a version is known by: layout and comments do not count. The seal of the frozen file has the same.
pub fn fingerprint_of(assessment: &Assessment, pictures: &Fingerprints) -> Option<String> {
    frozen_text(assessment, pictures).map(|text| fingerprint(&text))
}

/// What a frozen file is known by: what its seal should say.
pub fn frozen_fingerprint(source: &Source) -> String {
    fingerprint(unsealed(source.text()))
}

fn unsealed(text: &str) -> &str {
    text.split_once('\n').filter(|(line, _)| line.starts_with(SEAL)).map_or(text, |(_, body)| body)
}

/// `text` with the line before it that seals it; an older seal gives way.
pub fn sealed(text: &str) -> String {
    let body = unsealed(text);
    format!("{SEAL}{}\n{body}", fingerprint(body))
}

/// Line ends do not count: version control may rewrite them.
fn fingerprint(body: &str) -> String {
    sha256_hex(body.replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal_of(text: &str) -> Seal {
        Seal::of(&Source::new("revisions/2024-12-20.yaml", text))
    }

    #[test]
    fn an_edit_breaks_the_seal_and_line_ends_do_not() {
        let text = sealed("form: full-2025-05\n");
        assert!(matches!(seal_of(&text), Seal::Intact));
        assert!(matches!(seal_of(&text.replace('\n', "\r\n")), Seal::Intact));
        assert!(matches!(seal_of(&text.replace("full", "focused")), Seal::Broken(_)));
        assert!(matches!(seal_of("form: full-2025-05\n"), Seal::None));
        assert_eq!(sealed(&text), text);
    }
}
