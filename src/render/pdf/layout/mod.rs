//! Where everything stands: a document becomes pages.

mod answers;
mod bars;
mod columns;
mod compose;
mod content;
mod contents;
mod cover;
mod cuts;
mod drawing;
mod figure;
mod flow;
mod frame;
mod grid;
mod place;
mod prose;
mod tables;
mod words;

#[cfg(test)]
mod tests;

use crate::doc::Document;
use crate::doc::table::{Chapter, ChapterKind, Element, Line, Printed, Table, TableKind, print};
use crate::render::Pictures;

use self::bars::BarStyle;
use self::contents::Contents;
pub(super) use self::flow::{LABEL_GREY, TOP};

use self::flow::{BAR_GREY, BODY, LineAlign, PageFlow, SMALL, STRONG, Type};
use self::tables::PageNumbers;
use self::words::PdfWords;
use super::font::{Fonts, Weight};
use super::kinsoku::Kinsoku;
use super::page::{PdfBook, PdfSheet, TagRole};

const CHAPTER: Type = Type { weight: Weight::Bold, size: 12.0 };
const SECTION: Type = Type { weight: Weight::Bold, size: 10.0 };
const RANGE: BarStyle = BarStyle { set: BODY, grey: BAR_GREY, below: 0.0 };

pub(super) fn lay_out(document: &Document, fonts: &mut Fonts, kinsoku: Kinsoku, pictures: Pictures<'_>) -> PdfBook {
    let printed = print(document);
    let book = lay_out_with(&printed, fonts, kinsoku, pictures, &PageNumbers::new());
    if printed.edition.is_none() {
        return book;
    }
    // The first pages of a review edition tell where everything stands.
    let pages = book.places.into_iter().map(|(anchor, place)| (anchor, place.page)).collect();
    lay_out_with(&printed, fonts, kinsoku, pictures, &pages)
}

fn lay_out_with(
    printed: &Printed,
    fonts: &mut Fonts,
    kinsoku: Kinsoku,
    pictures: Pictures<'_>,
    pages: &PageNumbers,
) -> PdfBook {
    let mut flow = PageFlow::new(fonts, kinsoku, PdfBook::new(&printed.title, &printed.agency));
    let mut contents = Contents::default();
    let mut first_pages = Vec::new();
    for chapter in &printed.chapters {
        first_pages.push(flow.book.pages.len() as u32);
        match chapter.kind {
            ChapterKind::Form => flow.compose(|flow| {
                begin(flow, chapter);
                title(flow, chapter);
                elements(flow, chapter, pictures, pages);
            }),
            ChapterKind::Cover => {
                begin(&mut flow, chapter);
                cover::lay_out(&mut flow, printed, chapter, pictures, pages);
            }
            ChapterKind::Contents | ChapterKind::Review => {
                begin(&mut flow, chapter);
                title(&mut flow, chapter);
                for element in &chapter.elements {
                    if let Element::Contents(listed) = element {
                        contents.lay_out(&mut flow, listed);
                    }
                }
                elements(&mut flow, chapter, pictures, pages);
            }
        }
    }
    flow.page();
    contents.number(&mut flow);
    frame::draw(&mut flow, printed, &first_pages);
    flow.book
}

fn begin(flow: &mut PageFlow, chapter: &Chapter) {
    flow.section = Default::default();
    flow.chapter = chapter.number.as_ref().map(|number| format!("{number}　")).unwrap_or_default();
    // The many columns of the changes want a wide page.
    let is_wide = |element: &Element| matches!(element, Element::Table(table) if table.readable);
    flow.sheet = if chapter.elements.iter().any(is_wide) { PdfSheet::Across } else { PdfSheet::Upright };
    flow.new_page();
    flow.name(&chapter.anchor);
}

fn elements(flow: &mut PageFlow, chapter: &Chapter, pictures: Pictures<'_>, pages: &PageNumbers) {
    for (index, element) in chapter.elements.iter().enumerate() {
        let following = chapter.elements.get(index + 1..).unwrap_or_default();
        // Notes that stand together are set together.
        if !(matches!(element, Element::Note(_)) && is_note(chapter.elements.get(index.wrapping_sub(1)))) {
            lay_out_element(flow, element, following, pictures, pages);
        }
    }
    flow.need(0.0);
}

