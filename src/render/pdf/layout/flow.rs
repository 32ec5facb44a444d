//! The pen: where on which page the next thing goes.

use std::ops::Range;

use super::super::font::{Fonts, Weight};
use super::super::kinsoku::Kinsoku;
use super::super::page::{ContentMark, PageItem, PagePlace, PdfBook, PdfBookmark, PdfPage, PdfSheet, PdfText};
use super::super::text::Paragraph;
use super::bars::WaitingBar;
use super::compose::Air;
use super::words::PdfWords;

pub(super) const LEFT: f32 = 45.0;
pub(in super::super) const TOP: f32 = 52.0;
/// What is left free on the right of a page and below it.
const RIGHT_MARGIN: f32 = 45.276;
const BOTTOM_MARGIN: f32 = 49.89;
/// Between a border and what it encloses, above and below it; on its sides; in a bar.
pub(super) const SIDE: f32 = 5.0;
pub(super) const BAR_PAD: f32 = 3.5;
pub(super) const SIZE: f32 = 9.5;
/// From one base line to the next.
pub(super) const LINE: f32 = 13.5;
pub(super) const THIN: f32 = 0.5;
pub(in super::super) const LABEL_GREY: f32 = 0.95;
pub(super) const BAR_GREY: f32 = 0.88;

/// How text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub(super) weight: Weight,
    pub(super) size: f32,
}

pub(super) const BODY: Type = Type { weight: Weight::Regular, size: SIZE };
pub(super) const SMALL: Type = Type { weight: Weight::Regular, size: 8.0 };
pub(super) const STRONG: Type = Type { weight: Weight::Bold, size: SIZE };

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineAlign {
    Left,
    Centre,
    Right,
    /// The first and the last character at the edges, the rest between them: [　委託する　]
    Bracket,
}

/// Where one line of text goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineSlot {
    pub(super) left: f32,
    pub(super) right: f32,
    /// The top of the line, and how high it is.
    pub(super) y: f32,
    pub(super) pitch: f32,
    pub(super) align: LineAlign,
}

pub(super) struct PageFlow<'a, 'f> {
    pub(super) fonts: &'a mut Fonts<'f>,
    kinsoku: Kinsoku,
    pub(super) book: PdfBook,
    pub(super) y: f32,
    /// The level of the last heading: none may be left out below it.
    pub(super) level: u8,
    vertical: (f32, f32),
    /// How the pages lie that are laid out now, and how far down things may stand on this one.
    pub(super) sheet: PdfSheet,
    pub(super) bottom: f32,
    /// Where the page begins below what it repeats.
    pub(super) top: f32,
    pub(super) air: Air,
    /// A page that ends earlier, so that the one after it is not all but empty.
    pub(super) shortened: Option<(u32, f32)>,
    /// Headings that stand on the page of what follows them.
    pub(super) waiting: Vec<WaitingBar>,
    /// Its number, before what a page goes on with: Ⅱ
    pub(super) chapter: String,
    /// What a page says at its top when it goes on with it: the section, the heading below, the block.
    pub(super) section: [String; 3],
    /// The names that were given, in order.
    pub(super) named: Vec<String>,
}

impl<'a, 'f> PageFlow<'a, 'f> {
    pub(super) fn new(fonts: &'a mut Fonts<'f>, kinsoku: Kinsoku, book: PdfBook) -> Self {
        let vertical = fonts.vertical();
        let sheet = PdfSheet::Upright;
        Self {
            fonts,
            kinsoku,
            book,
            y: TOP,
            level: 0,
            vertical,
            sheet,
            bottom: sheet.height() - BOTTOM_MARGIN,
            top: TOP,
            air: Air::AMPLE,
            shortened: None,
            waiting: Vec::new(),
            chapter: String::new(),
            section: Default::default(),
            named: Vec::new(),
        }
    }

    /// The right edge of what stands on the page.
    pub(super) fn right(&self) -> f32 {
        self.sheet.width() - RIGHT_MARGIN
    }

    pub(super) fn width(&self) -> f32 {
        self.right() - LEFT
    }

    /// From the top of a page to its end.
    pub(super) fn page_height(&self) -> f32 {
        self.sheet.height() - BOTTOM_MARGIN - TOP
    }

    pub(super) fn paragraph(&mut self, text: &str, set: Type, width: f32) -> u32 {
        let mut paragraph = Paragraph::new(self.fonts, set.weight, self.kinsoku, text);
        paragraph.break_lines(width.max(set.size) / set.size);
        self.book.paragraphs.push(paragraph);
        self.book.paragraphs.len() as u32 - 1
    }

    /// A paragraph of runs.
    pub(super) fn words(&mut self, words: &PdfWords, set: Type, width: f32) -> u32 {
        let mut paragraph = Paragraph::default();
        for run in &words.runs {
            let weight = if run.strong { Weight::Bold } else { set.weight };
            let clusters = paragraph.push(self.fonts, weight, self.kinsoku, &run.text);
            if let Some(feature) = &run.feature {
                paragraph.features.push((clusters, feature.clone()));
            }
        }
        paragraph.break_lines(width.max(set.size) / set.size);
        self.book.paragraphs.push(paragraph);
        self.book.paragraphs.len() as u32 - 1
    }

