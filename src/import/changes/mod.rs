//! The 変更箇所 table of a source: its rows as `changes:`, items resolved where they can be.

mod columns;
mod entries;
mod names;
mod stacked;
#[cfg(test)]
mod tests;

use super::report::ImportReport;
use crate::assessment::{Address, Assessment};
use crate::dates::Date;
use crate::form::Form;
use crate::grid::{Book, CellPlace};
use crate::text::fold;
use crate::yaml::{Draft, DraftEntry};
use entries::ImportedRow;
use names::{ItemNames, PrintedRow};

/// The days and rows of the table, `None` where it has none. `cells` are all cells below the heading of the part, in reading
/// order; `assessment` is what has been imported of the rest, for items and the ids of blocks. What belongs to no row is
/// told in the report.
pub(super) fn read(
    book: &Book,
    cells: &[CellPlace],
    assessment: &Assessment,
    report: &mut ImportReport,
) -> Option<Draft> {
    let names = ItemNames::new(assessment);
    let found = entries::read(book, cells, &assessment.form, &names);
    for (text, at) in &found.unread {
        report.unmapped(text, book.place(*at));
    }
    let last = found.rows.iter().filter_map(|row| Date::parse(&row.date).ok()).map(Date::iso).max();
    let mut days: Vec<(String, Vec<Draft>)> = Vec::new();
    for entry in &found.rows {
        let date = Date::parse(&entry.date);
        tell(book, entry, date.is_ok(), report);
        let is_last = date.as_ref().is_ok_and(|date| Some(date.iso()) == last);
        let told = PrintedRow { item: &entry.item, before: &entry.before, after: &entry.after, last: is_last };
        let row = row(entry, &assessment.form, names.address(told));
        match days.last_mut() {
            Some((day, rows)) if fold::same(day, &entry.date) => rows.push(row),
            _ => days.push((entry.date.clone(), vec![row])),
        }
    }
    let day = |(date, rows): (String, Vec<Draft>)| Draft::map([("date", day_of(&date)), ("rows", Draft::List(rows))]);
    (!days.is_empty()).then(|| Draft::List(days.into_iter().map(day).collect()))
}

/// What a reader of the table would ask about.
fn tell(book: &Book, entry: &ImportedRow, is_dated: bool, report: &mut ImportReport) {
    let Some(at) = entry.at else { return };
    if !is_dated {
        report.conflict(None, format!("変更日「{}」を日付として読めません", entry.date), book.place(at));
    }
    if entry.guessed {
        report.conflict(None, "変更前と変更後の一方しかありません。変更後の記載として読みました", book.place(at));
    }
}

/// A whole date as the assessment writes dates; any other as it stands.
fn day_of(date: &str) -> Draft {
    match Date::parse(date) {
        Ok(day) if day.is_exact() => Draft::bare(day.iso()),
        _ => Draft::text(date),
    }
}

/// The row as it was printed; where its item is known, by address, too. Whether it was a 重要な変更 is for the officer to say.
fn row(entry: &ImportedRow, form: &Form, address: Option<Address>) -> Draft {
    let timing = entry.timing.and_then(|index| form.timings.get(index)).cloned().unwrap_or_default();
    let texts = [
        ("item", address.unwrap_or_default().to_string()),
        ("printed", entry.item.clone()),
        ("before", entry.before.clone()),
        ("after", entry.after.clone()),
        ("timing", timing),
        ("reason", entry.reason.clone()),
    ];
    let said = texts.into_iter().filter(|(_, text)| !text.is_empty());
    Draft::Map(said.map(|(key, text)| DraftEntry::new(key, Draft::text(text))).collect())
}