fn is_note(element: Option<&Element>) -> bool {
    matches!(element, Some(Element::Note(_)))
}

/// Ⅱ　…, in a box of its own; below it, whose file it is and which items are marked.
fn title(flow: &mut PageFlow, chapter: &Chapter) {
    let text = chapter.title();
    let level = flow.level(1);
    flow.enter(level, &text);
    let mark = chapter.mark.as_ref().map(|mark| format!("　{mark}")).unwrap_or_default();
    let style = BarStyle { set: CHAPTER, grey: BAR_GREY, below: 0.0 };
    flow.bar(&format!("{text}{mark}"), TagRole::Heading(level), style);
    if let Some(file) = &chapter.file {
        flow.y += 3.0;
        flow.text(file, TagRole::Paragraph, STRONG, LineAlign::Left);
    }
    flow.y += 8.0;
}

fn lay_out_element(
    flow: &mut PageFlow,
    element: &Element,
    following: &[Element],
    pictures: Pictures<'_>,
    pages: &PageNumbers,
) {
    match element {
        Element::Heading(heading) => {
            let (set, grey) = if heading.level <= 2 { (SECTION, BAR_GREY) } else { (STRONG, LABEL_GREY) };
            // A table or a heading follows on its heel; a text keeps its distance.
            let below = if following.first().is_some_and(joins_heading) { 0.0 } else { 4.0 };
            flow.heading(heading.level, &heading.text, &heading.anchor, BarStyle { set, grey, below });
        }
        Element::Table(table) => {
            tables::table(flow, table, pages);
            match table.kind {
                TableKind::Answers | TableKind::Cover => gap(flow, following),
                _ => flow.y += 8.0 * flow.air.gaps,
            }
        }
        Element::Range(text) => match following.first() {
            Some(Element::Table(Table { title: Some(_), .. })) => flow.range(text, RANGE),
            _ => {
                flow.bar(text, TagRole::Paragraph, RANGE);
                gap(flow, following);
            }
        },
        Element::Figure(figure) => figure::figure(flow, figure, pictures),
        Element::Text(line) => flow.text(&line.text(), TagRole::Paragraph, BODY, LineAlign::Left),
        Element::Note(line) => {
            let more = following.iter().map_while(|element| match element {
                Element::Note(line) => Some(line),
                _ => None,
            });
            notes(flow, &std::iter::once(line).chain(more).collect::<Vec<_>>(), following);
        }
        Element::Contents(_) => {}
    }
}

fn notes(flow: &mut PageFlow, notes: &[&Line], following: &[Element]) {
    let following = following.get(notes.len() - 1..).unwrap_or_default();
    let texts: Vec<String> = notes.iter().map(|line| line.text()).collect();
    if is_boxed(following) {
        return flow.boxed(&texts.iter().map(String::as_str).collect::<Vec<_>>(), SMALL);
    }
    for (line, text) in notes.iter().zip(&texts) {
        if line.is_marked() {
            flow.words_line(&PdfWords::of_line(line), SMALL);
        } else {
            flow.text(text, TagRole::Paragraph, SMALL, LineAlign::Left);
        }
    }
    gap(flow, following);
}

fn joins_heading(element: &Element) -> bool {
    let is_small =
        matches!(element, Element::Table(table) if matches!(table.kind, TableKind::Duties | TableKind::Changed));
    is_small || element.is_answers() || matches!(element, Element::Heading(_) | Element::Range(_))
}

/// Sections stand apart; what belongs to one section does not.
fn gap(flow: &mut PageFlow, following: &[Element]) {
    flow.y += flow.air.gaps
        * match following.first() {
            Some(Element::Range(_)) => 0.0,
            Some(element) if element.is_answers() => 0.0,
            Some(Element::Heading(heading)) if heading.level > 2 => 4.0,
            // A box of notes joins the table above it.
            Some(Element::Note(_)) if is_boxed(following) => 0.0,
            _ => 10.0,
        };
}

fn is_boxed(notes: &[Element]) -> bool {
    let after = notes.iter().find(|element| !matches!(element, Element::Note(_)));
    after.is_some_and(|element| element.is_answers() || matches!(element, Element::Range(_)))
}
