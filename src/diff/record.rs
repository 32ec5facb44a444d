//! Writing the rows that are not in `changes:` yet into the author's file, every other byte left as it was.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::compare::Comparison;
use super::judge::{addresses, new_row_positions, tellers};
use super::quote::{Wording, quote};
use super::row::DiffRow;
use super::same::is_orthographic;
use super::{Proposal, Quoted, propose};
use crate::assessment::{Address, Assessment, ChangeRow, Text};
use crate::dates::Date;
use crate::form::Kind;
use crate::text::{Source, fold, wildcard};
use crate::yaml::{self, Draft, DraftEntry, EditError, YamlStep};

/// The edited text, and what was done.
#[derive(Debug)]
pub struct Recorded {
    pub text: String,
    /// Addresses of the rows that were added.
    pub added: Vec<Address>,
    /// Addresses of rows that told an earlier state of the same item and now tell the present one.
    pub merged: Vec<Address>,
    /// Addresses of rows that were there, and were judged.
    pub judged: Vec<Address>,
    /// Addresses that rows tell although nothing differs.
    pub idle: Vec<Address>,
    /// How many of the differences wait for somebody to decide.
    pub open: usize,
}

/// Under which day rows are added, what they say, and what is decided about which of them.
#[derive(Clone, Copy, Debug)]
pub struct RecordOrder<'a> {
    pub date: Date,
    pub wording: Wording<'a>,
    pub decision: Decision<'a>,
    pub scope: RowScope<'a>,
    /// Where nothing was decided, the proposal of the program is taken.
    pub accepts_proposals: bool,
}

/// What an officer decided about rows; what is open stands in them to be filled in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decision<'a> {
    pub timing: Option<&'a str>,
    /// Of items with ※.
    pub important: Option<bool>,
    pub reason: Option<&'a str>,
}

/// The rows that a decision is about: all, or those of some items, blocks and passages.
#[derive(Clone, Copy, Debug, Default)]
pub struct RowScope<'a> {
    /// Addresses of items or of what they stand in; `*` stands for any run of characters.
    pub items: &'a [String],
    pub passages: &'a [String],
}

impl RowScope<'_> {
    pub fn holds(&self, row: &DiffRow) -> bool {
        let is_named = |pattern: &String| row.item.outward().any(|whole| wildcard::matches(pattern, whole));
        let everything = self.items.is_empty() && self.passages.is_empty();
        everything || self.items.iter().any(is_named) || self.passages.iter().any(|name| row.passages.contains(name))
    }
}

/// What is decided about one row.
#[derive(Clone, Debug, Default)]
struct RowDecision {
    timing: Option<String>,
    important: Option<bool>,
    reason: Option<String>,
    proposal: Option<Proposal>,
}

impl<'a> RecordOrder<'a> {
    /// Rows under a day, about which nothing is decided.
    pub fn new(date: Date, wording: Wording<'a>) -> Self {
        let (decision, scope) = (Decision::default(), RowScope::default());
        Self { date, wording, decision, scope, accepts_proposals: false }
    }

    fn decision(&self, row: &DiffRow, timings: &[String]) -> RowDecision {
        let decided = if self.scope.holds(row) { self.decision } else { Decision::default() };
        let proposal = propose(row);
        let accepted = proposal.as_ref().filter(|_| self.accepts_proposals && self.scope.holds(row));
        let word = |prior: bool| timings.get(usize::from(!prior)).cloned();
        RowDecision {
            timing: decided.timing.map(ToOwned::to_owned).or_else(|| word(accepted?.prior)),
            important: decided.important.or_else(|| accepted?.important).filter(|_| row.mark),
            reason: decided.reason.map(ToOwned::to_owned).or_else(|| Some(accepted?.reason.clone())),
            proposal,
        }
    }
}

/// Nothing is left to decide about a row.
fn is_settled(row: &DiffRow, timing: bool, important: bool, reason: bool) -> bool {
    timing && (!row.mark || important && reason)
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
    let changes: Vec<&ChangeRow> = positions.iter().copied().map(row_at).collect();
    let addresses = addresses(new, &changes);
    let mut recorded = Recorded {
        text: new.source.text().to_owned(),
        added: Vec::new(),
        merged: Vec::new(),
        judged: Vec::new(),
        idle: Vec::new(),
        open: 0,
    };
    let mut missing = Vec::new();
    let mut set: BTreeSet<(usize, &str)> = BTreeSet::new();
    for (row, existing) in comparison.rows.iter().zip(tellers(&comparison.rows, &addresses)) {
        let decision = order.decision(row, &new.form.timings);
        let Some(existing) = existing else {
            let settled = [decision.timing.is_some(), decision.important.is_some(), decision.reason.is_some()];
            recorded.open += usize::from(!is_settled(row, settled[0], settled[1], settled[2]));
            missing.push((row, decision));
            continue;
        };
        let (position, change) = (positions[existing], changes[existing]);
        let own_words = change.printed.is_some() || addresses[existing].as_ref() != Some(&row.item);
        let told = if own_words { Vec::new() } else { stale(change, row, &quote(row, wording)) };
        let day = new.changes[position.0].date;
        let judged = if day == Some(order.date) { unjudged(change, row, &decision) } else { Vec::new() };
        for (cells, done) in [(told, &mut recorded.merged), (judged, &mut recorded.judged)] {
            // A row of a whole block tells many items; what the first of them says stands.
            for (key, value) in cells.into_iter().filter(|(key, _)| set.insert((existing, key))) {
                recorded.text = apply(new, &recorded.text, &cell(position, key), &yaml::YamlChange::Set(value))?;
                if done.last() != Some(&row.item) {
                    done.push(row.item.clone());
                }
            }
        }
        let now = if day == Some(order.date) { decision } else { RowDecision::default() };
        let timing = change.timing.is_some() || now.timing.is_some();
        let important = change.important.is_some() || now.important.is_some();
        recorded.open += usize::from(!is_settled(row, timing, important, has_reason(change) || now.reason.is_some()));
    }
    if !missing.is_empty() {
        let rows = missing.iter().map(|(row, decision)| draft(row, &quote(row, wording), decision)).collect();
        recorded.text = append(new, &recorded.text, order.date, rows)?;
        recorded.added = missing.iter().map(|(row, _)| row.item.clone()).collect();
    }
    let differs = |told: &&Address| comparison.rows.iter().any(|row| row.is_told_by(told));
    recorded.idle = addresses.iter().flatten().filter(|told| !differs(told)).cloned().collect();
    Ok(recorded)
}

