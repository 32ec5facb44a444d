//! Markdown as it stands in a cell.

use super::body::{Body, LetterLook, Runs, Set, Twips};
use super::lines::LETTER;
use super::table::{HEAD, WordCell};
use crate::text::markdown::{MarkdownBlock, MarkdownRun};
use crate::text::width::width;

const STYLE: &str = "Answer";

/// Markdown: paragraphs, lists and tables, each list further in.
pub(super) fn written(body: &mut Body, passages: &[MarkdownBlock], indent: Twips, room: Twips) {
    for passage in passages {
        let set = Set { indent, ..Set::new(STYLE) };
        match passage {
            MarkdownBlock::Paragraph(content) => body.paragraph(set, |to| runs(to, content)),
            MarkdownBlock::Code(code) => {
                code.lines().for_each(|line| body.paragraph(set, |to| to.text(line, LetterLook::PLAIN)));
            }
            MarkdownBlock::Quote(inner) => written(body, inner, indent + LETTER, room),
            MarkdownBlock::Rule => body.paragraph(set, |_| {}),
            MarkdownBlock::Table { head, rows } => table(body, head, rows, room),
            MarkdownBlock::List { first, items } => {
                for (index, item) in items.iter().enumerate() {
                    list_item(body, &MarkdownBlock::sign(*first, index), item, indent, room);
                }
            }
        }
    }
    if passages.is_empty() {
        body.text(STYLE, "");
    }
}

fn list_item(body: &mut Body, sign: &str, item: &[MarkdownBlock], indent: Twips, room: Twips) {
    let hanging = LETTER * (width(sign) as Twips).max(2) / 2;
    let (first, rest) = match item {
        [MarkdownBlock::Paragraph(first), rest @ ..] => (first.as_slice(), rest),
        rest => (&[][..], rest),
    };
    body.paragraph(Set { indent, hanging, ..Set::new(STYLE) }, |to| {
        to.text(sign, LetterLook::PLAIN);
        runs(to, first);
    });
    if !rest.is_empty() {
        written(body, rest, indent + hanging, room);
    }
}

fn table(body: &mut Body, head: &[Vec<MarkdownRun>], rows: &[Vec<Vec<MarkdownRun>>], room: Twips) {
    let widths = vec![room / head.len().max(1) as Twips; head.len()];
    body.table(&widths, "", |table| {
        table.head_of(|row| {
            for cell in head {
                row.cell(WordCell::filled(1, HEAD), |body| body.paragraph(Set::new("ColumnHead"), |to| runs(to, cell)));
            }
        });
        for cells in rows {
            table.row(|row| {
                for cell in cells {
                    row.cell(WordCell::plain(1), |body| body.paragraph(Set::new(STYLE), |to| runs(to, cell)));
                }
            });
        }
    });
    // A cell cannot end in a table.
    body.text("Gap", "");
}

fn runs(to: &mut Runs<'_>, content: &[MarkdownRun]) {
    for run in content {
        let look = LetterLook { bold: run.strong, italic: run.emphasis, ..LetterLook::PLAIN };
        match run.link.as_deref().filter(|link| !link.starts_with('#')) {
            Some(link) => to.link(&run.text, link, look),
            None => to.text(&run.text, look),
        }
    }
}
