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

/// Under which day rows are added, and what they say.
#[derive(Clone, Copy, Debug)]
pub struct RecordOrder<'a> {
    pub date: Date,
    pub wording: Wording<'a>,
    pub decision: Decision<'a>,
}

/// What an officer decided about all rows that are added; what is open stands in them to be filled in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decision<'a> {
    pub timing: Option<&'a str>,
    /// Of items with ※.
    pub important: Option<bool>,
    pub reason: Option<&'a str>,
}

impl Decision<'_> {
    /// Nothing is left to decide about a row.
    pub fn settles(&self, row: &DiffRow) -> bool {
        self.timing.is_some() && (!row.mark || self.important.is_some() && self.reason.is_some())
    }
}

/// Records what differs between `old` and `new`. Rows that `old` has already are never touched.
pub fn record(
    old: &Assessment,
    new: &Assessment,
    comparison: &Comparison,
    order: &RecordOrder<'_>,
) -> Result<Recorded, EditError> {
    let wording = order.wording;
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
        let rows: Vec<Draft> = missing.iter().map(|row| draft(row, &quote(row, wording), order.decision)).collect();
        text = append(new, &text, order.date, rows)?;
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
fn draft(row: &DiffRow, quoted: &Quoted, decision: Decision<'_>) -> Draft {
    let figure = row.item_kind == Kind::Figure;
    let open = |key: &str| DraftEntry::new(key, Draft::bare(""));
    let mut entries = vec![
        DraftEntry::new("item", Draft::bare(row.item.as_str())),
        DraftEntry::new("before", Draft::text(if figure { "（記載省略）" } else { &quoted.before })),
    ];
    entries.push(if figure {
        open("after").commented("図の変わった所を文で書く")
    } else {
        DraftEntry::new("after", Draft::text(&quoted.after))
    });
    entries.push(match decision.timing {
        Some(timing) => DraftEntry::new("timing", Draft::text(timing)),
        None => open("timing").commented("事前 か 事後"),
    });
    if row.mark {
        entries.push(match decision.important {
            Some(important) => DraftEntry::new("important", Draft::bare(important.to_string())),
            None => open("important").commented("重要な変更に該当するか: true か false"),
        });
    }
    entries.push(match (decision.reason, propose_reason(row)) {
        (Some(reason), _) => DraftEntry::new("reason", Draft::text(reason)),
        (None, Some(proposal)) => open("reason").commented(format!("案: {proposal}")),
        (None, None) => open("reason"),
    });
    Draft::Map(entries)
}
