//! How well pages are composed, measured on what is drawn: labels that are cut, pages that open without a label, pages that are all
//! but empty, last lines of one or two characters.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::{LABEL_GREY, TOP};
use super::page::{ContentMark, PageItem, PdfBook, PdfPage, TagChild, TagRole};
use super::{PdfOptions, font, layout};
use crate::doc::Document;
use crate::render::{Pictures, RenderError};

/// Pages that are filled no more than this are all but empty.
const EMPTY: f32 = 0.17;
/// Below it a grey field is no label but a strip beside one.
const LABEL: f32 = 40.0;
/// What a page opens with stands no deeper than this below its top.
const OPENING: f32 = 40.0;
/// Characters of a last line that is too short.
const SHORT: usize = 2;

/// What was found; pages are counted from 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageMeasures {
    pub pages: usize,
    /// Pages on which a label is cut.
    pub cut_labels: Vec<usize>,
    /// Pages that open with a field for a label and no word in it.
    pub blank_labels: Vec<usize>,
    /// Pages that are all but empty though their chapter goes on.
    pub empty_pages: Vec<usize>,
    /// Pages that are all but empty at the end of their chapter.
    pub empty_ends: Vec<usize>,
    /// Texts of several lines.
    pub texts: usize,
    /// Their last lines that are too short, with their pages.
    pub short_lines: Vec<(usize, String)>,
}

/// Measures a document as it would be printed.
pub fn measure(document: &Document, options: &PdfOptions, pictures: Pictures<'_>) -> Result<PageMeasures, RenderError> {
    let own = options.font.as_ref().map(|font| (&*font.data, font.index));
    let mut fonts = font::Fonts::new(own)?;
    Ok(of_book(&layout::lay_out(document, &mut fonts, options.kinsoku, pictures)))
}

pub(super) fn of_book(book: &PdfBook) -> PageMeasures {
    let mut measures =
        PageMeasures { pages: book.pages.len(), cut_labels: cut_labels(book), ..PageMeasures::default() };
    let begins: BTreeSet<usize> =
        book.outline.iter().filter(|entry| entry.level == 1).map(|entry| entry.place.page as usize).collect();
    let mut seen = BTreeSet::new();
    for (index, page) in book.pages.iter().enumerate() {
        if opens_blank(page) {
            measures.blank_labels.push(index + 1);
        }
        if filled(page) <= EMPTY {
            let is_end = begins.contains(&(index + 1)) || index + 1 == book.pages.len();
            if is_end { &mut measures.empty_ends } else { &mut measures.empty_pages }.push(index + 1);
        }
        let mut is_content = false;
        for item in &page.items {
            match item {
                PageItem::Begin(mark) => is_content = matches!(mark, ContentMark::Content { .. }),
                PageItem::Text(text) if is_content && seen.insert(text.paragraph) => {
                    let Some(paragraph) = book.paragraphs.get(text.paragraph as usize) else { continue };
                    let [_, .., last] = paragraph.lines.as_slice() else { continue };
                    measures.texts += 1;
                    if last.len() <= SHORT {
                        measures.short_lines.push((index + 1, paragraph.words(last.clone()).to_owned()));
                    }
                }
                _ => {}
            }
        }
    }
    measures
}

/// The content of a label stands on one page.
fn cut_labels(book: &PdfBook) -> Vec<usize> {
    let mut label_of: BTreeMap<u32, u32> = BTreeMap::new();
    let mut pages: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (id, node) in book.nodes.iter().enumerate() {
        let id = id as u32;
        let own = (node.role == TagRole::RowHead).then_some(id).or_else(|| label_of.get(&node.parent).copied());
        let Some(label) = own else { continue };
        label_of.insert(id, label);
        let on = node.children.iter().filter_map(|child| match child {
            TagChild::Content { page, .. } => Some(*page),
            _ => None,
        });
        pages.entry(label).or_default().extend(on);
    }
    let cut = pages.values().filter(|pages| pages.len() > 1).filter_map(BTreeSet::last);
    cut.map(|page| *page as usize + 1).collect()
}

