//! Where everything stands: a document becomes pages.

mod answers;
mod changes;
mod columns;
mod content;
mod contents;
mod cover;
mod cuts;
mod drawing;
mod entries;
mod figure;
mod flow;
mod frame;
mod grid;
mod lists;
mod place;
mod prose;
mod review;
mod words;

#[cfg(test)]
mod tests;

use crate::doc::{Block, Document, Part, Repeat};
use crate::render::Pictures;

use self::contents::Contents;
use self::flow::{Align, BAR_GREY, BODY, Flow, LABEL_GREY, LINE, SMALL, STRONG, Type};
use self::review::Pages;
use super::font::{Fonts, Weight};
use super::kinsoku::Kinsoku;
use super::page::{Book, Role};

const CHAPTER: Type = Type { weight: Weight::Bold, size: 12.0 };
const SECTION: Type = Type { weight: Weight::Bold, size: 10.0 };
/// A heading keeps this much of what follows on its page: a row that is not cut.
const KEPT: f32 = 5.0 * LINE;

pub(super) fn lay_out(document: &Document, fonts: &mut Fonts, kinsoku: Kinsoku, pictures: Pictures<'_>) -> Book {
    let book = lay_out_with(document, fonts, kinsoku, pictures, &Pages::new());
    if document.compared.is_none() {
        return book;
    }
    // The first pages of a review edition tell where everything stands.
    let pages = book.places.into_iter().map(|(anchor, place)| (anchor, place.page)).collect();
    lay_out_with(document, fonts, kinsoku, pictures, &pages)
}

fn lay_out_with(
    document: &Document,
    fonts: &mut Fonts,
    kinsoku: Kinsoku,
    pictures: Pictures<'_>,
    pages: &Pages,
) -> Book {
    let mut flow = Flow::new(fonts, kinsoku, Book::new(&document.title, &document.agency));
    let mut contents = Contents::default();
    let mut first_pages = Vec::new();
    for (index, part) in document.parts.iter().enumerate() {
        flow.new_page();
        first_pages.push(flow.page_number());
        flow.name(&part.anchor);
        if index == 0 && is_cover(part) {
            cover::lay_out(&mut flow, document, part, pictures);
            continue;
        }
        title(&mut flow, part);
        for (index, block) in part.blocks.iter().enumerate() {
            let following = part.blocks.get(index + 1..).unwrap_or_default();
            match block {
                Block::Contents => contents.lay_out(&mut flow, &document.parts),
                Block::Review(summary) => review::lay_out(&mut flow, summary, pages),
                // Notes that stand together are set together.
                Block::Note(_) if is_note(part.blocks.get(index.wrapping_sub(1))) => {}
                block => lay_out_block(&mut flow, block, following, pictures),
            }
        }
    }
    flow.page();
    contents.number(&mut flow);
    frame::draw(&mut flow, document, &first_pages);
    flow.book
}

fn is_cover(part: &Part) -> bool {
    part.number.is_none() && !part.blocks.iter().any(|block| matches!(block, Block::Contents | Block::Review(_)))
}

fn is_note(block: Option<&Block>) -> bool {
    matches!(block, Some(Block::Note(_)))
}

/// Ⅱ　…, in a box of its own; below it, whose file it is and which items are marked.
fn title(flow: &mut Flow, part: &Part) {
    let text = told_title(part);
    let level = flow.level(1);
    flow.enter(level, &text);
    let mark = part.mark.as_ref().map(|mark| format!("　{mark}")).unwrap_or_default();
    flow.bar(&format!("{text}{mark}"), Role::Heading(level), CHAPTER, BAR_GREY);
    if let Some(file) = &part.file {
        flow.y += 3.0;
        flow.text(file, Role::Paragraph, STRONG, Align::Left);
    }
    flow.y += 8.0;
}

/// Ⅰ　基本情報
fn told_title(part: &Part) -> String {
    match &part.number {
        Some(number) => format!("{number}　{}", part.title),
        None => part.title.clone(),
    }
}

fn lay_out_block(flow: &mut Flow, block: &Block, following: &[Block], pictures: Pictures<'_>) {
    match block {
        Block::Heading { level, text, mark, anchor } => {
            let text = format!("{text}{}", if *mark { "　※" } else { "" });
            let headings = following.iter().take_while(|block| matches!(block, Block::Heading { .. })).count();
            heading(flow, *level, &text, anchor, (headings + 1) as f32 * 2.0 * LINE + KEPT);
            // A table or a heading follows on its heel; a text keeps its distance.
            let joined = matches!(following.first(), Some(Block::Table(_) | Block::Heading { .. } | Block::Repeat(_)));
            flow.y += if joined { 0.0 } else { 4.0 };
        }
        Block::Table(entries) => {
            entries::table(flow, entries);
            gap(flow, following);
        }
        Block::Repeat(repeats) => {
            for (index, repeat) in repeats.iter().enumerate() {
                match repeat {
                    Repeat::Range(text) => {
                        let is_empty = !matches!(repeats.get(index + 1), Some(Repeat::Block { .. }));
                        flow.need(if is_empty { 2.0 * LINE } else { 4.0 * LINE + KEPT });
                        flow.bar(text, Role::Paragraph, BODY, BAR_GREY);
                    }
                    Repeat::Block { title, anchor, entries } => entries::block(flow, title, anchor, entries),
                }
            }
            gap(flow, following);
        }
        Block::Records(records) => lists::records(flow, records),
        Block::Figure(figure) => figure::figure(flow, figure, pictures),
        Block::Changes { columns, rows } => changes::table(flow, columns, rows),
        Block::Note(text) => {
            let more =
                following.iter().map_while(|block| if let Block::Note(text) = block { Some(text) } else { None });
            let notes: Vec<&str> = std::iter::once(text).chain(more).map(String::as_str).collect();
            let following = following.get(notes.len() - 1..).unwrap_or_default();
            if is_boxed(following) {
                flow.boxed(&notes, SMALL);
            } else {
                notes.iter().for_each(|note| flow.text(note, Role::Paragraph, SMALL, Align::Left));
                gap(flow, following);
            }
        }
        Block::Contents | Block::Review(_) => {}
    }
}

/// Sections stand apart; what belongs to one section does not.
fn gap(flow: &mut Flow, following: &[Block]) {
    flow.y += match following.first() {
        Some(Block::Table(_) | Block::Repeat(_)) => 0.0,
        Some(Block::Heading { level, .. }) if *level > 2 => 4.0,
        // A box of notes joins the table above it.
        Some(Block::Note(_)) if is_boxed(following) => 0.0,
        _ => 10.0,
    };
}

fn is_boxed(notes: &[Block]) -> bool {
    let after = notes.iter().find(|block| !matches!(block, Block::Note(_)));
    matches!(after, Some(Block::Table(_) | Block::Repeat(_)))
}

fn heading(flow: &mut Flow, level: u8, text: &str, anchor: &str, keep: f32) {
    flow.need(keep);
    flow.name(anchor);
    let own = flow.level(level);
    flow.enter(own, text);
    let (set, grey) = if level <= 2 { (SECTION, BAR_GREY) } else { (STRONG, LABEL_GREY) };
    flow.bar(text, Role::Heading(own), set, grey);
}
