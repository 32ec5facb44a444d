//! One thing done to every assessment of a workspace: what became of each, and what an officer has to look at.

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::target::refuse;
use super::terminal;
use crate::disk::{Unwritten, shown};
use crate::rules::codes;
use crate::workspace::{Loaded, Selection, select};

/// What became of one assessment.
pub(super) struct BulkDone {
    pub(super) path: PathBuf,
    pub(super) outcome: BulkOutcome,
}

pub(super) enum BulkOutcome {
    /// There was nothing to do.
    Nothing,
    Whole(String),
    /// It is done, and something is left for a person.
    Open(String),
    /// Why it was not done.
    Left(String),
    Unwritten(Unwritten),
}

/// How many assessments ended in which way.
#[derive(Default)]
pub(super) struct BulkCounts {
    pub(super) all: usize,
    pub(super) whole: usize,
    pub(super) open: usize,
    pub(super) left: usize,
    pub(super) unwritten: usize,
}

/// The assessments that a path means, in their workspaces.
pub(super) fn selected(path: &Path) -> Result<Vec<Selection>, Exit> {
    let (selections, lost) = select(std::slice::from_ref(&path.to_owned()), &codes());
    if lost.is_empty() { Ok(selections) } else { Err(refuse(&lost)) }
}

/// Does it to each.
pub(super) fn each<T: Send>(
    selections: &[Selection],
    what: &str,
    one: impl Fn(&Selection, &Loaded) -> T + Sync,
) -> Vec<T> {
    let progress = terminal::progress(what);
    selections.iter().flat_map(|selection| selection.each(&progress, |loaded| one(selection, &loaded))).collect()
}

/// The same with what became of each, under a line that sums it up.
pub(super) fn run(
    path: &Path,
    what: &str,
    one: impl Fn(&Loaded) -> BulkOutcome + Sync,
    head: impl FnOnce(&BulkCounts) -> String,
) -> Exit {
    match selected(path) {
        Ok(selections) => {
            let done = |loaded: &Loaded| BulkDone { path: loaded.path.clone(), outcome: one(loaded) };
            tell(&each(&selections, what, |_, loaded| done(loaded)), head)
        }
        Err(exit) => exit,
    }
}

/// What became of each, under a line that sums it up.
pub(super) fn tell(done: &[BulkDone], head: impl FnOnce(&BulkCounts) -> String) -> Exit {
    let counts = BulkCounts::of(done);
    let told: Vec<String> = std::iter::once(head(&counts)).chain(lines(done)).collect();
    counts.exit(terminal::finish(&(told.join("\n") + "\n")))
}

impl BulkCounts {
    pub(super) fn of(done: &[BulkDone]) -> Self {
        let mut counts = Self { all: done.len(), ..Self::default() };
        for one in done {
            match one.outcome {
                BulkOutcome::Nothing => {}
                BulkOutcome::Whole(_) => counts.whole += 1,
                BulkOutcome::Open(_) => counts.open += 1,
                BulkOutcome::Left(_) => counts.left += 1,
                BulkOutcome::Unwritten(_) => counts.unwritten += 1,
            }
        }
        counts
    }

    /// 済み: 38、見てください: 2
    pub(super) fn shares(&self) -> String {
        format!("済み: {}、見てください: {}、書けません: {}", self.whole, self.open + self.left, self.unwritten)
    }

    /// The exit code of the command, if it could be told.
    pub(super) fn exit(&self, told: Exit) -> Exit {
        match told {
            Exit::Clean if self.unwritten > 0 => Exit::Unwritten,
            Exit::Clean if self.left > 0 => Exit::Findings,
            other => other,
        }
    }
}

/// One line for each assessment to which something happened.
pub(super) fn lines(done: &[BulkDone]) -> impl Iterator<Item = String> {
    done.iter().filter_map(|one| {
        let path = shown(&one.path);
        match &one.outcome {
            BulkOutcome::Nothing => None,
            BulkOutcome::Whole(what) => Some(format!("  ○ {path}: {what}")),
            BulkOutcome::Open(what) => Some(format!("  △ {path}: {what}")),
            BulkOutcome::Left(why) => Some(format!("  ？ {path}: {why}")),
            BulkOutcome::Unwritten(error) => Some(format!("  × {path}: {error}")),
        }
    })
}
