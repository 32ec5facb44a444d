//! Documents that run on as paragraphs and tables, in one shape for all formats: each table becomes a sheet, and so do the
//! paragraphs between two tables.

mod place;

use super::model::Markup;
use super::rich::Rich;
use crate::text::numeral::{digit, is_circled};

pub(super) use place::{fill, running_heads};

#[derive(Debug)]
pub(super) enum FlowBlock {
    Paragraph(FlowParagraph),
    Table(Vec<FlowRow>),
}

#[derive(Debug, Default)]
pub(super) struct FlowParagraph {
    pub(super) text: Rich,
    /// Text boxes, comments and notes that hang on it.
    pub(super) attached: Vec<FlowAttachment>,
    pub(super) marks: Vec<FlowMark>,
}

/// What is known of the place where a paragraph stands.
#[derive(Clone, Debug)]
pub(super) enum FlowMark {
    /// A bookmark.
    Name(String),
    Markup(Markup),
}

#[derive(Debug)]
pub(super) struct FlowAttachment {
    pub(super) is_remark: bool,
    pub(super) text: Rich,
}

#[derive(Debug, Default)]
pub(super) struct FlowRow {
    /// Columns of the grid that it leaves out at its left.
    pub(super) before: u32,
    pub(super) cells: Vec<FlowCell>,
    /// The whole row was struck out while changes were tracked.
    pub(super) deleted: bool,
}

#[derive(Debug)]
pub(super) struct FlowCell {
    pub(super) columns: u32,
    /// The cell above it goes on here.
    pub(super) continues: bool,
    pub(super) blocks: Vec<FlowBlock>,
}

/// A text behind its number; one that begins with a box, a bracket or a number of its own needs no sign of a list.
pub(super) fn numbered(number: &str, text: &Rich) -> Rich {
    let bare = text.text.trim_start_matches(|c| digit(c).is_some());
    let counts = bare.len() < text.text.len() && bare.starts_with(['．', '.', '）', ')']);
    let own = |c: char| "[［□☐☑☒■○●◆◇(（【＜".contains(c) || is_circled(c) || ('Ⅰ'..='Ⅻ').contains(&c);
    let has_own = counts || text.text.starts_with(own);
    let mut out = Rich::default();
    if !(has_own && number.starts_with('・')) {
        out.push(number, false);
    }
    out.append(text);
    out
}

/// A box as it is ticked or not.
pub(super) fn checkbox(ticked: bool) -> &'static str {
    if ticked { "☑" } else { "☐" }
}

/// Paragraphs as lines; a row of a table is a line, too.
pub(super) fn flat(blocks: &[FlowBlock]) -> Rich {
    let mut out = Rich::default();
    for block in blocks {
        match block {
            FlowBlock::Paragraph(paragraph) => line(&mut out, &paragraph.text),
            FlowBlock::Table(rows) => {
                for cell in rows.iter().flat_map(|row| &row.cells) {
                    line(&mut out, &flat(&cell.blocks));
                }
            }
        }
    }
    out
}

/// The marks of everything inside, which is flattened to a text that has none.
pub(super) fn marks(blocks: Vec<FlowBlock>) -> Vec<FlowMark> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            FlowBlock::Paragraph(paragraph) => found.extend(paragraph.marks),
            FlowBlock::Table(rows) => {
                for cell in rows.into_iter().flat_map(|row| row.cells) {
                    found.extend(marks(cell.blocks));
                }
            }
        }
    }
    found
}

pub(super) fn line(out: &mut Rich, text: &Rich) {
    if text.text.is_empty() {
        return;
    }
    if !out.text.is_empty() {
        out.push("\n", false);
    }
    out.append(text);
}
