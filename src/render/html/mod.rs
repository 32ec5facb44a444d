//! A document as one web page that needs nothing besides itself: contents, anchors by address, search, print style sheet.

mod anchors;
mod line;
mod picture;
mod tables;

use serde::Serialize;

use super::svg::inline;
use super::{Pictures, Site, Theme};
use crate::doc::table::{Chapter, Element, Heading, Line, Printed, Table, print};
use crate::doc::{DocFigure, Document, FigureSource};
use crate::render::RenderError;
use anchors::Anchors;
use line::{Waiting, label, line};
pub(super) use picture::data_address;
pub use picture::picture_type;
use tables::{TableView, view};

#[derive(Serialize)]
struct HtmlPage<'a> {
    document: Cover<'a>,
    parts: Vec<HtmlPart>,
    site: &'a Site,
}

#[derive(Serialize)]
struct Cover<'a> {
    title: &'a str,
    kind: &'a str,
    form: &'a str,
    agency: &'a str,
    /// 公表日　…, or （素案）
    dated: &'a str,
    draft: &'a str,
    /// Which changes it shows, in a review edition.
    edition: &'a str,
}

#[derive(Serialize)]
struct HtmlPart {
    id: String,
    number: String,
    title: String,
    file: String,
    mark: String,
    /// 項目一覧 names it.
    listed: bool,
    sections: Vec<HtmlSection>,
    blocks: Vec<HtmlPiece>,
}

#[derive(Serialize)]
struct HtmlSection {
    id: String,
    html: String,
}

/// A block in the shape that templates read: `kind` says which fields count.
#[derive(Default, Serialize)]
struct HtmlPiece {
    kind: &'static str,
    id: String,
    text: String,
    /// Nothing of an author's in it is markup.
    html: String,
    /// The level of the heading on the page.
    level: u8,
    /// The heading that names a table.
    named_by: String,
    table: Option<TableView>,
    listed: Vec<ListedAnchor>,
    source: String,
    /// A drawing that is a part of the page, and what it shows in sentences.
    drawing: String,
    told: Vec<String>,
    alternative: String,
    remarks: String,
}

#[derive(Serialize)]
struct ListedAnchor {
    id: String,
    text: String,
}

/// The page of a document among those of its `site`. Fails only where a template does.
pub fn page(document: &Document, theme: &Theme, pictures: Pictures<'_>, site: &Site) -> Result<String, RenderError> {
    let printed = print(document);
    let mut anchors = Anchors::new();
    let mut parts: Vec<HtmlPart> =
        printed.chapters.iter().map(|chapter| part(chapter, &mut anchors, pictures)).collect();
    for chapter in contents(&printed) {
        if let Some(part) = parts.get_mut(chapter) {
            part.listed = true;
        }
    }
    let document = Cover {
        title: &printed.title,
        kind: &printed.kind,
        form: &printed.form,
        agency: &printed.agency,
        dated: &printed.dated,
        draft: printed.draft.as_deref().unwrap_or_default(),
        edition: printed.edition.as_deref().unwrap_or_default(),
    };
    theme.page("assessment", &HtmlPage { document, parts, site })
}

/// The chapters that 項目一覧 lists.
fn contents(printed: &Printed) -> impl Iterator<Item = usize> {
    let lists = printed.chapters.iter().flat_map(|chapter| &chapter.elements).filter_map(|element| match element {
        Element::Contents(listed) => Some(listed),
        _ => None,
    });
    lists.flatten().map(|listed| listed.chapter)
}

fn part(chapter: &Chapter, anchors: &mut Anchors, pictures: Pictures<'_>) -> HtmlPart {
    let id = anchors.take(&chapter.anchor);
    let mut blocks = Blocks { anchors, pictures, named_by: id.clone(), level: 2, pieces: Vec::new() };
    chapter.elements.iter().for_each(|element| blocks.add(element));
    let pieces = blocks.pieces;
    let sections = pieces.iter().filter(|piece| piece.kind == "heading" && piece.level == 3);
    HtmlPart {
        id,
        number: chapter.number.clone().unwrap_or_default(),
        title: chapter.name.clone(),
        file: chapter.file.clone().unwrap_or_default(),
        mark: chapter.mark.clone().unwrap_or_default(),
        listed: false,
        sections: sections.map(|piece| HtmlSection { id: piece.id.clone(), html: piece.html.clone() }).collect(),
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
    pieces: Vec<HtmlPiece>,
}

impl Blocks<'_> {
    fn add(&mut self, element: &Element) {
        match element {
            Element::Heading(heading) => self.heading(heading),
            Element::Table(table) => self.table(table),
            Element::Range(text) => self.push(HtmlPiece { kind: "range", text: text.clone(), ..HtmlPiece::default() }),
            Element::Contents(listed) => {
                let listed = listed.iter().map(|one| ListedAnchor { id: one.anchor.clone(), text: one.text.clone() });
                self.push(HtmlPiece { kind: "contents", listed: listed.collect(), ..HtmlPiece::default() });
            }
            Element::Figure(figure) => self.figure(figure),
            Element::Text(words) => self.words("text", words),
            Element::Note(words) => self.words("note", words),
        }
    }

    fn push(&mut self, piece: HtmlPiece) {
        self.pieces.push(piece);
    }

    fn words(&mut self, kind: &'static str, words: &Line) {
        self.push(HtmlPiece { kind, html: line(words, &mut Waiting::new()), ..HtmlPiece::default() });
    }

    /// A heading is one level below the last one at most.
    fn heading(&mut self, heading: &Heading) {
        self.level = (heading.level + 1).min(self.level + 1);
        let id = self.anchors.take(&heading.anchor);
        self.named_by.clone_from(&id);
        self.push(HtmlPiece {
            kind: "heading",
            id,
            html: label(&heading.text),
            level: self.level,
            ..HtmlPiece::default()
        });
    }

    fn table(&mut self, table: &Table) {
        if let Some(title) = &table.title {
            self.heading(title);
        }
        let named_by = self.named_by.clone();
        let table = Some(view(table, self.anchors));
        self.push(HtmlPiece { kind: "table", named_by, table, ..HtmlPiece::default() });
    }

    fn figure(&mut self, figure: &DocFigure) {
        let id = self.anchors.take(&figure.address);
        let title = figure.title.clone().unwrap_or_default();
        let (source, drawing) = match &figure.picture {
            FigureSource::File(file) => ((self.pictures)(file).and_then(|bytes| data_address(&bytes)), None),
            FigureSource::Drawing(drawing) => (None, Some(inline(drawing, &title))),
        };
        let told = figure.alternative.lines().filter(|sentence| drawing.is_some() && *sentence != title);
        let told: Vec<String> = told.map(ToOwned::to_owned).collect();
        self.push(HtmlPiece {
            kind: "figure",
            id,
            text: title,
            source: source.unwrap_or_default(),
            told,
            drawing: drawing.unwrap_or_default(),
            alternative: figure.alternative.clone(),
            remarks: figure.remarks.clone().unwrap_or_default(),
            ..HtmlPiece::default()
        });
    }
}
