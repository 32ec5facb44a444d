//! A document as one web page that needs nothing besides itself: contents, anchors by address, search, print style sheet.

mod answers;
mod picture;
mod rows;

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Pictures, Theme, anchor};
use crate::doc::{Block, Document, Entry, Figure, Part, Picture, Record, Repeat, Style};
use picture::data_address;
use rows::{Row, rows};

#[derive(Serialize)]
struct Page<'a> {
    document: Cover<'a>,
    parts: Vec<Chapter>,
    style: &'a str,
    script: &'a str,
}

#[derive(Serialize)]
struct Cover<'a> {
    title: &'a str,
    kind: &'a str,
    form: &'a str,
    agency: &'a str,
    published: &'a str,
    draft: &'a str,
}

#[derive(Serialize)]
struct Chapter {
    id: String,
    number: String,
    title: String,
    file: String,
    mark: String,
    /// 項目一覧 names it.
    listed: bool,
    sections: Vec<Link>,
    blocks: Vec<Piece>,
}

#[derive(Serialize)]
struct Link {
    id: String,
    text: String,
}

/// A block in the shape that templates read: `kind` says which fields count.
#[derive(Default, Serialize)]
struct Piece {
    kind: &'static str,
    id: String,
    text: String,
    mark: bool,
    /// The level of the heading on the page.
    level: u8,
    /// The heading that names a table.
    named_by: String,
    columns: usize,
    groups: Vec<Vec<Row>>,
    titles: Vec<String>,
    changes: Vec<Vec<Vec<Run>>>,
    records: Vec<Group>,
    source: String,
    alternative: String,
    remarks: String,
}

#[derive(Serialize)]
struct Group {
    title: String,
    items: Vec<String>,
}

#[derive(Serialize)]
struct Run {
    text: String,
    style: &'static str,
}

/// The page of a document. Fails only where a template does.
pub fn page(document: &Document, theme: &Theme, pictures: Pictures<'_>) -> Result<String, String> {
    let mut used = BTreeSet::new();
    let mut parts: Vec<Chapter> = document.parts.iter().map(|part| chapter(part, pictures)).collect();
    for part in &mut parts {
        keep_unique(&mut part.id, &mut used);
        part.blocks.iter_mut().for_each(|piece| keep_unique(&mut piece.id, &mut used));
        let named = part.blocks.iter().filter(|piece| piece.kind == "heading" && piece.level == 3);
        part.sections = named.map(|piece| Link { id: piece.id.clone(), text: piece.text.clone() }).collect();
    }
    let cover = Cover {
        title: &document.title,
        kind: &document.kind,
        form: &document.form,
        agency: &document.agency,
        published: document.published.as_deref().unwrap_or_default(),
        draft: document.draft.as_deref().unwrap_or_default(),
    };
    let page =
        Page { document: cover, parts, style: theme.text("assessment.css"), script: theme.text("assessment.js") };
    theme.render("assessment.html", &page)
}

/// Addresses differ in more than dots and hyphens, so a second `a-b` gets a number.
fn keep_unique(id: &mut String, used: &mut BTreeSet<String>) {
    if id.is_empty() {
        return;
    }
    let mut number = 1;
    let plain = id.clone();
    while !used.insert(id.clone()) {
        number += 1;
        *id = format!("{plain}_{number}");
    }
}

fn chapter(part: &Part, pictures: Pictures<'_>) -> Chapter {
    let mut blocks = Vec::new();
    let mut named_by = anchor(&part.anchor);
    // A heading is one level below the last one at most.
    let mut level = 2;
    for block in &part.blocks {
        pieces(block, &mut named_by, &mut level, pictures, &mut blocks);
    }
    Chapter {
        id: anchor(&part.anchor),
        number: part.number.clone().unwrap_or_default(),
        title: part.title.clone(),
        file: part.file.clone().unwrap_or_default(),
        mark: part.mark.clone().unwrap_or_default(),
        listed: part.number.is_some(),
        sections: Vec::new(),
        blocks,
    }
}

fn pieces(block: &Block, named_by: &mut String, above: &mut u8, pictures: Pictures<'_>, found: &mut Vec<Piece>) {
    match block {
        Block::Heading { level, text, mark, anchor: address } => {
            let level = (level + 1).min(*above + 1);
            *above = level;
            *named_by = anchor(address);
            let id = named_by.clone();
            found.push(Piece { kind: "heading", id, text: text.clone(), mark: *mark, level, ..Piece::default() });
        }
        Block::Table(entries) => found.push(table(entries, named_by)),
        Block::Repeat(repeats) => {
            for repeat in repeats {
                match repeat {
                    Repeat::Range(title) => {
                        found.push(Piece { kind: "range", text: title.clone(), ..Piece::default() });
                    }
                    Repeat::Block { title, anchor: address, entries } => {
                        let (id, level) = (anchor(address), *above + 1);
                        found.push(table(entries, &id));
                        let heading = Piece { kind: "heading", id, text: title.clone(), level, ..Piece::default() };
                        found.insert(found.len() - 1, heading);
                    }
                }
            }
        }
        Block::Contents => found.push(Piece { kind: "contents", ..Piece::default() }),
        Block::Records(records) => found.push(Piece {
            kind: "records",
            id: anchor(&records.address),
            level: *above + 1,
            records: records.groups.iter().map(group).collect(),
            ..Piece::default()
        }),
        Block::Figure(figure) => found.push(drawn(figure, pictures)),
        Block::Changes { columns, rows } => {
            let run = |span: &crate::doc::Span| Run { text: span.text.clone(), style: style(span.style) };
            let cells = rows.iter().map(|row| row.cells.iter().map(|cell| cell.iter().map(run).collect()).collect());
            found.push(Piece {
                kind: "changes",
                named_by: named_by.clone(),
                titles: columns.clone(),
                changes: cells.collect(),
                ..Piece::default()
            });
        }
        Block::Note(note) => found.push(Piece { kind: "note", text: note.clone(), ..Piece::default() }),
    }
}

fn table(entries: &[Entry], named_by: &str) -> Piece {
    let (columns, groups) = rows(entries);
    Piece { kind: "table", named_by: named_by.to_owned(), columns, groups, ..Piece::default() }
}

fn group(record: &Record) -> Group {
    Group { title: record.title.clone(), items: record.items.clone() }
}

fn drawn(figure: &Figure, pictures: Pictures<'_>) -> Piece {
    let source = match &figure.picture {
        Picture::File(file) => pictures(file).and_then(|bytes| data_address(&bytes)),
        Picture::Flow => None,
    };
    Piece {
        kind: "figure",
        id: anchor(&figure.address),
        text: figure.title.clone().unwrap_or_default(),
        source: source.unwrap_or_default(),
        alternative: figure.alternative.clone(),
        remarks: figure.remarks.clone().unwrap_or_default(),
        ..Piece::default()
    }
}

fn style(style: Style) -> &'static str {
    match style {
        Style::Plain => "",
        Style::Removed => "removed",
        Style::Added => "added",
    }
}
