//! The recorded judgement of a row.

use std::collections::BTreeMap;

use super::row::DiffRow;
use super::saying::{AS_ABOVE, Saying, told_node};
use crate::assessment::{Address, Assessment, ChangeRow};
use crate::dates::Date;
use crate::labels::{Paths, PrintedPlace};
use crate::text::fold;

/// What an officer recorded for a row.
#[derive(Clone, Debug)]
pub struct Judgement {
    pub date: Option<Date>,
    /// 事前 or 事後.
    pub timing: Option<String>,
    pub important: Option<bool>,
    pub reason: Option<String>,
}

/// What an officer has still to write about a row before it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingVerdict {
    Row,
    Timing,
    Importance,
    Reason,
}

impl DiffRow {
    /// The first thing that is missing.
    pub fn missing(&self) -> Option<MissingVerdict> {
        match &self.judgement {
            None => Some(MissingVerdict::Row),
            Some(judgement) if judgement.timing.is_none() => Some(MissingVerdict::Timing),
            Some(judgement) if self.mark && judgement.important.is_none() => Some(MissingVerdict::Importance),
            Some(judgement) if self.mark && judgement.reason.is_none() => Some(MissingVerdict::Reason),
            Some(_) => None,
        }
    }
}

/// The rows of `new` that `old` does not have yet, with the day they stand under.
pub fn new_rows<'a>(old: &Assessment, new: &'a Assessment) -> Vec<(Option<Date>, &'a ChangeRow)> {
    let at = |(day, row): (usize, usize)| (new.changes[day].date, &new.changes[day].rows[row]);
    new_row_positions(old, new).into_iter().map(at).collect()
}

/// Where those rows stand: the position of the day, and that of the row in it.
pub(super) fn new_row_positions(old: &Assessment, new: &Assessment) -> Vec<(usize, usize)> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for row in old.changes.iter().flat_map(|day| day.rows.iter().map(|row| fingerprint(day.date, row))) {
        *known.entry(row).or_default() += 1;
    }
    let mut positions = Vec::new();
    for (day_at, day) in new.changes.iter().enumerate() {
        for (row_at, row) in day.rows.iter().enumerate() {
            match known.get_mut(&fingerprint(day.date, row)) {
                Some(count) if *count > 0 => *count -= 1,
                _ => positions.push((day_at, row_at)),
            }
        }
    }
    positions
}

fn fingerprint(date: Option<Date>, row: &ChangeRow) -> String {
    let field = |field: &Option<crate::assessment::ChangeField>| {
        field.as_ref().map(|field| field.text.clone()).unwrap_or_default()
    };
    let text =
        |text: &Option<crate::assessment::Text>| text.as_ref().map(|text| fold::fold(&text.value)).unwrap_or_default();
    let date = date.map(Date::iso).unwrap_or_default();
    [date, field(&row.item), field(&row.printed), text(&row.before), text(&row.after)].join("\u{1f}")
}

/// Gives every row the judgement that the new version recorded for it.
pub(super) fn judge(rows: &mut [DiffRow], old: &Assessment, new: &Assessment) {
    let recorded = new_rows(old, new);
    let changes: Vec<&ChangeRow> = recorded.iter().map(|(_, change)| *change).collect();
    let told = tellers(rows, &addresses(new, &changes));
    for (row, found) in rows.iter_mut().zip(told) {
        row.judgement = found.map(|found| recorded[found]).map(|(date, change)| Judgement {
            date,
            timing: change.timing.and_then(|index| new.form.timings.get(index).cloned()),
            important: change.important,
            reason: change.reason.as_ref().map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty()),
        });
    }
}

/// The item, or the block, that each of these rows is about: by its address, or by the path that an officer wrote as the form
/// prints it.
pub(super) fn addresses(new: &Assessment, changes: &[&ChangeRow]) -> Vec<Option<Address>> {
    let mut paths = None;
    let mut found: Vec<Option<Address>> = Vec::new();
    for change in changes {
        let printed = change.printed.as_ref().filter(|_| change.address.is_none());
        let address = match printed {
            None => change.address.clone(),
            Some(printed) if AS_ABOVE.contains(&fold::fold(&printed.text).as_str()) => found.last().cloned().flatten(),
            Some(printed) => {
                let resolution = paths.get_or_insert_with(|| Paths::new(&new.form)).resolve(&printed.text);
                resolution.sure_place().and_then(|place| {
                    let said = |text| Saying::of(text, None);
                    let (before, after) = (said(change.before.as_ref()), said(change.after.as_ref()));
                    let node = told_node(&new.form, place.node, &before, &after);
                    new.address_of(&new.form, &PrintedPlace { node, ..place.clone() })
                })
            }
        };
        found.push(address);
    }
    found
}

/// Which of the recorded changes tells each row: the last one about its item or its block. A block without an id that gave way
/// to another has the address of that one, and so have their rows; theirs are told in the order of the rows.
pub(super) fn tellers(rows: &[DiffRow], changes: &[Option<Address>]) -> Vec<Option<usize>> {
    let mut about: BTreeMap<&Address, Vec<usize>> = BTreeMap::new();
    for (at, address) in changes.iter().enumerate() {
        if let Some(address) = address {
            about.entry(address).or_default().push(at);
        }
    }
    let none = Vec::new();
    let mut twins: BTreeMap<&Address, (usize, usize)> = BTreeMap::new();
    for row in rows {
        twins.entry(&row.item).or_default().1 += 1;
    }
    let teller = |row: &DiffRow| {
        let of_item = about.get(&row.item).unwrap_or(&none);
        let of_block = row.block.as_ref().and_then(|block| about.get(&block.address)).unwrap_or(&none);
        let (before, count) = twins.get_mut(&row.item)?;
        let own = of_item.get(of_item.len().saturating_sub(*count) + *before);
        *before += 1;
        own.max(of_block.last()).copied()
    };
    rows.iter().map(teller).collect()
}
