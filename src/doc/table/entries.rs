//! Labels and answers as the rows of a table.

use super::answers;
use super::line::Line;
use super::model::{BoxSet, CellKind, Column, Piece, Table, TableCell, TableKind, TableRow};
use super::strip::Indent;
use crate::doc::model::{DocAnswer, DocItem, DocLabel, OutlineEntry};

/// Boxes with labels of their own stand in so many columns.
const FLAGS: u8 = 2;

pub(super) fn table(entries: &[OutlineEntry]) -> Table {
    let mut rows = UnnumberedRows::default();
    rows.entries(entries, Indent::default());
    rows.into_table()
}

/// Rows whose cells know where they begin and end, but not yet the numbers of these columns.
#[derive(Default)]
struct UnnumberedRows {
    rows: Vec<UnnumberedRow>,
}

#[derive(Default)]
struct UnnumberedRow {
    cells: Vec<UnnumberedCell>,
    row: TableRow,
}

struct UnnumberedCell {
    kind: CellKind,
    /// Up to the right edge where nothing is said.
    columns: (Column, Option<Column>),
    rows: usize,
    pieces: Vec<Piece>,
}

impl UnnumberedCell {
    fn new(kind: CellKind, columns: (Column, Option<Column>), pieces: Vec<Piece>) -> Self {
        Self { kind, columns, rows: 1, pieces }
    }

    fn label(columns: (Column, Option<Column>), kind: CellKind, label: String) -> Self {
        Self::new(kind, columns, vec![Piece::of(label)])
    }
}

/// A number that has no label stands in the cell of its item: （　2　）件.
fn number_beside(entry: &OutlineEntry) -> Option<&DocItem> {
    match entry {
        OutlineEntry::Item(item) if item.label.text.is_empty() && matches!(item.answer, DocAnswer::Count { .. }) => {
            Some(item)
        }
        _ => None,
    }
}

/// What stands beside an item, and what stands below it.
fn parted(inner: &[OutlineEntry]) -> (Vec<&DocItem>, Vec<&OutlineEntry>) {
    let beside = inner.iter().filter_map(number_beside).collect();
    (beside, inner.iter().filter(|entry| number_beside(entry).is_none()).collect())
}

