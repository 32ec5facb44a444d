//! Texts over the full width of a page: paragraphs, boxes of notes, and the bars of headings, which wait for what follows them.

use super::super::page::{ContentMark, PageItem, TagRole};
use super::flow::{BAR_GREY, BAR_PAD, LEFT, LINE, LineAlign, LineSlot, PageFlow, SIDE, SMALL, STRONG, THIN, Type};
use super::words::PdfWords;

/// From line to line of a text, in ems.
const PITCH: f32 = 1.45;
const BAR_PITCH: f32 = 1.4;
/// Lines of a text that stay together where it is broken over pages.
const TOGETHER: usize = 2;

/// A heading or a range that stands on the page of what follows it.
pub(super) struct WaitingBar {
    paragraph: u32,
    node: u32,
    set: Type,
    grey: f32,
    /// Between it and what follows.
    below: f32,
    heading: Option<WaitingHeading>,
}

struct WaitingHeading {
    level: u8,
    text: String,
    anchor: String,
}

/// How a bar looks.
#[derive(Clone, Copy)]
pub(super) struct BarStyle {
    pub(super) set: Type,
    pub(super) grey: f32,
    pub(super) below: f32,
}

impl PageFlow<'_, '_> {
    /// A new page if less than `height` is left on this one, below the headings that wait; they stand above what follows.
    pub(super) fn need(&mut self, height: f32) {
        if self.y + self.waiting_height() + height > self.bottom && !self.is_fresh() {
            self.turn();
        }
        for bar in std::mem::take(&mut self.waiting) {
            self.set_bar(&bar);
        }
    }

    /// The height that is left below the headings that wait.
    pub(super) fn room(&self) -> f32 {
        self.bottom - self.y - self.waiting_height()
    }

    pub(super) fn waiting_height(&self) -> f32 {
        self.waiting.iter().map(|bar| self.bar_height(bar.paragraph, bar.set) + bar.below).sum()
    }

    fn bar_height(&self, paragraph: u32, set: Type) -> f32 {
        self.lines(paragraph).len() as f32 * set.size * BAR_PITCH + 2.0 * BAR_PAD
    }

    /// A new page that says what it goes on with, unless a section begins on it.
    pub(super) fn turn(&mut self) {
        self.new_page();
        let levels = self.waiting.iter().filter_map(|bar| bar.heading.as_ref().map(|heading| heading.level));
        match levels.min() {
            None => self.go_on(true),
            Some(level) if level > 2 => self.go_on(false),
            Some(_) => {}
        }
    }

    /// Ⅱ　２．基本情報（続き）: read by nobody, for it was read before.
    fn go_on(&mut self, with_own: bool) {
        let [section, below, block] = &self.section;
        if section.is_empty() {
            return;
        }
        let own = if block.is_empty() { below } else { block };
        let own = if with_own { own.as_str() } else { "" };
        let between = if own.is_empty() { "" } else { "　" };
        let (mut text, alone) = (format!("{section}{between}{own}（続き）"), format!("{section}（続き）"));
        let set = Type { size: SMALL.size, ..STRONG };
        let width = self.width() - 2.0 * SIDE;
        if self.width_of(&text, set) > width {
            text = alone;
        }
        let id = self.paragraph(&text, set, width);
        let lines = self.lines(id).to_vec();
        let (pitch, y, right) = (set.size * BAR_PITCH, self.y, self.right());
        let height = lines.len() as f32 * pitch + BAR_PAD;
        self.begin(ContentMark::Pagination);
        self.draw(PageItem::Fill { x: LEFT, y, width: right - LEFT, height, grey: BAR_GREY });
        for (index, clusters) in lines.into_iter().enumerate() {
            let y = y + BAR_PAD / 2.0 + index as f32 * pitch;
            let slot = LineSlot { left: LEFT + SIDE, right: right - SIDE, y, pitch, align: LineAlign::Left };
            self.line(id, clusters, set.size, slot);
        }
        for x in [LEFT, right] {
            self.draw(PageItem::Line { from: (x, y), to: (x, y + height), thickness: THIN });
        }
        self.draw(PageItem::Line { from: (LEFT, y), to: (right, y), thickness: THIN });
        self.end();
        self.y += height;
        self.top = self.y;
    }

    /// A heading over what follows, on its page.
    pub(super) fn heading(&mut self, level: u8, text: &str, anchor: &str, style: BarStyle) {
        let level = self.level(level);
        let bar = self.waiting_bar(text, TagRole::Heading(level), style);
        let heading = Some(WaitingHeading { level, text: text.to_owned(), anchor: anchor.to_owned() });
        self.waiting.push(WaitingBar { heading, ..bar });
    }

