//! The version that is to be published, written out whole and sealed, when nothing is left to decide.

use std::fmt;
use std::path::{Path, PathBuf};

use super::{Undone, last_version, whole};
use crate::assessment::{Assessment, frozen_text, sealed};
use crate::dates::Date;
use crate::diff::{DiffRow, MissingVerdict, compare};
use crate::disk::NewFile;
use crate::finding::Finding;
use crate::workspace::{Kept, Loaded, REVISIONS_FOLDER, Workspace};

/// A version that may be frozen.
#[derive(Debug)]
pub struct FrozenVersion {
    pub date: Date,
    pub file: PathBuf,
    text: String,
    pictures: Vec<Kept>,
}

/// Why there is no version to freeze.
#[derive(Debug)]
pub enum Unfrozen {
    /// It is frozen already, and nothing has changed since.
    Same,
    /// Rows that are missing, or in which something is not decided, one line each.
    Undecided(Vec<String>),
    Refused(Vec<Finding>),
    Left(Undone),
}

impl fmt::Display for Unfrozen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("この公表日の版は確定済みで、その後に変わったところはありません"),
            Self::Undecided(open) => write!(f, "変更箇所に決まっていないことがあります（{} 件）", open.len()),
            Self::Refused(findings) => findings.first().map_or(Ok(()), |finding| f.write_str(&finding.message)),
            Self::Left(undone) => undone.fmt(f),
        }
    }
}

impl std::error::Error for Unfrozen {}

impl FrozenVersion {
    /// The version and its pictures.
    pub fn files(&self) -> Vec<NewFile<'_>> {
        let mut files = picture_copies(&self.file, &self.pictures);
        files.push(NewFile::new(&self.file, self.text.as_bytes()));
        files
    }
}

/// Copies of the pictures beside a frozen file, named after what is in them, so that versions with the same picture share one.
pub fn picture_copies<'a>(file: &Path, pictures: &'a [Kept]) -> Vec<NewFile<'a>> {
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    pictures.iter().map(|kept| NewFile::copy(&folder.join(kept.place()), kept.bytes.as_slice())).collect()
}

/// The next version of an assessment in which nothing is at fault.
pub fn freeze(workspace: &Workspace, loaded: &Loaded) -> Result<FrozenVersion, Unfrozen> {
    let assessment = whole(loaded).map_err(Unfrozen::Left)?;
    let date = assessment.root().date("cover.published_on").filter(|date| date.is_exact());
    let date = date.ok_or(Unfrozen::Left(Undone::NoPublication))?;
    if let (Some(last), Some(old)) = (loaded.revisions.last(), last_version(loaded).map_err(Unfrozen::Left)?) {
        let rows = compare(old, assessment).rows;
        if last.date == date && rows.is_empty() {
            return Err(Unfrozen::Same);
        }
        if !last.date.is_before(date) {
            return Err(Unfrozen::Left(Undone::NotLater { date, last: last.date }));
        }
        let open: Vec<String> = rows.iter().filter_map(unsettled).collect();
        if !open.is_empty() {
            return Err(Unfrozen::Undecided(open));
        }
    }
    let folder = loaded.path.parent().unwrap_or_else(|| Path::new(""));
    let pictures = workspace.pictures_of(folder, assessment).map_err(|finding| Unfrozen::Refused(vec![*finding]))?;
    let text = sealed_version(assessment, &pictures).ok_or(Unfrozen::Left(Undone::Unread))?;
    Ok(FrozenVersion { date, file: folder.join(REVISIONS_FOLDER).join(format!("{}.yaml", date.iso())), text, pictures })
}

/// What an officer has still to decide about a row.
fn unsettled(row: &DiffRow) -> Option<String> {
    let missing = match row.missing()? {
        MissingVerdict::Row => "行がありません",
        MissingVerdict::Timing => "提出時期がありません",
        MissingVerdict::Importance => "重要な変更に該当するかの判断（important）がありません",
        MissingVerdict::Reason => "提出時期に係る説明（reason）がありません",
    };
    Some(format!("{}: {missing}", row.path))
}

/// The text of the frozen file: everything written out, sealed with its fingerprint.
pub fn sealed_version(assessment: &Assessment, pictures: &[Kept]) -> Option<String> {
    frozen_text(assessment, &Kept::fingerprints(pictures)).map(|text| sealed(&text))
}
