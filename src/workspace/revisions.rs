//! Frozen revisions: the published versions of an assessment, one file each, never edited.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::open::Workspace;
use crate::assessment::{Assessment, Date, Figure, copy_of};
use crate::finding::Finding;
use crate::text::{Source, Span, limits};

/// The folder beside an assessment that holds its revisions.
pub const REVISIONS_FOLDER: &str = "revisions";
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

impl Workspace {
    /// The revisions of the assessment in `folder`, oldest first.
    pub fn revisions(&self, folder: &Path) -> Vec<Revision> {
        revision_files(folder).par_iter().map(|(date, path)| self.revision(*date, path)).collect()
    }

    /// The newest revision of the assessment in `folder`.
    pub fn last_revision(&self, folder: &Path) -> Option<Revision> {
        let files = revision_files(folder);
        files.last().map(|(date, path)| self.revision(*date, path))
    }

    fn revision(&self, date: Date, path: &Path) -> Revision {
        let loaded = self.load(path);
        let seal = loaded.assessment.as_ref().map_or(Seal::None, |assessment| {
            let seal = Seal::of(&assessment.source);
            match self.changed_picture(path, assessment) {
                Some(span) if matches!(seal, Seal::Intact) => Seal::Broken(span),
                _ => seal,
            }
        });
        Revision { date, path: loaded.path, assessment: loaded.assessment, findings: loaded.findings, seal }
    }
}

impl Workspace {
    /// A figure whose copy is not what was frozen.
    fn changed_picture(&self, path: &Path, assessment: &Assessment) -> Option<Span> {
        let folder = path.parent()?;
        let is_changed = |figure: &&Figure| {
            let Some((place, sha256)) = figure.place().zip(figure.sha256.as_ref()) else { return false };
            self.picture(folder, &place).map_or(true, |bytes| hex(&bytes) != *sha256)
        };
        assessment.figures().find(is_changed).map(|figure| figure.span.clone())
    }

    /// The pictures of an assessment in `folder`: what a version of it keeps.
    pub fn pictures_of(&self, folder: &Path, assessment: &Assessment) -> Result<Vec<Kept>, Box<Finding>> {
        let files = assessment.figures().filter_map(|figure| figure.file.clone());
        let kept = |file: String| {
            let bytes = self.picture(folder, &file)?;
            Ok(Kept { sha256: hex(&bytes), file, bytes })
        };
        files.map(kept).collect()
    }
}

/// A picture as it is when a version is frozen.
#[derive(Debug)]
pub struct Kept {
    /// As the assessment names it.
    pub file: String,
    pub sha256: String,
    pub bytes: Vec<u8>,
}

impl Kept {
    /// Where its copy stands, seen from the folder of the frozen file.
    pub fn place(&self) -> String {
        copy_of(&self.file, &self.sha256)
    }
}

impl Seal {
    pub fn of(source: &std::sync::Arc<Source>) -> Self {
        let line = source.line(1);
        let Some(recorded) = line.strip_prefix(SEAL) else { return Self::None };
        let body = source.text().split_once('\n').map_or("", |(_, body)| body);
        if recorded.trim() == fingerprint(body) { Self::Intact } else { Self::Broken(Span::new(source, 0..line.len())) }
    }
}

/// `text` with the line before it that seals it; an older seal gives way.
pub fn sealed(text: &str) -> String {
    let body = match text.split_once('\n') {
        Some((line, rest)) if line.starts_with(SEAL) => rest,
        _ => text,
    };
    format!("{SEAL}{}\n{body}", fingerprint(body))
}

/// Line ends do not count: version control may rewrite them.
fn fingerprint(body: &str) -> String {
    hex(body.replace("\r\n", "\n").as_bytes())
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Files named after a day, oldest first; the newest ones where there are too many.
fn revision_files(folder: &Path) -> Vec<(Date, PathBuf)> {
    let entries = fs::read_dir(folder.join(REVISIONS_FOLDER)).into_iter().flatten().flatten();
    let mut files: Vec<(Date, PathBuf)> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .filter_map(|path| Some((Date::parse(path.file_stem()?.to_str()?).ok().filter(|date| date.is_exact())?, path)))
        .collect();
    files.sort();
    let surplus = files.len().saturating_sub(limits::REVISIONS);
    files.split_off(surplus)
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