    /// A bar over what follows, on its page; it is no heading.
    pub(super) fn range(&mut self, text: &str, style: BarStyle) {
        let bar = self.waiting_bar(text, TagRole::Paragraph, style);
        self.waiting.push(bar);
    }

    fn waiting_bar(&mut self, text: &str, role: TagRole, BarStyle { set, grey, below }: BarStyle) -> WaitingBar {
        let paragraph = self.paragraph(text, set, self.width() - 2.0 * SIDE);
        WaitingBar { paragraph, node: self.book.node(role, 0), set, grey, below, heading: None }
    }

    fn set_bar(&mut self, bar: &WaitingBar) {
        if let Some(heading) = &bar.heading {
            self.name(&heading.anchor);
            self.enter(heading.level, &heading.text);
            if heading.level <= 2 {
                self.section = [format!("{}{}", self.chapter, heading.text), String::new(), String::new()];
            } else {
                self.section[1].clone_from(&heading.text);
            }
        }
        let pitch = bar.set.size * BAR_PITCH;
        let height = self.bar_height(bar.paragraph, bar.set);
        let right = self.right();
        self.frame(LEFT, right, height, bar.grey);
        self.begin_content(bar.node);
        for (index, clusters) in self.lines(bar.paragraph).to_vec().into_iter().enumerate() {
            let y = self.y + BAR_PAD + index as f32 * pitch;
            let slot = LineSlot { left: LEFT + SIDE, right: right - SIDE, y, pitch, align: LineAlign::Left };
            self.line(bar.paragraph, clusters, bar.set.size, slot);
        }
        self.end();
        self.y += height + bar.below;
    }

    /// A heading in a bar as wide as the text, here.
    pub(super) fn bar(&mut self, text: &str, role: TagRole, style: BarStyle) {
        let bar = self.waiting_bar(text, role, style);
        self.need(self.bar_height(bar.paragraph, bar.set));
        self.set_bar(&bar);
    }

    /// Text over the full width, broken over pages where it must be.
    pub(super) fn text(&mut self, text: &str, role: TagRole, set: Type, align: LineAlign) {
        for text in text.lines() {
            let id = self.paragraph(text, set, self.width());
            let node = self.book.node(role, 0);
            self.text_lines(id, node, set, align);
        }
    }

    /// A line of runs over the full width.
    pub(super) fn words_line(&mut self, words: &PdfWords, set: Type) {
        let id = self.words(words, set, self.width());
        let node = self.book.node(TagRole::Paragraph, 0);
        self.text_lines(id, node, set, LineAlign::Left);
    }

    fn text_lines(&mut self, id: u32, node: u32, set: Type, align: LineAlign) {
        let (pitch, size) = (set.size * PITCH, set.size);
        let lines = self.lines(id).to_vec();
        let count = lines.len();
        let mut open = None;
        for (index, clusters) in lines.into_iter().enumerate() {
            let together = if index == 0 || index + TOGETHER == count { TOGETHER.min(count - index) } else { 1 };
            let is_full = self.y + together as f32 * pitch > self.bottom;
            if is_full && open.take().is_some() {
                self.end_content(node);
            }
            self.need(together as f32 * pitch);
            if open.is_none() {
                self.begin_content(node);
                open = Some(node);
            }
            let (left, right) = (LEFT + self.hang(id, index) * size, self.right());
            self.content_line(node, id, clusters, size, LineSlot { left, right, y: self.y, pitch, align });
            self.y += pitch;
        }
        if open.is_some() {
            self.end_content(node);
        }
    }

    /// Short texts in one box.
    pub(super) fn boxed(&mut self, texts: &[&str], set: Type) {
        let pitch = set.size * PITCH;
        let (left, right) = (LEFT + SIDE, self.right() - SIDE);
        let ids: Vec<u32> = texts.iter().map(|text| self.paragraph(text, set, right - left)).collect();
        let lines: usize = ids.iter().map(|id| self.lines(*id).len()).sum();
        let height = lines as f32 * pitch + 2.0 * BAR_PAD;
        self.need(height + 3.0 * LINE);
        self.frame(LEFT, self.right(), height, 1.0);
        self.y += BAR_PAD;
        for id in ids {
            let node = self.book.node(TagRole::Paragraph, 0);
            self.begin_content(node);
            for (index, clusters) in self.lines(id).to_vec().into_iter().enumerate() {
                let left = left + self.hang(id, index) * set.size;
                self.line(id, clusters, set.size, LineSlot { left, right, y: self.y, pitch, align: LineAlign::Left });
                self.y += pitch;
            }
            self.end();
        }
        self.y += BAR_PAD;
    }
}
