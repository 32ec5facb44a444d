//! The review page: every change side by side on one self-contained web page.

use serde::Serialize;

use super::{Site, Theme};
use crate::assessment::headed;
use crate::diff::{
    Comparison, DiffPiece, DiffPieceKind, DiffRow, DiffRowKind, Duty, SetItem, Told, changed_words, propose,
};
use crate::form::Kind;
use crate::render::RenderError;

/// What the page says besides the rows.
#[derive(Debug, Default, Serialize)]
pub struct ReviewHeading {
    /// 評価書名
    pub title: String,
    /// 評価実施機関名
    pub agency: String,
    /// [令和7年5月　様式4]
    pub form: String,
    /// What the two versions are called.
    pub old: String,
    pub new: String,
    /// What follows from the changes.
    pub duties: Vec<Duty>,
}

#[derive(Serialize)]
struct ReviewPage<'a> {
    heading: &'a ReviewHeading,
    counts: ReviewCounts,
    parts: Vec<ReviewPart>,
    site: &'a Site,
}

#[derive(Serialize)]
struct ReviewPart {
    title: String,
    rows: Vec<ReviewChange>,
}

#[derive(Serialize)]
struct ReviewChange {
    id: String,
    number: usize,
    path: String,
    kind: &'static str,
    mark: bool,
    orthographic: bool,
    /// ※ without a recorded judgement.
    open: bool,
    before: Vec<ReviewRun>,
    after: Vec<ReviewRun>,
    date: String,
    timing: String,
    importance: &'static str,
    reason: String,
    proposal: String,
}

#[derive(Serialize)]
struct ReviewRun {
    changed: bool,
    text: String,
}

#[derive(Serialize)]
struct ReviewCounts {
    all: usize,
    marked: usize,
    open: usize,
    orthographic: usize,
}

/// The page among those of its `site`. Fails only where a template does.
pub fn page(
    comparison: &Comparison,
    heading: &ReviewHeading,
    theme: &Theme,
    site: &Site,
) -> Result<String, RenderError> {
    let changes: Vec<(String, ReviewChange)> =
        comparison.rows.iter().enumerate().map(|(index, row)| (row.part.clone(), change(index + 1, row))).collect();
    let count = |wanted: &dyn Fn(&ReviewChange) -> bool| changes.iter().filter(|(_, change)| wanted(change)).count();
    let counts = ReviewCounts {
        all: changes.len(),
        marked: count(&|change| change.mark),
        open: count(&|change| change.open),
        orthographic: count(&|change| change.orthographic),
    };
    let mut parts: Vec<ReviewPart> = Vec::new();
    for (title, change) in changes {
        match parts.last_mut() {
            Some(part) if part.title == title => part.rows.push(change),
            _ => parts.push(ReviewPart { title, rows: vec![change] }),
        }
    }
    theme.page("review", &ReviewPage { heading, counts, parts, site })
}

fn change(number: usize, row: &DiffRow) -> ReviewChange {
    let (before, after) = sides(row);
    let judgement = row.judgement.as_ref();
    let important = judgement.and_then(|judgement| judgement.important);
    ReviewChange {
        id: row.item.to_string(),
        number,
        path: row.full_path.clone(),
        kind: match row.kind {
            DiffRowKind::Changed => "変更",
            DiffRowKind::Added => "追加",
            DiffRowKind::Removed => "削除",
        },
        mark: row.mark,
        orthographic: row.orthographic,
        open: row.mark && important.is_none(),
        before,
        after,
        date: judgement.and_then(|judgement| judgement.date).map(|date| date.to_string()).unwrap_or_default(),
        timing: judgement.and_then(|judgement| judgement.timing.clone()).unwrap_or_default(),
        importance: match important {
            Some(true) => "重要な変更に該当する",
            Some(false) => "重要な変更に該当しない",
            None if row.mark => "重要な変更に該当するか未判断",
            None => "",
        },
        reason: judgement.and_then(|judgement| judgement.reason.clone()).unwrap_or_default(),
        proposal: propose(row).map(|proposal| proposal.reason).unwrap_or_default(),
    }
}

/// The two cells as runs of text, those that differ marked.
fn sides(row: &DiffRow) -> (Vec<ReviewRun>, Vec<ReviewRun>) {
    match (&row.before, &row.after) {
        (Some(before), Some(after)) if matches!(row.item_kind, Kind::Checks | Kind::Records) => {
            let (came, went) = row.set_changes();
            let is_records = row.item_kind == Kind::Records;
            (list(before, &went, is_records), list(after, &came, is_records))
        }
        (Some(before), Some(after)) => {
            let pieces = changed_words(&before.words, &after.words);
            (side(&pieces, DiffPieceKind::Removed), side(&pieces, DiffPieceKind::Added))
        }
        (before, after) => {
            let whole = |told: &Option<Told>| -> Vec<ReviewRun> {
                told.iter().map(|told| ReviewRun { changed: true, text: told.words.clone() }).collect()
            };
            (whole(before), whole(after))
        }
    }
}

fn side(pieces: &[DiffPiece], own: DiffPieceKind) -> Vec<ReviewRun> {
    let seen = pieces.iter().filter(|piece| piece.kind == DiffPieceKind::Same || piece.kind == own);
    seen.map(|piece| ReviewRun { changed: piece.kind == own, text: piece.text.clone() }).collect()
}

/// One word of a set a line, those of a record list under their heading; those that the other side lacks are marked.
fn list(told: &Told, changed: &[&SetItem], is_records: bool) -> Vec<ReviewRun> {
    let mut runs: Vec<ReviewRun> = Vec::new();
    let same = |runs: &mut Vec<ReviewRun>, text: String| runs.push(ReviewRun { changed: false, text });
    let mut group: Option<&str> = None;
    for item in &told.set {
        let opens = group != Some(&item.group);
        if group.is_some() {
            same(&mut runs, if is_records && !opens { "、" } else { "\n" }.to_owned());
        }
        if opens && !item.group.is_empty() {
            same(&mut runs, headed(&item.group, ""));
        }
        group = Some(&item.group);
        runs.push(ReviewRun { changed: changed.contains(&item), text: item.text.clone() });
    }
    runs
}
