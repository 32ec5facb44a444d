//! Writing the rows that are not in `changes:` yet into the author's file, every other byte left as it was.

use std::sync::Arc;

use super::compare::Comparison;
use super::judge::{new_row_positions, tellers};
use super::quote::{Wording, quote};
use super::row::DiffRow;
use super::same::is_orthographic;
use super::{Quoted, propose_reason};
use crate::assessment::{Address, Assessment, ChangeRow, Text};
use crate::dates::Date;
use crate::form::Kind;
use crate::text::{Source, fold};
use crate::yaml::{self, Draft, DraftEntry, EditError, YamlStep};

/// The edited text, and what was done.
#[derive(Debug)]
pub struct Recorded {
    pub text: String,
    /// Addresses of the rows that were added.
    pub added: Vec<Address>,
    /// Addresses of rows that told an earlier state of the same item and now tell the present one.
    pub merged: Vec<Address>,
    /// Addresses that rows tell although nothing differs.
    pub idle: Vec<Address>,
}

/// Records what differs between `old` and `new` under `date`. Rows that `old` has already are never touched.
pub fn record(
    old: &Assessment,
    new: &Assessment,
    comparison: &Comparison,
    date: Date,
    wording: Wording<'_>,
) -> Result<Recorded, EditError> {
    let positions = new_row_positions(old, new);
    let row_at = |(day, row): (usize, usize)| &new.changes[day].rows[row];
    let mut text = new.source.text().to_owned();
    let mut recorded = Recorded { text: String::new(), added: Vec::new(), merged: Vec::new(), idle: Vec::new() };
    let mut missing = Vec::new();
    let changes: Vec<&ChangeRow> = positions.iter().copied().map(row_at).collect();
    for (row, existing) in comparison.rows.iter().zip(tellers(&comparison.rows, &changes)) {
        let Some(position) = existing.map(|existing| positions[existing]) else {
            missing.push(row);
            continue;
        };
        for (key, value) in stale(row_at(position), row, &quote(row, wording)) {
            let path = [
                YamlStep::Key("changes"),
                YamlStep::Index(position.0),
                YamlStep::Key("rows"),
                YamlStep::Index(position.1),
                YamlStep::Key(key),
            ];
            text = apply(new, &text, &path, &yaml::YamlChange::Set(Draft::text(value)))?;
            if recorded.merged.last() != Some(&row.item) {
                recorded.merged.push(row.item.clone());
            }
        }
    }
    if !missing.is_empty() {
        let rows: Vec<Draft> = missing.iter().map(|row| draft(row, &quote(row, wording))).collect();
        text = append(new, &text, date, rows)?;
        recorded.added = missing.iter().map(|row| row.item.clone()).collect();
    }
    let differs = |change: &ChangeRow| comparison.rows.iter().any(|row| row.is_told_by(change));
    let idle = positions.into_iter().map(row_at).filter(|change| change.address.is_some() && !differs(change));
    recorded.idle = idle.filter_map(|change| change.address.clone()).collect();
    recorded.text = text;
    Ok(recorded)
}

/// The cells of a recorded row that no longer say what the versions say. A row for a whole block, and one for a figure, is told
/// in the officer's own words.
fn stale(change: &ChangeRow, row: &DiffRow, quoted: &Quoted) -> Vec<(&'static str, String)> {
    let own_words = row.item_kind == Kind::Figure || change.address.as_ref().is_some_and(|item| *item != row.item);
    if own_words {
        return Vec::new();
    }
    let mut cells = Vec::new();
    for (key, written, now, whole) in [
        ("before", &change.before, &quoted.before, row.before_words()),
        ("after", &change.after, &quoted.after, row.after_words()),
    ] {
        if !says(written.as_ref(), now, whole) {
            cells.push((key, now.clone()));
        }
    }
    cells
}

/// The cell says what it should: the quotation, the whole answer, or passages of the answer with （略） between them.
fn says(written: Option<&Text>, quoted: &str, whole: &str) -> bool {
    let Some(written) = written.map(|text| text.value.trim_end()) else { return false };
    if fold::same(written, quoted) || fold::same(written, whole) || is_orthographic(written, whole) {
        return true;
    }
    let whole = fold::fold(whole);
    written.contains("略）")
        && written
            .split("略）")
            .all(|piece| whole.contains(&fold::fold(piece.trim_end_matches(['（', '前', '中', '後']))))
}

fn apply(new: &Assessment, text: &str, path: &[YamlStep<'_>], change: &yaml::YamlChange) -> Result<String, EditError> {
    yaml::edit(&Source::new(new.source.path(), text), path, change)
}

/// Adds rows under a day that is there, or under a new one at the end.
fn append(new: &Assessment, text: &str, date: Date, rows: Vec<Draft>) -> Result<String, EditError> {
    if let Some(day) = new.changes.iter().position(|day| day.date == Some(date)) {
        let path = [YamlStep::Key("changes"), YamlStep::Index(day), YamlStep::Key("rows")];
        return apply(new, text, &path, &yaml::YamlChange::Append(rows));
    }
    let day = Draft::map([("date", Draft::bare(date.iso())), ("rows", Draft::List(rows))]);
    let source = Arc::clone(&new.source);
    let written =
        yaml::parse(&source).root.is_some_and(|root| root.get("changes").is_some_and(|changes| !changes.is_null()));
    if written {
        apply(new, text, &[YamlStep::Key("changes")], &yaml::YamlChange::Append(vec![day]))
    } else {
        apply(new, text, &[YamlStep::Key("changes")], &yaml::YamlChange::Set(Draft::List(vec![day])))
    }
}

/// A row to be completed: what the program knows is filled in, what people decide stands empty under a comment.
fn draft(row: &DiffRow, quoted: &Quoted) -> Draft {
    let figure = row.item_kind == Kind::Figure;
    let mut entries = vec![
        DraftEntry::new("item", Draft::bare(row.item.as_str())),
        DraftEntry::new("before", Draft::text(if figure { "（記載省略）" } else { &quoted.before })),
    ];
    entries.push(if figure {
        DraftEntry::new("after", Draft::bare("")).commented("図の変わった所を文で書く")
    } else {
        DraftEntry::new("after", Draft::text(&quoted.after))
    });
    entries.push(DraftEntry::new("timing", Draft::bare("")).commented("事前 か 事後"));
    if row.mark {
        let comment = "重要な変更に該当するか: true か false";
        entries.push(DraftEntry::new("important", Draft::bare("")).commented(comment));
    }
    let reason = DraftEntry::new("reason", Draft::bare(""));
    entries.push(match propose_reason(row) {
        Some(proposal) => reason.commented(format!("案: {proposal}")),
        None => reason,
    });
    Draft::Map(entries)
}
