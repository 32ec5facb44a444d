//! Figures of an item: taken in, described, moved, taken out.

use std::path::{Path, PathBuf};

use super::entries::{ListedEntries, tree};
use crate::assessment::{Address, Assessment};
use crate::text::sha256_hex;
use crate::yaml::{Draft, EditError, YamlChange};

/// What is said beside a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureWords {
    pub title: String,
    /// For those who do not see it.
    pub alternative: String,
    pub remarks: String,
}

/// Positions from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureChange {
    /// A picture beside the assessment, by its name there.
    Add(String, FigureWords),
    /// One that is drawn from the assessment itself.
    Draw(FigureWords),
    Say(usize, FigureWords),
    Up(usize),
    Remove(usize),
}

const FOLDER: &str = "figures";
/// Of the digest, in the name of a file.
const DIGITS: usize = 12;

/// Where a picture stands beside the assessment, named after what is in it, and by what name the assessment calls it.
pub fn figure_place(folder: &Path, bytes: &[u8], ending: &str) -> (PathBuf, String) {
    let name = format!("{FOLDER}/{}.{ending}", &sha256_hex(bytes)[..DIGITS]);
    (folder.join(FOLDER).join(&name[FOLDER.len() + 1..]), name)
}

/// The text of the assessment with its figures changed.
pub fn change_figures(assessment: &Assessment, address: &Address, change: &FigureChange) -> Result<String, EditError> {
    let root = tree(assessment, address)?;
    let mut figures = ListedEntries::at(assessment, &root, address)?;
    match change {
        FigureChange::Add(file, words) => figures.append(vec![figure(("file", file), words)]),
        FigureChange::Draw(words) => figures.append(vec![figure(("generate", "flow"), words)]),
        FigureChange::Say(at, words) => {
            let old = figures.entry(*at)?;
            for (key, said) in said(words) {
                if old.text_of(key).unwrap_or_default().trim_end() == said.trim_end() {
                    continue;
                }
                let change =
                    if said.trim().is_empty() { YamlChange::Remove } else { YamlChange::Set(Draft::text(said)) };
                figures.change(*at, Some(key), change);
            }
        }
        FigureChange::Up(at) => figures.up(*at)?,
        FigureChange::Remove(at) => figures.remove(*at)?,
    }
    figures.edited()
}

fn said(words: &FigureWords) -> [(&'static str, &str); 3] {
    [("title", &words.title), ("alternative", &words.alternative), ("remarks", &words.remarks)]
}

fn figure((key, value): (&'static str, &str), words: &FigureWords) -> Draft {
    let mut entries = vec![(key, Draft::text(value))];
    entries.extend(
        said(words).into_iter().filter(|(_, said)| !said.trim().is_empty()).map(|(key, said)| (key, Draft::text(said))),
    );
    Draft::map(entries)
}
