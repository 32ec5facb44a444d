//! Chapters that do not end with a page that is all but empty: laid out again with less air, or with their last two pages alike.

use super::flow::{PageFlow, TOP};

/// A last page that is filled less than this is pulled back.
const TAIL: f32 = 0.2;

/// How much room there is between things.
#[derive(Clone, Copy, Debug)]
pub(super) struct Air {
    /// Between a border of a cell and its lines.
    pub(super) pad: f32,
    /// Between sections, as a share of what is usual.
    pub(super) gaps: f32,
    /// Rows are as high as the form has them.
    pub(super) heights: bool,
}

impl Air {
    pub(super) const AMPLE: Self = Self { pad: 4.5, gaps: 1.0, heights: true };
    const CLOSE: Self = Self { pad: 3.5, gaps: 0.5, heights: false };
}

/// How far a book has come.
struct LaidOut {
    pages: usize,
    paragraphs: usize,
    pictures: usize,
    nodes: usize,
    children: usize,
    outline: usize,
    named: usize,
    level: u8,
}

impl PageFlow<'_, '_> {
    fn mark(&self) -> LaidOut {
        LaidOut {
            pages: self.book.pages.len(),
            paragraphs: self.book.paragraphs.len(),
            pictures: self.book.pictures.len(),
            nodes: self.book.nodes.len(),
            children: self.book.nodes.first().map_or(0, |root| root.children.len()),
            outline: self.book.outline.len(),
            named: self.named.len(),
            level: self.level,
        }
    }

    /// Forgets what was laid out since.
    fn back(&mut self, mark: &LaidOut) {
        self.book.pages.truncate(mark.pages);
        self.book.paragraphs.truncate(mark.paragraphs);
        self.book.pictures.truncate(mark.pictures);
        self.book.nodes.truncate(mark.nodes);
        if let Some(root) = self.book.nodes.first_mut() {
            root.children.truncate(mark.children);
        }
        self.book.outline.truncate(mark.outline);
        for name in self.named.drain(mark.named..) {
            self.book.places.remove(&name);
        }
        self.level = mark.level;
    }

    /// How much of the last page is filled.
    fn filled(&self) -> f32 {
        (self.y - TOP) / self.page_height()
    }

    /// Lays out a chapter, which begins a page.
    pub(super) fn compose(&mut self, mut lay_out: impl FnMut(&mut Self)) {
        let mark = self.mark();
        let mut once = |flow: &mut Self, air: Air, shortened: Option<(u32, f32)>| {
            flow.back(&mark);
            (flow.air, flow.shortened) = (air, shortened);
            lay_out(flow);
            (flow.air, flow.shortened) = (Air::AMPLE, None);
            (flow.book.pages.len() - mark.pages, flow.filled())
        };
        let (pages, filled) = once(self, Air::AMPLE, None);
        if pages < 2 || filled >= TAIL {
            return;
        }
        if once(self, Air::CLOSE, None).0 < pages {
            return;
        }
        // The page before the last ends where both are filled alike.
        let bottom = TOP + self.page_height() * (1.0 + filled) / 2.0;
        let before = self.book.pages.len() as u32 - 2;
        let balanced = once(self, Air::AMPLE, Some((before, bottom)));
        if balanced.0 != pages || balanced.1 < filled {
            once(self, Air::AMPLE, None);
        }
    }
}
