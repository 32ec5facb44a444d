//! 表紙: number and name side by side, then the rest in boxes one below the other, each label above its answer.

use super::answers;
use super::entries;
use super::model::{CellKind, Column, Element, Piece, Table, TableCell, TableKind, TableRow};
use crate::doc::model::{DocAnswer, DocItem, OutlineEntry};

pub(super) fn tables(all: &[OutlineEntry]) -> Vec<Element> {
    let items: Vec<&DocItem> = all.iter().flat_map(items_of).collect();
    let short = items.iter().take_while(|item| item.lines <= 1).count();
    let (beside, below) = items.split_at(short.min(2));
    let mut tables = Vec::new();
    if !beside.is_empty() {
        tables.push(table(beside));
    }
    tables.extend(below.iter().map(|item| table(&[item])));
    let more = items.iter().filter(|item| !item.inner.is_empty()).map(|item| entries::table(&item.inner));
    tables.into_iter().chain(more).map(Element::Table).collect()
}

fn items_of(entry: &OutlineEntry) -> Vec<&DocItem> {
    match entry {
        OutlineEntry::Item(item) => vec![item],
        OutlineEntry::Group { entries, .. } => entries.iter().flat_map(items_of).collect(),
    }
}

fn table(items: &[&DocItem]) -> Table {
    let row = |cell: fn(&DocItem) -> (CellKind, Vec<Piece>)| -> Vec<TableCell> {
        let cells = items.iter().enumerate().map(|(column, item)| {
            let (kind, pieces) = cell(item);
            TableCell { kind, columns: column..column + 1, rows: 1, pieces }
        });
        cells.collect()
    };
    let head = TableRow {
        cells: row(|item| (CellKind::Head, vec![Piece::of(item.label.printed())])),
        lines: 1,
        ..TableRow::default()
    };
    let lines = if items.len() > 1 { 2 } else { items.first().map_or(1, |item| item.lines.max(1)) };
    let body = TableRow {
        cells: row(|item| (kind(item), answers::answer(item))),
        lines,
        addresses: items.iter().map(|item| item.address.clone()).collect(),
        changed: items.iter().any(|item| item.revision.is_some()),
        ..TableRow::default()
    };
    let columns = (0..items.len()).map(|column| Column::Plain(u8::try_from(column).unwrap_or(u8::MAX))).collect();
    Table { kind: TableKind::Cover, columns, rows: vec![head, body], ..Table::default() }
}

fn kind(item: &DocItem) -> CellKind {
    let is_short = matches!(item.answer, DocAnswer::Text(_)) && item.lines <= 1 && item.revision.is_none();
    if is_short { CellKind::Short } else { CellKind::Answer }
}