fn opens_blank(page: &PdfPage) -> bool {
    let labels = page.items.iter().filter_map(|item| match item {
        PageItem::Fill { x, y, width, height, grey } if *grey >= LABEL_GREY && *width > LABEL => {
            Some((*x, *y, *width, *height))
        }
        _ => None,
    });
    let labels: Vec<(f32, f32, f32, f32)> = labels.collect();
    let top = labels.iter().map(|label| label.1).fold(f32::MAX, f32::min);
    let is_named = |(x, y, width, height): &(f32, f32, f32, f32)| {
        page.items.iter().any(|item| match item {
            PageItem::Text(text) => {
                text.x >= *x && text.x < x + width && text.y > *y && text.y < y + height && text.angle <= 0.0
            }
            _ => false,
        })
    };
    top < TOP + OPENING && labels.iter().filter(|label| label.1 < top + 1.0).any(|label| !is_named(label))
}

/// How far down things stand on a page, as a share of its height; titles and numbers of pages are left out.
fn filled(page: &PdfPage) -> f32 {
    let mut is_around = false;
    let mut bottom = TOP;
    for item in &page.items {
        let end = match item {
            PageItem::Begin(mark) => {
                is_around = matches!(mark, ContentMark::Header | ContentMark::Footer);
                continue;
            }
            PageItem::Text(text) if text.angle > 0.0 => continue,
            PageItem::Text(text) => text.y,
            PageItem::Line { from, to, .. } => from.1.max(to.1),
            PageItem::Fill { y, height, .. } => y + height,
            PageItem::Picture { top, height, .. } => top + height,
            PageItem::Shape(shape) => shape.knots.iter().map(|knot| knot.at.1).fold(0.0, f32::max),
            PageItem::End => continue,
        };
        if !is_around {
            bottom = bottom.max(end);
        }
    }
    (bottom - TOP) / (page.sheet.height() - 2.0 * TOP)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::kinsoku::Kinsoku;
    use super::*;
    use crate::doc::build;
    use crate::workspace::Workspace;

    fn printed(name: &str) -> PdfBook {
        let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
        let loaded = workspace.load(&Path::new("assessments").join(name).join("assessment.yaml"));
        let document = build(&loaded.assessment.unwrap(), &workspace.config.style);
        layout::lay_out(&document, &mut font::Fonts::new(None).unwrap(), Kinsoku::default(), &|_| None)
    }

    #[test]
    fn samples_are_well_composed() {
        for name in ["15-health-checkups", "22-child-allowance", "31-nursing-insurance"] {
            let measures = of_book(&printed(name));
            assert_eq!(measures.cut_labels, [0; 0], "{name}");
            assert_eq!(measures.blank_labels, [0; 0], "{name}");
            assert_eq!(measures.empty_pages, [0; 0], "{name}");
            let short = &measures.short_lines;
            assert!(measures.texts > 200 && short.len() * 1000 <= 3 * measures.texts, "{name}: {short:?}");
        }
    }

    #[test]
    fn what_is_badly_composed_is_found() {
        let mut book = printed("22-child-allowance");
        let before = of_book(&book);
        // A label without its words at the top of a page, a page with one line, a label that goes on, a last line of one letter.
        let page = book.pages.iter().position(opening_label).unwrap();
        book.pages[page].items.retain(|item| !matches!(item, PageItem::Text(_)));
        let mut is_content = false;
        book.pages[5].items.retain(|item| {
            if let PageItem::Begin(mark) = item {
                is_content = !matches!(mark, ContentMark::Header | ContentMark::Footer);
            }
            !is_content || matches!(item, PageItem::Begin(_) | PageItem::End)
        });
        let label = book.nodes.iter_mut().find(|node| node.role == TagRole::RowHead).unwrap();
        label.children.extend([1, 7].map(|page| TagChild::Content { page, number: 0 }));
        let two = book.paragraphs.iter().position(|text| text.lines.len() == 2 && text.text.len() > 90).unwrap();
        let end = book.paragraphs[two].lines[1].end;
        book.paragraphs[two].lines[1].start = end - 1;
        let after = of_book(&book);
        assert!(after.blank_labels.contains(&(page + 1)) && !before.blank_labels.contains(&(page + 1)));
        assert!(after.empty_pages.contains(&6) && !before.empty_pages.contains(&6));
        assert!(after.cut_labels.contains(&8) && !before.cut_labels.contains(&8));
        assert_eq!(after.short_lines.len(), before.short_lines.len() + 1);
    }

    fn opening_label(page: &PdfPage) -> bool {
        let mut emptied = PdfPage::default();
        emptied.items.extend(page.items.iter().filter(|item| !matches!(item, PageItem::Text(_))).cloned());
        opens_blank(&emptied) && !opens_blank(page)
    }
}
