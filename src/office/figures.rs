//! Figures of an item: taken in, described, moved, taken out.

use std::path::{Path, PathBuf};

use crate::assessment::{Address, Assessment};
use crate::sheet::{FieldStep, TreePlace};
use crate::text::{Source, sha256_hex};
use crate::yaml::{self, Draft, EditError, EditProblem, YamlChange, YamlNode, YamlValue};

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
    let refused = |problem| EditError::Place { path: address.to_string(), problem };
    let root = yaml::parse(&assessment.source).root.ok_or_else(|| refused(EditProblem::Missing))?;
    let place = TreePlace::find(&root, address.as_str()).ok_or_else(|| refused(EditProblem::Missing))?;
    let figures: &[YamlNode] = match place.node.map(|node| &node.value) {
        Some(YamlValue::List(figures)) => figures,
        None => &[],
        Some(_) if place.node.is_some_and(YamlNode::is_null) => &[],
        Some(_) => return Err(refused(EditProblem::NoList)),
    };
    let at_hand = |at: usize| figures.get(at).ok_or_else(|| refused(EditProblem::TooFar(at)));
    let add = |new: Draft| {
        if figures.is_empty() {
            place.set(Draft::List(vec![new]), String::new())
        } else {
            place.below([], YamlChange::Append(vec![new]), String::new())
        }
    };
    let edits = match change {
        FigureChange::Add(file, words) => vec![add(figure(("file", file), words))],
        FigureChange::Draw(words) => vec![add(figure(("generate", "flow"), words))],
        FigureChange::Say(at, words) => {
            let old = at_hand(*at)?;
            let mut edits = Vec::new();
            for (key, said) in said(words) {
                if old.text_of(key).unwrap_or_default().trim_end() == said.trim_end() {
                    continue;
                }
                let step = [FieldStep::Index(*at), FieldStep::Key(key.to_owned())];
                let change =
                    if said.trim().is_empty() { YamlChange::Remove } else { YamlChange::Set(Draft::text(said)) };
                edits.push(place.below(step, change, String::new()));
            }
            edits
        }
        FigureChange::Up(at) => {
            let moved = Draft::from(at_hand(*at)?);
            let above = at.checked_sub(1).ok_or_else(|| refused(EditProblem::Missing))?;
            let remove = place.below([FieldStep::Index(*at)], YamlChange::Remove, String::new());
            vec![remove, place.below([], YamlChange::Insert(above, moved), String::new())]
        }
        FigureChange::Remove(at) => {
            at_hand(*at)?;
            vec![place.below([FieldStep::Index(*at)], YamlChange::Remove, String::new())]
        }
    };
    let mut text = assessment.source.text().to_owned();
    for edit in edits {
        text = yaml::edit(&Source::new(assessment.source.path(), text.as_str()), &edit.steps(), &edit.change)?;
    }
    Ok(text)
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
