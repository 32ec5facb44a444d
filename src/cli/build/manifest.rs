//! What the last build made, so that the next one makes only what changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::job::Made;
use crate::workspace::{read_text, write_text};

const FILE: &str = ".hyokasho-build.json";

#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Manifest {
    assessments: BTreeMap<String, Record>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Record {
    fingerprint: String,
    /// Paths below the output folder.
    files: Vec<String>,
}

impl Manifest {
    /// An unreadable record means that everything is made anew.
    pub(super) fn read(folder: &Path) -> Self {
        let file = folder.join(FILE);
        let read = || serde_json::from_str(read_text(&file).ok()?.text()).ok();
        read().unwrap_or_default()
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), String> {
        let text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        write_text(&folder.join(FILE), &(text + "\n"))
    }

    /// Made from the same input, and still there.
    pub(super) fn has(&self, name: &str, fingerprint: &str, files: &[String], folder: &Path) -> bool {
        let made = self.assessments.get(name);
        made.is_some_and(|made| made.fingerprint == fingerprint && made.files == files)
            && files.iter().all(|file| folder.join(file).is_file())
    }

    pub(super) fn keep(&mut self, made: &Made) {
        let record = Record { fingerprint: made.fingerprint.clone(), files: made.files.clone() };
        self.assessments.insert(made.name.clone(), record);
    }

    /// Removes files that this build made and `next` does not have any more; nothing else in the folder is touched.
    pub(super) fn remove_what_is_gone(&self, next: &Self, folder: &Path) {
        let made = |manifest: &Self| -> BTreeSet<String> {
            manifest.assessments.values().flat_map(|made| made.files.clone()).collect()
        };
        for file in made(self).difference(&made(next)) {
            let path = Path::new(file);
            if path.components().all(|piece| matches!(piece, Component::Normal(_))) {
                // A file that is gone already, or a folder that is not empty, is as good.
                let _ = fs::remove_file(folder.join(path));
                for parent in path.ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty()) {
                    let _ = fs::remove_dir(folder.join(parent));
                }
            }
        }
    }
}
