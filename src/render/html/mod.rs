//! A document as one web page that needs nothing besides itself: contents, anchors by address, search, print style sheet.

mod anchors;
mod answers;
mod picture;
mod review;
mod rows;

use serde::Serialize;

use super::svg::svg;
use super::{Pictures, Site, Theme};
use crate::doc::{Block, Document, Entry, Figure, Part, Picture, Record, Repeat, Span};
use anchors::Anchors;
use answers::style;
use picture::data_address;
use review::Summary;
use rows::{Row, rows};

#[derive(Serialize)]
struct Page<'a> {
    document: Cover<'a>,
    parts: Vec<Chapter>,
    site: &'a Site,
}

#[derive(Serialize)]
struct Cover<'a> {
    title: &'a str,
    kind: &'a str,
    form: &'a str,
    agency: &'a str,
    published: &'a str,
    draft: &'a str,
    /// The version before, in a review edition.
    compared: &'a str,
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
    sections: Vec<Section>,
    blocks: Vec<Piece>,
}

#[derive(Serialize)]
struct Section {
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
    groups: Vec<Vec<Row>>,
    titles: Vec<String>,
    changes: Vec<Vec<Vec<Run>>>,
    records: Vec<Group>,
    review: Option<Summary>,
    source: String,
    alternative: String,
    remarks: String,
}

#[derive(Serialize)]
struct Group {
    title: String,
    items: Vec<String>,
    /// In place of `items` where some of them came or went.
    marked: Vec<Run>,
}

#[derive(Serialize)]
struct Run {
    text: String,
    style: &'static str,
}

/// The page of a document among those of its `site`. Fails only where a template does.
pub fn page(document: &Document, theme: &Theme, pictures: Pictures<'_>, site: &Site) -> Result<String, String> {
    let mut anchors = Anchors::new();
    let parts = document.parts.iter().map(|part| chapter(part, &mut anchors, pictures)).collect();
    let document = Cover {
        title: &document.title,
        kind: &document.kind,
        form: &document.form,
        agency: &document.agency,
        published: document.published.as_deref().unwrap_or_default(),
        draft: document.draft.as_deref().unwrap_or_default(),
        compared: document.compared.as_deref().unwrap_or_default(),
    };
    theme.page("assessment", &Page { document, parts, site })
}

fn chapter(part: &Part, anchors: &mut Anchors, pictures: Pictures<'_>) -> Chapter {
    let id = anchors.take(&part.anchor);
    let mut blocks = Blocks { anchors, pictures, named_by: id.clone(), level: 2, pieces: Vec::new() };
    part.blocks.iter().for_each(|block| blocks.add(block));
    let pieces = blocks.pieces;
    let sections = pieces.iter().filter(|piece| piece.kind == "heading" && piece.level == 3);
    Chapter {
        id,
        number: part.number.clone().unwrap_or_default(),
        title: part.title.clone(),
        file: part.file.clone().unwrap_or_default(),
        mark: part.mark.clone().unwrap_or_default(),
        listed: part.number.is_some(),
        sections: sections.map(|piece| Section { id: piece.id.clone(), text: piece.text.clone() }).collect(),
        blocks: pieces,
    }
}

/// The blocks of a chapter on their way to the page.
struct Blocks<'a> {
    anchors: &'a mut Anchors,
    pictures: Pictures<'a>,
    /// The heading that names what follows, and its level on the page.
    named_by: String,
    level: u8,
    pieces: Vec<Piece>,
}

impl Blocks<'_> {
    fn add(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, mark, anchor } => {
                // A heading is one level below the last one at most.
                self.level = (level + 1).min(self.level + 1);
                self.heading(text, *mark, anchor, self.level);
            }
            Block::Table(entries) => self.table(entries),
            Block::Repeat(repeats) => repeats.iter().for_each(|repeat| match repeat {
                Repeat::Range(title) => self.push(Piece { kind: "range", text: title.clone(), ..Piece::default() }),
                Repeat::Block { title, anchor, entries } => {
                    self.heading(title, false, anchor, self.level + 1);
                    self.table(entries);
                }
            }),
            Block::Contents => self.push(Piece { kind: "contents", ..Piece::default() }),
            Block::Records(records) => {
                let id = self.anchors.take(&records.address);
                let records = records.groups.iter().map(group).collect();
                self.push(Piece { kind: "records", id, level: self.level + 1, records, ..Piece::default() });
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Changes { columns, rows } => {
                let cells =
                    rows.iter().map(|row| row.cells.iter().map(|cell| cell.iter().map(run).collect()).collect());
                let (changes, titles) = (cells.collect(), columns.clone());
                let named_by = self.named_by.clone();
                self.push(Piece { kind: "changes", named_by, titles, changes, ..Piece::default() });
            }
            Block::Review(review) => {
                self.push(Piece { kind: "review", review: Some(Summary::of(review)), ..Piece::default() });
            }
            Block::Note(note) => self.push(Piece { kind: "note", text: note.clone(), ..Piece::default() }),
        }
    }

    fn push(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }

    fn heading(&mut self, text: &str, mark: bool, address: &str, level: u8) {
        let id = self.anchors.take(address);
        self.named_by.clone_from(&id);
        self.push(Piece { kind: "heading", id, text: text.to_owned(), mark, level, ..Piece::default() });
    }

    fn table(&mut self, entries: &[Entry]) {
        let groups = rows(entries, self.anchors);
        self.push(Piece { kind: "table", named_by: self.named_by.clone(), groups, ..Piece::default() });
    }

    fn figure(&mut self, figure: &Figure) {
        let id = self.anchors.take(&figure.address);
        let title = figure.title.clone().unwrap_or_default();
        let source = match &figure.picture {
            Picture::File(file) => (self.pictures)(file).and_then(|bytes| data_address(&bytes)),
            Picture::Drawing(drawing) => data_address(svg(drawing, &id, &title, &figure.alternative).as_bytes()),
        };
        self.push(Piece {
            kind: "figure",
            id,
            text: title,
            source: source.unwrap_or_default(),
            alternative: figure.alternative.clone(),
            remarks: figure.remarks.clone().unwrap_or_default(),
            ..Piece::default()
        });
    }
}

fn group(record: &Record) -> Group {
    let marked = record.items.iter().zip(&record.styles);
    Group {
        title: record.title.clone(),
        items: record.items.clone(),
        marked: marked.map(|(item, mark)| Run { text: item.clone(), style: style(*mark) }).collect(),
    }
}

fn run(span: &Span) -> Run {
    Run { text: span.text.clone(), style: style(span.style) }
}
