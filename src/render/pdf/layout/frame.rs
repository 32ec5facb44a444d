//! What stands around the text of every page: name and chapter above, page number below, the mark of a draft across it.

use crate::doc::table::{ChapterKind, Printed};

use super::super::font::Weight;
use super::super::page::{ContentMark, PageItem, PdfText};
use super::flow::{LEFT, LineAlign, PageFlow, SMALL, THIN, TOP, Type};

const HEADER: f32 = TOP - 22.0;
/// From the lower edge of the sheet.
const FOOTER: f32 = 38.0;
const PITCH: f32 = 12.0;
const STAMP: Type = Type { weight: Weight::Bold, size: 150.0 };

/// `first_pages`: where each part begins.
pub(super) fn draw(flow: &mut PageFlow, printed: &Printed, first_pages: &[u32]) {
    let pages = flow.book.pages.len();
    let covered = printed.chapters.first().is_some_and(|chapter| chapter.kind == ChapterKind::Cover);
    let headers: Vec<(u32, u32)> = printed
        .chapters
        .iter()
        .map(|chapter| {
            let chapter = flow.paragraph(&chapter.title(), SMALL, f32::MAX);
            let title = flow.paragraph(&printed.title, SMALL, flow.width() * 0.6);
            (title, chapter)
        })
        .collect();
    for number in 0..pages {
        flow.sheet = flow.book.pages.get(number).map(|page| page.sheet).unwrap_or_default();
        let (right, footer) = (flow.right(), flow.sheet.height() - FOOTER);
        let mut around = Vec::new();
        if let Some(draft) = &printed.draft {
            around.extend(stamp(flow, draft));
        }
        let part = first_pages.partition_point(|first| *first as usize <= number).saturating_sub(1);
        let is_cover = covered && part == 0;
        if let Some((title, chapter)) = headers.get(part).filter(|_| !is_cover) {
            around.push(PageItem::Begin(ContentMark::Header));
            around.extend(one_line(flow, *title, HEADER, LineAlign::Left));
            around.extend(one_line(flow, *chapter, HEADER, LineAlign::Right));
            let y = HEADER + PITCH + 1.0;
            around.push(PageItem::Line { from: (LEFT, y), to: (right, y), thickness: THIN });
            around.push(PageItem::End);
        }
        around.push(PageItem::Begin(ContentMark::Footer));
        let count = flow.paragraph(&format!("{} / {pages}", number + 1), SMALL, f32::MAX);
        around.extend(one_line(flow, count, footer, LineAlign::Centre));
        let note = flow.paragraph(&printed.dated, SMALL, f32::MAX);
        around.extend(one_line(flow, note, footer, LineAlign::Right));
        let edition = flow.paragraph(printed.edition.as_deref().unwrap_or_default(), SMALL, f32::MAX);
        around.extend(one_line(flow, edition, footer, LineAlign::Left));
        around.push(PageItem::End);
        if let Some(page) = flow.book.pages.get_mut(number) {
            around.append(&mut page.items);
            page.items = around;
        }
    }
}

/// The first line of a paragraph.
fn one_line(flow: &PageFlow, id: u32, y: f32, align: LineAlign) -> Option<PageItem> {
    let clusters = flow.lines(id).first().filter(|line| !line.is_empty()).cloned()?;
    let width = flow.book.paragraphs.get(id as usize)?.width(clusters.clone()) * SMALL.size;
    let x = match align {
        LineAlign::Right => flow.right() - width,
        LineAlign::Centre => (LEFT + flow.right() - width) / 2.0,
        LineAlign::Left | LineAlign::Bracket => LEFT,
    };
    let y = flow.base_line(y, SMALL.size, PITCH);
    Some(PageItem::Text(PdfText { x, y, size: SMALL.size, paragraph: id, clusters, grey: 0.0, angle: 0.0 }))
}

/// 素案 across the page, behind everything.
fn stamp(flow: &mut PageFlow, draft: &str) -> Vec<PageItem> {
    const ANGLE: f32 = 45.0;
    const PALE: f32 = 0.92;
    let id = flow.paragraph(draft, STAMP, f32::MAX);
    let Some(clusters) = flow.lines(id).first().cloned() else { return Vec::new() };
    let Some(paragraph) = flow.book.paragraphs.get(id as usize) else { return Vec::new() };
    let half = paragraph.width(clusters.clone()) * STAMP.size / 2.0;
    let (sine, cosine) = ANGLE.to_radians().sin_cos();
    let lift = STAMP.size * 0.35;
    let x = flow.sheet.width() / 2.0 - half * cosine + lift * sine;
    let y = flow.sheet.height() / 2.0 + half * sine + lift * cosine;
    let text = PdfText { x, y, size: STAMP.size, paragraph: id, clusters, grey: PALE, angle: ANGLE };
    vec![PageItem::Begin(ContentMark::Pagination), PageItem::Text(text), PageItem::End]
}
