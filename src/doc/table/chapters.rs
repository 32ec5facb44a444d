//! The chapters of a document, one element below the other.

use super::cover;
use super::entries::{self, plain_row, plain_table};
use super::line::Line;
use super::model::{
    CellKind, Chapter, ChapterKind, Column, Element, Heading, ListedChapter, Piece, Printed, Table, TableCell,
    TableKind, TableRow,
};
use super::review;
use crate::doc::model::{
    DocBlock, DocFigure, DocPart, DocRecordGroup, DocRecords, Document, PrintedChange, Repeat, SpanStyle, StyledSpan,
};

/// A document in its final words.
pub fn print(document: &Document) -> Printed {
    let published = document.published.as_ref().map(|date| format!("公表日　{date}"));
    let draft = document.draft.as_ref().map(|draft| format!("（{draft}）"));
    let chapters = document.parts.iter().enumerate().map(|(index, part)| chapter(document, index, part));
    Printed {
        title: document.title.clone(),
        kind: document.kind.clone(),
        form: document.form.clone(),
        agency: document.agency.clone(),
        dated: draft.or(published).unwrap_or_default(),
        draft: document.draft.clone(),
        edition: document.compared.as_ref().map(|old| format!("前の版（{old}）からの変更を示した版")),
        timings: document.timings.clone(),
        chapters: chapters.collect(),
    }
}

fn kind(index: usize, part: &DocPart) -> ChapterKind {
    let has = |wanted: fn(&DocBlock) -> bool| part.blocks.iter().any(wanted);
    if has(|block| matches!(block, DocBlock::Contents)) {
        ChapterKind::Contents
    } else if has(|block| matches!(block, DocBlock::Review(_))) {
        ChapterKind::Review
    } else if index == 0 && part.number.is_none() {
        ChapterKind::Cover
    } else {
        ChapterKind::Form
    }
}

/// Without its elements.
fn titled(index: usize, part: &DocPart) -> Chapter {
    Chapter {
        kind: kind(index, part),
        number: part.number.clone(),
        name: part.title.clone(),
        file: part.file.clone(),
        mark: part.mark.clone(),
        anchor: part.anchor.clone(),
        elements: Vec::new(),
    }
}

fn chapter(document: &Document, index: usize, part: &DocPart) -> Chapter {
    let mut chapter = titled(index, part);
    let mut level = 1;
    for block in &part.blocks {
        let elements = match block {
            DocBlock::Table(entries) if chapter.kind == ChapterKind::Cover => cover::tables(entries),
            DocBlock::Contents => vec![Element::Contents(listed(document))],
            other => elements(other, &mut level),
        };
        chapter.elements.extend(elements);
    }
    chapter
}

fn listed(document: &Document) -> Vec<ListedChapter> {
    let chapters = document.parts.iter().enumerate().map(|(index, part)| (index, titled(index, part)));
    let told = chapters.filter(|(_, chapter)| chapter.kind == ChapterKind::Form);
    told.map(|(index, chapter)| ListedChapter { chapter: index, text: chapter.full_title(), anchor: chapter.anchor })
        .collect()
}

/// `level` is that of the last heading.
fn elements(block: &DocBlock, level: &mut u8) -> Vec<Element> {
    match block {
        DocBlock::Heading { level: own, text, mark, anchor } => {
            *level = *own;
            let text = format!("{text}{}", if *mark { "　※" } else { "" });
            vec![Element::Heading(Heading { level: *own, text, anchor: anchor.clone() })]
        }
        DocBlock::Table(rows) if rows.is_empty() => Vec::new(),
        DocBlock::Table(rows) => vec![Element::Table(entries::table(rows))],
        DocBlock::Repeat(repeats) => repeats.iter().map(|one| repeat(one, *level + 1)).collect(),
        DocBlock::Records(all) => vec![Element::Table(records(all))],
        DocBlock::Figure(figure) => {
            let remarks = figure.remarks.as_ref().map(|remarks| format!("（備考）\n{remarks}"));
            vec![Element::Figure(DocFigure { remarks, ..figure.clone() })]
        }
        DocBlock::Changes { columns, rows, readable } => {
            vec![Element::Table(Table { readable: *readable, ..changes(columns, rows) })]
        }
        DocBlock::Listed { columns, rows } => vec![Element::Table(listed_rows(columns, rows))],
        DocBlock::Text(text) => vec![Element::Text(Line::of(text.clone()))],
        DocBlock::Note(text) => vec![Element::Note(Line::of(text.clone()))],
        DocBlock::Review(summary) => review::elements(summary),
        DocBlock::Contents => Vec::new(),
    }
}

fn repeat(repeat: &Repeat, level: u8) -> Element {
    match repeat {
        Repeat::Range(text) => Element::Range(text.clone()),
        Repeat::Block { title, anchor, entries } => {
            let title = Heading { level, text: title.clone(), anchor: anchor.clone() };
            Element::Table(Table { title: Some(title), ..entries::table(entries) })
        }
    }
}

fn records(records: &DocRecords) -> Table {
    let rows = records.groups.iter().flat_map(record).collect();
    let (anchor, columns) = (records.address.clone(), vec![Column::Plain(0)]);
    Table { kind: TableKind::Records, anchor, columns, rows, ..Table::default() }
}

/// The title of a group, where it has one, and its items.
fn record(group: &DocRecordGroup) -> Vec<TableRow> {
    let row = |kind, piece, changed| {
        let cells = vec![TableCell { kind, columns: 0..1, rows: 1, pieces: vec![piece] }];
        TableRow { cells, lines: 1, changed, ..TableRow::default() }
    };
    let styles = group.styles.iter().copied().chain(std::iter::repeat(SpanStyle::Plain));
    let items = group.items.iter().zip(styles).map(|(text, style)| Line::default().with_span(text.clone(), style));
    let items = Piece::Items(items.collect());
    let changed = group.styles.iter().any(|style| *style != SpanStyle::Plain);
    let title = (!group.title.is_empty()).then(|| row(CellKind::Group, Piece::of(group.title.clone()), false));
    title.into_iter().chain([row(CellKind::Answer, items, changed)]).collect()
}

fn listed_rows(columns: &[(String, u16)], rows: &[Vec<String>]) -> Table {
    let titles: Vec<&str> = columns.iter().map(|(title, _)| title.as_str()).collect();
    let row = |cells: &Vec<String>| plain_row(CellKind::Plain, cells.iter().take(titles.len()).map(Piece::of));
    let table = plain_table(TableKind::Listed, &titles, rows.iter().map(row).collect());
    Table { weights: columns.iter().map(|(_, weight)| *weight).collect(), ..table }
}

fn changes(columns: &[String], changes: &[PrintedChange]) -> Table {
    let titles: Vec<&str> = columns.iter().map(String::as_str).collect();
    let row = |change: &PrintedChange| {
        let cell = |spans: &Vec<StyledSpan>| {
            let line = spans.iter().fold(Line::default(), |line, span| line.with_span(span.text.clone(), span.style));
            Piece::Text(line)
        };
        let row = plain_row(CellKind::Plain, change.cells.iter().take(titles.len()).map(cell));
        let is_new = |span: &StyledSpan| matches!(span.style, SpanStyle::Added | SpanStyle::Removed);
        let changed = change.cells.iter().flatten().any(is_new);
        TableRow { changed, important: change.important, ..row }
    };
    plain_table(TableKind::Changes, &titles, changes.iter().map(row).collect())
}
