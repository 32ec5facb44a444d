//! A review edition: the new version with every change marked, and what a council has to know of them on the first pages.

use super::build::build_with;
use super::model::{ChangedGroup, ChangedItem, DocBlock, DocPart, Document, Review};
use super::revisions::{Revisions, anchor};
use crate::assessment::Assessment;
use crate::diff::{Comparison, DiffRow, DiffRowKind, duties, is_open};
use crate::house::HouseStyle;

/// What follows from a change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Consequence {
    Important,
    Undecided,
    Slight,
    Orthographic,
}

impl Consequence {
    const ALL: [Self; 4] = [Self::Important, Self::Undecided, Self::Slight, Self::Orthographic];

    fn of(rows: &[&DiffRow]) -> Self {
        let is_important =
            |row: &&DiffRow| row.judgement.as_ref().and_then(|judgement| judgement.important) == Some(true);
        if rows.iter().any(is_important) {
            Self::Important
        } else if rows.iter().any(|row| is_open(row)) {
            Self::Undecided
        } else if rows.iter().all(|row| row.orthographic) {
            Self::Orthographic
        } else {
            Self::Slight
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Important => "重要な変更",
            Self::Undecided => "重要な変更に当たるかが未判断のもの（※の項目）",
            Self::Slight => "重要な変更に当たらない変更",
            Self::Orthographic => "表記のみの変更",
        }
    }

    /// When the assessment is to be submitted, as the rules have it: 0 before the change, 1 after it.
    fn timing(self) -> Option<usize> {
        match self {
            Self::Important => Some(0),
            Self::Undecided => None,
            Self::Slight | Self::Orthographic => Some(1),
        }
    }
}

/// `new` with what `comparison` found. `old_name` is what the version before is called where it bears no date.
pub fn build_review(
    old: &Assessment,
    new: &Assessment,
    comparison: &Comparison,
    old_name: &str,
    house: &HouseStyle,
) -> Document {
    let revisions = Revisions::new(old, new, comparison);
    let mut document = build_with(new, house, Some(&revisions));
    let published = |version: &Assessment| version.root().date("cover.published_on").map(|date| format!("{date}公表"));
    let review = Review {
        old: published(old).unwrap_or_else(|| old_name.to_owned()),
        new: published(new).unwrap_or_else(|| "公表日の記載なし".to_owned()),
        duties: duties(comparison, old, new, None),
        groups: groups(comparison, old, new),
    };
    document.compared = Some(review.old.clone());
    let summary = DocPart {
        title: "変更の概要".into(),
        anchor: "review".into(),
        blocks: vec![DocBlock::Review(review)],
        ..DocPart::default()
    };
    document.parts.insert(1.min(document.parts.len()), summary);
    document
}

/// The changes by what follows from them, in printed order; a block that came or went is told once.
fn groups(comparison: &Comparison, old: &Assessment, new: &Assessment) -> Vec<ChangedGroup> {
    let told: Vec<Vec<&DiffRow>> = comparison
        .rows
        .chunk_by(|left, right| match (&left.block, &right.block) {
            (Some(left), Some(right)) => left.address == right.address && left.path == right.path,
            _ => false,
        })
        .map(|rows| rows.iter().collect())
        .collect();
    let group = |consequence: Consequence| {
        let own = told.iter().filter(|rows| Consequence::of(rows) == consequence);
        let rows: Vec<ChangedItem> = own.filter_map(|rows| changed_item(rows, consequence, old, new)).collect();
        (!rows.is_empty()).then(|| ChangedGroup { title: consequence.title().to_owned(), rows })
    };
    Consequence::ALL.into_iter().filter_map(group).collect()
}

fn changed_item(
    rows: &[&DiffRow],
    consequence: Consequence,
    old: &Assessment,
    new: &Assessment,
) -> Option<ChangedItem> {
    let row = rows.first()?;
    let path = match &row.block {
        Some(block) if block.name.is_empty() => block.path.clone(),
        Some(block) => format!("{}（{}）", block.path, block.name),
        None => row.path.clone(),
    };
    let kind = match row.kind {
        DiffRowKind::Changed => "変更",
        DiffRowKind::Added => "追加",
        DiffRowKind::Removed => "削除",
    };
    let judged = || rows.iter().filter_map(|row| row.judgement.as_ref());
    let by_rule = consequence.timing().and_then(|index| new.form.timings.get(index)).cloned();
    let mut reasons: Vec<String> = Vec::new();
    for reason in judged().filter_map(|judgement| judgement.reason.as_ref()) {
        if !reasons.contains(reason) {
            reasons.push(reason.clone());
        }
    }
    Some(ChangedItem {
        path,
        anchor: anchor(row, old, new),
        kind: kind.to_owned(),
        timing: judged().find_map(|judgement| judgement.timing.clone()).or(by_rule).unwrap_or_default(),
        reason: reasons.join("\n"),
    })
}
