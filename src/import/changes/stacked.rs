//! A table whose cells stand one below the other, as some programs extract it: a row begins where a date and an item follow
//! each other, and its time tells its two sides from its reason.

use super::columns::{DATE, ITEM};
use super::entries::{Entries, ImportedRow, join, text_of, timing};
use super::names::ItemNames;
use crate::dates::Date;
use crate::form::Form;
use crate::grid::{Book, CellPlace, GridCell, GridCellKind};
use crate::text::fold;

/// The titles stand in a row each, and so does everything below them.
pub(super) fn is_stacked(book: &Book, cells: &[CellPlace], titles: &[String]) -> bool {
    let mut places = cells.iter().map(|at| (at.sheet, book.cell(*at).row)).collect::<Vec<_>>();
    places.dedup();
    !titles.is_empty()
        && places.len() == cells.len()
        && cells.len() > titles.len()
        && cells.iter().zip(titles).all(|(at, title)| fold::same(&book.cell(*at).text, title))
}

pub(super) fn read(book: &Book, cells: &[CellPlace], form: &Form, names: &ItemNames<'_>) -> Entries {
    let titles = form.changes_part().and_then(|part| part.columns.as_deref()).unwrap_or_default();
    let is_title = |cell: &GridCell| titles.iter().any(|title| fold::same(title, &cell.text));
    let mut found = Entries::default();
    let mut row: Vec<CellPlace> = Vec::new();
    let mut reader = StackedReader { book, form, found: &mut found };
    let rows: Vec<CellPlace> = cells.iter().copied().filter(|at| !is_title(book.cell(*at))).collect();
    for (index, at) in rows.iter().enumerate() {
        let cell = book.cell(*at);
        if cell.kind != GridCellKind::Cell {
            reader.found.unread.push((cell.text.clone(), *at));
            continue;
        }
        let names_item = |at: Option<&CellPlace>| at.is_some_and(|at| names.is_known(&text_of(book.cell(*at), ITEM)));
        let is_dated = Date::parse(&text_of(cell, DATE)).is_ok() && names_item(rows.get(index + 1));
        let told = row.iter().any(|at| timing(form, &book.cell(*at).text).is_some());
        if is_dated || told && names_item(Some(at)) {
            reader.row(&std::mem::take(&mut row));
        }
        row.push(*at);
    }
    reader.row(&row);
    found
}

struct StackedReader<'a> {
    book: &'a Book,
    form: &'a Form,
    found: &'a mut Entries,
}

impl StackedReader<'_> {
    /// Date, item, the two sides, time, reason; the date may be the one above.
    fn row(&mut self, cells: &[CellPlace]) {
        let Some(first) = cells.first().copied() else { return };
        let date = text_of(self.book.cell(first), DATE);
        let is_dated = Date::parse(&date).is_ok();
        let above = self.found.rows.last().map(|row| row.date.clone());
        let rest = if is_dated { &cells[1..] } else { cells };
        let time = rest.iter().enumerate().skip(1).find_map(|(at, cell)| Some((at, self.timing(*cell)?)));
        let (Some((time_at, time)), Some(date)) = (time, if is_dated { Some(date) } else { above }) else {
            return self.leave(cells);
        };
        let texts = |cells: &[CellPlace]| cells.iter().map(|at| self.book.cell(*at).text.clone()).collect::<Vec<_>>();
        let item = text_of(self.book.cell(rest[0]), ITEM);
        let mut reason = String::new();
        texts(&rest[time_at + 1..]).iter().for_each(|text| join(&mut reason, text));
        let sides = &rest[1..time_at];
        let (before, after) = match texts(sides).as_slice() {
            [before, after] => (before.clone(), after.clone()),
            [after] => (String::new(), after.clone()),
            // Nothing tells where one side ends and the other begins.
            _ => {
                self.leave(sides);
                Default::default()
            }
        };
        let guessed = sides.len() == 1;
        let at = Some(first);
        self.found.rows.push(ImportedRow { date, item, before, after, timing: Some(time), reason, at, guessed });
    }

    fn timing(&self, at: CellPlace) -> Option<usize> {
        timing(self.form, &self.book.cell(at).text)
    }

    fn leave(&mut self, cells: &[CellPlace]) {
        self.found.unread.extend(cells.iter().map(|at| (self.book.cell(*at).text.clone(), *at)));
    }
}
