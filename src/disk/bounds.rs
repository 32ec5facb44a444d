//! The one guard of every file that a workspace names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::names::{shown, stays_inside};
use super::read::{decode, read_as, refusal};
use crate::finding::{Finding, reader};
use crate::text::{Source, limits};

/// A folder that neither a name nor a link leads out of. A link from inside to inside is fine.
#[derive(Clone, Debug)]
pub struct Bounds {
    folder: PathBuf,
    /// For messages.
    called: &'static str,
}

impl Bounds {
    pub fn of_workspace(root: &Path) -> Self {
        Self { folder: root.to_owned(), called: "ワークスペース" }
    }

    pub fn of_assessment(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), called: "評価書のフォルダー" }
    }

    /// Reads a file that was found inside.
    pub fn read_bytes(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Box<Finding>> {
        self.read(&shown(path), path, limit)
    }

    pub fn read_text(&self, path: &Path) -> Result<Arc<Source>, Box<Finding>> {
        decode(shown(path), self.read_bytes(path, limits::FILE_BYTES)?)
    }

    /// Reads the file that somebody wrote the name of.
    pub fn read_named(&self, name: &str, limit: u64) -> Result<Vec<u8>, Box<Finding>> {
        let path = self.named(name)?;
        self.read(name, &path, limit)
    }

    /// Where the file is that somebody wrote the name of.
    pub fn named(&self, name: &str) -> Result<PathBuf, Box<Finding>> {
        if stays_inside(Path::new(name)) { Ok(self.folder.join(name)) } else { Err(self.outside(name)) }
    }

    /// What is read is the file that all links lead to, so that none of them can change in between.
    fn read(&self, name: &str, path: &Path, limit: u64) -> Result<Vec<u8>, Box<Finding>> {
        let folder = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        match folder.canonicalize().and_then(|folder| Ok((folder, path.canonicalize()?))) {
            Ok((folder, real)) if real.starts_with(&folder) => read_as(name, &real, limit),
            Ok(_) => Err(self.outside(name)),
            // What is not there is told as that.
            Err(_) => read_as(name, path, limit),
        }
    }

    fn outside(&self, name: &str) -> Box<Finding> {
        let help = format!(
            "{}の中に置いたファイルを指してください。リンクが指す先も、その中でなければ読みません",
            self.called
        );
        refusal(name, &reader::PATH_ESCAPES, &format!("{}の外を指しています", self.called), &help)
    }
}
