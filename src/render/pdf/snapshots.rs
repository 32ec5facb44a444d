//! What the pages of the samples say and look like, as kept below `tests/snapshots/`.
//!
//! A page is one line with its number and a hash of everything that is drawn on it, where it stands and how large it is; then
//! its text. The hash is over our own list of things to draw, so that it changes with the page and not with the version of a
//! program that paints it. `tests/snapshots/compare` shows the changed pages before and after; `HYOKASHO_BLESS=1` keeps them.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::text::short_digest;

use super::kinsoku::Kinsoku;
use super::page::{PageItem, PdfBook, PdfPage};
use super::{font, layout};
use crate::doc::build;
use crate::workspace::Workspace;

/// The text of its pages is kept.
const READ: &str = "22-child-allowance";
/// Pages of which only the hash is kept.
const SEEN: [&str; 2] = ["15-health-checkups", "31-nursing-insurance"];

fn printed(name: &str) -> PdfBook {
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    let loaded = workspace.load(&Path::new("assessments").join(name).join("assessment.yaml"));
    let document = build(&loaded.assessment.unwrap(), &workspace.config.style);
    layout::lay_out(&document, &mut font::Fonts::new(None).unwrap(), Kinsoku::default(), &|_| None)
}

/// The lines of text on a page as they are drawn, and everything with its place.
fn drawn(book: &PdfBook, page: &PdfPage) -> (String, String) {
    let (mut text, mut all) = (String::new(), String::new());
    for item in &page.items {
        match item {
            PageItem::Text(piece) => {
                let paragraph = &book.paragraphs[piece.paragraph as usize];
                let words = paragraph.words(piece.clusters.clone());
                let glyphs: Vec<_> = paragraph.set(piece.clusters.clone()).iter().map(|one| one.glyph).collect();
                let (x, y, size, grey, angle) = (piece.x, piece.y, piece.size, piece.grey, piece.angle);
                writeln!(all, "{words} {x:.2} {y:.2} {size:.2} {grey:.2} {angle:.2} {glyphs:?}").unwrap();
                text += &format!("{words}\n");
            }
            PageItem::Begin(_) | PageItem::End => {}
            PageItem::Shape(shape) => {
                writeln!(all, "{:.2?}", (&shape.knots, shape.closed, shape.fill, shape.stroke)).unwrap();
            }
            other => writeln!(all, "{other:.2?}").unwrap(),
        }
    }
    (text, all)
}

fn snapshot(name: &str, with_text: bool) -> String {
    let book = printed(name);
    let mut snapshot = String::new();
    for (index, page) in book.pages.iter().enumerate() {
        let (text, all) = drawn(&book, page);
        let hash = short_digest(all, 16);
        writeln!(snapshot, "# {} {hash}", index + 1).unwrap();
        if with_text {
            snapshot += &text;
        }
    }
    snapshot
}

#[test]
fn pages_are_those_that_were_looked_at() {
    let samples = SEEN.iter().map(|name| (*name, false)).chain([(READ, true)]);
    let mut changed = Vec::new();
    for (name, with_text) in samples {
        let file = PathBuf::from(format!("tests/snapshots/{name}.txt"));
        let (kept, now) = (std::fs::read_to_string(&file).unwrap_or_default(), snapshot(name, with_text));
        if std::env::var_os("HYOKASHO_BLESS").is_some() {
            std::fs::write(&file, now).unwrap();
        } else if kept != now {
            let pages = now.lines().filter(|line| line.starts_with("# ") && !kept.contains(*line));
            let pages: Vec<&str> = pages.filter_map(|line| line.split(' ').nth(1)).collect();
            changed.push(format!("{}: pages {}", file.display(), pages.join(", ")));
        }
    }
    assert!(
        changed.is_empty(),
        "{}\nlook at them with tests/snapshots/compare, then keep them with HYOKASHO_BLESS=1",
        changed.join("\n")
    );
}

#[test]
fn a_page_that_moved_has_another_hash() {
    let mut book = printed(READ);
    let before = drawn(&book, &book.pages[2]);
    let moved = book.pages[2].items.iter_mut().find_map(|item| match item {
        PageItem::Text(text) => Some(text),
        _ => None,
    });
    moved.unwrap().x += 0.01;
    let after = drawn(&book, &book.pages[2]);
    assert_eq!(before.0, after.0);
    assert_ne!(before.1, after.1);
}
