//! The review page: every change side by side on one self-contained web page.

use serde::Serialize;

use super::{Site, Theme};
use crate::diff::{Comparison, Duty, Piece, PieceKind, Row, RowKind, Told, changed_words, propose_reason};
use crate::form::Kind;

/// What the page says besides the rows.
#[derive(Debug, Default, Serialize)]
pub struct Heading {
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
struct Page<'a> {
    heading: &'a Heading,
    counts: Counts,
    parts: Vec<Part>,
    site: &'a Site,
}

#[derive(Serialize)]
struct Part {
    title: String,
    rows: Vec<Change>,
}

#[derive(Serialize)]
struct Change {
    id: String,
    number: usize,
    path: String,
    kind: &'static str,
    mark: bool,
    orthographic: bool,
    /// ※ without a recorded judgement.
    open: bool,
    before: Vec<Run>,
    after: Vec<Run>,
    date: String,
    timing: String,
    importance: &'static str,
    reason: String,
    proposal: &'static str,
}

#[derive(Serialize)]
struct Run {
    changed: bool,
    text: String,
}

#[derive(Serialize)]
struct Counts {
    all: usize,
    marked: usize,
    open: usize,
    orthographic: usize,
}

/// The page among those of its `site`. Fails only where a template does.
pub fn page(comparison: &Comparison, heading: &Heading, theme: &Theme, site: &Site) -> Result<String, String> {
    let changes: Vec<(String, Change)> =
        comparison.rows.iter().enumerate().map(|(index, row)| (row.part.clone(), change(index + 1, row))).collect();
    let count = |wanted: &dyn Fn(&Change) -> bool| changes.iter().filter(|(_, change)| wanted(change)).count();
    let counts = Counts {
        all: changes.len(),
        marked: count(&|change| change.mark),
        open: count(&|change| change.open),
        orthographic: count(&|change| change.orthographic),
    };
    let mut parts: Vec<Part> = Vec::new();
    for (title, change) in changes {
        match parts.last_mut() {
            Some(part) if part.title == title => part.rows.push(change),
            _ => parts.push(Part { title, rows: vec![change] }),
        }
    }
    theme.page("review", &Page { heading, counts, parts, site })
}

fn change(number: usize, row: &Row) -> Change {
    let (before, after) = sides(row);
    let judgement = row.judgement.as_ref();
    let important = judgement.and_then(|judgement| judgement.important);
    Change {
        id: row.item.to_string(),
        number,
        path: row.full_path.clone(),
        kind: match row.kind {
            RowKind::Changed => "変更",
            RowKind::Added => "追加",
            RowKind::Removed => "削除",
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
        proposal: propose_reason(row).unwrap_or_default(),
    }
}

/// The two cells as runs of text, those that differ marked.
fn sides(row: &Row) -> (Vec<Run>, Vec<Run>) {
    match (&row.before, &row.after) {
        (Some(before), Some(after)) if matches!(row.item_kind, Kind::Checks | Kind::Records) => {
            (list(before, after), list(after, before))
        }
        (Some(before), Some(after)) => {
            let pieces = changed_words(&before.words, &after.words);
            (side(&pieces, PieceKind::Removed), side(&pieces, PieceKind::Added))
        }
        (before, after) => {
            let whole = |told: &Option<Told>| -> Vec<Run> {
                told.iter().map(|told| Run { changed: true, text: told.words.clone() }).collect()
            };
            (whole(before), whole(after))
        }
    }
}

fn side(pieces: &[Piece], own: PieceKind) -> Vec<Run> {
    let seen = pieces.iter().filter(|piece| piece.kind == PieceKind::Same || piece.kind == own);
    seen.map(|piece| Run { changed: piece.kind == own, text: piece.text.clone() }).collect()
}

/// One line per word of a set; those that the other side lacks are marked.
fn list(told: &Told, other: &Told) -> Vec<Run> {
    let mut runs = Vec::new();
    for (index, word) in told.list.iter().enumerate() {
        if index > 0 {
            runs.push(Run { changed: false, text: "\n".into() });
        }
        runs.push(Run { changed: !other.list.contains(word), text: word.clone() });
    }
    runs
}