    pub(super) fn lines(&self, paragraph: u32) -> &[Range<u32>] {
        self.book.paragraphs.get(paragraph as usize).map_or(&[], |paragraph| &paragraph.lines)
    }

    /// In points.
    pub(super) fn width_of(&mut self, text: &str, set: Type) -> f32 {
        let paragraph = Paragraph::new(self.fonts, set.weight, self.kinsoku, text);
        paragraph.width(paragraph.whole()) * set.size
    }

    pub(super) fn page_number(&self) -> u32 {
        (self.book.pages.len() as u32).saturating_sub(1)
    }

    pub(super) fn page(&mut self) -> &mut PdfPage {
        if self.book.pages.is_empty() {
            self.new_page();
        }
        let last = self.book.pages.len() - 1;
        &mut self.book.pages[last]
    }

    pub(super) fn new_page(&mut self) {
        self.book.pages.push(PdfPage { sheet: self.sheet, ..PdfPage::default() });
        self.bottom = self.sheet.height() - BOTTOM_MARGIN;
        if let Some((page, bottom)) = self.shortened
            && page == self.page_number()
        {
            self.bottom = bottom;
        }
        (self.y, self.top) = (TOP, TOP);
    }

    /// Nothing stands on the page yet but what it repeats.
    pub(super) fn is_fresh(&self) -> bool {
        self.y <= self.top
    }

    pub(super) fn draw(&mut self, item: PageItem) {
        self.page().items.push(item);
    }

    pub(super) fn begin(&mut self, mark: ContentMark) {
        self.draw(PageItem::Begin(mark));
    }

    pub(super) fn end(&mut self) {
        self.draw(PageItem::End);
    }

    pub(super) fn base_line(&self, y: f32, size: f32, line: f32) -> f32 {
        let (ascent, height) = self.vertical;
        y + (line - height * size) / 2.0 + ascent * size
    }

    /// Draws one line of a paragraph.
    pub(super) fn line(&mut self, id: u32, clusters: Range<u32>, size: f32, slot: LineSlot) {
        let Some(paragraph) = self.book.paragraphs.get(id as usize) else { return };
        let LineSlot { left, right, .. } = slot;
        let width = |range: Range<u32>| paragraph.width(range) * size;
        let (first, last) = (clusters.start, clusters.end);
        let pieces = match slot.align {
            LineAlign::Bracket if last - first > 2 && paragraph.lines.len() == 1 => {
                let inner = first + 1..last - 1;
                let middle = (left + right - width(inner.clone())) / 2.0;
                let end = right - width(last - 1..last);
                vec![(left, first..first + 1), (middle, inner), (end, last - 1..last)]
            }
            LineAlign::Left | LineAlign::Bracket => vec![(left, clusters)],
            LineAlign::Centre => vec![((left + right - width(clusters.clone())) / 2.0, clusters)],
            LineAlign::Right => vec![(right - width(clusters.clone()), clusters)],
        };
        let y = self.base_line(slot.y, size, slot.pitch);
        for (x, clusters) in pieces {
            self.draw(PageItem::Text(PdfText { x, y, size, paragraph: id, clusters, grey: 0.0, angle: 0.0 }));
        }
    }

    /// A bordered box from here down.
    pub(super) fn frame(&mut self, left: f32, right: f32, height: f32, grey: f32) {
        let y = self.y;
        self.begin(ContentMark::Layout);
        if grey < 1.0 {
            self.draw(PageItem::Fill { x: left, y, width: right - left, height, grey });
        }
        let corners = [(left, y), (right, y), (right, y + height), (left, y + height)];
        for (index, from) in corners.into_iter().enumerate() {
            let to = corners[(index + 1) % 4];
            self.draw(PageItem::Line { from, to, thickness: THIN });
        }
        self.end();
    }

    /// The level at which a heading may stand: none is left out.
    pub(super) fn level(&mut self, wanted: u8) -> u8 {
        self.level = wanted.clamp(1, (self.level + 1).min(6));
        self.level
    }

    /// What follows here can be found in the outline.
    pub(super) fn enter(&mut self, level: u8, title: &str) {
        let place = self.place();
        self.book.outline.push(PdfBookmark { level, title: title.to_owned(), place });
    }

    /// What follows here can be linked to. The first of a name wins.
    pub(super) fn name(&mut self, anchor: &str) {
        if !anchor.is_empty() && !self.book.places.contains_key(anchor) {
            let place = self.place();
            self.book.places.insert(anchor.to_owned(), place);
            self.named.push(anchor.to_owned());
        }
    }

    fn place(&mut self) -> PagePlace {
        self.page();
        PagePlace { page: self.page_number(), y: self.y }
    }

    /// How far a line of a paragraph is moved in.
    pub(super) fn hang(&self, paragraph: u32, line: usize) -> f32 {
        self.book.paragraphs.get(paragraph as usize).filter(|_| line > 0).map_or(0.0, |paragraph| paragraph.hang)
    }
}
