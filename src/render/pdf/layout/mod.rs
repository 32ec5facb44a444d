//! Where everything stands: a document becomes pages.

mod answers;
mod changes;
mod contents;
mod cover;
mod entries;
mod flow;
mod frame;
mod grid;
mod lists;
mod place;

use crate::doc::{Block, Document, Part, Repeat};

use self::contents::Contents;
use self::flow::{Align, BAR_GREY, BODY, Flow, LABEL_GREY, LINE, SMALL, STRONG, Type};
use super::font::{Fonts, Weight};
use super::kinsoku::Kinsoku;
use super::page::{Book, Role};

const CHAPTER: Type = Type { weight: Weight::Bold, size: 12.0 };
const SECTION: Type = Type { weight: Weight::Bold, size: 10.0 };
/// A heading keeps this much of what follows on its page: a row that is not cut.
const KEPT: f32 = 5.0 * LINE;

pub(super) fn lay_out(document: &Document, fonts: &mut Fonts, kinsoku: Kinsoku) -> Book {
    let mut flow = Flow::new(fonts, kinsoku, Book::new(&document.title, &document.agency));
    let mut contents = Contents::default();
    let mut first_pages = Vec::new();
    for (index, part) in document.parts.iter().enumerate() {
        flow.new_page();
        first_pages.push(flow.page_number());
        flow.name(&part.anchor);
        if index == 0 && is_cover(part) {
            cover::lay_out(&mut flow, document, part);
            continue;
        }
        title(&mut flow, part);
        for (index, block) in part.blocks.iter().enumerate() {
            let following = part.blocks.get(index + 1..).unwrap_or_default();
            if matches!(block, Block::Contents) {
                contents.lay_out(&mut flow, &document.parts);
            } else {
                lay_out_block(&mut flow, block, following);
            }
        }
    }
    flow.page();
    contents.number(&mut flow);
    frame::draw(&mut flow, document, &first_pages);
    flow.book
}

fn is_cover(part: &Part) -> bool {
    part.number.is_none() && !part.blocks.contains(&Block::Contents)
}

/// Ⅱ　…, in a box of its own; below it, whose file it is and which items are marked.
fn title(flow: &mut Flow, part: &Part) {
    let text = told_title(part);
    let level = flow.level(1);
    flow.enter(level, &text);
    flow.bar(&text, Role::Heading(level), CHAPTER, BAR_GREY);
    for below in part.file.iter().chain(&part.mark) {
        flow.y += 3.0;
        flow.text(below, Role::Paragraph, if part.mark.as_ref() == Some(below) { SMALL } else { STRONG }, Align::Left);
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

fn lay_out_block(flow: &mut Flow, block: &Block, following: &[Block]) {
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
            for repeat in repeats {
                match repeat {
                    Repeat::Range(text) => {
                        flow.need(2.0 * LINE);
                        flow.bar(text, Role::Paragraph, BODY, BAR_GREY);
                    }
                    Repeat::Block { title, anchor, entries } => {
                        heading(flow, 4, title, anchor, 2.0 * LINE + KEPT);
                        entries::table(flow, entries);
                    }
                }
            }
            gap(flow, following);
        }
        Block::Records(records) => lists::records(flow, records),
        Block::Figure(figure) => lists::figure(flow, figure),
        Block::Changes { columns, rows } => changes::table(flow, columns, rows),
        Block::Note(text) => {
            flow.text(text, Role::Paragraph, SMALL, Align::Left);
            gap(flow, following);
        }
        Block::Contents | Block::Review(_) => {}
    }
}

/// Sections stand apart; what belongs to one section does not.
fn gap(flow: &mut Flow, following: &[Block]) {
    flow.y += match following.first() {
        Some(Block::Table(_) | Block::Repeat(_)) => 0.0,
        Some(Block::Heading { level, .. }) if *level > 2 => 4.0,
        _ => 10.0,
    };
}

fn heading(flow: &mut Flow, level: u8, text: &str, anchor: &str, keep: f32) {
    flow.need(keep);
    flow.name(anchor);
    let own = flow.level(level);
    flow.enter(own, text);
    let (set, grey) = if level <= 2 { (SECTION, BAR_GREY) } else { (STRONG, LABEL_GREY) };
    flow.bar(text, Role::Heading(own), set, grey);
}
