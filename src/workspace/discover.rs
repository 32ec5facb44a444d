//! From the paths on the command line to workspaces and the assessments in them.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::open::{ASSESSMENT_FILE, CONFIG_FILE, Loaded, Workspace};
use super::open::{FORMS_FOLDER, FRAGMENTS_FOLDER};
use super::revisions::REVISIONS_FOLDER;
use crate::disk::shown;
use crate::finding::{Finding, reader};
use crate::text::{Source, Span, limits};

/// A workspace with the assessments of it that were asked for.
#[derive(Debug)]
pub struct Selection {
    pub workspace: Workspace,
    /// Their YAML files, in the order of their paths.
    pub files: Vec<PathBuf>,
    /// Every assessment of the workspace is among them, so that what is not used is really unused.
    pub whole: bool,
}

/// Folders that never hold assessments of their own.
const SKIPPED: [&str; 6] = [REVISIONS_FOLDER, FRAGMENTS_FOLDER, "figures", FORMS_FOLDER, "target", "out"];

/// Called with the assessments that are done and with all of them.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

impl Selection {
    /// Loads every assessment with its frozen versions, one per core at a time, and keeps of each what `look` makes of it:
    /// however large a workspace is, only a few assessments are in memory. A fault of the program stops one assessment only:
    /// `look` then sees it unread, with a finding that says so.
    pub fn each<T: Send>(&self, progress: Progress<'_>, look: impl Fn(Loaded) -> T + Sync) -> Vec<T> {
        let done = AtomicUsize::new(0);
        let one = |file: &PathBuf| {
            // Nothing that was begun is looked at after a fault.
            let whole = catch_unwind(AssertUnwindSafe(|| look(self.workspace.load_with_revisions(file))));
            let seen = whole.unwrap_or_else(|_| look(Loaded::stopped(file)));
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, self.files.len());
            seen
        };
        // A core that waits for its own assessment would begin another one if it could see it.
        let at_once = self.files.chunks(rayon::current_num_threads());
        at_once.flat_map(|files| files.par_iter().map(one).collect::<Vec<T>>()).collect()
    }
}

/// Finds what `paths` mean: a workspace, a folder with workspaces below it, an assessment's folder, or a YAML file. Paths with
/// nothing in them are told in the second value.
pub fn select(paths: &[PathBuf], codes: &[&str]) -> (Vec<Selection>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut by_root: BTreeMap<Option<PathBuf>, Vec<PathBuf>> = BTreeMap::new();
    for path in paths {
        let found = if path.is_dir() { assessments_below(path) } else { Some(vec![path.clone()]) };
        findings.extend(match &found {
            None => Some(too_many_in(path)),
            Some(found) if found.is_empty() => Some(nothing_in(path)),
            Some(_) => None,
        });
        for file in found.unwrap_or_default() {
            let files = by_root.entry(root_of(&file)).or_default();
            if !files.contains(&file) {
                files.push(file);
            }
        }
    }
    let selections = by_root.into_iter().map(|(root, files)| {
        let workspace = Workspace::open(root.as_deref(), codes);
        let all = root.and_then(|root| assessments_below(&root));
        let whole = all.is_some_and(|all| all.len() == files.len());
        Selection { workspace, files, whole }
    });
    (selections.collect(), findings)
}

/// One assessment in its workspace, whatever else is in there.
pub fn select_alone(file: &Path, codes: &[&str]) -> Selection {
    let workspace = Workspace::open(root_of(file).as_deref(), codes);
    Selection { workspace, files: vec![file.to_owned()], whole: false }
}

/// A text that somebody hands over, as an assessment in the workspace around the current folder.
pub fn select_text(name: &str, text: String, form: Option<&str>, codes: &[&str]) -> Selection {
    let file = PathBuf::from(name);
    let mut selection = select_alone(&file, codes);
    selection.workspace.form = form.map(ToOwned::to_owned);
    selection.workspace.unsaved.insert(file, text);
    selection
}

fn nothing_in(path: &Path) -> Finding {
    let source = Source::new(shown(path), "");
    let message = format!("{}: 評価書（{ASSESSMENT_FILE}）がありません", source.path());
    let help = "hyokasho new 様式 フォルダー で作れます";
    Finding::new(&reader::UNREADABLE, message).at(Span::new(&source, 0..0)).help(help)
}

fn too_many_in(path: &Path) -> Finding {
    let source = Source::new(shown(path), "");
    let message = format!("{}: ファイルが {} 個を超えています", source.path(), limits::WORKSPACE_FILES);
    let help = "評価書のあるフォルダーを指してください";
    Finding::new(&reader::TOO_MANY_FILES, message).at(Span::new(&source, 0..0)).help(help)
}

/// The whole path, without `..`: what stands before those is followed through links, as the system does.
pub(super) fn resolved(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let pieces: Vec<_> = absolute.components().collect();
    let Some(last) = pieces.iter().rposition(|piece| *piece == Component::ParentDir) else { return Some(absolute) };
    let above: PathBuf = pieces[..=last].iter().collect();
    Some(above.canonicalize().ok()?.join(pieces[last + 1..].iter().collect::<PathBuf>()))
}

/// The nearest folder at or above the file that has settings.
pub fn root_of(file: &Path) -> Option<PathBuf> {
    let absolute = resolved(file)?;
    let depth = absolute.ancestors().skip(1).position(|folder| folder.join(CONFIG_FILE).is_file())?;
    // The path stays as it was given, so that messages show what the author typed.
    let mut folder = file.parent()?.to_owned();
    for _ in 0..depth {
        folder = match folder.parent() {
            Some(parent) if !folder.as_os_str().is_empty() && folder.file_name().is_some() => parent.to_owned(),
            _ => folder.join(".."),
        };
    }
    Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder })
}

/// The files of the assessments that a path means: itself, the one of its folder, or those below the folder.
pub fn assessments_at(path: &Path) -> Vec<PathBuf> {
    let own = path.join(ASSESSMENT_FILE);
    match path.is_dir() {
        true if own.is_file() => vec![own],
        true => assessments_below(path).unwrap_or_default(),
        false => vec![path.to_owned()],
    }
}

/// Every `assessment.yaml` at or below a folder, in the order of their paths; `None` where there are too many files to look at.
fn assessments_below(folder: &Path) -> Option<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        let file = folder.join(ASSESSMENT_FILE);
        if file.is_file() {
            found.push(file);
        }
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            seen += 1;
            if seen > limits::WORKSPACE_FILES {
                return None;
            }
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let skipped = name.starts_with('.') || SKIPPED.contains(&name.as_ref());
            if !skipped && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            }
        }
    }
    found.sort();
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_one_assessment_leaves_the_others() {
        let (selections, _) = select(&[PathBuf::from("assessments")], &[]);
        let names = |look: &(dyn Fn(&Loaded) + Sync)| {
            selections[0].each(&|_, _| {}, |loaded| {
                look(&loaded);
                (loaded.name, loaded.findings.iter().map(|finding| finding.rule.code).collect::<Vec<_>>())
            })
        };
        let whole = names(&|_| {});
        let hurt = names(&|loaded| {
            assert!(loaded.name != "22-child-allowance" || loaded.assessment.is_none());
        });
        assert_eq!(hurt.len(), whole.len());
        for (whole, hurt) in whole.iter().zip(&hurt) {
            match hurt.0.as_str() {
                "22-child-allowance" => assert_eq!(hurt.1, [reader::PROGRAM_FAULT.code]),
                _ => assert_eq!(hurt, whole),
            }
        }
    }
}