/// What an officer decides about rows that are recorded: in the place of what was decided before. Rows that `old` has already are
/// never touched. The edited text, and how many of the items have such a row.
pub fn decide(
    old: &Assessment,
    new: &Assessment,
    comparison: &Comparison,
    items: &[Address],
    decision: &Decision<'_>,
) -> Result<(String, usize), EditError> {
    let positions = new_row_positions(old, new);
    let changes: Vec<&ChangeRow> = positions.iter().map(|(day, row)| &new.changes[*day].rows[*row]).collect();
    let told = tellers(&comparison.rows, &addresses(new, &changes));
    let mut text = new.source.text().to_owned();
    let mut found = 0;
    for (row, teller) in comparison.rows.iter().zip(told).filter(|(row, _)| items.contains(&row.item)) {
        let Some(teller) = teller else { continue };
        found += 1;
        let cells = [
            ("timing", decision.timing.map(Draft::text)),
            ("important", decision.important.filter(|_| row.mark).map(|important| Draft::bare(important.to_string()))),
            ("reason", decision.reason.map(|reason| Draft::text(reason.trim_end()))),
        ];
        for (key, value) in cells {
            let Some(value) = value else { continue };
            text = apply(new, &text, &cell(positions[teller], key), &yaml::YamlChange::Set(value))?;
        }
    }
    Ok((text, found))
}

/// Where a cell of a row stands: in which day, and in which of its rows.
fn cell((day, row): (usize, usize), key: &str) -> [YamlStep<'_>; 5] {
    let (days, rows) = (YamlStep::Key("changes"), YamlStep::Key("rows"));
    [days, YamlStep::Index(day), rows, YamlStep::Index(row), YamlStep::Key(key)]
}

fn has_reason(change: &ChangeRow) -> bool {
    change.reason.as_ref().is_some_and(|reason| !reason.is_blank())
}

/// The cells of a recorded row that nobody has filled in yet, as they are decided now.
fn unjudged(change: &ChangeRow, row: &DiffRow, decision: &RowDecision) -> Vec<(&'static str, Draft)> {
    let mut cells = Vec::new();
    if let Some(timing) = decision.timing.as_ref().filter(|_| change.timing.is_none() && !change.refused_timing) {
        cells.push(("timing", Draft::text(timing)));
    }
    if let Some(important) = decision.important.filter(|_| row.mark && change.important.is_none()) {
        cells.push(("important", Draft::bare(important.to_string())));
    }
    if let Some(reason) = decision.reason.as_ref().filter(|_| !has_reason(change)) {
        cells.push(("reason", Draft::text(reason)));
    }
    cells
}

/// The cells of a recorded row that no longer say what the versions say. What a figure shows is told in the officer's own words,
/// as are rows for whole blocks and those that name their item as the form prints it.
fn stale(change: &ChangeRow, row: &DiffRow, quoted: &Quoted) -> Vec<(&'static str, Draft)> {
    if row.item_kind == Kind::Figure {
        return Vec::new();
    }
    let mut cells = Vec::new();
    for (key, written, now, whole) in [
        ("before", &change.before, &quoted.before, row.before_words()),
        ("after", &change.after, &quoted.after, row.after_words()),
    ] {
        if !says(written.as_ref(), now, whole) {
            cells.push((key, Draft::text(now)));
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
fn draft(row: &DiffRow, quoted: &Quoted, decision: &RowDecision) -> Draft {
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
    entries.push(match &decision.timing {
        Some(timing) => DraftEntry::new("timing", Draft::text(timing)),
        None => open("timing").commented("事前 か 事後"),
    });
    if row.mark {
        entries.push(match decision.important {
            Some(important) => DraftEntry::new("important", Draft::bare(important.to_string())),
            None => open("important").commented("重要な変更に該当するか: true か false"),
        });
    }
    entries.push(match (&decision.reason, &decision.proposal) {
        (Some(reason), _) => DraftEntry::new("reason", Draft::text(reason)),
        (None, Some(proposal)) => {
            open("reason").commented(format!("案: {}（{}）", proposal.reason, proposal.evidence.replace('\n', " ")))
        }
        (None, None) => open("reason"),
    });
    Draft::Map(entries)
}
