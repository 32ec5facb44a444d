//! 新旧対照表: item, before and after side by side, changed words underlined.

use super::body::{Body, LetterLook, Set, Twips, runs_of_lines};
use super::page::{PageSurround, Paper};
use super::{file, table::WordCell};
use crate::dates::Date;
use crate::render::RenderError;

/// Item, before, after: parts of a hundred.
const SHARES: [Twips; 3] = [22, 39, 39];
const TITLE: &str = "新旧対照表";

/// What the table says.
#[derive(Debug)]
pub(in crate::render) struct WordComparison<'a> {
    /// 評価書名
    pub(in crate::render) title: &'a str,
    pub(in crate::render) agency: &'a str,
    /// The two versions in words.
    pub(in crate::render) old: &'a str,
    pub(in crate::render) new: &'a str,
    /// The titles of the columns.
    pub(in crate::render) columns: [&'a str; 3],
    pub(in crate::render) rows: Vec<ComparedRow>,
    /// Of the new version.
    pub(in crate::render) date: Option<Date>,
}

#[derive(Debug)]
pub(in crate::render) struct ComparedRow {
    pub(in crate::render) item: String,
    /// Before and after, in pieces.
    pub(in crate::render) sides: [Vec<ComparedText>; 2],
}

#[derive(Debug)]
pub(in crate::render) struct ComparedText {
    pub(in crate::render) text: String,
    pub(in crate::render) changed: bool,
}

pub(in crate::render) fn comparison(comparison: &WordComparison<'_>) -> Result<Vec<u8>, RenderError> {
    let paper = Paper::Lying;
    let widths = SHARES.map(|share| paper.width() * share / 100);
    let mut body = Body::default();
    body.text("Title", TITLE);
    body.paragraph(Set { keep_next: true, ..Set::new("Heading1") }, |runs| {
        runs.text(comparison.title, LetterLook::PLAIN);
    });
    for line in [comparison.old, comparison.new] {
        body.paragraph(Set { keep_next: true, ..Set::new("Normal") }, |runs| runs.text(line, LetterLook::PLAIN));
    }
    if comparison.rows.is_empty() {
        body.text("Normal", "違いはありません。");
    } else {
        body.text("Note", "下線は変わったところ、※は重要な変更の対象となる項目です。");
        table(&mut body, &widths, comparison);
    }
    let around = PageSurround {
        paper,
        above: Some((comparison.title, TITLE)),
        below: Some(("", comparison.agency)),
        draft: None,
    };
    let title = format!("{TITLE}　{}", comparison.title);
    file(body, &around, (&title, comparison.agency), comparison.date)
}

fn table(body: &mut Body, widths: &[Twips], comparison: &WordComparison<'_>) {
    body.table(widths, TITLE, |table| {
        table.head(&comparison.columns);
        for row in &comparison.rows {
            table.row(|cells| {
                cells.cell(WordCell::plain(1), |body| body.lines("Small", &row.item));
                for side in &row.sides {
                    let look = |piece: &ComparedText| LetterLook { underlined: piece.changed, ..LetterLook::PLAIN };
                    let runs: Vec<(&str, LetterLook)> =
                        side.iter().map(|piece| (piece.text.as_str(), look(piece))).collect();
                    cells.cell(WordCell::plain(1), |body| runs_of_lines(body, "Small", &runs));
                }
            });
        }
    });
}