impl UnnumberedRows {
    fn entries<'a>(&mut self, entries: impl IntoIterator<Item = &'a OutlineEntry>, at: Indent) {
        let mut flags: Vec<&DocItem> = Vec::new();
        for entry in entries {
            match entry {
                OutlineEntry::Item(item) if entry.is_flag() => {
                    flags.push(item);
                    continue;
                }
                _ => self.flags(&std::mem::take(&mut flags), at),
            }
            match entry {
                OutlineEntry::Item(item) => self.item(item, at),
                OutlineEntry::Group { label, entries } => self.group(label, entries, at),
            }
        }
        self.flags(&flags, at);
    }

    /// A label over the rows of what it holds.
    fn group(&mut self, label: &DocLabel, entries: &[OutlineEntry], at: Indent) {
        let text = label.printed();
        let inside = at.behind_group().filter(|_| !entries.is_empty());
        let Some(inside) = inside else {
            let cell = UnnumberedCell::label((at.column(), None), CellKind::Group, text);
            self.rows.push(UnnumberedRow { cells: vec![cell], row: TableRow { lines: 1, ..TableRow::default() } });
            return self.entries(entries, at);
        };
        self.beside(
            entries,
            inside,
            UnnumberedCell::label((at.column(), Some(inside.column())), CellKind::Group, text),
        );
    }

    /// Entries with a cell beside all of their rows.
    fn beside<'a>(
        &mut self,
        entries: impl IntoIterator<Item = &'a OutlineEntry>,
        inside: Indent,
        cell: UnnumberedCell,
    ) {
        let first = self.rows.len();
        self.entries(entries, inside);
        let rows = self.rows.len() - first;
        if let Some(row) = self.rows.get_mut(first) {
            row.cells.insert(0, UnnumberedCell { rows, ..cell });
        }
    }

    fn item(&mut self, item: &DocItem, at: Indent) {
        let (beside, below) = parted(&item.inner);
        let items: Vec<&DocItem> = std::iter::once(item).chain(beside.iter().copied()).collect();
        let label = item.label.printed();
        let mut cells = Vec::new();
        if item.brackets {
            cells.push(UnnumberedCell::new(CellKind::Answer, (at.column(), None), answers::in_brackets(item)));
        } else {
            if !label.is_empty() {
                cells.push(UnnumberedCell::label((at.column(), Some(Column::Answer)), CellKind::Label, label.clone()));
            }
            let from = if label.is_empty() { at.column() } else { Column::Answer };
            cells.push(UnnumberedCell::new(CellKind::Answer, (from, None), answers::answer(item)));
        }
        if let Some(answer) = cells.last_mut() {
            answer.pieces.extend(beside.iter().map(|number| Piece::Text(answers::line(number))));
        }
        self.rows.push(UnnumberedRow { cells, row: row(&items, item.lines) });
        self.follow_ups(below, at);
    }

    /// Follow-up cells stand under their item, beside a strip that belongs to its label.
    fn follow_ups(&mut self, entries: Vec<&OutlineEntry>, at: Indent) {
        if entries.is_empty() {
            return;
        }
        match at.behind_strip() {
            Some(inside) => {
                let strip = UnnumberedCell::new(CellKind::Strip, (at.column(), Some(inside.column())), Vec::new());
                self.beside(entries, inside, strip);
            }
            None => self.entries(entries, at),
        }
    }

    /// Boxes with labels of their own stand side by side in one cell: [○] 提供を行っている（　2　）件
    fn flags(&mut self, flags: &[&DocItem], at: Indent) {
        if flags.is_empty() {
            return;
        }
        let (mut boxes, mut shown, mut below) = (Vec::new(), Vec::new(), Vec::new());
        for item in flags {
            let (beside, rest) = parted(&item.inner);
            boxes.push(beside.iter().fold(answers::line(item), |line, number| line.with_line(answers::line(number))));
            shown.extend(std::iter::once(*item).chain(beside));
            below.extend(rest);
        }
        let pieces = vec![Piece::Boxes { columns: FLAGS, sets: vec![BoxSet { title: None, boxes }] }];
        let cells = vec![UnnumberedCell::new(CellKind::Answer, (at.column(), None), pieces)];
        self.rows.push(UnnumberedRow { cells, row: row(&shown, 1) });
        self.follow_ups(below, at);
    }

    fn into_table(self) -> Table {
        let begins = self.rows.iter().flat_map(|row| &row.cells);
        let mut columns: Vec<Column> =
            begins.flat_map(|cell| std::iter::once(cell.columns.0).chain(cell.columns.1)).collect();
        columns.sort_unstable();
        columns.dedup();
        let number = |column: Column| columns.binary_search(&column).unwrap_or_default();
        let cell = |cell: UnnumberedCell| TableCell {
            kind: cell.kind,
            columns: number(cell.columns.0)..cell.columns.1.map_or(columns.len(), number),
            rows: cell.rows,
            pieces: cell.pieces,
        };
        let row = |row: UnnumberedRow| TableRow { cells: row.cells.into_iter().map(cell).collect(), ..row.row };
        let rows = self.rows.into_iter().map(row).collect();
        Table { kind: TableKind::Answers, columns, rows, ..Table::default() }
    }
}

fn row(items: &[&DocItem], lines: u8) -> TableRow {
    TableRow {
        lines: lines.max(1),
        addresses: items.iter().map(|item| item.address.clone()).collect(),
        changed: items.iter().any(|item| item.revision.is_some()),
        ..TableRow::default()
    }
}

pub(super) fn plain_row(kind: CellKind, cells: impl IntoIterator<Item = Piece>) -> TableRow {
    let cell = |(column, piece)| TableCell { kind, columns: column..column + 1, rows: 1, pieces: vec![piece] };
    TableRow { cells: cells.into_iter().enumerate().map(cell).collect(), lines: 1, ..TableRow::default() }
}

/// A table without labels, with the titles of its columns.
pub(super) fn plain_table(kind: TableKind, titles: &[&str], rows: Vec<TableRow>) -> Table {
    let head = plain_row(CellKind::Head, titles.iter().map(|title| Piece::Text(Line::of(*title))));
    Table {
        kind,
        columns: (0..titles.len()).map(|column| Column::Plain(u8::try_from(column).unwrap_or(u8::MAX))).collect(),
        heads: 1,
        rows: std::iter::once(head).chain(rows).collect(),
        ..Table::default()
    }
}
