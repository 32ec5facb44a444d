//! Frozen revisions: the published versions of an assessment, one file each, never edited.

use std::fs;
use std::path::{Path, PathBuf};

use super::open::Workspace;
use crate::assessment::{Assessment, Figure, Fingerprints, Revision, Seal, copy_of, fingerprint_of};
use crate::dates::Date;
use crate::disk::{current_file, work_on};
use crate::finding::Finding;
use crate::text::{Span, limits, sha256_hex};
use rayon::prelude::*;

/// The folder beside an assessment that holds its revisions.
pub const REVISIONS_FOLDER: &str = "revisions";
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
        let current = current_file();
        let loaded = self.load(path);
        work_on(Path::new(&current));
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
            self.picture(folder, &place).map_or(true, |bytes| sha256_hex(&bytes) != *sha256)
        };
        assessment.figures().find(is_changed).map(|figure| figure.span.clone())
    }

    /// What the assessment in `folder` is known by when it is signed or frozen; nothing where a picture cannot be read.
    pub fn fingerprint_of(&self, folder: &Path, assessment: &Assessment) -> Option<String> {
        let pictures = self.pictures_of(folder, assessment).ok()?;
        fingerprint_of(assessment, &Kept::fingerprints(&pictures))
    }

    /// The pictures of an assessment in `folder`: what a version of it keeps.
    pub fn pictures_of(&self, folder: &Path, assessment: &Assessment) -> Result<Vec<Kept>, Box<Finding>> {
        let files = assessment.figures().filter_map(|figure| figure.file.clone());
        let kept = |file: String| {
            let bytes = self.picture(folder, &file)?;
            Ok(Kept { sha256: sha256_hex(&bytes), file, bytes })
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
    /// Those of pictures by the names of their files.
    pub fn fingerprints(pictures: &[Self]) -> Fingerprints {
        pictures.iter().map(|kept| (kept.file.clone(), kept.sha256.clone())).collect()
    }

    /// Where its copy stands, seen from the folder of the frozen file.
    pub fn place(&self) -> String {
        copy_of(&self.file, &self.sha256)
    }
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
