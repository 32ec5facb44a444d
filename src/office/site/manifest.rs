//! What the last build made, so that the next one makes only what changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::gate::PublicVerdict;
use super::made::Made;
use crate::disk::{Stage, Unwritten, read_text};

const FILE: &str = ".hyokasho-build.json";

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Manifest {
    assessments: BTreeMap<String, ManifestRecord>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct ManifestRecord {
    fingerprint: String,
    /// Paths below the output folder.
    files: Vec<String>,
    /// Of a public edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    verdict: Option<PublicVerdict>,
}

impl Manifest {
    /// An unreadable record means that everything is made anew.
    pub(super) fn read(folder: &Path) -> Self {
        let file = folder.join(FILE);
        let read = || serde_json::from_str(read_text(&file).ok()?.text()).ok();
        read().unwrap_or_default()
    }

    pub(super) fn write(&self, stage: &Stage) -> Result<(), Unwritten> {
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        stage.put(FILE, text.as_bytes())
    }

    /// Made from the same input, and still there.
    pub(super) fn has(&self, name: &str, fingerprint: &str, files: &[String], folder: &Path) -> bool {
        let made = self.assessments.get(name);
        made.is_some_and(|made| made.fingerprint == fingerprint && made.files == files)
            && files.iter().all(|file| folder.join(file).is_file())
    }

    /// What was decided about the same input.
    pub(super) fn verdict(&self, name: &str, fingerprint: &str) -> Option<PublicVerdict> {
        self.assessments.get(name).filter(|made| made.fingerprint == fingerprint)?.verdict.clone()
    }

    /// What was made of an assessment.
    pub(super) fn files(&self, name: &str) -> BTreeSet<&str> {
        let made = self.assessments.get(name);
        made.map(|made| made.files.iter().map(String::as_str).collect()).unwrap_or_default()
    }

    /// What is there is not what any input gives, for as long as it changes.
    pub(super) fn doubt(&mut self, name: &str) {
        if let Some(record) = self.assessments.get_mut(name) {
            record.fingerprint.clear();
        }
    }

    pub(super) fn keep(&mut self, made: &Made) {
        let Made { fingerprint, files, verdict, .. } = made;
        let record =
            ManifestRecord { fingerprint: fingerprint.clone(), files: files.clone(), verdict: verdict.clone() };
        self.assessments.insert(made.name.clone(), record);
    }

    /// What was made the last time stays as it is.
    pub(super) fn keep_last(&mut self, last: &Self, name: &str) {
        if let Some(record) = last.assessments.get(name) {
            self.assessments.insert(name.to_owned(), record.clone());
        }
    }

    /// Files that this build made and `next` does not have any more.
    pub(super) fn gone<'a>(&'a self, next: &Self) -> BTreeSet<&'a str> {
        let kept: BTreeSet<&str> = next.all().collect();
        self.all().filter(|file| !kept.contains(file)).collect()
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.assessments.values().flat_map(|made| made.files.iter().map(String::as_str))
    }
}
